"""Questions about open items and what the ledger holds of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer, require
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.holds.queries import HoldRow
from dunwell.receivables.open_items.models import DuePart, OpenItem
from dunwell.receivables.open_items.rules import amounts_in


@dataclass(frozen=True)
class OpenItemRow:
    """One open item as the customer page lists it; amounts signed, in its currency."""

    id: int
    item_number: str
    kind: str
    document_date: date
    due_date: date
    currency: str
    original_amount: Decimal
    open_amount: Decimal
    held_amount: Decimal
    hold_reason: str
    reference: str
    purchase_order: str
    days_past_due: int
    part_count: int


@dataclass(frozen=True)
class EntryRow:
    """One movement on an item."""

    id: int
    open_item_id: int
    item_number: str
    kind: str
    amount: Decimal
    currency: str
    effective_date: date
    recorded_at: str
    reason: str
    reverses_id: int | None
    recorded_by: str


@dataclass(frozen=True)
class UnequalBalance:
    """An item whose cached open amount is not the sum of its entries."""

    creditor_id: int
    item_number: str
    currency: str
    open_amount: Decimal
    entries_amount: Decimal


@dataclass(frozen=True)
class FoundItem:
    """One document that was looked for, with whose it is."""

    id: int
    item_number: str
    kind: str
    customer_id: int
    customer_name: str
    open_amount: Decimal
    original_amount: Decimal
    currency: str


def find_items(viewer: Viewer, creditor_id: int, text: str, limit: int = 20) -> list[FoundItem]:
    """Return documents whose number begins with the text, or whose amount (open, or original while open) it is.

    Open ones come first; at most `limit`, and never more than 20. Amounts are taken in any currency and with any sign.
    """
    require(viewer, "book.read", creditor_id)
    text, most = text.strip(), max(1, min(limit, 20))
    if not text:
        return []
    begins = Q(item_number__startswith=text) | Q(item_number__startswith=text.upper())
    amounts = [signed for amount in amounts_in(text) for signed in (amount, -amount)]
    held = OpenItem.objects.filter(creditor_id=creditor_id)
    found = {row.pk: row for row in _found(held.filter(begins), most)}
    if amounts:
        of_amount = Q(open_amount__in=amounts) | Q(original_amount__in=amounts)
        found |= {row.pk: row for row in _found(held.filter(of_amount).exclude(open_amount=0), most)}
    rows = sorted(found.values(), key=lambda row: (row.open_amount == 0, row.item_number, row.pk))
    return [
        FoundItem(
            row.pk, row.item_number, row.kind, row.customer_id, row.customer.name, row.open_amount,
            row.original_amount, row.currency,
        )
        for row in rows[:most]
    ]  # fmt: skip


def _found(held: "QuerySet[OpenItem]", most: int) -> list[OpenItem]:
    return list(held.select_related("customer").order_by("item_number", "pk")[:most])


def open_items_of(
    viewer: Viewer,
    customer: OneCustomer,
    as_of: date,
    limit: int = 500,
    *,
    holds: Iterable[HoldRow] | None = None,
) -> list[OpenItemRow]:
    """Return a customer's items that are open now, oldest due first; days past due as of a day; at most `limit`.

    `holds` are those of the customer that count on the day, for who has them at hand.
    """
    seen = seen_customer(viewer, customer)
    first_parts = DuePart.objects.filter(open_item=OuterRef("pk"), sequence=1)
    open_now = OpenItem.objects.filter(customer_id=seen.id).exclude(open_amount=0)
    items = open_now.annotate(in_parts=Exists(first_parts)).order_by("due_date", "pk")[:limit]
    held = active_holds([item.pk for item in items], as_of) if holds is None else _holds_by_item(holds)
    return [_item_row(item, held, as_of, 2 if item.in_parts else 1) for item in items]


def _holds_by_item(holds: Iterable[HoldRow]) -> dict[int, tuple[Decimal | None, str]]:
    of_items = sorted((hold for hold in holds if hold.open_item_id is not None), key=lambda hold: hold.id)
    return {hold.open_item_id: (hold.amount, hold.reason) for hold in of_items if hold.open_item_id is not None}


def active_holds(item_ids: list[int], as_of: date) -> dict[int, tuple[Decimal | None, str]]:
    """Return item id -> (held amount or None for all of it, reason) for the holds that count on a day."""
    holds = Hold.objects.filter(open_item_id__in=item_ids, placed_date__lte=as_of).order_by("pk")
    return {
        hold.open_item_id: (hold.amount, hold.reason)
        for hold in holds
        if (hold.until_date is None or hold.until_date >= as_of)
        and (hold.lifted_date is None or hold.lifted_date > as_of)
        and hold.open_item_id is not None
    }


def _item_row(item: OpenItem, held: dict[int, tuple[Decimal | None, str]], as_of: date, part_count: int) -> OpenItemRow:
    amount, reason = held.get(item.pk, (Decimal(0), ""))
    return OpenItemRow(
        id=item.pk,
        item_number=item.item_number,
        kind=item.kind,
        document_date=item.document_date,
        due_date=item.due_date,
        currency=item.currency,
        original_amount=item.original_amount,
        open_amount=item.open_amount,
        held_amount=abs(item.open_amount) if amount is None else min(amount, abs(item.open_amount)),
        hold_reason=reason,
        reference=item.reference,
        purchase_order=item.purchase_order,
        days_past_due=(as_of - item.due_date).days,
        part_count=part_count,
    )


def item_by_number(viewer: Viewer, creditor_id: int, item_number: str) -> OpenItem:
    """Return the item with a number at a creditor; refuse an unknown or an ambiguous one."""
    require(viewer, "book.read", creditor_id)
    found = list(OpenItem.objects.filter(creditor_id=creditor_id, item_number=item_number).order_by("pk")[:2])
    if not found:
        raise Refusal(
            "receivables.item.unknown",
            gettext_noop("There is no item {number}. Check the number, leading zeros included."),
            number=item_number,
        )
    if len(found) > 1:
        raise Refusal(
            "receivables.item.ambiguous",
            gettext_noop("Several items are called {number}. Open the customer and choose there."),
            number=item_number,
        )
    return found[0]


def entries_of(viewer: Viewer, open_item_id: int) -> list[EntryRow]:
    """Return an item's movements in the order in which they were recorded."""
    item = OpenItem.objects.filter(pk=open_item_id).first()
    if item is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", item.creditor_id)
    return [
        EntryRow(
            entry.pk,
            item.pk,
            item.item_number,
            entry.kind,
            entry.amount,
            entry.currency,
            entry.effective_date,
            entry.recorded_at.isoformat(),
            entry.reason,
            entry.reverses_id,
            entry.recorded_by,
        )
        for entry in Entry.objects.filter(open_item=item).order_by("pk")
    ]


