"""What a bulk verb would do, before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.work.items.models import WorkItem
from dunwell.work.items.rules import MACHINE, ItemEvent, ItemState

BULK_VERBS = {
    "complete": ItemEvent.COMPLETE,
    "snooze": ItemEvent.SNOOZE,
    "skip": ItemEvent.SKIP,
    "assign": ItemEvent.ASSIGN,
}
MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Excluded:
    """One item that a bulk verb leaves out, and why."""

    item_id: int
    customer_number: str
    customer_name: str
    reason: Reason


@dataclass(frozen=True)
class BulkPreview:
    """What a bulk verb would do: how many items, their sums in base currency, a sample, and what it leaves out."""

    verb: str
    item_ids: tuple[int, ...]
    count: int
    minutes: int
    expected_amount: Decimal
    past_due_amount: Decimal
    currency: str
    sample: tuple[str, ...]
    excluded: tuple[Excluded, ...]


def preview_bulk(
    viewer: Viewer,
    creditor_id: int,
    *,
    verb: str,
    item_ids: Iterable[int],
    owner_id: int | None = None,
    queue: str = "",
) -> BulkPreview:
    """Return what applying a verb (complete, snooze, skip, assign) to items would come to; nothing is written.

    Ids of other creditors and unknown ids are refused as not there. For `assign`, items that the viewer may not give to
    `owner_id` or `queue` are left out.
    """
    require(viewer, "worklist.work", creditor_id)
    event, wanted = _event(verb), sorted(set(item_ids))
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Refusal("work.bulk.odd_count", gettext_noop("Choose from 1 to {most} items at once."), most=MOST_AT_ONCE)
    found = list(
        WorkItem.objects.select_related("customer")
        .filter(pk__in=wanted, creditor_id=creditor_id)
        .order_by("rank", "pk")
    )
    if len(found) != len(wanted):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    left_out = {item.pk: reason for item in found if (reason := _against(viewer, item, event, owner_id, queue))}
    taken = [item for item in found if item.pk not in left_out]
    return BulkPreview(
        verb=verb,
        item_ids=tuple(item.pk for item in taken),
        count=len(taken),
        minutes=sum(item.minutes for item in taken),
        expected_amount=sum((item.expected_amount for item in taken), Decimal(0)),
        past_due_amount=sum((item.past_due_amount or Decimal(0) for item in taken), Decimal(0)),
        currency=found[0].currency,
        sample=tuple(item.customer.name for item in taken[:5]),
        excluded=tuple(
            Excluded(item.pk, item.customer.number, item.customer.name, left_out[item.pk])
            for item in found
            if item.pk in left_out
        ),
    )


def _event(verb: str) -> ItemEvent:
    try:
        return BULK_VERBS[verb]
    except KeyError:
        raise Refusal(
            "work.bulk.unknown_verb",
            gettext_noop("{verb} cannot be done to many items. Choose one of: {known}."),
            verb=verb[:60],
            known=", ".join(BULK_VERBS),
        ) from None


def _against(viewer: Viewer, item: WorkItem, event: ItemEvent, owner_id: int | None, queue: str) -> Reason | None:
    if event not in MACHINE.allowed(ItemState(item.state)):
        return Reason("work.bulk.state", gettext_noop("It is {state} already."), {"state": item.state})
    if event is not ItemEvent.ASSIGN:
        return None
    if (item.owner_id, item.queue) == (owner_id, queue):
        return Reason("work.bulk.there_already", gettext_noop("It is there already."))
    if not may_assign(viewer, item, owner_id, queue):
        return Reason("work.bulk.not_yours", gettext_noop("It is not yours to give. Ask a lead."))
    return None


def may_assign(viewer: Viewer, item: WorkItem, owner_id: int | None, queue: str) -> bool:
    """Return whether the viewer may give an item away: leads always, others their own to a queue or one from it."""
    me = viewer.user_id
    own_to_queue = me is not None and item.owner_id == me and bool(queue)
    takes = me is not None and owner_id == me and item.owner_id is None
    return own_to_queue or takes or viewer.may("worklist.assign", item.creditor_id)
