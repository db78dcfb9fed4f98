"""Entries: immutable movements on open items. None is changed; one is reversed by its opposite."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Day, Line, Paging, PathId, QueryId
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.entries.commands import reverse_entry
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.pages.queries import EntryLine, entries_after, entry_line

router = Router(tags=["entries"])
Entry = shape_of(EntryLine)


class EntriesAsked(Paging):
    """Which movements."""

    open_item_id: QueryId | None = None
    customer_id: QueryId | None = None
    kind: EntryKind | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None


class Reversal(Body):
    """From when the movement no longer counts, and why."""

    effective_date: Day
    reason: Line


@lists(router, "/entries", Entry)
def list_entries(desk: ApiDesk, asked: Query[EntriesAsked], after: Position | None) -> Slice[EntryLine]:
    """List movements in the order in which they were recorded: the last cursor goes on with what comes later."""
    wanted = asked.model_dump(exclude={"cursor", "limit", "kind"})
    return entries_after(desk.viewer, desk.creditor_id, kind=asked.kind or "", after=after, limit=asked.limit, **wanted)


@reads(router, "/entries/{entry_id}", Entry)
def get_entry(desk: ApiDesk, entry_id: PathId) -> EntryLine:
    """Show a movement."""
    return entry_line(desk.viewer, entry_id)


@commands(router, "/entries/{entry_id}/reverse", Entry, right="ledger.post", status=201)
def reverse_an_entry(desk: ApiDesk, entry_id: PathId, body: Reversal) -> EntryLine:
    """Undo a movement by its opposite; the other side of a credit comes back with it."""
    made = reverse_entry(viewer=desk.viewer, entry_id=entry_id, **body.model_dump())
    return entry_line(desk.viewer, made.pk)
