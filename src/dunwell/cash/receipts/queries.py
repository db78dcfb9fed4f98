"""Questions about receipts: what came in, where the money is, and how long it has waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import F, Q, QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after


@dataclass(frozen=True)
class ReceiptRow:
    """One receipt as lists show it; the five places sum to `amount`."""

    id: int
    creditor_id: int
    number: str
    state: str
    method: str
    booking_date: date
    value_date: date
    currency: str
    amount: Decimal
    suspense_amount: Decimal
    on_account_amount: Decimal
    applied_amount: Decimal
    refunded_amount: Decimal
    returned_amount: Decimal
    customer_id: int | None
    customer_name: str
    payer_name: str
    payer_account: str
    reference: str
    text: str
    return_code: str
    version: int


@dataclass(frozen=True)
class MovementRow:
    """One movement of a receipt's money."""

    id: int
    kind: str
    from_place: str
    to_place: str
    amount: Decimal
    currency: str
    customer_id: int | None
    customer_name: str
    on_account_item_id: int | None
    effective_date: date
    recorded_at: str
    recorded_by: str
    reason: str
    reverses_id: int | None


@dataclass(frozen=True)
class UnappliedRow:
    """Money that waits: in suspense (no customer) or on account at one, with how many days it has."""

    receipt_id: int
    number: str
    customer_id: int | None
    customer_name: str
    item_number: str
    open_item_id: int | None
    currency: str
    amount: Decimal
    since_date: date
    days: int
    payer_name: str


@dataclass(frozen=True)
class UnequalReceipt:
    """A receipt one of whose places is not what its movements, entries or allocations add up to."""

    creditor_id: int
    number: str
    what: str
    currency: str
    kept_amount: Decimal
    found_amount: Decimal


def _row(receipt: Receipt) -> ReceiptRow:
    return ReceiptRow(
        id=receipt.pk,
        creditor_id=receipt.creditor_id,
        number=receipt.number,
        state=receipt.state,
        method=receipt.method,
        booking_date=receipt.booking_date,
        value_date=receipt.value_date,
        currency=receipt.currency,
        amount=receipt.amount,
        suspense_amount=receipt.suspense_amount,
        on_account_amount=receipt.on_account_amount,
        applied_amount=receipt.applied_amount,
        refunded_amount=receipt.refunded_amount,
        returned_amount=receipt.returned_amount,
        customer_id=receipt.customer_id,
        customer_name=receipt.customer.name if receipt.customer else "",
        payer_name=receipt.payer_name,
        payer_account=receipt.payer_account,
        reference=receipt.reference,
        text=receipt.text,
        return_code=str(receipt.details.get("return", {}).get("code", "")),
        version=receipt.version,
    )


