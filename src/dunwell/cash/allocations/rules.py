"""What an allocation may do, and the equation that every posting keeps.

    money of the receipt = put against documents + what stays on account,
    settled of a document = money + discount + tolerance + fee + withholding + deduction.

Money is in the receipt's currency, everything that settles a document in the document's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dunwell.base.money import has_currency_digits, plain, round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

ZERO = Decimal(0)


@dataclass(frozen=True)
class Limits:
    """What may be let pass without asking; `under_percent` and the others as the matching rules of a creditor say."""

    under_amount: Decimal = Decimal("1.00")
    under_percent: Decimal = Decimal("0.1")
    fee_amount: Decimal = Decimal("30.00")
    discount_grace_days: int = 3

    @classmethod
    def of_document(cls, document: Mapping[str, Any]) -> "Limits":
        """Return the limits that a document of matching rules states, shipped ones where it is silent."""
        shipped = cls()
        return cls(
            Decimal(str(document.get("under_amount", shipped.under_amount))),
            Decimal(str(document.get("under_percent", shipped.under_percent))),
            Decimal(str(document.get("fee_amount", shipped.fee_amount))),
            int(document.get("discount_grace_days", shipped.discount_grace_days)),
        )

    def tolerance_of(self, original: Decimal, currency: str) -> Decimal:
        """Return how much of a document may be let go as a difference: the smaller of the amount and the share."""
        return min(self.under_amount, round_amount(abs(original) * self.under_percent / 100, currency))


@dataclass(frozen=True)
class AllocationLine:
    """What a clerk puts against one document. `amount` is money of the receipt; negative takes a credit in.

    `rate` is units of the document's currency per unit of the receipt's, where they differ. The other amounts are in
    the document's currency; a deduction names the payer's code (X12 426, or as the payer wrote it).
    """

    open_item_id: int
    amount: Decimal
    discount_amount: Decimal = ZERO
    tolerance_amount: Decimal = ZERO
    fee_amount: Decimal = ZERO
    withholding_amount: Decimal = ZERO
    deduction_amount: Decimal = ZERO
    deduction_code: str = ""
    rate: Decimal | None = None

    @property
    def extras(self) -> tuple[Decimal, ...]:
        """Return what settles the document beside money."""
        return (
            self.discount_amount,
            self.tolerance_amount,
            self.fee_amount,
            self.withholding_amount,
            self.deduction_amount,
        )


@dataclass(frozen=True)
class ItemFacts:
    """What the rules ask of a document."""

    open_item_id: int
    item_number: str
    is_receipt_money: bool
    currency: str
    original_amount: Decimal
    open_amount: Decimal
    posting_date: date
    discount_date: date | None = None
    discount_amount: Decimal | None = None
    is_disputed: bool = False


@dataclass(frozen=True)
class Settlement:
    """One line that may be posted: `item_amount` is what its money settles, in the document's currency."""

    line: AllocationLine
    item_amount: Decimal

    @property
    def settled(self) -> Decimal:
        """Return how much of the document is settled in all."""
        return self.item_amount + sum(self.line.extras, ZERO)


def settlements(
    lines: Sequence[AllocationLine],
    items: Mapping[int, ItemFacts],
    currency: str,
    *,
    value_date: date,
    day: date,
    limits: Limits,
) -> list[Settlement]:
    """Return the lines as they may be posted, credits first; refuse the first that the rules forbid.

    A document may be named more than once: every line sees what the ones before it left open.
    """
    if not lines:
        raise Refusal("cash.allocation.nothing", gettext_noop("Name at least one document to put the money against."))
    running, found = dict(items), []
    for line in sorted(lines, key=lambda one: one.amount > 0):
        item = running[line.open_item_id]
        _check_day(item, day)
        settlement = _settlement(line, item, currency, value_date=value_date, limits=limits)
        running[line.open_item_id] = replace(item, open_amount=item.open_amount - settlement.settled)
        found.append(settlement)
    _check_net(found)
    return found


