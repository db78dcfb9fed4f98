"""Questions about refunds, and about credits that nobody claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Sum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.refunds.models import Refund
from dunwell.cash.refunds.rules import PENDING, RefundState
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.receivables.open_items.models import OpenItem


@dataclass(frozen=True)
class RefundRow:
    """One refund with its maker and checker."""

    id: int
    creditor_id: int
    customer_id: int | None
    customer_name: str
    item_number: str
    receipt_number: str
    state: str
    amount: Decimal
    currency: str
    reason: str
    pay_to: str
    requested_by_id: int | None
    requested_by: str
    requested_at: str
    checked_by: str
    checked_at: str
    check_note: str
    paid_date: date | None
    payment_reference: str


@dataclass(frozen=True)
class Refundable:
    """What may be given back: a credit of a customer, or (no item) a receipt in suspense; less what is asked for."""

    credit_item_id: int | None
    receipt_id: int | None
    number: str
    customer_name: str
    currency: str
    available_amount: Decimal


@dataclass(frozen=True)
class UnclaimedRow:
    """A credit that nobody uses: a credit memo or money on account, or in suspense (no customer), with its days."""

    customer_id: int | None
    customer_name: str
    number: str
    kind: str
    open_item_id: int | None
    receipt_id: int | None
    currency: str
    amount: Decimal
    asked_amount: Decimal
    since_date: date
    days: int


def _row(refund: Refund) -> RefundRow:
    return RefundRow(
        id=refund.pk,
        creditor_id=refund.creditor_id,
        customer_id=refund.customer_id,
        customer_name=refund.customer.name if refund.customer else "",
        item_number=refund.credit_item.item_number if refund.credit_item else "",
        receipt_number=refund.receipt.number if refund.receipt else "",
        state=refund.state,
        amount=refund.amount,
        currency=refund.currency,
        reason=refund.reason,
        pay_to=refund.pay_to,
        requested_by_id=refund.requested_by_id,
        requested_by=refund.requested_by,
        requested_at=refund.requested_at.isoformat(),
        checked_by=refund.checked_by,
        checked_at=refund.checked_at.isoformat() if refund.checked_at else "",
        check_note=refund.check_note,
        paid_date=refund.paid_date,
        payment_reference=refund.payment_reference,
    )


def refundable_of_receipt(viewer: Viewer, creditor_id: int, receipt_id: int) -> list[Refundable]:
    """Return what of a receipt may be given back: what is in suspense, and what stands on account at each customer."""
    require(viewer, "book.read", creditor_id)
    receipt = Receipt.objects.filter(pk=receipt_id, creditor_id=creditor_id).first()
    if receipt is None:
        raise _not_found()
    found = []
    if left := receipt.suspense_amount - asked_already(receipt_id=receipt_id):
        found.append(Refundable(None, receipt.pk, receipt.number, "", receipt.currency, left))
    standing = OpenItem.objects.filter(pk__in=receipt.movements.values("on_account_item_id"), open_amount__lt=0)
    ids = standing.order_by("pk").values_list("pk", flat=True)
    found += [refundable_credit(viewer, creditor_id, item_id) for item_id in ids]
    return [each for each in found if each.available_amount > 0]


def refundable_of_item(viewer: Viewer, creditor_id: int, item_number: str) -> list[Refundable]:
    """Return what may be given back of the credits of a number; more than one where customers share it."""
    require(viewer, "book.read", creditor_id)
    held = OpenItem.objects.filter(creditor_id=creditor_id, item_number=item_number, open_amount__lt=0).order_by("pk")
    found = [refundable_credit(viewer, creditor_id, pk) for pk in held.values_list("pk", flat=True)]
    return [each for each in found if each.available_amount > 0]


def refundable_credit(viewer: Viewer, creditor_id: int, credit_item_id: int) -> Refundable:
    """Return what of a customer's credit may be given back; refuse one out of sight."""
    require(viewer, "book.read", creditor_id)
    item = OpenItem.objects.select_related("customer").filter(pk=credit_item_id, creditor_id=creditor_id).first()
    if item is None:
        raise _not_found()
    left = max(-item.open_amount, Decimal(0)) - asked_already(credit_item_id=item.pk)
    return Refundable(item.pk, None, item.item_number, item.customer.name, item.currency, left)


