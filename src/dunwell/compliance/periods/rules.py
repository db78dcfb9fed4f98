"""Periods that law counts in days, each in its own way: from the day, from the day after, in business days."""

from dataclasses import dataclass
from datetime import date, timedelta

from dunwell.base.days import add_business_days
from dunwell.compliance.clauses.rules import Clause, Days
from dunwell.compliance.hours.rules import is_off
from dunwell.compliance.jurisdictions.rules import Law

DAY = timedelta(days=1)
REVIEW_FROM_DAY, REVIEW_TO_DAY, OBJECTION_DAYS = 25, 35, 20
"""A breathing space is reviewed between its 25th and 35th day; a creditor may ask within 20 (SI 2020/1311)."""


@dataclass(frozen=True, slots=True)
class Respite:
    """A debt respite: its first and last day, the days of its midway review, and the last day to ask for one."""

    first_day: date
    last_day: date
    review_from: date
    review_to: date
    objection_until: date


def after(day: date, wait: Days, country: str, subdivision: str = "") -> date:
    """Return the day that lies a number of days after another; business days leave out weekends and holidays.

    A holiday and the day on which it is observed are both left out, so a period never ends too early.
    """
    if not wait.business:
        return day + wait.days * DAY
    return add_business_days(day, wait.days, lambda each: is_off(country, subdivision, each, weekends=True))


def _longest(law: Law, field: str) -> Days | None:
    found = [clause.value for clause in law.of(field) if isinstance(clause.value, Days)]
    return max(found, key=lambda days: days.days + 3 * days.business * days.days, default=None)


def validation_end(sent_on: date, law: Law, country: str, received_on: date | None = None) -> date | None:
    """Return the last day on which a consumer may dispute after the debt's notice was sent; None without such a rule.

    Receipt is taken to be some business days after sending; where it is known to be later, it counts from there. The
    last day does not move for holidays.
    """
    receipt, period = _longest(law, "validation_receipt"), _longest(law, "validation_period")
    if period is None:
        return None
    assumed = after(sent_on, receipt or Days(0), country)
    return max(assumed, received_on or assumed) + period.days * DAY


def opt_out_due(received_on: date, law: Law, country: str) -> date:
    """Return the last day on which an opt-out must be honored: the earliest of all that apply, the same day at most.

    The house honors it in the same minute; this is what the law gives at the most.
    """
    waits = [clause.value for clause in law.of("opt_out_deadline") if isinstance(clause.value, Days)]
    return min((after(received_on, wait, country) for wait in waits), default=received_on)


def respite_of(entered_on: date, clause: Clause) -> Respite:
    """Return the days of a debt respite that was entered on the register: it begins the day after."""
    assert isinstance(clause.value, Days)
    first = entered_on + DAY
    return Respite(
        first_day=first,
        last_day=first + (clause.value.days - 1) * DAY,
        review_from=first + (REVIEW_FROM_DAY - 1) * DAY,
        review_to=first + (REVIEW_TO_DAY - 1) * DAY,
        objection_until=first + (OBJECTION_DAYS - 1) * DAY,
    )
