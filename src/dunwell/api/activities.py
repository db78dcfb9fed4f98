"""Activities: what was said or done about a customer; and the cases they belong to."""

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, lists
from dunwell.api.inputs import Body, Day, Flag, Id, Instant, Note, Paging, QueryId, text
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.work.activities.commands import Logged, add_note, log_call, log_message
from dunwell.work.activities.rules import ActivityKind, Direction, Outcome
from dunwell.work.cases.rules import CaseState
from dunwell.work.pages.queries import ActivityRow, CaseRow, activities_after, cases_after

router = Router(tags=["activities"])
Activity = shape_of(ActivityRow)
Case = shape_of(CaseRow)


class ActivitiesAsked(Paging):
    """Which activities."""

    customer_id: QueryId | None = None
    kind: ActivityKind | None = None
    occurred_from: Day | None = None
    occurred_to: Day | None = None


class CasesAsked(Paging):
    """Which cases."""

    state: CaseState | None = None


class _About(Body):
    customer_id: Id
    work_item_id: Id | None = None
    open_item_ids: list[Id] = []


class NewCall(_About):
    """A call and what came of it; it completes the work item that it was for, unless told not to."""

    outcome: Outcome
    note: Note = ""
    direction: Direction = Direction.OUT
    reached: Flag | None = None
    duration_seconds: Id | None = None
    occurred_at: Instant | None = None
    contact_person_id: Id | None = None
    complete: Flag = True


class NewMessage(_About):
    """An e-mail, letter or text message that was sent or received outside of Dunwell; nothing is sent."""

    kind: ActivityKind
    note: Note = ""
    direction: Direction = Direction.OUT
    occurred_at: Instant | None = None
    contact_person_id: Id | None = None
    complete: Flag = True


class NewNote(_About):
    """A note about a customer."""

    note: text(10_000, 1)  # type: ignore[valid-type]


class LoggedShape(BaseModel):
    """The deed to undo it by, the activity, and the items that it completed."""

    deed_id: int
    activity_id: int
    completed_item_ids: list[int]


@lists(router, "/activities", Activity)
def list_activities(desk: ApiDesk, asked: Query[ActivitiesAsked], after: Position | None) -> Slice[ActivityRow]:
    """List what was said and done, the newest record first."""
    wanted = asked.model_dump(exclude={"cursor", "limit", "kind"})
    return activities_after(
        desk.viewer, desk.creditor_id, kind=asked.kind or "", after=after, limit=asked.limit, **wanted
    )


@lists(router, "/cases", Case)
def list_cases(desk: ApiDesk, asked: Query[CasesAsked], after: Position | None) -> Slice[CaseRow]:
    """List customers in collection, the newest case first."""
    return cases_after(desk.viewer, desk.creditor_id, state=asked.state or "", after=after, limit=asked.limit)


@commands(router, "/activities/calls", LoggedShape, right="worklist.work", status=201)
def log_a_call(desk: ApiDesk, body: NewCall) -> Logged:
    """Record a call."""
    return log_call(viewer=desk.viewer, at=desk.at, **body.model_dump())


@commands(router, "/activities/messages", LoggedShape, right="worklist.work", status=201)
def log_a_message(desk: ApiDesk, body: NewMessage) -> Logged:
    """Record a message that went another way."""
    return log_message(viewer=desk.viewer, at=desk.at, **body.model_dump())


@commands(router, "/activities/notes", LoggedShape, right="worklist.work", status=201)
def add_a_note(desk: ApiDesk, body: NewNote) -> Logged:
    """Write a note; it completes nothing."""
    return add_note(viewer=desk.viewer, at=desk.at, **body.model_dump())
