"""The worklist and its items: what to do next, and the verbs that do it."""

from enum import StrEnum
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import BaseModel, Field

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Id, Line, Minutes, Note, Paging, PathId, Word, text
from dunwell.api.values import shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.keyset import Position, Slice
from dunwell.work.commands import Undone, apply_bulk, undo_deed, undo_last
from dunwell.work.items.commands import (
    add_task,
    assign_item,
    complete_item,
    skip_item,
    snooze_item,
    wake_item,
)
from dunwell.work.pages.queries import worklist_after
from dunwell.work.queries import BulkPreview, preview_bulk
from dunwell.work.worklist.queries import (
    QUEUE,
    ItemRow,
    Narrowing,
    Owner,
    Progress,
    PublishedDay,
    item,
    published_day,
    queues_of,
    worklist_counts,
    worklist_progress,
)

router = Router(tags=["worklist"])
WorkItem = shape_of(ItemRow, title="WorkItem")
Preview = shape_of(BulkPreview)
OwnerText = Annotated[str, Field(max_length=80, description="`me`, `all`, `person:ID`, `queue:NAME`, or `queue:`.")]
When = text(60, 1)
ME, ALL, PERSON = "me", "all", "person:"


class WorklistAsked(Paging):
    """Which split, whose, narrowed and ordered as the screen does it."""

    view: Word = "open"
    owner: OwnerText = ALL
    search: Line = ""
    action: Word = ""
    segment: Word = ""
    least_amount: Amount | None = None
    least_days: Annotated[int, Field(ge=0, le=100_000)] | None = None
    sort: Word = "rank"


class Whose(BaseModel):
    """Whose list."""

    owner: OwnerText = ALL


class BulkVerb(StrEnum):
    """What can be done to many items."""

    COMPLETE = "complete"
    SNOOZE = "snooze"
    SKIP = "skip"
    ASSIGN = "assign"


class Done(Body):
    """What came of it."""

    note: Note = ""


class Snoozing(Body):
    """Until when: a day, or tomorrow, mon, next friday, in 3 days."""

    until: When  # type: ignore[valid-type]
    reason: Line = ""


class Skipping(Body):
    """Why it is left out today."""

    reason: Line


class Assigning(Body):
    """To a person, or to a queue."""

    owner_id: Id | None = None
    queue: Word = ""
    reason: Line = ""


class NewTask(Body):
    """Something to do about a customer, for oneself unless a person or a queue is named."""

    customer_id: Id
    title: text(200, 1)  # type: ignore[valid-type]
    due: text(60) | None = None  # type: ignore[valid-type]
    owner_id: Id | None = None
    queue: Word = ""
    minutes: Minutes = 5


class BulkAsked(Body):
    """What to do to which items; `until` for snooze, `reason` for skip, `owner_id` or `queue` for assign."""

    verb: BulkVerb
    item_ids: Annotated[list[Id], Field(min_length=1, max_length=5000)]
    owner_id: Id | None = None
    queue: Word = ""


class BulkOrder(BulkAsked):
    """What to do to which items."""

    until: text(60) = ""  # type: ignore[valid-type]
    reason: Line = ""


class Did(BaseModel):
    """The deed to undo it by, and the item as it is now."""

    deed_id: int
    item: WorkItem  # type: ignore[valid-type]


class BulkDid(BaseModel):
    """The deed to undo it by, and what was done."""

    deed_id: int
    preview: Preview  # type: ignore[valid-type]


class Counts(BaseModel):
    """How many items each split has, by its key; and each queue's open ones."""

    views: dict[str, int]
    queues: dict[str, int]


def owner_of(desk: ApiDesk, said: str) -> Owner:
    """Return whose list is meant; refuse what names nobody."""
    if said in ("", ALL):
        return None
    if said == ME:
        return desk.viewer.user_id
    number = said.removeprefix(PERSON)
    if said.startswith(PERSON) and number.isascii() and number.isdigit() and len(number) < 19:
        return int(number)
    if said.startswith(QUEUE):
        return said
    raise Refusal(
        "api.worklist.unknown_owner",
        gettext_noop("{owner} is nobody's list. Write me, all, person:ID or queue:NAME."),
        owner=said,
    )


@reads(router, "/worklist/day", shape_of(PublishedDay))
def get_published_day(desk: ApiDesk) -> PublishedDay:
    """Show which run's list is the list."""
    found = published_day(desk.viewer, desk.creditor_id)
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found


