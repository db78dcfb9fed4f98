"""What a payment plan may be, and what follows from what (handbook §3.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dunwell.base.days import add_months
from dunwell.base.money import has_currency_digits, plain, round_amount, split_amount
from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop
from dunwell.platform.people.rules import Role

OFFER_DAYS = 10
GRACE_DAYS = 5
CURE_DAYS = 10
MOST_MISSED = 2
REPEAT_MONTHS = 6
MOST_PARTS = 104
MOST_RATE = 60
MONTHS = {Role.COLLECTOR: 3, Role.LEAD: 6, Role.MANAGER: 12, Role.ADMIN: 24}
"""How many months a plan may last that somebody in a role agrees alone."""


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    IN_ARREARS = "in_arrears"
    DEFAULTED = "defaulted"
    COMPLETED = "completed"
    REJECTED = "rejected"
    RENEGOTIATED = "renegotiated"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class PlanEvent(StrEnum):
    """What happens to a plan."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REJECT = "reject"
    EXPIRE = "expire"
    START = "start"
    MISS = "miss"
    CATCH_UP = "catch_up"
    DEFAULT = "default"
    REINSTATE = "reinstate"
    COMPLETE = "complete"
    REOPEN = "reopen"
    RENEGOTIATE = "renegotiate"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    RESUME = "resume"


class Frequency(StrEnum):
    """How far apart installments fall due."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


PERIODS = {Frequency.WEEKLY: 52, Frequency.FORTNIGHTLY: 26, Frequency.MONTHLY: 12}
_DAYS = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14}

S, E = PlanState, PlanEvent

TRANSITIONS: dict[tuple[PlanState, PlanEvent], PlanState] = {
    (S.DRAFT, E.SUBMIT): S.OFFERED,
    (S.DRAFT, E.CANCEL): S.CANCELLED,
    (S.OFFERED, E.ACCEPT): S.ACCEPTED,
    (S.OFFERED, E.REJECT): S.REJECTED,
    (S.OFFERED, E.EXPIRE): S.REJECTED,
    (S.OFFERED, E.CANCEL): S.CANCELLED,
    (S.ACCEPTED, E.START): S.ACTIVE,
    (S.ACCEPTED, E.MISS): S.IN_ARREARS,
    (S.ACCEPTED, E.CANCEL): S.CANCELLED,
    (S.ACTIVE, E.MISS): S.IN_ARREARS,
    (S.ACTIVE, E.DEFAULT): S.DEFAULTED,
    (S.ACTIVE, E.COMPLETE): S.COMPLETED,
    (S.ACTIVE, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.ACTIVE, E.SUSPEND): S.SUSPENDED,
    (S.ACTIVE, E.CANCEL): S.CANCELLED,
    (S.IN_ARREARS, E.CATCH_UP): S.ACTIVE,
    (S.IN_ARREARS, E.DEFAULT): S.DEFAULTED,
    (S.IN_ARREARS, E.COMPLETE): S.COMPLETED,
    (S.IN_ARREARS, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.IN_ARREARS, E.SUSPEND): S.SUSPENDED,
    (S.IN_ARREARS, E.CANCEL): S.CANCELLED,
    (S.SUSPENDED, E.RESUME): S.ACTIVE,
    (S.SUSPENDED, E.CANCEL): S.CANCELLED,
    (S.DEFAULTED, E.REINSTATE): S.ACTIVE,
    (S.DEFAULTED, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.DEFAULTED, E.COMPLETE): S.COMPLETED,
    (S.COMPLETED, E.REOPEN): S.ACTIVE,
}

PLAN = Machine("outcomes.plan", TRANSITIONS)

RUNNING = frozenset({S.ACCEPTED, S.ACTIVE, S.IN_ARREARS, S.SUSPENDED})
"""States in which the plan, not the ladder, says what happens."""

_PAYABLE = frozenset({S.ACCEPTED, S.ACTIVE, S.IN_ARREARS, S.DEFAULTED})

ASKED = frozenset({S.DRAFT, S.OFFERED})
"""States in which it is not agreed yet."""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One installment of a schedule; `position` 0 is the down payment."""

    position: int
    due_date: date
    principal_amount: Decimal
    interest_amount: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        """What is to be paid."""
        return self.principal_amount + self.interest_amount


