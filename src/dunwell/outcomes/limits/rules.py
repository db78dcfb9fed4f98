"""What may be promised: how much, until when, by whose leave (handbook §3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunwell.base.days import Convention, IsHoliday, add_business_days, adjust
from dunwell.base.money import has_currency_digits, plain, round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.promises.rules import Method

HORIZON_DAYS, LEAD_HORIZON_DAYS = 14, 30
MOST_OPEN = 2
BROKEN_BEFORE_LEAVE = 2
MOST_PARTS = 6

_GRACE_DAYS = {Method.CHECK: 5, Method.CARD: 0, Method.CASH: 0}
_GRACE = 2


@dataclass(frozen=True, slots=True)
class Installment:
    """One part of what is promised: so much, by this day."""

    due_date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class About:
    """One document as a promise sees it: what is open, what of it is disputed, whether others wait for it already."""

    item_number: str
    currency: str
    open_amount: Decimal
    disputed_amount: Decimal = Decimal(0)
    is_promised: bool = False
    is_on_plan: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to promise: documents, or (on account level) what the customer owes in all, less its credits."""

    documents: tuple[About, ...]
    credit_amount: Decimal = Decimal(0)
    is_account: bool = False
    has_account_promise: bool = False
    open_promise_count: int = 0
    broken_count: int = 0


def grace_days(method: str) -> int:
    """Return the business days of grace: a check in the post takes five, a card none, everything else two."""
    return _GRACE_DAYS.get(Method(method), _GRACE) if method else _GRACE


def tolerance(amount: Decimal, currency: str) -> Decimal:
    """Return by how much a promise may fall short and still be kept: half a percent, at least one."""
    return max(Decimal(1), round_amount(amount * Decimal("0.005"), currency))


def cutoff(due_date: date, days: int, is_holiday: IsHoliday) -> date:
    """Return the last day on which money is still in time: a day off moves to the next open one, then grace begins."""
    return add_business_days(adjust(due_date, Convention.FOLLOWING, is_holiday), days, is_holiday)


def needs_leave(standing: Standing) -> bool:
    """Return whether another promise needs a lead's leave: two were broken lately."""
    return standing.broken_count >= BROKEN_BEFORE_LEAVE


def check_promise(
    installments: Sequence[Installment], standing: Standing, *, currency: str, today: date, horizon_days: int
) -> None:
    """Refuse what cannot be promised: unreadable amounts, past or far days, more than is open, disputed, promised."""
    _check_parts(installments, currency)
    _check_days(installments, today, horizon_days)
    _check_amount(sum((part.amount for part in installments), Decimal(0)), standing, currency)
    _check_free(standing)


def _check_parts(installments: Sequence[Installment], currency: str) -> None:
    if not 1 <= len(installments) <= MOST_PARTS:
        raise Refusal(
            "outcomes.promise.parts",
            gettext_noop("A promise has one to {most} parts. For more, agree a payment plan."),
            most=MOST_PARTS,
        )
    for part in installments:
        if not part.amount.is_finite() or part.amount <= 0 or not has_currency_digits(part.amount, currency):
            raise Refusal(
                "outcomes.promise.amount_unreadable",
                gettext_noop("{amount} is not an amount above zero in {currency}."),
                amount=str(part.amount),
                currency=currency,
            )


def _check_days(installments: Sequence[Installment], today: date, horizon_days: int) -> None:
    days = [part.due_date for part in installments]
    if min(days) < today:
        raise Refusal(
            "outcomes.promise.past_date",
            gettext_noop("{day} is past. A promise is for today or later."),
            day=min(days).isoformat(),
        )
    if days != sorted(set(days)):
        raise Refusal(
            "outcomes.promise.days_unordered",
            gettext_noop("Give the parts in the order of their days, each with a day of its own."),
        )
    if (max(days) - today).days > horizon_days:
        raise Refusal(
            "outcomes.promise.too_far",
            gettext_noop(
                "{day} is more than {most} days away. A lead may go up to {lead_most} days; beyond that, agree a plan."
            ),
            day=max(days).isoformat(),
            most=horizon_days,
            lead_most=LEAD_HORIZON_DAYS,
        )


def _check_amount(amount: Decimal, standing: Standing, currency: str) -> None:
    owed = sum((max(one.open_amount, Decimal(0)) for one in standing.documents), Decimal(0))
    owed = max(owed - standing.credit_amount, Decimal(0))
    if amount > owed:
        raise Refusal(
            "outcomes.promise.exceeds_open_amount",
            gettext_noop("{amount} {currency} is more than the {open_amount} that is open. Promise at most that."),
            amount=plain(amount, currency),
            open_amount=plain(owed, currency),
            currency=currency,
        )
    disputed = sum((min(one.disputed_amount, one.open_amount) for one in standing.documents), Decimal(0))
    if amount > owed - disputed:
        raise Refusal(
            "outcomes.promise.disputed",
            gettext_noop("{disputed} {currency} of it is disputed. Ask for a promise on the other {free}."),
            disputed=plain(disputed, currency),
            free=plain(max(owed - disputed, Decimal(0)), currency),
            currency=currency,
        )


def _check_free(standing: Standing) -> None:
    for one in standing.documents:
        if one.is_on_plan and not standing.is_account:
            raise Refusal(
                "outcomes.promise.on_plan",
                gettext_noop("{item} is on a payment plan. Look at the plan, or renegotiate it."),
                item=one.item_number,
            )
        if one.is_promised and not standing.is_account:
            raise Refusal(
                "outcomes.promise.already_promised",
                gettext_noop("{item} is promised already. Change or cancel that promise first."),
                item=one.item_number,
            )
    if standing.is_account and standing.has_account_promise:
        raise Refusal(
            "outcomes.promise.already_promised",
            gettext_noop("The account is promised already. Change or cancel that promise first."),
        )
    if standing.open_promise_count >= MOST_OPEN:
        raise Refusal(
            "outcomes.promise.too_many",
            gettext_noop("{most} promises of this customer are open already. Change one, or agree a payment plan."),
            most=MOST_OPEN,
        )


def held_parts(amount: Decimal, documents: Sequence[tuple[int, Decimal, Decimal]]) -> list[tuple[int, Decimal | None]]:
    """Return (item, amount to hold) for a promise of so much: documents in turn, None where all of one is promised.

    `documents` are (item, what may be promised of it, what is open), oldest due first; what the promise does not reach
    is not held.
    """
    held: list[tuple[int, Decimal | None]] = []
    left = amount
    for item_id, free, open_amount in documents:
        most = min(left, free)
        if most > 0:
            held.append((item_id, None if most >= open_amount else most))
            left -= most
    return held
