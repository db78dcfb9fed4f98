"""Clocks that run in business days of the creditor's calendar: when something is due, and how late it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from dunwell.base.days import IsHoliday, add_business_days


class ClockState(StrEnum):
    """How a clock stands: time left, due by the next business day, past due, past one and a half times of it."""

    RUNNING = "running"
    NEAR = "near"
    LATE = "late"
    VERY_LATE = "very_late"


@dataclass(frozen=True)
class Clock:
    """One clock on one day; `days_left` are business days, negative once it is late."""

    name: str
    started_date: date
    due_date: date
    days_left: int
    state: ClockState


def due_after(started: date, business_days: int, is_holiday: IsHoliday) -> date:
    """Return the day by which something begun on `started` is due."""
    return add_business_days(started, business_days, is_holiday)


def clock_on(name: str, started: date, business_days: int, as_of: date, is_holiday: IsHoliday) -> Clock:
    """Return how a clock stands on a day. It is late from the day after the one on which it is due."""
    due = due_after(started, business_days, is_holiday)
    limit = due_after(started, ceil(business_days * 1.5), is_holiday)
    left = business_days_between(as_of, due, is_holiday)
    state = ClockState.RUNNING
    if as_of > limit:
        state = ClockState.VERY_LATE
    elif as_of > due:
        state = ClockState.LATE
    elif left <= 1:
        state = ClockState.NEAR
    return Clock(name, started, due, left, state)


def business_days_between(earlier: date, later: date, is_holiday: IsHoliday) -> int:
    """Return how many business days lie after the earlier day up to the later one; negative the other way round."""
    if later < earlier:
        return -business_days_between(later, earlier, is_holiday)
    return sum(1 for number in range(earlier.toordinal() + 1, later.toordinal() + 1) if not is_holiday(_day(number)))


def _day(number: int) -> date:
    return date.fromordinal(number)
