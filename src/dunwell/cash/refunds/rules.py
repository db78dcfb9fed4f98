"""States of a refund: asked by one person, checked by another, then paid."""

from enum import StrEnum

from dunwell.base.states import Machine


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
