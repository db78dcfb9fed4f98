"""Verbs across the nouns of the desk: many items at once, undo, and what was paid meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.work.activities.commands import correct_activities
from dunwell.work.activities.models import Activity
from dunwell.work.deeds.commands import begin_deed, lock_publication
from dunwell.work.deeds.models import Deed
from dunwell.work.items.commands import (
    assign_items,
    complete_items,
    fill_days,
    keep_with,
    lift_snoozes,
    place_snoozes,
    skip_items,
    snooze_items,
)
from dunwell.work.items.models import WorkItem, WorkItemTransition
from dunwell.work.items.rules import BY_HAND, UNWORKED, ItemEvent, ItemState, undoing
from dunwell.work.queries import BulkPreview, preview_bulk
from dunwell.work.transitions.commands import move_items, standing_of


@dataclass(frozen=True)
class Applied:
    """What a bulk verb did: the deed to undo it by, and the preview that came true."""

    deed_id: int
    preview: BulkPreview


@dataclass(frozen=True)
class Undone:
    """What undo took back: the verb, how many items and activities; `left_count` items had changed since and stay."""

    deed_id: int
    undone_deed_id: int
    verb: str
    item_ids: tuple[int, ...]
    activity_count: int
    left_count: int


@command
def apply_bulk(
    *,
    viewer: Viewer,
    creditor_id: int,
    verb: str,
    item_ids: Iterable[int],
    at: datetime,
    until: str | date = "",
    reason: str = "",
    owner_id: int | None = None,
    queue: str = "",
    key: str = "",
) -> Applied:
    """Do to many items what `preview_bulk` says can be done to them, in one transaction that one undo takes back.

    `until` is for snooze, `reason` for skip, `owner_id` or `queue` for assign. Refuses where nothing is left to do.
    """
    lock_publication(creditor_id=creditor_id)
    wanted = sorted(set(item_ids))
    done_before = _deed_of(viewer, creditor_id, key)
    preview = preview_bulk(viewer, creditor_id, verb=verb, item_ids=wanted, owner_id=owner_id, queue=queue)
    if done_before is not None:
        return Applied(done_before.pk, preview)
    if not preview.count:
        raise Refusal("work.bulk.nothing_left", gettext_noop("None of these can be changed so. See why beside each."))
    items = list(WorkItem.objects.filter(pk__in=preview.item_ids).order_by("pk"))
    if verb == "complete":
        deed = complete_items(viewer=viewer, items=items, at=at, note=reason, key=key)
    elif verb == "snooze":
        deed = snooze_items(viewer=viewer, items=items, until=until, at=at, reason=reason, key=key)
    elif verb == "skip":
        deed = skip_items(viewer=viewer, items=items, reason=reason, at=at, key=key)
    else:
        deed = assign_items(viewer=viewer, items=items, at=at, owner_id=owner_id, queue=queue, reason=reason, key=key)
    return Applied(deed.pk, preview)


def _deed_of(viewer: Viewer, creditor_id: int, key: str) -> Deed | None:
    whole = f"{viewer.user_id or viewer.kind}:{key}"[:120]
    return Deed.objects.filter(creditor_id=creditor_id, idempotency_key=whole).first() if key else None


@command
def undo_last(*, viewer: Viewer, creditor_id: int, at: datetime) -> Undone:
    """Take back the last thing that this person did here and has not taken back yet."""
    require(viewer, "worklist.work", creditor_id)
    lock_publication(creditor_id=creditor_id)
    mine = Deed.objects.filter(creditor_id=creditor_id, done_by_id=viewer.user_id, undone_by__isnull=True)
    if viewer.user_id is None:
        mine = mine.filter(done_by_name=viewer.name or viewer.kind)
    last = mine.exclude(verb="undo").order_by("-pk").first()
    if last is None:
        raise Refusal("work.undo.nothing", gettext_noop("There is nothing of yours to undo."))
    return _undo(viewer, last, at)


@command
def undo_deed(*, viewer: Viewer, deed_id: int, at: datetime) -> Undone:
    """Take back one thing that this person did (the token of a toast); refuses what was taken back already."""
    deed = Deed.objects.filter(pk=deed_id).first()
    hidden = deed is None or deed.done_by_id != viewer.user_id or deed.verb == "undo"
    if deed is None or hidden:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "worklist.work", deed.creditor_id)
    lock_publication(creditor_id=deed.creditor_id)
    if Deed.objects.filter(undo_of=deed).exists():
        raise Refusal("work.undo.already", gettext_noop("This was undone before. Reload to see where things stand."))
    return _undo(viewer, deed, at)


def _undo(viewer: Viewer, deed: Deed, at: datetime) -> Undone:
    rows = list(deed.transitions.select_related("item").order_by("pk"))
    pairs, left = _still_so(rows)
    added = list(deed.added_items.select_for_update().filter(state__in=UNWORKED).order_by("pk"))
    activities = list(
        Activity.objects.filter(deed=deed, corrects__isnull=True, corrected_by__isnull=True).order_by("pk")
    )
    if not pairs and not added and not activities:
        raise Refusal(
            "work.undo.changed_since",
            gettext_noop("This was changed by somebody since, so it cannot be undone. Reload to see where it stands."),
        )
    undo, _ = begin_deed(viewer=viewer, creditor_id=deed.creditor_id, verb="undo", at=at, undo_of=deed)
    today = local_day(at, Creditor.objects.values_list("time_zone", flat=True).get(pk=deed.creditor_id))
    _take_back(undo, pairs, today)
    if added:
        move_items(deed=undo, items=added, event=ItemEvent.SKIP, today=today, reason="taken back")
    _restore_snoozes(viewer, undo, pairs, today)
    correct_activities(deed=undo, activities=activities)
    _restore_owners(undo, pairs)
    item_ids = tuple(item.pk for item, _ in pairs) + tuple(item.pk for item in added)
    return Undone(undo.pk, deed.pk, deed.verb, item_ids, len(activities), left)


def _still_so(rows: list[WorkItemTransition]) -> tuple[list[tuple[WorkItem, WorkItemTransition]], int]:
    """Pair the transitions with their items that still stand as they were left, and count the others.

    An item of a later list that took its state over from one of these goes back with it.
    """
    by_item = {row.item_id: row for row in rows}
    carried = dict(WorkItem.objects.filter(carried_from_id__in=by_item).values_list("pk", "carried_from_id"))
    locked = WorkItem.objects.select_for_update().filter(pk__in=by_item.keys() | carried.keys()).order_by("pk")
    pairs, left = [], 0
    for item in locked:
        row = by_item[carried.get(item.pk, item.pk)]
        now = standing_of(item=item)
        same = now["state"] == row.to_state if item.pk in carried else now == row.after
        if same:
            pairs.append((item, row))
        elif item.pk in by_item:
            left += 1
    return pairs, left


def _take_back(undo: Deed, pairs: list[tuple[WorkItem, WorkItemTransition]], today: date) -> None:
    """Move the items back, those that go back the same way together."""
    ways: dict[tuple[ItemEvent, date | None, int | None, str], list[tuple[WorkItem, WorkItemTransition]]] = {}
    for item, row in pairs:
        event = undoing(ItemEvent(row.event), ItemState(row.from_state))
        source = row.before if row.event == ItemEvent.ASSIGN else standing_of(item=item)
        way = (event, _day(row.before["snoozed_until_date"]), source["owner_id"], source["queue"])
        ways.setdefault(way, []).append((item, row))
    for (event, until, owner_id, queue), same_way in ways.items():
        move_items(
            deed=undo,
            items=[item for item, _ in same_way],
            event=event,
            today=today,
            changes={"snoozed_until_date": until, "owner_id": owner_id, "queue": queue},
            undo_of={item.pk: row for item, row in same_way if item.pk == row.item_id},
        )


_OF_SNOOZES = (ItemEvent.SNOOZE, ItemEvent.WAKE)


def _restore_snoozes(viewer: Viewer, undo: Deed, pairs: list[tuple[WorkItem, WorkItemTransition]], today: date) -> None:
    """Bring back the customers that the deed put off, and put off again those that it had brought back or moved."""
    # Other verbs (an assignment of a snoozed item) left the customer put off, and so does taking them back.
    ours = [(item, row) for item, row in pairs if item.step != BY_HAND and row.event in _OF_SNOOZES]
    lift_snoozes(deed=undo, customer_ids={item.customer_id for item, row in ours if row.to_state == ItemState.SNOOZED})
    until_dates = {
        item.customer_id: until
        for item, row in ours
        if (until := _day(row.before["snoozed_until_date"])) is not None and until > today
    }
    place_snoozes(viewer=viewer, deed=undo, until_dates=until_dates, today=today)


def _restore_owners(undo: Deed, pairs: list[tuple[WorkItem, WorkItemTransition]]) -> None:
    given = [(item, row) for item, row in pairs if row.event == ItemEvent.ASSIGN]
    for item, row in given:
        keep_with(items=[item], owner_id=row.before.get("case_owner_id"), queue=row.before.get("case_queue", ""))
    if given:
        owners = {row.after["owner_id"] for _, row in given} | {row.before["owner_id"] for _, row in given}
        fill_days(creditor_id=undo.creditor_id, run_ids={item.run_id for item, _ in given}, owner_ids=owners)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


SETTLED = """
    WITH owed AS (
        SELECT o.customer_id, count(DISTINCT o.currency) AS currencies, sum(o.open_amount) AS net_amount,
            bool_or(o.open_amount > 0) AS any_debit,
            bool_or(o.open_amount > 0 AND (o.due_date < r.as_of_date OR EXISTS (
                SELECT 1 FROM receivables_due_part p WHERE p.open_item_id = o.id AND p.due_date < r.as_of_date)))
                AS any_late
        FROM receivables_open_item o JOIN platform_run r ON r.id = %(run_id)s
        WHERE o.creditor_id = %(creditor_id)s AND o.open_amount <> 0
          AND (%(customer_ids)s::bigint[] IS NULL OR o.customer_id = ANY(%(customer_ids)s))
        GROUP BY o.customer_id
    )
    SELECT i.id FROM work_item i LEFT JOIN owed w ON w.customer_id = i.customer_id
    WHERE i.creditor_id = %(creditor_id)s AND i.run_id = %(run_id)s AND i.state IN ('open', 'snoozed')
      AND i.step <> %(by_hand)s AND (%(customer_ids)s::bigint[] IS NULL OR i.customer_id = ANY(%(customer_ids)s))
      AND (w.customer_id IS NULL OR NOT w.any_debit OR (w.currencies = 1 AND w.net_amount <= 0)
           OR (i.past_due_amount > 0 AND NOT w.any_late))
