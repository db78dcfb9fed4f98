"""Verbs on work items: done, snooze, wake, skip, assign, add by hand."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.platform.people.models import Membership
from dunwell.work.activities.models import Activity
from dunwell.work.activities.rules import ActivityKind, Direction
from dunwell.work.cases.models import Case
from dunwell.work.deeds.commands import begin_deed, lock_publication
from dunwell.work.deeds.models import Deed
from dunwell.work.items.models import WorkItem
from dunwell.work.items.queries import amounts_known, item_for
from dunwell.work.items.rules import (
    BY_HAND,
    ItemEvent,
    ItemState,
    check_reason,
    check_title,
)
from dunwell.work.queries import may_assign
from dunwell.work.snoozes.models import Snooze
from dunwell.work.snoozes.rules import check_until, read_when
from dunwell.work.transitions.commands import move_items, with_mirrors


@command
def complete_item(*, viewer: Viewer, item_id: int, at: datetime, note: str = "", key: str = "") -> Deed:
    """Mark an item as done. That it was worked is an activity too, so that tonight's run knows of it.

    Refuses an item that is closed already (`work.item.not_allowed`); the same `key` twice is done once.
    """
    item = item_for(viewer, item_id, "worklist.work")
    return _complete(viewer, [item], at, note, key)


def complete_items(*, viewer: Viewer, items: list[WorkItem], at: datetime, note: str = "", key: str = "") -> Deed:
    """Mark items of one creditor as done, in the transaction that is open."""
    return _complete(viewer, items, at, note, key)


def _complete(viewer: Viewer, items: list[WorkItem], at: datetime, note: str, key: str) -> Deed:
    deed, fresh, today, locked = _begin(viewer, items, "complete", at, key)
    if not fresh:
        return deed
    move_items(deed=deed, items=locked, event=ItemEvent.COMPLETE, today=today, reason=note)
    asked = {item.pk for item in items}
    worked = [item for item in locked if item.pk in asked]
    record_worked(viewer=viewer, deed=deed, items=worked, note=note)
    emit("work.items_completed", deed.creditor_id, deed_id=deed.pk, customer_ids=[item.customer_id for item in worked])
    return deed


def record_worked(*, viewer: Viewer, deed: Deed, items: list[WorkItem], note: str = "") -> None:
    """Write one activity per item that was done: a message that somebody sent, else a task.

    A call that is marked as done without its outcome counts as work done, not as a contact: nobody said that a call was
    made.
    """
    messages = {ActivityKind.EMAIL, ActivityKind.LETTER, ActivityKind.SMS}
    zone = Creditor.objects.values_list("time_zone", flat=True).get(pk=deed.creditor_id)
    Activity.objects.bulk_create(
        [
            Activity(
                creditor_id=item.creditor_id,
                customer_id=item.customer_id,
                work_item=item,
                deed=deed,
                kind=item.action if item.action in messages else ActivityKind.TASK,
                direction=Direction.OUT,
                note=note or item.title,
                occurred_at=deed.done_at,
                occurred_date=local_day(deed.done_at, zone),
                recorded_by_id=viewer.user_id,
                recorded_by_name=deed.done_by_name,
            )
            for item in items
        ],
        batch_size=1000,
    )


@command
def snooze_item(
    *, viewer: Viewer, item_id: int, until: str | date, at: datetime, reason: str = "", key: str = ""
) -> Deed:
    """Put an item off: `until` is a day or words (`tomorrow`, `mon`, `next friday`, `in 3 days`).

    An item of a list puts off its customer: tonight's run leaves the customer alone until that day.
    """
    item = item_for(viewer, item_id, "worklist.work")
    return snooze_items(viewer=viewer, items=[item], until=until, at=at, reason=reason, key=key)


def snooze_items(
    *, viewer: Viewer, items: list[WorkItem], until: str | date, at: datetime, reason: str = "", key: str = ""
) -> Deed:
    """Put items of one creditor off, in the transaction that is open."""
    deed, fresh, today, locked = _begin(viewer, items, "snooze", at, key)
    if not fresh:
        return deed
    day = read_when(until, today) if isinstance(until, str) else check_until(until, today)
    move_items(
        deed=deed, items=locked, event=ItemEvent.SNOOZE, today=today, reason=reason, changes={"snoozed_until_date": day}
    )
    customer_ids = {item.customer_id for item in locked if item.step != BY_HAND}
    place_snoozes(viewer=viewer, deed=deed, until_dates=dict.fromkeys(customer_ids, day), today=today)
    return deed


def place_snoozes(*, viewer: Viewer, deed: Deed, until_dates: Mapping[int, date], today: date) -> None:
    """Put customers off until their days, in place of what held before; `until_dates` is customer id -> day."""
    lift_snoozes(deed=deed, customer_ids=until_dates.keys())
    Snooze.objects.bulk_create(
        [
            Snooze(
                creditor_id=deed.creditor_id,
                customer_id=customer_id,
                deed=deed,
                placed_date=today,
                until_date=until,
                placed_by_id=viewer.user_id,
                placed_by_name=deed.done_by_name,
            )
            for customer_id, until in sorted(until_dates.items())
        ],
        batch_size=1000,
    )


def lift_snoozes(*, deed: Deed, customer_ids: Iterable[int]) -> None:
    """End what puts these customers off."""
    held = Snooze.objects.filter(
        creditor_id=deed.creditor_id, customer_id__in=list(customer_ids), lifted_at__isnull=True
    )
    held.update(lifted_at=deed.done_at, lifted_by_name=deed.done_by_name)


@command
def wake_item(*, viewer: Viewer, item_id: int, at: datetime, key: str = "") -> Deed:
    """Bring a snoozed item back at once, and its customer with it."""
    item = item_for(viewer, item_id, "worklist.work")
    deed, fresh, today, locked = _begin(viewer, [item], "wake", at, key)
    if fresh:
        move_items(deed=deed, items=locked, event=ItemEvent.WAKE, today=today)
        lift_snoozes(deed=deed, customer_ids={one.customer_id for one in locked if one.step != BY_HAND})
    return deed


@command
def wake_due(*, viewer: Viewer, creditor_id: int, at: datetime) -> int:
    """Bring back the items of the published list whose day has come; returns how many."""
    require(viewer, "worklist.work", creditor_id)
    run_id, today = lock_publication(creditor_id=creditor_id), _today(creditor_id, at)
    if run_id is None:
        return 0
    due = WorkItem.objects.select_for_update().filter(
        creditor_id=creditor_id, run_id=run_id, state=ItemState.SNOOZED, snoozed_until_date__lte=today
    )
    items = list(due.order_by("pk"))
    if items:
        deed, _ = begin_deed(viewer=viewer, creditor_id=creditor_id, verb="wake", at=at)
        move_items(deed=deed, items=items, event=ItemEvent.WAKE, today=today)
    return len(items)


@command
def skip_item(*, viewer: Viewer, item_id: int, reason: str, at: datetime, key: str = "") -> Deed:
    """Leave an item out today, with the reason; tomorrow's run decides afresh."""
    item = item_for(viewer, item_id, "worklist.work")
    return skip_items(viewer=viewer, items=[item], reason=reason, at=at, key=key)