def receipt_of(viewer: Viewer, receipt_id: int) -> ReceiptRow:
    """Return one receipt; refuse one out of sight."""
    found = Receipt.objects.select_related("customer").filter(pk=receipt_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def receipt_by_number(viewer: Viewer, creditor_id: int, number: str) -> ReceiptRow:
    """Return the receipt with a number at a creditor; refuse an unknown one."""
    require(viewer, "book.read", creditor_id)
    found = Receipt.objects.select_related("customer").filter(creditor_id=creditor_id, number=number).first()
    if found is None:
        raise Refusal(
            "cash.receipt.unknown", gettext_noop("There is no receipt {number}. Check the number."), number=number
        )
    return _row(found)


def receipts_of(
    viewer: Viewer,
    creditor_id: int,
    *,
    states: Sequence[str] = (),
    customer_id: int | None = None,
    search: str = "",
    limit: int = 200,
) -> list[ReceiptRow]:
    """Return a creditor's receipts, newest value first; `search` is part of a payer's name or how a number begins."""
    require(viewer, "book.read", creditor_id)
    held: QuerySet[Receipt] = Receipt.objects.select_related("customer").filter(creditor_id=creditor_id)
    if states:
        held = held.filter(state__in=list(states))
    if customer_id is not None:
        held = held.filter(customer_id=customer_id)
    if search.strip():
        text = search.strip()
        held = held.filter(Q(payer_name__icontains=text) | Q(number__istartswith=text) | Q(reference__icontains=text))
    return [_row(receipt) for receipt in held.order_by("-value_date", "-pk")[:limit]]


def receipts_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "",
    customer_id: int | None = None,
    bank_account_id: int | None = None,
    waiting_only: bool = False,
    from_date: date | None = None,
    to_date: date | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[ReceiptRow]:
    """Return a creditor's receipts, the latest value first, after a position; `to_date` is not part of it."""
    require(viewer, "book.read", creditor_id)
    asked = {
        "state": state, "customer_id": customer_id, "bank_account_id": bank_account_id,
        "value_date__gte": from_date, "value_date__lt": to_date,
    }  # fmt: skip
    held = Receipt.objects.filter(creditor_id=creditor_id, **{name: value for name, value in asked.items() if value})
    if waiting_only:
        held = held.filter(Q(suspense_amount__gt=0) | Q(on_account_amount__gt=0))
    found, following = slice_after(held.select_related("customer"), ("-value_date", "-pk"), after, limit)
    return Slice(tuple(_row(each) for each in found), following)


def movements_of(viewer: Viewer, receipt_id: int) -> list[MovementRow]:
    """Return how a receipt's money moved, in the order in which it was recorded."""
    receipt_of(viewer, receipt_id)
    held = ReceiptMovement.objects.select_related("customer").filter(receipt_id=receipt_id).order_by("pk")
    return [
        MovementRow(
            row.pk, row.kind, row.from_place, row.to_place, row.amount, row.currency, row.customer_id,
            row.customer.name if row.customer else "", row.on_account_item_id, row.effective_date,
            row.recorded_at.isoformat(), row.recorded_by, row.reason, row.reverses_id,
        )
        for row in held
    ]  # fmt: skip


_UNAPPLIED = """
    SELECT DISTINCT ON (i.id) m.receipt_id, r.number, i.customer_id, c.name, i.item_number, i.id, i.currency,
           -i.open_amount, i.posting_date, %(as_of)s::date - i.posting_date, r.payer_name
    FROM receivables_open_item i
    JOIN cash_receipt_movement m ON m.on_account_item_id = i.id
    JOIN cash_receipt r ON r.id = m.receipt_id
    JOIN parties_customer c ON c.id = i.customer_id
    WHERE i.creditor_id = %(creditor_id)s AND i.kind = 'on_account' AND i.open_amount < 0
      AND i.posting_date <= %(until)s
    ORDER BY i.id
"""


def unapplied_cash(viewer: Viewer, creditor_id: int, as_of: date, *, days: int = 0) -> list[UnappliedRow]:
    """Return money in suspense or on account for at least so many days, oldest first: what has to be followed up."""
    require(viewer, "book.read", creditor_id)
    until = as_of - timedelta(days=days)
    waiting = Receipt.objects.filter(creditor_id=creditor_id, suspense_amount__gt=0, value_date__lte=until)
    rows = [
        UnappliedRow(
            row.pk, row.number, None, "", "", None, row.currency, row.suspense_amount, row.value_date,
            (as_of - row.value_date).days, row.payer_name,
        )
        for row in waiting.order_by("pk")
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_UNAPPLIED, {"creditor_id": creditor_id, "as_of": as_of, "until": until})
        rows += [UnappliedRow(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: (row.since_date, row.receipt_id, row.item_number))


_UNEQUAL = """
    WITH moved AS (
        SELECT receipt_id,
            sum(CASE WHEN to_place = 'suspense' THEN amount ELSE 0 END)
              - sum(CASE WHEN from_place = 'suspense' THEN amount ELSE 0 END) AS suspense,
            sum(CASE WHEN to_place = 'on_account' THEN amount ELSE 0 END)
              - sum(CASE WHEN from_place = 'on_account' THEN amount ELSE 0 END) AS on_account,
            sum(CASE WHEN to_place = 'applied' THEN amount ELSE 0 END)
              - sum(CASE WHEN from_place = 'applied' THEN amount ELSE 0 END) AS applied,
            sum(CASE WHEN to_place = 'refunded' THEN amount ELSE 0 END)
              - sum(CASE WHEN from_place = 'refunded' THEN amount ELSE 0 END) AS refunded,
            sum(CASE WHEN to_place = 'returned' THEN amount ELSE 0 END)
              - sum(CASE WHEN from_place = 'returned' THEN amount ELSE 0 END) AS returned,
            sum(CASE WHEN from_place = 'bank' THEN amount ELSE 0 END) AS received
        FROM cash_receipt_movement WHERE creditor_id = %(creditor_id)s GROUP BY receipt_id
    ), standing AS (
        SELECT m.receipt_id, -sum(i.open_amount) AS on_account FROM receivables_open_item i
        JOIN (SELECT DISTINCT receipt_id, on_account_item_id FROM cash_receipt_movement
              WHERE creditor_id = %(creditor_id)s AND on_account_item_id IS NOT NULL) m ON m.on_account_item_id = i.id
        GROUP BY m.receipt_id
    ), allocated AS (
        SELECT receipt_id, sum(amount) AS applied FROM cash_allocation WHERE creditor_id = %(creditor_id)s
        GROUP BY receipt_id
    )
    SELECT r.creditor_id, r.number, x.what, r.currency, x.kept, COALESCE(x.found, 0)
    FROM cash_receipt r
    LEFT JOIN moved m ON m.receipt_id = r.id
    LEFT JOIN standing s ON s.receipt_id = r.id
    LEFT JOIN allocated a ON a.receipt_id = r.id
    CROSS JOIN LATERAL (VALUES
        ('receipt and its movements', r.amount, m.received),
        ('suspense and its movements', r.suspense_amount, m.suspense),
        ('on account and its movements', r.on_account_amount, m.on_account),
        ('applied and its movements', r.applied_amount, m.applied),
        ('refunded and its movements', r.refunded_amount, m.refunded),
        ('returned and its movements', r.returned_amount, m.returned),
        ('on account and its open items', r.on_account_amount, s.on_account),
        ('applied and its allocations', r.applied_amount, a.applied)
    ) AS x(what, kept, found)
    WHERE r.creditor_id = %(creditor_id)s AND x.kept <> COALESCE(x.found, 0)
    ORDER BY r.id, x.what LIMIT %(limit)s
"""


def unequal_receipts(creditor_id: int, limit: int = 100) -> list[UnequalReceipt]:
    """Recompute where every receipt's money is from movements, entries and allocations; return what differs."""
    with connection.cursor() as cursor:
        cursor.execute(_UNEQUAL, {"creditor_id": creditor_id, "limit": limit})
        return [UnequalReceipt(*row) for row in cursor.fetchall()]


def receipt_count(creditor_id: int) -> int:
    """Return how many receipts a creditor has."""
    return Receipt.objects.filter(creditor_id=creditor_id).count()


def waiting_amounts(creditor_id: int) -> dict[str, Decimal]:
    """Return currency -> money in suspense or on account."""
    sums: dict[str, Decimal] = {}
    held = Receipt.objects.filter(creditor_id=creditor_id).annotate(waits=F("suspense_amount") + F("on_account_amount"))
    for currency, amount in held.filter(waits__gt=0).values_list("currency", "waits"):
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return sums