@dataclass(frozen=True, slots=True)
class Terms:
    """How a plan is paid: a down payment, then so many installments from a day on; `rate_percent` is a year's."""

    count: int
    first_date: date
    frequency: Frequency = Frequency.MONTHLY
    rate_percent: Decimal = Decimal(0)
    down_payment_amount: Decimal = Decimal(0)


def due_dates(terms: Terms) -> list[date]:
    """Return the days on which installments fall due; monthly ones stay on their day, clipped to the month's end."""
    if terms.frequency is Frequency.MONTHLY:
        return [add_months(terms.first_date, place) for place in range(terms.count)]
    return [terms.first_date + timedelta(days=_DAYS[terms.frequency] * place) for place in range(terms.count)]


def schedule(principal: Decimal, currency: str, terms: Terms, down_payment_date: date) -> list[PlanPart]:
    """Return the installments of a plan; they sum to the cent, the last one takes what rounding leaves (§3.7).

    Without interest equal parts; with it level payments, interest on what is still owed each period.
    """
    parts = []
    if terms.down_payment_amount:
        parts.append(PlanPart(0, down_payment_date, terms.down_payment_amount))
    owed = principal - terms.down_payment_amount
    days = due_dates(terms)
    if not terms.rate_percent:
        split = split_amount(owed, terms.count, currency)
        return parts + [PlanPart(at, day, part) for at, (day, part) in enumerate(zip(days, split, strict=True), 1)]
    rate = terms.rate_percent / 100 / PERIODS[terms.frequency]
    level = round_amount(owed * rate / (1 - (1 + rate) ** -terms.count), currency)
    for at, day in enumerate(days, 1):
        interest = round_amount(owed * rate, currency)
        paid = owed if at == terms.count else level - interest
        parts.append(PlanPart(at, day, paid, interest))
        owed -= paid
    return parts


def most_months(role: Role | None, sees_all: bool) -> int:
    """Return how many months a plan may last that somebody agrees alone (authority matrix, §3.12)."""
    if sees_all:
        return MONTHS[Role.ADMIN]
    return MONTHS.get(role, 0) if role is not None else 0


def check_terms(principal: Decimal, currency: str, terms: Terms, today: date) -> None:
    """Refuse a schedule that cannot be: no parts, a past first day, odd amounts, longer than anybody may agree."""
    if not 1 <= terms.count <= MOST_PARTS:
        raise Refusal(
            "outcomes.plan.parts",
            gettext_noop("A plan has one to {most} installments, not {count}."),
            most=MOST_PARTS,
            count=terms.count,
        )
    if principal <= 0:
        raise Refusal(
            "outcomes.plan.nothing_open",
            gettext_noop("Nothing is open on these documents. Choose what is still owed."),
        )
    if terms.first_date < today:
        raise Refusal(
            "outcomes.plan.past_date",
            gettext_noop("{day} is past. The first installment is for today or later."),
            day=terms.first_date.isoformat(),
        )
    if terms.rate_percent < 0 or terms.rate_percent > MOST_RATE:
        raise Refusal(
            "outcomes.plan.rate_unreadable",
            gettext_noop("{rate} is not a yearly rate from 0 to {most} percent."),
            rate=str(terms.rate_percent),
            most=MOST_RATE,
        )
    down = terms.down_payment_amount
    if down < 0 or down >= principal or not has_currency_digits(down, currency):
        raise Refusal(
            "outcomes.plan.down_payment",
            gettext_noop("A down payment is less than the {principal} {currency} that the plan is about."),
            principal=plain(principal, currency),
            currency=currency,
        )
    if due_dates(terms)[-1] > add_months(today, MONTHS[Role.ADMIN]):
        raise Refusal(
            "outcomes.plan.too_long",
            gettext_noop("Nobody may agree a plan of more than {most} months. Shorten it."),
            most=MONTHS[Role.ADMIN],
        )


def check_affordable(
    parts: Sequence[PlanPart], frequency: Frequency, disposable: Decimal | None, currency: str
) -> None:
    """Refuse a consumer's plan without what the consumer can spare each month, or with more than that (§3.7)."""
    if disposable is None:
        raise Refusal(
            "outcomes.plan.disposable_missing",
            gettext_noop("Ask what is left each month after essential spending, and write it down first."),
        )
    largest = max(part.amount for part in parts if part.position)
    monthly = round_amount(largest * PERIODS[frequency] / 12, currency)
    if monthly > disposable:
        raise Refusal(
            "outcomes.plan.not_affordable",
            gettext_noop(
                "{monthly} {currency} a month is more than the {disposable} they can spare. Stretch the plan."
            ),
            monthly=plain(monthly, currency),
            disposable=plain(disposable, currency),
            currency=currency,
        )


