"""What became of the lines of a statement."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from dunwell.cash.receipts.models import Receipt
from dunwell.cash.returns.models import ReturnedLine
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class LineOutcome:
    """What one line became: a receipt with its state and what of it waits, or a return with its state.

    `receipt_id` is None for a return of which the receipt is not known.
    """

    line_id: int
    receipt_id: int | None
    receipt_number: str
    state: str
    waiting_amount: Decimal
    return_id: int | None = None


def outcomes_of_lines(viewer: Viewer, creditor_id: int, line_ids: Collection[int]) -> dict[int, LineOutcome]:
    """Return by line what became of it; lines that became nothing (fees, money out, pending) are not in it."""
    require(viewer, "book.read", creditor_id)
    receipts = Receipt.objects.filter(creditor_id=creditor_id, statement_line_id__in=list(line_ids))
    found = {
        one.statement_line_id or 0: LineOutcome(
            one.statement_line_id or 0, one.pk, one.number, one.state, one.suspense_amount + one.on_account_amount
        )
        for one in receipts
    }
    returned = ReturnedLine.objects.filter(creditor_id=creditor_id, line_id__in=list(line_ids))
    for back in returned.select_related("receipt"):
        number = back.receipt.number if back.receipt else ""
        found[back.line_id] = LineOutcome(back.line_id, back.receipt_id, number, back.state, Decimal(0), back.pk)
    return found
