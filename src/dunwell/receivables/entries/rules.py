"""What an entry may do to an open item."""

from decimal import Decimal
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class EntryKind(StrEnum):
    """Why an open amount moved."""

    ISSUED = "issued"
    PAYMENT = "payment"
    CREDIT = "credit"
    DISCOUNT = "discount"
    ADJUSTMENT = "adjustment"
    WRITE_OFF = "write_off"
    TRANSFER = "transfer"
    REVERSAL = "reversal"
    CLEARED_AT_SOURCE = "cleared_at_source"
    TOLERANCE = "tolerance"
    BANK_FEE = "bank_fee"
    WITHHOLDING = "withholding"
    DEDUCTION = "deduction"
    REFUND = "refund"
    RETURNED = "returned"


SETTLING_KINDS = frozenset({EntryKind.PAYMENT, EntryKind.CREDIT, EntryKind.DISCOUNT, EntryKind.WRITE_OFF})

CREDIT_ACT = "credit-"
CASH_SOURCE = "cash"


def check_own_money(source: str, item_number: str) -> None:
    """Refuse to move a receipt's on-account money by hand: the receipt would not know where it went."""
    if source == CASH_SOURCE:
        raise Refusal(
            "receivables.entry.money_of_receipt",
            gettext_noop("{item} is the money of a receipt. Allocate, transfer or refund the receipt instead."),
            item=item_number,
        )


def check_own_act(posting_key: str) -> None:
    """Refuse to reverse one entry of an act that another chapter posted: it is undone as a whole, there."""
    if posting_key and not posting_key.startswith(CREDIT_ACT):
        raise Refusal(
            "receivables.entry.part_of_posting",
            gettext_noop("This entry is part of posting {key}. Undo the allocation or return the receipt instead."),
            key=posting_key,
        )


def settling_effect(original: Decimal, open_amount: Decimal, amount: Decimal) -> Decimal:
    """Return the signed effect of settling `amount` (positive) of an item; refuse more than is open.

    An invoice moves down by it, a credit moves up; both towards zero, never past it.
    """
    if amount <= 0:
        raise Refusal(
            "receivables.entry.not_positive",
            gettext_noop("{amount} is not above zero. Give what was paid as a positive amount."),
            amount=str(amount),
        )
    if amount > abs(open_amount):
        raise Refusal(
            "receivables.entry.exceeds_open_amount",
            gettext_noop("{amount} is more than the {open_amount} still open. Put the rest on account."),
            amount=str(amount),
            open_amount=str(abs(open_amount)),
        )
    return -amount if original > 0 else amount


def check_reversible(kind: EntryKind, already_reversed: bool) -> None:
    """Refuse to reverse a document's own entry, a reversal, or the same entry twice."""
    if kind in (EntryKind.ISSUED, EntryKind.REVERSAL):
        raise Refusal(
            "receivables.entry.not_reversible",
            gettext_noop("A {kind} entry cannot be reversed. Issue a credit memo instead."),
            kind=kind.value,
        )
    if already_reversed:
        raise Refusal(
            "receivables.entry.already_reversed",
            gettext_noop("This entry was reversed before. Look at the item's entries to see when."),
        )
