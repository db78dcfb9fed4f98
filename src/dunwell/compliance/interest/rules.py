"""Late interest: simple, never on interest, on what was owed each day; a payment stops it from the day it arrives.

A day bears interest when it lies after the day of payment and up to the day that is asked about: due on 31 March and
paid on 15 May is 45 days. Nothing is rounded before the end. A rate that no table has is refused, not guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dunwell.base.money import round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Mark

YEAR_DAYS = 365
TERM_DAYS = 30
DAY = timedelta(days=1)
NONE = Decimal(0)


class Mode(StrEnum):
    """Which half-year's reference rate counts: that of the due day, of the day of payment, or of each day."""

    FIXED_AT_DUE = "fixed_at_due"
    FIXED_AT_PAYMENT = "fixed_at_payment"
    FLOATING = "floating_semester"


class Term(StrEnum):
    """How thirty days are counted where no day was agreed: the first is the day of receipt, or the day after it."""

    BEGINS_WITH = "begins_with"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Rate:
    """A reference rate in percent a year, from a day on until another (exclusive) where the table ends."""

    from_day: date
    percent: Decimal
    citation: str
    checked_on: date
    mark: Mark
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Statute:
    """A law that gives interest and compensation on late payment between businesses."""

    key: str
    citation: str
    valid_from: date
    checked_on: date
    mark: Mark
    reference: str
    points: Decimal
    mode: Mode
    term: Term
    currency: str
    compensation: tuple[tuple[Decimal, Decimal], ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What was agreed in writing instead: percent a year, and where it stands."""

    percent: Decimal
    citation: str
    compensation: Decimal = NONE


@dataclass(frozen=True, slots=True)
class Payment:
    """Money, or a credit, that lowered the debt on a day."""

    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one balance and one rate: after `after`, up to and with `until`."""

    after: date
    until: date
    balance: Decimal
    percent: Decimal
    citation: str

    @property
    def days(self) -> int:
        """Return how many days bear interest."""
        return (self.until - self.after).days

    @property
    def interest(self) -> Decimal:
        """Return the interest of the stretch, not rounded."""
        return self.balance * self.percent * self.days / (100 * YEAR_DAYS)


@dataclass(frozen=True, slots=True)
class LateCharge:
    """What late payment costs: interest rounded once, compensation, how it came about, and the law or contract."""

    interest: Decimal
    compensation: Decimal
    currency: str
    stretches: tuple[Stretch, ...]
    citations: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """Return interest and compensation together."""
        return self.interest + self.compensation


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def reference_rates() -> Mapping[str, tuple[Rate, ...]]:
    """Return the tables of reference rates by name, each in the order of time."""
    return {
        name: tuple(
            Rate(
                row["from"], Decimal(row["percent"]), row["citation"], row["checked_on"], Mark(row["mark"]),
                row.get("until"),
            )
            for row in rows
        )
        for name, rows in _read("rates.yaml").items()
    }  # fmt: skip


@cache
def statutes() -> Mapping[str, Statute]:
    """Return the statutes by key."""
    return {
        key: Statute(
            key, row["citation"], row["valid_from"], row["checked_on"], Mark(row["mark"]), row["reference"],
            Decimal(row["points"]), Mode(row["mode"]), Term(row["term"]), row["currency"],
            tuple((Decimal(least), Decimal(amount)) for least, amount in row["compensation"]), tuple(row["countries"]),
        )
        for key, row in _read("statutes.yaml").items()
    }  # fmt: skip


def statute_of(country: str) -> Statute | None:
    """Return the statute of a country (ISO 3166), or None where no law of ours gives interest."""
    return next((one for one in statutes().values() if country.upper() in one.countries), None)


def rate_on(reference: str, day: date) -> Rate:
    """Return the reference rate that rules on a day; refuse a day that the table does not reach."""
    ruling = [rate for rate in reference_rates()[reference] if rate.from_day <= day]
    if not ruling or (ruling[-1].until is not None and day >= ruling[-1].until):
        raise Refusal(
            "compliance.interest.no_rate",
            gettext_noop("No rate of {reference} is known for {day}. Look it up and add it to the table."),
            reference=reference,
            day=day.isoformat(),
        )
    return ruling[-1]


def due_by_law(statute: Statute, received_on: date, performed_on: date | None = None) -> date:
    """Return the last day to pay where none was agreed: thirty days from invoice or delivery."""
    later = max(received_on, performed_on or received_on)
    return later + (TERM_DAYS - (statute.term is Term.BEGINS_WITH)) * DAY


def simple_interest(principal: Decimal, percent: Decimal, days: int, currency: str) -> Decimal:
    """Return simple interest for some days at percent a year of 365 days, rounded once."""
    return round_amount(principal * percent * days / (100 * YEAR_DAYS), currency)


def compensation_of(statute: Statute, amount: Decimal, currency: str) -> Decimal:
    """Return the fixed sum for one debt; nothing in a currency for which the statute names none."""
    if currency != statute.currency or amount <= 0:
        return NONE
    return [fixed for least, fixed in statute.compensation if amount >= least][-1]


def late_charge(
    amount: Decimal,
    currency: str,
    due_date: date,
    until: date,
    law: Statute | Contract,
    *,
    payments: Sequence[Payment] = (),
    disputed: Decimal = NONE,
) -> LateCharge:
    """Return what one debt costs from the day after it was due up to a day.

    `amount` is what was owed on the due day; `disputed` of it bears nothing until that is decided. Payments up to the
    due day lower what was late. Refuses a day whose reference rate is not known. What is negative is nothing.
    """
    stretches = tuple(_stretches(amount - disputed, due_date, until, law, payments))
    interest = round_amount(sum((each.interest for each in stretches), NONE), currency)
    late = amount - disputed - sum((each.amount for each in payments if each.day <= due_date), NONE)
    fixed = NONE
    if stretches:
        fixed = law.compensation if isinstance(law, Contract) else compensation_of(law, late, currency)
    return LateCharge(
        interest,
        fixed,
        currency,
        stretches,
        tuple(dict.fromkeys([law.citation, *(each.citation for each in stretches)])),
    )


def _stretches(
    amount: Decimal, due_date: date, until: date, law: Statute | Contract, payments: Sequence[Payment]
) -> Iterator[Stretch]:
    """Yield the stretches in which neither balance nor rate changes."""
    paid = sorted(payments, key=lambda each: each.day)
    days = {each.day for each in paid if due_date < each.day < until} | {until}
    if isinstance(law, Statute) and law.mode is Mode.FLOATING:
        table = reference_rates()[law.reference]
        turns = [day - DAY for rate in table for day in (rate.from_day, rate.until) if day]
        days |= {turn for turn in turns if due_date < turn < until}
    after = due_date
    for day in sorted(days):
        balance = amount - sum((each.amount for each in paid if each.day <= after), NONE)
        if day > after and balance > 0:
            percent, citation = _percent(law, due_date, after + DAY, _settled(amount, paid, until))
            yield Stretch(after, day, balance, percent, citation)
        after = day


def _settled(amount: Decimal, paid: Sequence[Payment], until: date) -> date:
    """Return the day on which the debt was paid in full, or the day that is asked about."""
    owed = amount
    for each in paid:
        owed -= each.amount
        if owed <= 0:
            return min(each.day, until)
    return until


def _percent(law: Statute | Contract, due_date: date, day: date, settled: date) -> tuple[Decimal, str]:
    """Return percent a year on a day, and where the rate stands."""
    if isinstance(law, Contract):
        return law.percent, law.citation
    ruling = {Mode.FIXED_AT_DUE: due_date, Mode.FIXED_AT_PAYMENT: settled, Mode.FLOATING: day}[law.mode]
    rate = rate_on(law.reference, ruling)
    return rate.percent + law.points, rate.citation


def average_daily_balance(opening: Decimal, movements: Sequence[Payment], from_day: date, to_day: date) -> Decimal:
    """Return the average of the balances at the end of each day of a period `[from_day, to_day)`, not rounded.

    `opening` is what was owed when the period began; a movement with a negative amount raises it.
    """
    days = (to_day - from_day).days
    if days <= 0:
        raise ValueError("a period has at least one day")
    lowered = sum(
        (each.amount * (to_day - max(each.day, from_day)).days for each in movements if each.day < to_day), NONE
    )
    return opening - lowered / days


def monthly_charge(average: Decimal, percent_a_month: Decimal, currency: str) -> Decimal:
    """Return a month's finance charge on an average daily balance, rounded once; nothing on a credit balance."""
    return round_amount(max(average, NONE) * percent_a_month / 100, currency)
