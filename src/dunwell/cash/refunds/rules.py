"""States of a refund: asked by one person, checked by another, then paid."""

from decimal import Decimal
from enum import StrEnum

from dunwell.base.money import has_currency_digits, plain
from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop


class RefundState(StrEnum):
    """Only `paid` moves money."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    PAID = "paid"
    CANCELLED = "cancelled"


class RefundEvent(StrEnum):
    """What happens to a refund."""

    APPROVE = "approve"
    REFUSE = "refuse"
    PAY = "pay"
    CANCEL = "cancel"


REFUND = Machine(
    "cash.refund",
    {
        (RefundState.REQUESTED, RefundEvent.APPROVE): RefundState.APPROVED,
        (RefundState.REQUESTED, RefundEvent.REFUSE): RefundState.REFUSED,
        (RefundState.REQUESTED, RefundEvent.CANCEL): RefundState.CANCELLED,
        (RefundState.APPROVED, RefundEvent.PAY): RefundState.PAID,
        (RefundState.APPROVED, RefundEvent.CANCEL): RefundState.CANCELLED,
    },
)


PENDING = (RefundState.REQUESTED, RefundState.APPROVED)


def check_request(amount: Decimal, available: Decimal, currency: str, reason: str) -> None:
    """Refuse a refund without a reason, of nothing, or of more than is there and not asked for already."""
    if not reason.strip():
        raise Refusal("cash.refund.reason_missing", gettext_noop("Say why money is given back; the checker reads it."))
    if not amount.is_finite() or amount <= 0 or not has_currency_digits(amount, currency):
        raise Refusal(
            "cash.refund.amount_unreadable",
            gettext_noop("{amount} is not an amount above zero in {currency}."),
            amount=str(amount),
            currency=currency,
        )
    if amount > available:
        raise Refusal(
            "cash.refund.exceeds_credit",
            gettext_noop("{amount} {currency} is more than the {available} that can be given back."),
            amount=plain(amount, currency),
            available=plain(available, currency),
            currency=currency,
        )


def check_another(requested_by_id: int | None, requested_by: str, checker_id: int | None, checker: str) -> None:
    """Refuse a checker who is the maker: four eyes are two people."""
    same = requested_by_id == checker_id if requested_by_id is not None else requested_by == checker
    if same:
        raise Refusal(
            "cash.refund.own_request",
            gettext_noop("Whoever asked for a refund cannot approve it. Ask another person who may check."),
        )
