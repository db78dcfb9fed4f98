"""Where a receipt's money is, what may move it, and the state that this makes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dunwell.base.money import has_currency_digits, plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


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


class Place(StrEnum):
    """Where money can be. `bank` is outside: before it came in. `refunded` holds forfeited money too."""

    BANK = "bank"
    SUSPENSE = "suspense"
    ON_ACCOUNT = "on_account"
    APPLIED = "applied"
    REFUNDED = "refunded"
    RETURNED = "returned"


@dataclass(frozen=True)
class Places:
    """The five places of one receipt's money; they always sum to what came in."""

    suspense: Decimal = Decimal(0)
    on_account: Decimal = Decimal(0)
    applied: Decimal = Decimal(0)
    refunded: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    @property
    def state(self) -> ReceiptState:
        """Return the state that the places make."""
        return state_of(self.suspense, self.on_account, self.applied, self.returned)

    @property
    def total(self) -> Decimal:
        """Return what came in."""
        return self.suspense + self.on_account + self.applied + self.refunded + self.returned

    def moved(self, origin: Place, target: Place, amount: Decimal) -> "Places":
        """Return the places after a movement. One act may pass below zero on its way; `check_places` is asked after."""
        found = self
        if origin is not Place.BANK:
            found = replace(found, **{origin.value: getattr(found, origin.value) - amount})
        if target is not Place.BANK:
            found = replace(found, **{target.value: getattr(found, target.value) + amount})
        return found


def check_places(places: Places, amount: Decimal, currency: str) -> None:
    """Refuse an act that would take more from a place than is there; the sum is ours to keep."""
    assert places.total == amount, f"{places} does not sum to {amount}"
    short = min(places.suspense, places.on_account, places.applied, places.refunded, places.returned)
    if short < 0:
        raise Refusal(
            "cash.receipt.not_enough",
            gettext_noop("The receipt has {missing} {currency} less than that. Reload to see where its money is."),
            missing=plain(-short, currency),
            currency=currency,
        )


def check_amount(amount: Decimal, currency: str) -> None:
    """Refuse an amount that is not above zero, or has more digits than its currency."""
    if not amount.is_finite() or amount <= 0 or not has_currency_digits(amount, currency):
        raise Refusal(
            "cash.receipt.amount_unreadable",
            gettext_noop("{amount} is not an amount above zero in {currency}."),
            amount=str(amount),
            currency=currency,
        )


def check_version(kept: int, expected: int | None) -> None:
    """Refuse when somebody else changed the receipt since the viewer read it."""
    if expected is not None and kept != expected:
        raise Refusal(
            "cash.receipt.changed",
            gettext_noop("Somebody else worked on this receipt meanwhile. Reload it, and see what is left to do."),
            expected=expected,
            version=kept,
        )


def check_not_before(day: date, arrived: date) -> None:
    """Refuse to move money on a day before it was there: that day's books would show what nobody had."""
    if day < arrived:
        raise Refusal(
            "cash.receipt.before_money",
            gettext_noop("The money was there from {arrived} on, so it cannot be moved on {day}."),
            arrived=arrived.isoformat(),
            day=day.isoformat(),
        )


def check_waits(suspense: Decimal) -> None:
    """Refuse to identify a receipt none of whose money is in suspense."""
    if suspense <= 0:
        raise Refusal(
            "cash.receipt.known_already",
            gettext_noop("The payer of this receipt is known already. Transfer the money to another customer instead."),
        )


def check_stranger(is_family: bool, reason: str, customer: str) -> None:
    """Refuse to give one customer's money to a stranger without saying why; within a family none is needed."""
    if not is_family and not reason.strip():
        raise Refusal(
            "cash.receipt.stranger",
            gettext_noop("{customer} is not of the payer's family. Say why this money is theirs."),
            customer=customer,
        )


def check_returnable(code: str, refunded: Decimal, currency: str) -> None:
    """Refuse to return what was refunded meanwhile: the bank takes it back, and so must we."""
    if refunded > 0:
        raise Refusal(
            "cash.receipt.refunded_meanwhile",
            gettext_noop(
                "{amount} {currency} of this receipt was paid back to the payer, so {code} cannot take all of it."
                " Return the rest as an amount, and claim what was refunded with a debit memo."
            ),
            amount=plain(refunded, currency),
            currency=currency,
            code=code,
        )


def taken_from(standing: Mapping[int, Decimal], amount: Decimal, currency: str) -> dict[int, Decimal]:
    """Return how much of each on-account item to take, oldest first; refuse more than they hold together."""
    rest, taken = amount, {}
    for item_id, held in standing.items():
        if rest <= 0:
            break
        taken[item_id] = min(rest, held)
        rest -= taken[item_id]
    if rest > 0:
        raise Refusal(
            "cash.receipt.not_enough_on_account",
            gettext_noop("That is {missing} {currency} more than is on account. Undo an allocation first."),
            missing=plain(rest, currency),
            currency=currency,
        )
    return taken