@dataclass(frozen=True, slots=True)
class Paid:
    """One installment as it is judged: what came in for it, and since when it counts as missed (kept once it was)."""

    cutoff_date: date
    amount: Decimal
    received_amount: Decimal
    missed_date: date | None = None


@dataclass(frozen=True, slots=True)
class PlanVerdict:
    """What the money says of a running plan on a day: the events that follow, and which installments are missed now."""

    events: tuple[PlanEvent, ...]
    received_amount: Decimal
    arrears_amount: Decimal
    missed: tuple[tuple[int, date], ...] = ()
    missed_date: date | None = None


def judge_plan(state: PlanState, parts: Sequence[Paid], tolerance: Decimal, cure_days: int, as_of: date) -> PlanVerdict:
    """Say what follows for a plan by the end of a day (§3.7).

    An installment is missed when its days of grace are over. Arrears not caught up within the days to cure, or a second
    missed installment within six months, is default.
    """
    received = sum((part.received_amount for part in parts), Decimal(0))
    promised = sum((part.amount for part in parts), Decimal(0))
    past = [(at, part) for at, part in enumerate(parts) if part.cutoff_date < as_of]
    arrears = sum((part.amount - part.received_amount for _, part in past), Decimal(0))
    if arrears <= tolerance:
        arrears = Decimal(0)
    behind = [(at, part) for at, part in past if arrears and part.received_amount < part.amount]
    missed = tuple((at, part.cutoff_date + timedelta(days=1)) for at, part in behind if part.missed_date is None)
    since = min((part.cutoff_date + timedelta(days=1) for _, part in behind), default=None)
    days = [part.missed_date for part in parts if part.missed_date] + [day for _, day in missed]
    recent = sum(day > add_months(as_of, -REPEAT_MONTHS) for day in days)
    if received >= promised - tolerance:
        events = [*([E.START] if state is S.ACCEPTED else []), *([E.COMPLETE] if state in _PAYABLE else [])]
        return PlanVerdict(tuple(events), received, Decimal(0))
    is_over = since is not None and (as_of > since + timedelta(days=cure_days) or recent >= MOST_MISSED)
    events = _following(state, has_money=received > 0, is_behind=arrears > 0, is_over=is_over)
    return PlanVerdict(tuple(events), received, arrears, missed, since)


def _following(state: PlanState, *, has_money: bool, is_behind: bool, is_over: bool) -> list[PlanEvent]:
    events: list[PlanEvent] = []
    if state is S.COMPLETED:
        events.append(E.REOPEN)
    elif state is S.ACCEPTED and has_money and not is_behind:
        events.append(E.START)
    standing = S.ACTIVE if events else state
    if is_behind and standing in (S.ACCEPTED, S.ACTIVE):
        events.append(E.MISS)
        standing = S.IN_ARREARS
    elif not is_behind and standing is S.IN_ARREARS:
        events.append(E.CATCH_UP)
    if is_behind and is_over and standing is S.IN_ARREARS:
        events.append(E.DEFAULT)
    return events


def check_reinstatement(parts: Sequence[Paid], reinstated_count: int, as_of: date, tolerance: Decimal) -> None:
    """Refuse to revive a plan a second time, or before the arrears and the next installment are paid."""
    if reinstated_count >= 1:
        raise Refusal(
            "outcomes.plan.reinstated_before",
            gettext_noop("This plan was reinstated once already. Agree another one."),
        )
    past = [part for part in parts if part.cutoff_date < as_of]
    following = [part for part in parts if part.cutoff_date >= as_of][:1]
    missing = sum((part.amount - part.received_amount for part in (*past, *following)), Decimal(0))
    if missing > tolerance:
        raise Refusal(
            "outcomes.plan.arrears_unpaid",
            gettext_noop("The arrears and the next installment come first; {missing} is still missing."),
            missing=f"{missing.normalize():f}",
        )
