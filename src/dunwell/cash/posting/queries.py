"""What an act on a receipt has to know: whose money it is, where it stands, and what the creditor lets pass."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dunwell.cash.allocations.rules import AllocationLine, ItemFacts, Limits
from dunwell.cash.matching.models import MatchingRules, Proposal
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import Places
from dunwell.parties.customers.models import Customer
from dunwell.receivables.entries.rules import CASH_SOURCE
from dunwell.receivables.open_items.models import OpenItem


def places_of(receipt: Receipt) -> Places:
    """Return where a receipt's money is."""
    return Places(
        suspense=receipt.suspense_amount,
        on_account=receipt.on_account_amount,
        applied=receipt.applied_amount,
        refunded=receipt.refunded_amount,
        returned=receipt.returned_amount,
    )


def on_account_ids(receipt_id: int) -> list[int]:
    """Return the on-account items that a receipt's money ever stood on, oldest first."""
    held = ReceiptMovement.objects.filter(receipt_id=receipt_id, on_account_item__isnull=False)
    return sorted(set(held.values_list("on_account_item_id", flat=True)))


def limits_of(creditor_id: int) -> Limits:
    """Return what a clerk may let pass at a creditor, by its matching rules in force or the shipped ones."""
    document: Mapping[str, Any] | None = (
        MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).values_list("document", flat=True).first()
    )
    return Limits.of_document(document or {})


def is_family(first: Customer | None, second: Customer) -> bool:
    """Return whether two customers are one, or of one family; nobody in particular is family of everybody."""
    if first is None:
        return True
    return (first.parent_id or first.pk) == (second.parent_id or second.pk)


def facts_of(item: OpenItem) -> ItemFacts:
    """Return what the rules of allocations ask of a document."""
    return ItemFacts(
        open_item_id=item.pk,
        item_number=item.item_number,
        is_receipt_money=item.source == CASH_SOURCE,
        currency=item.currency,
        original_amount=item.original_amount,
        open_amount=item.open_amount,
        posting_date=item.posting_date,
        discount_date=item.discount_date,
        discount_amount=item.discount_amount,
        is_disputed=item.is_disputed,
    )


def proposed_lines(proposal: Proposal) -> list[AllocationLine]:
    """Return a proposal's items as lines to post."""
    return [
        AllocationLine(
            open_item_id=int(item["open_item_id"]),
            amount=Decimal(item["amount"]),
            discount_amount=Decimal(item.get("discount") or 0),
            tolerance_amount=Decimal(item.get("tolerance") or 0),
            fee_amount=Decimal(item.get("fee") or 0),
            deduction_amount=Decimal(item.get("deduction") or 0),
            deduction_code=str(item.get("deduction_code") or ""),
        )
        for item in proposal.items
    ]
