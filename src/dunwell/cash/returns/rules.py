"""A bank's return: which receipt it takes back, and how far that has come."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from dunwell.base.reasons import Reason
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop

FAR_BACK_DAYS = 180
"""A return older than this is not looked for by amount alone (ACH allows 60 days, re-presentment 180)."""


class ReturnState(StrEnum):
    """`open` waits for a person, or for its receipt; only `posted` moved money."""

    OPEN = "open"
    POSTED = "posted"
    DISMISSED = "dismissed"


class ReturnEvent(StrEnum):
    """What happens to a return."""

    POST = "post"
    DISMISS = "dismiss"
    REOPEN = "reopen"


RETURN = Machine(
    "cash.return",
    {
        (ReturnState.OPEN, ReturnEvent.POST): ReturnState.POSTED,
        (ReturnState.OPEN, ReturnEvent.DISMISS): ReturnState.DISMISSED,
        (ReturnState.DISMISSED, ReturnEvent.REOPEN): ReturnState.OPEN,
    },
)


class ReturnedMoney(NamedTuple):
    """What a return line says. `amount` is what was taken back, above zero; `marks` are its trace and references."""

    amount: Decimal
    currency: str
    day: date
    marks: frozenset[str]
    payer: str = ""


class Returnable(NamedTuple):
    """A receipt that a return may take back; `marks` are its references, end-to-end id, check number and trace."""

    receipt_id: int
    amount: Decimal
    currency: str
    day: date
    marks: frozenset[str]
    payer: str = ""


class Verdict(NamedTuple):
    """Which receipt a return takes back: None where it cannot be told. `is_sure` may be posted without a person."""

    receipt_id: int | None
    is_sure: bool
    reasons: tuple[Reason, ...]


def find_receipt(found: ReturnedMoney, receipts: Sequence[Returnable]) -> Verdict:
    """Return the receipt that a return takes back: by a reference both carry, else by the only equal amount.

    A shared reference with the same amount is sure. An amount alone is never sure, and two candidates are none.
    """
    able = [one for one in receipts if one.amount == found.amount and one.currency == found.currency]
    marked = [one for one in able if one.marks & found.marks]
    if len(marked) == 1:
        mark = min(marked[0].marks & found.marks)
        return Verdict(marked[0].receipt_id, True, (_same_mark(mark), _same_amount(found)))
    if len(marked) > 1:
        return Verdict(None, False, (_several(len(marked)),))
    near = [one for one in able if 0 <= (found.day - one.day).days <= FAR_BACK_DAYS]
    named = [one for one in near if found.payer and one.payer.casefold() == found.payer.casefold()]
    chosen = named or near
    if len(chosen) != 1:
        return Verdict(None, False, (_several(len(chosen)),) if chosen else (_none(found),))
    return Verdict(chosen[0].receipt_id, False, (_same_amount(found),))


def _same_mark(mark: str) -> Reason:
    return Reason(
        "cash.return.same_reference", gettext_noop("Both carry the reference {reference}."), {"reference": mark}
    )


def _same_amount(found: ReturnedMoney) -> Reason:
    return Reason(
        "cash.return.same_amount",
        gettext_noop("The receipt has the amount that came back, {amount} {currency}."),
        {"amount": str(found.amount), "currency": found.currency},
    )


def _several(count: int) -> Reason:
    return Reason("cash.return.several", gettext_noop("{count} receipts could be meant. Choose one."), {"count": count})


def _none(found: ReturnedMoney) -> Reason:
    return Reason(
        "cash.return.no_receipt",
        gettext_noop("No receipt of {amount} {currency} came in before it on this account."),
        {"amount": str(found.amount), "currency": found.currency},
    )
