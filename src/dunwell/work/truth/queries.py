"""Look up what is true of a customer in this second."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from dunwell.cash.matching.queries import waiting_receipts_for
from dunwell.parties.customers.queries import CustomerRow
from dunwell.parties.notices.queries import NoticeRow
from dunwell.platform.access import Viewer
from dunwell.receivables.holds.queries import HoldRow
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity
from dunwell.work.inbox.queries import unread_reply_count_of
from dunwell.work.permits.models import Permit
from dunwell.work.truth.rules import ELSEWHERE, Colleague, HoldFact, OpenPart, TruthFacts, WaitingMoney

CLOSING = frozenset({"unreachable", "wrong_person"})
"""Notices after which an address is no way to reach somebody."""


def truth_facts(
    viewer: Viewer,
    customer: CustomerRow,
    *,
    at: datetime,
    as_of: date,
    address: str,
    items: Sequence[OpenPart],
    was_chosen: bool,
    holds: Iterable[HoldRow],
    notices: Iterable[NoticeRow],
    recent: Iterable[Activity],
    draft: Mapping[int, Decimal],
) -> TruthFacts:
    """Return what the truth check asks: what the caller has at hand, and money that waits and colleagues at work."""
    money = [
        WaitingMoney(one.number, one.currency, one.amount, one.value_date)
        for one in waiting_receipts_for(viewer, customer)
        if one.value_date <= as_of
    ]
    closed = [notice.address for notice in notices if notice.kind in CLOSING and notice.address == address]
    return TruthFacts(
        at=at,
        items=items,
        was_chosen=was_chosen,
        holds=[HoldFact(hold.reason, hold.open_item_id, hold.amount, hold.until_date) for hold in holds],
        waiting=money,
        unread_reply_count=unread_reply_count_of(customer.id),
        closed_address=closed[0] if address and closed else "",
        colleagues=colleagues_of(viewer, customer.id, at, recent),
        draft=draft,
    )


def colleagues_of(viewer: Viewer, customer_id: int, at: datetime, recent: Iterable[Activity]) -> list[Colleague]:
    """Return who else is about to contact a customer, or did so a few minutes ago: each once, their newest."""
    open_now = Permit.objects.filter(customer_id=customer_id, expires_at__gte=at, used_at=None, released_at=None)
    found: dict[int | None, Colleague] = {}
    for one in recent:
        if one.direction == "out" and one.recorded_by_id is not None and at - ELSEWHERE < one.occurred_at <= at:
            found.setdefault(one.recorded_by_id, Colleague(one.recorded_by_name, one.occurred_at))
    for permit in open_now.filter(issued_at__lte=at).order_by("pk"):
        found[permit.taken_by_id] = Colleague(permit.taken_by_name, permit.expires_at)
    found.pop(viewer.user_id, None)
    return list(found.values())


def open_parts_of(customer_id: int, as_of: date, open_item_ids: Sequence[int]) -> list[OpenPart]:
    """Return the documents that a contact would be about: the chosen ones that are open, or else all past due."""
    held = OpenItem.objects.filter(customer_id=customer_id, open_amount__gt=0)
    held = held.filter(pk__in=open_item_ids) if open_item_ids else held.filter(due_date__lt=as_of)
    columns = ("pk", "item_number", "currency", "open_amount", "due_date", "is_disputed")
    return [OpenPart(*row) for row in held.order_by("due_date", "pk").values_list(*columns)]
