"""How an item moves: locked with its mirrors, by the state table, with one row of history per step."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dunwell.work.deeds.models import Deed
from dunwell.work.items.models import WorkItem, WorkItemTransition
from dunwell.work.items.rules import BY_HAND, MACHINE, UNWORKED, ItemEvent, ItemState

CHANGED = ["state", "owner", "queue", "snoozed_until_date", "closed_date", "changed_at"]


def standing_of(*, item: WorkItem) -> dict[str, Any]:
    """Return what a transition may change, as it stands now: plain values for the log and for undo."""
    until, closed = item.snoozed_until_date, item.closed_date
    return {
        "state": item.state,
        "owner_id": item.owner_id,
        "queue": item.queue,
        "snoozed_until_date": until.isoformat() if until else None,
        "closed_date": closed.isoformat() if closed else None,
    }


def with_mirrors(*, items: Iterable[WorkItem], published_run_id: int | None) -> list[WorkItem]:
    """Return the items locked in order of key, with the published list's item of the same customer and action.

    Somebody who still works yesterday's list while today's is published loses nothing: what they do is also done to the
    customer's item on today's list, if it is unworked there and asks for the same action.
    """
    asked = {item.pk: item for item in items}
    older = [item for item in asked.values() if item.run_id != published_run_id]
    mirrors: set[int] = set()
    if older and published_run_id is not None:
        wanted = {(item.customer_id, item.action) for item in older}
        found = WorkItem.objects.filter(
            run_id=published_run_id,
            customer_id__in=[item.customer_id for item in older],
            state__in=UNWORKED,
        ).exclude(step=BY_HAND)
        mirrors = {key for key, *pair in found.values_list("pk", "customer_id", "action") if tuple(pair) in wanted}
    locked = WorkItem.objects.select_for_update().filter(pk__in=asked.keys() | mirrors).order_by("pk")
    return list(locked)


def move_items(
    *,
    deed: Deed,
    items: Iterable[WorkItem],
    event: ItemEvent,
    today: date,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
    undo_of: Mapping[int, WorkItemTransition] | None = None,
    beside: Mapping[int, Mapping[str, Any]] | None = None,
) -> list[WorkItemTransition]:
    """Apply an event to locked items and write one transition each; refuses what the state table does not have.

    `changes` are owner_id, queue and snoozed_until_date to set. `undo_of` gives per item the transition taken back,
    `beside` what else stood before and undo will want.
    """
    moved, rows = list(items), []
    for item in moved:
        before = {**standing_of(item=item), **(beside or {}).get(item.pk, {})}
        item.state = MACHINE.next(ItemState(item.state), event)
        for name, value in (changes or {}).items():
            setattr(item, name, value)
        item.snoozed_until_date = item.snoozed_until_date if item.state == ItemState.SNOOZED else None
        item.closed_date = None if item.state in UNWORKED else item.closed_date or today
        item.changed_at = deed.done_at
        rows.append(
            WorkItemTransition(
                creditor_id=item.creditor_id,
                item=item,
                deed=deed,
                event=event,
                from_state=before["state"],
                to_state=item.state,
                before=before,
                after=standing_of(item=item),
                reason=reason[:300],
                undo_of=(undo_of or {}).get(item.pk),
            )
        )
    WorkItem.objects.bulk_update(moved, CHANGED, batch_size=500)
    return WorkItemTransition.objects.bulk_create(rows, batch_size=1000)
