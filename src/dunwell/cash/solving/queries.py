"""Which sets of open documents make a receipt's sum, at its own customer or at one that is asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from dunwell.cash.desk.queries import DocumentRow, documents_for
from dunwell.cash.receipts.queries import receipt_of
from dunwell.cash.solving.rules import MOST_DOCUMENTS, Candidate, Solution, Solved, solve
from dunwell.platform.access import Viewer


@dataclass(frozen=True)
class SolvedReceipt:
    """The sets that make what of a receipt waits, with their documents by id."""

    amount: Decimal
    currency: str
    solutions: tuple[Solution, ...]
    total: int
    is_whole: bool
    documents: dict[int, DocumentRow]


def solve_receipt(viewer: Viewer, receipt_id: int, customer_ids: Collection[int]) -> SolvedReceipt:
    """Return the sets of documents of these customers, in the receipt's currency, that make what of it waits."""
    receipt = receipt_of(viewer, receipt_id)
    amount = receipt.suspense_amount + receipt.on_account_amount
    found: list[DocumentRow] = []
    if customer_ids and amount:
        rows = documents_for(viewer, receipt.creditor_id, customer_ids=customer_ids, limit=4 * MOST_DOCUMENTS)
        found = [row for row in rows if row.currency == receipt.currency]
    candidates = [
        Candidate(
            row.open_item_id, row.due_date, row.open_amount,
            row.discount_amount or Decimal(0)
            if row.discount_date is not None and row.discount_date >= receipt.value_date and row.open_amount > 0
            else Decimal(0),
            row.is_disputed,
        )
        for row in found
    ]  # fmt: skip
    solved = solve(amount, candidates, receipt.value_date) if candidates else Solved((), 0, True)
    documents = {row.open_item_id: row for row in found}
    return SolvedReceipt(amount, receipt.currency, solved.solutions, solved.total, solved.is_whole, documents)