def skip_items(*, viewer: Viewer, items: list[WorkItem], reason: str, at: datetime, key: str = "") -> Deed:
    """Leave items of one creditor out, in the transaction that is open."""
    why = check_reason(reason)
    deed, fresh, today, locked = _begin(viewer, items, "skip", at, key)
    if fresh:
        move_items(deed=deed, items=locked, event=ItemEvent.SKIP, today=today, reason=why)
    return deed


@command
def assign_item(
    *,
    viewer: Viewer,
    item_id: int,
    at: datetime,
    owner_id: int | None = None,
    queue: str = "",
    reason: str = "",
    key: str = "",
) -> Deed:
    """Give an item to a person or a shared queue; it stays with them on later lists until the case closes.

    Needs `worklist.assign`; without it a person may put their own item into a queue, or take one from a queue.
    """
    item = item_for(viewer, item_id, "worklist.work")
    return assign_items(viewer=viewer, items=[item], at=at, owner_id=owner_id, queue=queue, reason=reason, key=key)


def assign_items(
    *,
    viewer: Viewer,
    items: list[WorkItem],
    at: datetime,
    owner_id: int | None = None,
    queue: str = "",
    reason: str = "",
    key: str = "",
) -> Deed:
    """Give items of one creditor to a person or a queue, in the transaction that is open."""
    where = queue.strip()
    check_assignee(creditor_id=items[0].creditor_id, owner_id=owner_id, queue=where)
    for item in items:
        check_assigner(viewer=viewer, item=item, owner_id=owner_id, queue=where)
    deed, fresh, today, locked = _begin(viewer, items, "assign", at, key)
    if not fresh:
        return deed
    touched = {item.owner_id for item in locked} | {owner_id}
    to = {"owner_id": owner_id, "queue": where}
    beside = _kept_with(locked)
    move_items(deed=deed, items=locked, event=ItemEvent.ASSIGN, today=today, reason=reason, changes=to, beside=beside)
    keep_with(items=locked, owner_id=owner_id, queue=where)
    fill_days(creditor_id=deed.creditor_id, run_ids={item.run_id for item in locked}, owner_ids=touched)
    return deed


FILL = """
    UPDATE work_item i SET is_beyond_today = f.beyond
    FROM (
        SELECT w.id, sum(w.minutes) OVER (PARTITION BY w.run_id, w.owner_id ORDER BY w.rank, w.id) > m.capacity_minutes
               AS beyond
        FROM work_item w
        JOIN platform_membership m ON m.creditor_id = w.creditor_id AND m.user_id = w.owner_id
        WHERE w.creditor_id = %(creditor_id)s AND w.run_id = ANY(%(run_ids)s) AND w.state <> 'snoozed'
          AND (%(owner_ids)s::bigint[] IS NULL OR w.owner_id = ANY(%(owner_ids)s))
    ) f
    WHERE i.id = f.id AND i.is_beyond_today <> f.beyond
"""


