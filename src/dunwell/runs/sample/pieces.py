"""What the three sample creditors share: customers in the making, paying by habit, monthly exchange rates."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dunwell.base.days import add_months
from dunwell.base.money import round_amount
from dunwell.runs.sample.habits import Habit, draw_days_late
from dunwell.runs.sample.pen import Draft, Pen, next_weekday
from dunwell.runs.sample.shapes import (
    SampleActivity,
    SampleContact,
    SampleCustomer,
    SampleHold,
    SampleIdentifier,
    SampleRate,
)

HISTORY_MONTHS = 18


@dataclass(slots=True)
class Payer:
    """A customer with what only the generator knows: habit, size, pay-run day, first and last business day."""

    customer: SampleCustomer
    habit: Habit
    monthly_documents: float
    amount_scale: float
    pay_weekday: int | None
    since: date
    until: date


@dataclass(slots=True)
class Pages:
    """One creditor's book while it is being written."""

    key: str
    rng: Random
    pen: Pen
    as_of: date
    payers: list[Payer] = field(default_factory=list)
    contacts: list[SampleContact] = field(default_factory=list)
    identifiers: list[SampleIdentifier] = field(default_factory=list)
    holds: list[SampleHold] = field(default_factory=list)
    activities: list[SampleActivity] = field(default_factory=list)

    @property
    def first_day(self) -> date:
        """The first day of the history."""
        return self.pen.first_day

    @property
    def last_day(self) -> date:
        """The last day of the history: the day before `as_of`."""
        return self.pen.last_day

    def cast(self, part: str) -> Payer:
        """Return the payer who plays a named part."""
        return next(payer for payer in self.payers if payer.customer.cast == part)

    def dispute(self, payer: Payer, draft: Draft, amount: Decimal, placed: date, note: str) -> None:
        """Put a disputed amount of a document on hold."""
        number = payer.customer.number
        self.holds.append(SampleHold(number, "dispute", placed, draft.item_number, amount=amount, note=note))

    def drafts_of(self, payer: Payer) -> list[Draft]:
        """Return a customer's documents in the order they were written."""
        return [draft for draft in self.pen.drafts if draft.customer_number == payer.customer.number]


def open_pages(key: str, *, seed: int, as_of: date) -> Pages:
    """Return an empty book of eighteen months that ends the day before `as_of`."""
    rng = Random(f"dunwell {seed} {key}")  # noqa: S311 - a sample book is no secret
    last_day = as_of - timedelta(days=1)
    pen = Pen(rng=rng, first_day=add_months(as_of, -HISTORY_MONTHS), last_day=last_day)
    return Pages(key=key, rng=rng, pen=pen, as_of=as_of)


def settle(pages: Pages, draft: Draft, payer: Payer, *, prefix: str = "R") -> None:
    """Let the customer pay a document as their habit has it: on a day, in whole or in parts, or not yet."""
    rng, pen, habit = pages.rng, pages.pen, payer.habit
    day = next_weekday(
        draft.due_date + timedelta(days=draw_days_late(rng, habit, pen.progress(draft.due_date))), payer.pay_weekday
    )
    day = max(day, draft.document_date + timedelta(days=1))
    in_part, forgotten = pen.chance(habit.part_share), pen.chance(habit.forgotten_share)
    if habit.silent_days and day > pages.last_day - timedelta(days=habit.silent_days):
        return
    if forgotten:
        day = next_weekday(day + timedelta(days=rng.randint(60, 160)), payer.pay_weekday)
    if draft.due_parts:
        _settle_parts(pages, draft, payer, prefix)
        return
    amount = draft.open_amount
    if in_part:
        part = round_amount(amount * rng.choice((Decimal("0.25"), Decimal("0.4"), Decimal("0.5"))), draft.currency)
        pen.pay(draft, part, day, receipt=pen.receipt(prefix), reason="part payment")
        day = next_weekday(day + timedelta(days=rng.randint(12, 50)), payer.pay_weekday)
        amount -= part
        if pen.chance(25):
            day += timedelta(days=rng.randint(40, 120))
    pen.pay(draft, amount, day, receipt=pen.receipt(prefix))


def _settle_parts(pages: Pages, draft: Draft, payer: Payer, prefix: str) -> None:
    for due, amount in draft.due_parts:
        late = draw_days_late(pages.rng, payer.habit, pages.pen.progress(due))
        day = max(next_weekday(due + timedelta(days=late), payer.pay_weekday), draft.document_date)
        if not pages.pen.pay(draft, amount, day, receipt=pages.pen.receipt(prefix), reason="installment"):
            return


def document_days(pages: Pages, payer: Payer, *, last_weekday: int) -> list[date]:
    """Draw the days on which a customer is billed, as busy as `monthly_documents` says."""
    days: list[date] = []
    day = payer.since
    gap = 30.4 / payer.monthly_documents
    while True:
        day += timedelta(days=max(1, round(pages.rng.expovariate(1 / gap))))
        if day > payer.until:
            return days
        if day.weekday() <= last_weekday:
            days.append(day)


def monthly_rates(pages: Pages, currency: str, start: str, *, wobble: str) -> list[SampleRate]:
    """Draw one rate to the base currency for the first of each month, wandering a little."""
    rates, rate = [], Decimal(start)
    day = pages.first_day.replace(day=1)
    while day <= pages.last_day:
        rates.append(SampleRate(currency, day, rate.quantize(Decimal("0.0001"))))
        rate += rate * Decimal(wobble) * Decimal(pages.rng.randint(-100, 100)) / 100
        day = add_months(day, 1)
    return rates
