"""States of a receipt, told from where its money is."""

from decimal import Decimal
from enum import StrEnum


class ReceiptState(StrEnum):
    """`unidentified` is suspense, out of receivables; the others are known to a customer or gone again."""

    UNIDENTIFIED = "unidentified"
    ON_ACCOUNT = "on_account"
    PARTLY_APPLIED = "partly_applied"
    APPLIED = "applied"
    REFUNDED = "refunded"
    RETURNED = "returned"


class MovementKind(StrEnum):
    """What one movement of a receipt's money is; every one has a place it comes from and a place it goes to."""

    RECEIVED = "received"
    IDENTIFIED = "identified"
    UNIDENTIFIED = "unidentified"
    APPLIED = "applied"
    UNAPPLIED = "unapplied"
    TRANSFERRED = "transferred"
    REFUNDED = "refunded"
    RETURNED = "returned"
    FORFEITED = "forfeited"


def state_of(suspense: Decimal, on_account: Decimal, applied: Decimal, returned: Decimal) -> ReceiptState:
    """Return the state that the places of the money make; what none of the four holds is refunded."""
    if returned and not (suspense or on_account or applied):
        return ReceiptState.RETURNED
    if suspense:
        return ReceiptState.UNIDENTIFIED
    if on_account:
        return ReceiptState.PARTLY_APPLIED if applied else ReceiptState.ON_ACCOUNT
    return ReceiptState.APPLIED if applied else ReceiptState.REFUNDED