def _not_found() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def refund_counts(viewer: Viewer, creditor_id: int) -> dict[str, int]:
    """Return how many refunds a creditor has in each state."""
    require(viewer, "book.read", creditor_id)
    held = Refund.objects.filter(creditor_id=creditor_id).values_list("state").annotate(count=Count("pk"))
    found = dict(held)
    return {state.value: found.get(state.value, 0) for state in RefundState}


def refund_of(viewer: Viewer, refund_id: int) -> RefundRow:
    """Return one refund; refuse one out of sight."""
    found = Refund.objects.select_related("customer", "credit_item", "receipt").filter(pk=refund_id).first()
    if found is None:
        raise _not_found()
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def refunds_of(viewer: Viewer, creditor_id: int, states: Sequence[str] = (), limit: int = 200) -> list[RefundRow]:
    """Return a creditor's refunds, the oldest request first; `requested` ones await a checker."""
    require(viewer, "book.read", creditor_id)
    held = Refund.objects.select_related("customer", "credit_item", "receipt").filter(creditor_id=creditor_id)
    if states:
        held = held.filter(state__in=list(states))
    return [_row(refund) for refund in held.order_by("pk")[:limit]]


def refunds_after(
    viewer: Viewer, creditor_id: int, *, state: str = "", after: Position | None = None, limit: int = 50
) -> Slice[RefundRow]:
    """Return a creditor's refunds, the latest request first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = Refund.objects.select_related("customer", "credit_item", "receipt").filter(creditor_id=creditor_id)
    if state:
        held = held.filter(state=state)
    found, following = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_row(each) for each in found), following)


def asked_already(*, credit_item_id: int | None = None, receipt_id: int | None = None) -> Decimal:
    """Return what is asked or approved but not paid yet, of an item or of a receipt in suspense."""
    held = Refund.objects.filter(state__in=PENDING)
    if credit_item_id is not None:
        held = held.filter(credit_item_id=credit_item_id)
    elif receipt_id is not None:
        held = held.filter(receipt_id=receipt_id, credit_item__isnull=True)
    return held.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def receipt_behind(open_item_id: int) -> int | None:
    """Return the receipt whose money an on-account item is, None where it is no receipt's."""
    moved = ReceiptMovement.objects.filter(on_account_item_id=open_item_id)
    return moved.values_list("receipt_id", flat=True).first()


_UNCLAIMED = """
    SELECT c.id, c.name, i.item_number, i.kind, i.id, NULL::bigint, i.currency, -i.open_amount,
           COALESCE((SELECT sum(f.amount) FROM cash_refund f
                     WHERE f.credit_item_id = i.id AND f.state IN ('requested', 'approved')), 0),
           i.posting_date, %(as_of)s::date - i.posting_date
    FROM receivables_open_item i JOIN parties_customer c ON c.id = i.customer_id
    WHERE i.creditor_id = %(creditor_id)s AND i.open_amount < 0 AND i.posting_date <= %(until)s
    UNION ALL
    SELECT NULL, '', r.number, 'suspense', NULL, r.id, r.currency, r.suspense_amount,
           COALESCE((SELECT sum(f.amount) FROM cash_refund f WHERE f.receipt_id = r.id AND f.credit_item_id IS NULL
                     AND f.state IN ('requested', 'approved')), 0),
           r.value_date, %(as_of)s::date - r.value_date
    FROM cash_receipt r
    WHERE r.creditor_id = %(creditor_id)s AND r.suspense_amount > 0 AND r.value_date <= %(until)s
    ORDER BY 10, 3
"""


def unclaimed_credits(viewer: Viewer, creditor_id: int, as_of: date, *, days: int = 60) -> list[UnclaimedRow]:
    """Return credits and money unused for at least so many days, oldest first: ask, refund, or report as unclaimed."""
    require(viewer, "book.read", creditor_id)
    with connection.cursor() as cursor:
        cursor.execute(_UNCLAIMED, {"creditor_id": creditor_id, "as_of": as_of, "until": as_of - timedelta(days=days)})
        return [UnclaimedRow(*row) for row in cursor.fetchall()]
