"""The desk page by page, for programs: the list, activities and cases."""

from dataclasses import dataclass
from datetime import date, datetime

from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.work.activities.models import Activity
from dunwell.work.cases.models import Case
from dunwell.work.worklist.queries import (
    EVERYTHING,
    ItemRow,
    Narrowing,
    Owner,
    at_hand,
    held_items,
    narrowed_items,
    published_day,
    rows_of,
)
from dunwell.work.worklist.rules import order_of


@dataclass(frozen=True)
class ActivityRow:
    """One thing that was said or done; `is_corrected` was taken back."""

    id: int
    customer_id: int
    kind: str
    direction: str
    reached: bool | None
    outcome: str
    duration_seconds: int | None
    note: str
    occurred_at: datetime
    occurred_date: date
    contact_person_id: int | None
    work_item_id: int | None
    recorded_by: str
    is_corrected: bool


@dataclass(frozen=True)
class CaseRow:
    """One customer in collection; owner and queue only where a person gave the customer away by hand."""

    id: int
    customer_id: int
    customer_number: str
    customer_name: str
    state: str
    opened_date: date
    closed_date: date | None
    owner_id: int | None
    queue: str


def worklist_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    owner: Owner = None,
    view: str = "open",
    narrowing: Narrowing = EVERYTHING,
    sort: str = "rank",
    after: Position | None = None,
    limit: int = 50,
) -> Slice[ItemRow]:
    """Return items of the published list after a position."""
    day = published_day(viewer, creditor_id)
    held = narrowed_items(held_items(creditor_id, day, owner, view), narrowing)
    found, place = slice_after(at_hand(held), order_of(sort), after, limit)
    return Slice(rows_of(found), place)


def activities_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    customer_id: int | None = None,
    kind: str = "",
    occurred_from: date | None = None,
    occurred_to: date | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[ActivityRow]:
    """Return what was said and done, the newest record first, after a position; corrections themselves left out."""
    require(viewer, "book.read", creditor_id)
    exact: dict[str, object] = {"customer_id": customer_id, "kind": kind}
    exact |= {"occurred_date__gte": occurred_from, "occurred_date__lte": occurred_to}
    held = Activity.objects.select_related("corrected_by").filter(creditor_id=creditor_id, corrects__isnull=True)
    held = held.filter(**{name: value for name, value in exact.items() if value})
    found, place = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_activity(one) for one in found), place)


def _activity(one: Activity) -> ActivityRow:
    made = ("recorded_by", "is_corrected")
    plain = {name: getattr(one, name) for name in ActivityRow.__dataclass_fields__ if name not in made}
    return ActivityRow(recorded_by=one.recorded_by_name, is_corrected=hasattr(one, "corrected_by"), **plain)


def cases_after(
    viewer: Viewer, creditor_id: int, *, state: str = "", after: Position | None = None, limit: int = 50
) -> Slice[CaseRow]:
    """Return customers in collection, the newest case first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = Case.objects.select_related("customer").filter(creditor_id=creditor_id)
    if state:
        held = held.filter(state=state)
    found, place = slice_after(held, ("-pk",), after, limit)
    rows = [
        CaseRow(
            one.pk, one.customer_id, one.customer.number, one.customer.name, one.state, one.opened_date,
            one.closed_date, one.owner_id, one.queue,
        )
        for one in found
    ]  # fmt: skip
    return Slice(tuple(rows), place)