def _settlement(
    line: AllocationLine, item: ItemFacts, currency: str, *, value_date: date, limits: Limits
) -> Settlement:
    _check_amounts(line, item, currency)
    settlement = Settlement(line, _converted(line, item, currency))
    if line.amount < 0:
        _check_credit(settlement, item)
        return settlement
    if item.open_amount <= 0 or settlement.settled > item.open_amount:
        raise Refusal(
            "cash.allocation.exceeds_open_amount",
            gettext_noop(
                "{amount} is more than the {open_amount} {currency} open on {item}. Leave the rest on account."
            ),
            amount=plain(settlement.settled, item.currency),
            open_amount=plain(max(item.open_amount, ZERO), item.currency),
            currency=item.currency,
            item=item.item_number,
        )
    _check_discount(settlement, item, value_date, limits)
    _check_tolerance(settlement, item, limits)
    _check_fee(settlement, item, limits)
    if line.deduction_amount and not line.deduction_code.strip():
        raise Refusal(
            "cash.allocation.code_missing",
            gettext_noop("What was held back on {item} needs the payer's reason, as X12 code 06 or the payer's word."),
            item=item.item_number,
        )
    return settlement


def _check_day(item: ItemFacts, day: date) -> None:
    if day < item.posting_date:
        raise Refusal(
            "cash.allocation.before_document",
            gettext_noop("{item} is on the books from {posted} on, so nothing can pay it on {day}."),
            item=item.item_number,
            posted=item.posting_date.isoformat(),
            day=day.isoformat(),
        )


def _check_amounts(line: AllocationLine, item: ItemFacts, currency: str) -> None:
    if item.is_receipt_money:
        raise Refusal(
            "cash.allocation.not_a_document",
            gettext_noop("{item} is money of a receipt, not a document. Choose what the money is for."),
            item=item.item_number,
        )
    readable = line.amount.is_finite() and has_currency_digits(line.amount, currency) and line.amount != 0
    extras = all(one.is_finite() and one >= 0 and has_currency_digits(one, item.currency) for one in line.extras)
    if not readable or not extras:
        raise Refusal(
            "cash.allocation.amount_unreadable",
            gettext_noop("An amount on {item} is zero, below zero, or has more digits than its currency."),
            item=item.item_number,
        )


def _converted(line: AllocationLine, item: ItemFacts, currency: str) -> Decimal:
    """Return what the money settles in the document's currency, at the stated rate, rounded once."""
    if item.currency == currency:
        return line.amount
    if line.rate is None or not line.rate.is_finite() or line.rate <= 0:
        raise Refusal(
            "cash.allocation.rate_missing",
            gettext_noop("{item} is in {second}, the money in {first}. State how many {second} one {first} is worth."),
            item=item.item_number,
            first=currency,
            second=item.currency,
        )
    amount = round_amount(line.amount * line.rate, item.currency)
    if amount == 0:
        raise Refusal(
            "cash.allocation.amount_unreadable",
            gettext_noop("An amount on {item} is zero, below zero, or has more digits than its currency."),
            item=item.item_number,
        )
    return amount


def _check_credit(settlement: Settlement, item: ItemFacts) -> None:
    if item.original_amount > 0 or any(settlement.line.extras):
        raise Refusal(
            "cash.allocation.not_a_credit",
            gettext_noop("{item} is not a credit, so nothing can be taken from it. Give an amount above zero."),
            item=item.item_number,
        )
    if -settlement.item_amount > -item.open_amount:
        raise Refusal(
            "cash.allocation.exceeds_open_amount",
            gettext_noop(
                "{amount} is more than the {open_amount} {currency} open on {item}. Leave the rest on account."
            ),
            amount=plain(-settlement.item_amount, item.currency),
            open_amount=plain(-item.open_amount, item.currency),
            currency=item.currency,
            item=item.item_number,
        )


def _check_discount(settlement: Settlement, item: ItemFacts, value_date: date, limits: Limits) -> None:
    """Refuse a discount not offered, past its days, or more than the share of the document that is settled earns."""
    taken = settlement.line.discount_amount
    if not taken:
        return
    if item.discount_date is None or not item.discount_amount:
        raise Refusal(
            "cash.allocation.discount_not_offered",
            gettext_noop("{item} has no early-payment discount. Make it a deduction with the payer's reason."),
            item=item.item_number,
        )
    if value_date > item.discount_date + timedelta(days=limits.discount_grace_days):
        raise Refusal(
            "cash.allocation.discount_too_late",
            gettext_noop("The discount on {item} ended on {day}. Make it a deduction: unearned discount."),
            item=item.item_number,
            day=item.discount_date.isoformat(),
        )
    earned = round_amount(item.discount_amount * settlement.settled / item.original_amount, item.currency)
    if taken > earned:
        raise Refusal(
            "cash.allocation.discount_too_high",
            gettext_noop("What is settled of {item} earns a discount of {earned} {currency}, not {taken}."),
            item=item.item_number,
            earned=plain(earned, item.currency),
            taken=plain(taken, item.currency),
            currency=item.currency,
        )


