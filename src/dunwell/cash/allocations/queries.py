"""Questions about allocations: which part of a receipt paid which document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.allocations.rules import AllocationLine, Waiting, oldest_first
from dunwell.cash.receipts.queries import receipt_of
from dunwell.platform.access import Viewer, require
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.queries import active_holds


@dataclass(frozen=True)
class AllocationRow:
    """One allocation, or the opposite of one (`reverses_id`); amounts as the model says."""

    id: int
    receipt_id: int
    receipt_number: str
    open_item_id: int
    item_number: str
    customer_id: int
    customer_name: str
    method: str
    amount: Decimal
    currency: str
    item_amount: Decimal
    item_currency: str
    rate: Decimal | None
    discount_amount: Decimal
    tolerance_amount: Decimal
    fee_amount: Decimal
    withholding_amount: Decimal
    deduction_amount: Decimal
    deduction_code: str
    deduction_item_id: int | None
    effective_date: date
    recorded_at: str
    recorded_by: str
    reason: str
    reverses_id: int | None
    is_undone: bool


def _rows(held: "QuerySet[Allocation]") -> list[AllocationRow]:
    named = held.select_related("receipt", "open_item", "customer", "reversed_by").order_by("pk")
    return [
        AllocationRow(
            id=row.pk,
            receipt_id=row.receipt_id,
            receipt_number=row.receipt.number,
            open_item_id=row.open_item_id,
            item_number=row.open_item.item_number,
            customer_id=row.customer_id,
            customer_name=row.customer.name,
            method=row.method,
            amount=row.amount,
            currency=row.currency,
            item_amount=row.item_amount,
            item_currency=row.item_currency,
            rate=row.rate,
            discount_amount=row.discount_amount,
            tolerance_amount=row.tolerance_amount,
            fee_amount=row.fee_amount,
            withholding_amount=row.withholding_amount,
            deduction_amount=row.deduction_amount,
            deduction_code=row.deduction_code,
            deduction_item_id=row.deduction_item_id,
            effective_date=row.effective_date,
            recorded_at=row.recorded_at.isoformat(),
            recorded_by=row.recorded_by,
            reason=row.reason,
            reverses_id=row.reverses_id,
            is_undone=getattr(row, "reversed_by", None) is not None,
        )
        for row in named
    ]


def allocations_of(viewer: Viewer, receipt_id: int) -> list[AllocationRow]:
    """Return what a receipt paid, undone allocations and their opposites included, in the order of posting."""
    receipt_of(viewer, receipt_id)
    return _rows(Allocation.objects.filter(receipt_id=receipt_id))


def allocations_to(viewer: Viewer, open_item_id: int) -> list[AllocationRow]:
    """Return which receipts paid a document, undone allocations and their opposites included."""
    item = OpenItem.objects.filter(pk=open_item_id).first()
    if item is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", item.creditor_id)
    return _rows(Allocation.objects.filter(open_item_id=open_item_id))


def oldest_first_lines(viewer: Viewer, receipt_id: int, as_of: date) -> list[AllocationLine]:
    """Return how the receipt's waiting money would pay its customer's documents, oldest due first (handbook §1.4).

    Documents in another currency, credits, and documents disputed or on hold are left out.
    """
    receipt = receipt_of(viewer, receipt_id)
    if receipt.customer_id is None:
        return []
    items = list(
        OpenItem.objects.filter(
            creditor_id=receipt.creditor_id,
            customer_id=receipt.customer_id,
            currency=receipt.currency,
            open_amount__gt=0,
            posting_date__lte=as_of,
        )
    )
    held = active_holds([item.pk for item in items], as_of)
    return oldest_first(
        receipt.suspense_amount + receipt.on_account_amount,
        [
            Waiting(
                item.pk, item.item_number, item.due_date, item.document_date, item.open_amount,
                is_held=item.is_disputed or item.pk in held,
            )
            for item in items
        ],
    )  # fmt: skip