@lists(router, "/worklist", WorkItem)
def list_worklist(desk: ApiDesk, asked: Query[WorklistAsked], after: Position | None) -> Slice[ItemRow]:
    """List the published worklist.

    `view` is open, call, write, task, snoozed, closed or all; `sort` is rank, amount, expected, days, points, customer
    or minutes.
    """
    narrowing = Narrowing(asked.search, asked.action, asked.segment, asked.least_amount, asked.least_days)
    return worklist_after(
        desk.viewer,
        desk.creditor_id,
        owner=owner_of(desk, asked.owner),
        view=asked.view,
        narrowing=narrowing,
        sort=asked.sort,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/worklist/counts", Counts)
def get_counts(desk: ApiDesk, asked: Query[Whose]) -> dict[str, Any]:
    """Count the items of each split and the open ones of each queue."""
    counts = worklist_counts(desk.viewer, desk.creditor_id, owner=owner_of(desk, asked.owner))
    return {"views": counts, "queues": dict(queues_of(desk.viewer, desk.creditor_id))}


@reads(router, "/worklist/progress", shape_of(Progress))
def get_progress(desk: ApiDesk, asked: Query[Whose]) -> Progress:
    """Show how far the published list is worked."""
    return worklist_progress(desk.viewer, desk.creditor_id, owner=owner_of(desk, asked.owner))


@reads(router, "/work-items/{item_id}", WorkItem)
def get_work_item(desk: ApiDesk, item_id: PathId) -> ItemRow:
    """Show a work item."""
    return item(desk.viewer, item_id)


def _did(desk: ApiDesk, item_id: int, deed: Any) -> dict[str, Any]:
    return {"deed_id": deed.pk, "item": item(desk.viewer, item_id)}


@commands(router, "/work-items/{item_id}/done", Did, right="worklist.work")
def complete_an_item(desk: ApiDesk, item_id: PathId, body: Done) -> dict[str, Any]:
    """Mark an item as done; that it was worked is an activity too."""
    return _did(desk, item_id, complete_item(viewer=desk.viewer, item_id=item_id, at=desk.at, note=body.note))


@commands(router, "/work-items/{item_id}/snooze", Did, right="worklist.work")
def snooze_an_item(desk: ApiDesk, item_id: PathId, body: Snoozing) -> dict[str, Any]:
    """Put an item off, and its customer with it."""
    deed = snooze_item(viewer=desk.viewer, item_id=item_id, until=body.until, at=desk.at, reason=body.reason)
    return _did(desk, item_id, deed)


@commands(router, "/work-items/{item_id}/wake", Did, right="worklist.work")
def wake_an_item(desk: ApiDesk, item_id: PathId) -> dict[str, Any]:
    """Bring a snoozed item back at once."""
    return _did(desk, item_id, wake_item(viewer=desk.viewer, item_id=item_id, at=desk.at))


@commands(router, "/work-items/{item_id}/skip", Did, right="worklist.work")
def skip_an_item(desk: ApiDesk, item_id: PathId, body: Skipping) -> dict[str, Any]:
    """Leave an item out today, with the reason."""
    return _did(desk, item_id, skip_item(viewer=desk.viewer, item_id=item_id, reason=body.reason, at=desk.at))


@commands(router, "/work-items/{item_id}/assign", Did, right="worklist.work")
def assign_an_item(desk: ApiDesk, item_id: PathId, body: Assigning) -> dict[str, Any]:
    """Give an item to a person or a queue; others' items need the right `worklist.assign`."""
    return _did(desk, item_id, assign_item(viewer=desk.viewer, item_id=item_id, at=desk.at, **body.model_dump()))


@commands(router, "/tasks", WorkItem, right="worklist.work", status=201)
def add_a_task(desk: ApiDesk, body: NewTask) -> ItemRow:
    """Add something to do about a customer by hand."""
    return item(desk.viewer, add_task(viewer=desk.viewer, at=desk.at, **body.model_dump()).pk)


@commands(router, "/work-items/bulk/preview", Preview, right="worklist.work")
def preview_a_bulk(desk: ApiDesk, body: BulkAsked) -> BulkPreview:
    """Say what a verb would do to many items; nothing is written."""
    return preview_bulk(desk.viewer, desk.creditor_id, **body.model_dump())


@commands(router, "/work-items/bulk", BulkDid, right="worklist.work")
def do_a_bulk(desk: ApiDesk, body: BulkOrder) -> dict[str, Any]:
    """Do a verb to many items, in one transaction that one undo takes back."""
    made = apply_bulk(viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at, **body.model_dump())
    return {"deed_id": made.deed_id, "preview": made.preview}


@commands(router, "/undo", shape_of(Undone), right="worklist.work")
def undo_the_last(desk: ApiDesk) -> Undone:
    """Take back the last thing that this person did here."""
    return undo_last(viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at)


@commands(router, "/deeds/{deed_id}/undo", shape_of(Undone), right="worklist.work")
def undo_a_deed(desk: ApiDesk, deed_id: PathId) -> Undone:
    """Take back one thing that this person did."""
    return undo_deed(viewer=desk.viewer, deed_id=deed_id, at=desk.at)