def _check_tolerance(settlement: Settlement, item: ItemFacts, limits: Limits) -> None:
    """Refuse to let a difference go that is too big, on a disputed document, or that leaves the document open."""
    taken = settlement.line.tolerance_amount
    if not taken:
        return
    limit = limits.tolerance_of(item.original_amount, item.currency)
    if taken > limit:
        raise Refusal(
            "cash.allocation.tolerance_too_high",
            gettext_noop("Differences up to {limit} {currency} may be let go on {item}. Make {taken} a deduction."),
            limit=plain(limit, item.currency),
            currency=item.currency,
            item=item.item_number,
            taken=plain(taken, item.currency),
        )
    if item.is_disputed:
        raise Refusal(
            "cash.allocation.tolerance_on_disputed",
            gettext_noop("{item} is disputed, so no difference is let go on it. Leave it open."),
            item=item.item_number,
        )
    _check_closes(settlement, item)


def _check_fee(settlement: Settlement, item: ItemFacts, limits: Limits) -> None:
    taken = settlement.line.fee_amount
    if not taken:
        return
    if taken > limits.fee_amount:
        raise Refusal(
            "cash.allocation.fee_too_high",
            gettext_noop("Bank fees up to {limit} {currency} are borne. Make {taken} on {item} a deduction."),
            limit=plain(limits.fee_amount, item.currency),
            currency=item.currency,
            item=item.item_number,
            taken=plain(taken, item.currency),
        )
    _check_closes(settlement, item)


def _check_closes(settlement: Settlement, item: ItemFacts) -> None:
    if settlement.settled != item.open_amount:
        raise Refusal(
            "cash.allocation.difference_leaves_open",
            gettext_noop(
                "A difference or fee is let go only where it closes {item}; {rest} {currency} would stay open."
            ),
            item=item.item_number,
            rest=plain(item.open_amount - settlement.settled, item.currency),
            currency=item.currency,
        )


def _check_net(found: Iterable[Settlement]) -> None:
    if sum((one.line.amount for one in found), ZERO) <= 0:
        raise Refusal(
            "cash.allocation.credits_exceed",
            gettext_noop("The credits are as much as the documents, so no money is needed. Apply the credits alone."),
        )


def check_remainder(available: Decimal, lines: Iterable[AllocationLine], currency: str) -> Decimal:
    """Return what stays on account after the lines; refuse to put more against documents than is there."""
    rest = available - sum((line.amount for line in lines), ZERO)
    if rest < 0:
        raise Refusal(
            "cash.allocation.exceeds_receipt",
            gettext_noop("That is {missing} {currency} more than the receipt has left. Lower an amount."),
            missing=plain(-rest, currency),
            currency=currency,
        )
    return rest


def realized_difference(
    money: Decimal, money_rate: Decimal | None, item_amount: Decimal, booking_rate: Decimal | None, base_currency: str
) -> Decimal | None:
    """Return the base value of the money less that of what it cleared: a gain above zero; None where no rate tells it.

    Rates are base currency per unit (handbook §1.6): the money's on its value date, the document's as it was booked.
    """
    if money_rate is None or booking_rate is None:
        return None
    return round_amount(money * money_rate, base_currency) - round_amount(item_amount * booking_rate, base_currency)


@dataclass(frozen=True)
class Waiting:
    """One document in the order in which money without instructions pays: oldest due, oldest document, number."""

    open_item_id: int
    item_number: str
    due_date: date
    document_date: date
    open_amount: Decimal
    is_held: bool = False


def oldest_first(amount: Decimal, documents: Iterable[Waiting]) -> list[AllocationLine]:
    """Spread money over documents, oldest first (handbook §1.4); what is held is left out."""
    rest, lines = amount, []
    for one in sorted(documents, key=lambda row: (row.due_date, row.document_date, row.item_number)):
        if rest <= 0:
            break
        if one.is_held or one.open_amount <= 0:
            continue
        lines.append(AllocationLine(one.open_item_id, min(rest, one.open_amount)))
        rest -= lines[-1].amount
    return lines