_UNEQUAL = """
    SELECT i.creditor_id, i.item_number, i.currency, i.open_amount, COALESCE(e.total, 0)
    FROM receivables_open_item i
    LEFT JOIN (SELECT open_item_id, sum(amount) AS total FROM receivables_entry GROUP BY open_item_id) e
      ON e.open_item_id = i.id
    WHERE i.open_amount <> COALESCE(e.total, 0) AND (%(creditor_id)s::bigint IS NULL OR i.creditor_id = %(creditor_id)s)
    ORDER BY i.creditor_id, i.id LIMIT %(limit)s
"""

_ODD = """
    SELECT i.creditor_id, i.item_number, i.currency, i.original_amount, COALESCE(p.total, 0)
    FROM receivables_open_item i
    JOIN (SELECT open_item_id, sum(amount) AS total FROM receivables_due_part GROUP BY open_item_id) p
      ON p.open_item_id = i.id
    WHERE i.original_amount <> p.total AND (%(creditor_id)s::bigint IS NULL OR i.creditor_id = %(creditor_id)s)
    ORDER BY i.creditor_id, i.id LIMIT %(limit)s
"""


def unequal_balances(creditor_id: int | None = None, limit: int = 100) -> list[UnequalBalance]:
    """Recompute every balance from its entries and return the items whose cache differs by as little as one cent."""
    return _compared(_UNEQUAL, creditor_id, limit)


def unequal_parts(creditor_id: int | None = None, limit: int = 100) -> list[UnequalBalance]:
    """Return the items whose installments do not add up to their original amount."""
    return _compared(_ODD, creditor_id, limit)


def _compared(sql: str, creditor_id: int | None, limit: int) -> list[UnequalBalance]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"creditor_id": creditor_id, "limit": limit})
        return [UnequalBalance(*row) for row in cursor.fetchall()]


def balances_at(viewer: Viewer, creditor_id: int, as_of: date, known_at: str | None = None) -> dict[str, Decimal]:
    """Return item number -> open amount on a day, from entries; with `known_at`, as it was known at that instant."""
    require(viewer, "book.read", creditor_id)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.item_number, sum(e.amount) FROM receivables_entry e
            JOIN receivables_open_item i ON i.id = e.open_item_id
            WHERE e.creditor_id = %(creditor_id)s AND e.effective_date <= %(as_of)s
              AND (%(known_at)s::timestamptz IS NULL OR e.recorded_at <= %(known_at)s::timestamptz)
              AND i.posting_date <= %(as_of)s
            GROUP BY i.item_number HAVING sum(e.amount) <> 0
            """,
            {"creditor_id": creditor_id, "as_of": as_of, "known_at": known_at},
        )
        return dict(cursor.fetchall())


def ledger_size(creditor_id: int) -> tuple[int, int]:
    """Return how many items and entries a creditor's ledger holds."""
    return (
        OpenItem.objects.filter(creditor_id=creditor_id).count(),
        Entry.objects.filter(creditor_id=creditor_id).count(),
    )