"""

HELD = """
    SELECT i.id FROM work_item i
    WHERE i.creditor_id = %(creditor_id)s AND i.run_id = %(run_id)s AND i.state IN ('open', 'snoozed')
      AND i.step <> %(by_hand)s AND i.customer_id = ANY(%(customer_ids)s)
      AND EXISTS (SELECT 1 FROM receivables_hold h WHERE h.customer_id = i.customer_id AND h.open_item_id IS NULL
                  AND h.placed_date <= %(today)s AND (h.until_date IS NULL OR h.until_date >= %(today)s)
                  AND (h.lifted_date IS NULL OR h.lifted_date > %(today)s))
"""


@command
def resolve_paid(
    *, viewer: Viewer, creditor_id: int, at: datetime, customer_ids: Iterable[int] | None = None
) -> list[int]:
    """Close the unworked items of the published list whose customers owe nothing past due any more; returns their ids.

    Nobody is chased for what was paid since the list was made. Items added by hand stay, and so do items of customers
    who were not past due when the list was made, as long as anything is open. Without ids every customer is looked at.
    """
    return _resolve(viewer, creditor_id, at, customer_ids, SETTLED, gettext_noop("paid since the list was made"))


@command
def resolve_held(*, viewer: Viewer, creditor_id: int, at: datetime, customer_ids: Iterable[int]) -> list[int]:
    """Close the unworked items of the published list whose whole customers were put on hold; returns their ids."""
    return _resolve(viewer, creditor_id, at, customer_ids, HELD, gettext_noop("put on hold since the list was made"))


def _resolve(
    viewer: Viewer, creditor_id: int, at: datetime, customer_ids: Iterable[int] | None, which: str, reason: str
) -> list[int]:
    require(viewer, "worklist.work", creditor_id)
    run_id = lock_publication(creditor_id=creditor_id)
    today = local_day(at, Creditor.objects.values_list("time_zone", flat=True).get(pk=creditor_id))
    asked = {
        "creditor_id": creditor_id,
        "run_id": run_id,
        "by_hand": BY_HAND,
        "today": today,
        "customer_ids": None if customer_ids is None else list(customer_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(which, asked)
        found = [row[0] for row in cursor.fetchall()]
    held = WorkItem.objects.select_for_update().filter(pk__in=found, state__in=UNWORKED).order_by("pk")
    items = list(held)
    if items:
        deed, _ = begin_deed(viewer=viewer, creditor_id=creditor_id, verb="resolve", at=at)
        move_items(deed=deed, items=items, event=ItemEvent.SKIP, today=today, reason=reason)
    return [item.pk for item in items]