def fill_days(
    *, creditor_id: int, run_ids: Iterable[int | None], owner_ids: Iterable[int | None] | None = None
) -> None:
    """Mark what no longer fits into its owner's minutes, as `rules.beyond_capacity` says; None means every owner."""
    owners = None if owner_ids is None else [key for key in owner_ids if key is not None]
    with connection.cursor() as cursor:
        runs = [key for key in run_ids if key is not None]
        cursor.execute(FILL, {"creditor_id": creditor_id, "run_ids": runs, "owner_ids": owners})
        cursor.execute(
            "UPDATE work_item SET is_beyond_today = false WHERE creditor_id = %s AND run_id = ANY(%s)"
            " AND owner_id IS NULL AND is_beyond_today",
            [creditor_id, runs],
        )


def keep_with(*, items: Iterable[WorkItem], owner_id: int | None, queue: str) -> None:
    """Let the cases of these items remember to whom they were given by hand."""
    case_ids = [item.case_id for item in items if item.case_id is not None]
    Case.objects.filter(pk__in=case_ids).update(owner_id=owner_id, queue=queue)


def check_assignee(*, creditor_id: int, owner_id: int | None, queue: str) -> None:
    """Refuse neither or both of a person and a queue, and a person who does not work here."""
    if (owner_id is None) == (not queue) or len(queue) > 60:
        raise Refusal("work.item.assignee_unclear", gettext_noop("Choose one person or one queue."))
    if owner_id is None:
        return
    held = Membership.objects.filter(creditor_id=creditor_id, user_id=owner_id, user__is_active=True)
    if not held.exists():
        raise Refusal(
            "work.item.assignee_not_member",
            gettext_noop("That person does not work for this creditor. Choose a member."),
        )


def check_assigner(*, viewer: Viewer, item: WorkItem, owner_id: int | None, queue: str) -> None:
    """Refuse to assign without the right, but for putting one's own item into a queue and taking one from a queue."""
    if not may_assign(viewer, item, owner_id, queue):
        require(viewer, "worklist.assign", item.creditor_id)


def _kept_with(items: list[WorkItem]) -> dict[int, dict[str, Any]]:
    cases = Case.objects.in_bulk([item.case_id for item in items if item.case_id is not None])
    return {
        item.pk: {"case_owner_id": cases[item.case_id].owner_id, "case_queue": cases[item.case_id].queue}
        for item in items
        if item.case_id is not None
    }


@command
def add_task(
    *,
    viewer: Viewer,
    customer_id: int,
    title: str,
    at: datetime,
    due: str | date | None = None,
    owner_id: int | None = None,
    queue: str = "",
    minutes: int = 5,
    key: str = "",
) -> WorkItem:
    """Add something to do about a customer by hand: for oneself unless a person or a queue is named.

    It stands first on the list. With `due` (a day or words) it sleeps until then. The same `key` twice adds it once.
    """
    customer = _customer(viewer, customer_id)
    creditor, today = customer.creditor, _today(customer.creditor_id, at)
    what = check_title(title)
    day = None if due is None else read_when(due, today) if isinstance(due, str) else check_until(due, today)
    holder = viewer.user_id if owner_id is None and not queue else owner_id
    if holder != viewer.user_id or queue:
        check_assignee(creditor_id=creditor.pk, owner_id=holder, queue=queue.strip())
    run_id = lock_publication(creditor_id=creditor.pk)
    deed, fresh = begin_deed(viewer=viewer, creditor_id=creditor.pk, verb="add_task", at=at, key=key)
    if not fresh:
        return deed.added_items.get()
    return WorkItem.objects.create(
        creditor=creditor,
        run_id=run_id,
        customer=customer,
        case=Case.objects.filter(creditor=creditor, customer=customer, state="open").first(),
        deed=deed,
        action="task",
        step=BY_HAND,
        title=what,
        owner_id=holder,
        queue=queue.strip(),
        rank=0,
        minutes=max(1, min(minutes, 480)),
        currency=creditor.base_currency,
        state=ItemState.OPEN if day is None else ItemState.SNOOZED,
        snoozed_until_date=day,
        changed_at=at,
        **amounts_known(run_id, customer_id),
    )


def _customer(viewer: Viewer, customer_id: int) -> Customer:
    found = Customer.objects.select_related("creditor").filter(pk=customer_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "worklist.work", found.creditor_id)
    return found


def _today(creditor_id: int, at: datetime) -> date:
    return local_day(at, Creditor.objects.values_list("time_zone", flat=True).get(pk=creditor_id))


def _begin(
    viewer: Viewer, items: list[WorkItem], verb: str, at: datetime, key: str
) -> tuple[Deed, bool, date, list[WorkItem]]:
    """Hold the list still, write the deed (or find it), and lock the items with their mirrors."""
    creditor_id = items[0].creditor_id
    run_id = lock_publication(creditor_id=creditor_id)
    deed, fresh = begin_deed(viewer=viewer, creditor_id=creditor_id, verb=verb, at=at, key=key)
    locked = with_mirrors(items=items, published_run_id=run_id) if fresh else []
    return deed, fresh, _today(creditor_id, at), locked
