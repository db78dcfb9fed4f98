"""The audit trail: who changed what, when and why."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, lists
from dunwell.api.inputs import Instant, Paging, QueryId, text
from dunwell.api.values import shape_of
from dunwell.platform.audit.queries import Trace, trail_after
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["audit trail"])


class TrailAsked(Paging):
    """Changes of which noun (like parties.customer), of which row, since and until when."""

    noun: text(80) = ""  # type: ignore[valid-type]
    object_id: QueryId | None = None
    since: Instant | None = None
    until: Instant | None = None


@lists(router, "/audit", shape_of(Trace), right="audit.read")
def list_trail(desk: ApiDesk, asked: Query[TrailAsked], after: Position | None) -> Slice[Trace]:
    """List changes, the newest first; `after` is the row as it was left, `before` what it was, of what changed."""
    wanted = asked.model_dump(exclude={"cursor", "limit"})
    return trail_after(desk.viewer, desk.creditor_id, after=after, limit=asked.limit, **wanted)
