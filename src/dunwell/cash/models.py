"""What came in and what it paid: the chapter's table of contents."""

from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.aliases.models import PayerAlias
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.matching.models import MatchingRules, Proposal
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.refunds.models import Refund
from dunwell.cash.remittances.models import RemittanceAdvice, RemittanceLine
from dunwell.cash.returns.models import ReturnedLine
from dunwell.cash.reviews.models import PostingReview
from dunwell.cash.statements.models import BankStatement, ConfirmedLine, StatementLine

__all__ = [
    "Allocation", "BankAccount", "BankStatement", "ConfirmedLine", "MatchingRules", "PayerAlias", "PostingReview",
    "Proposal", "Receipt", "ReceiptMovement", "Refund", "RemittanceAdvice", "RemittanceLine", "ReturnedLine",
    "StatementLine",
]  # fmt: skip
