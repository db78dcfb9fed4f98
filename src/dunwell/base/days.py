"""Calendar arithmetic on plain dates. Nothing here asks what day it is."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

IsHoliday = Callable[[date], bool]


class Convention(StrEnum):
    """How a date that falls on a day off moves (handbook §1.8)."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"
    MODIFIED_FOLLOWING = "modified_following"
    END_OF_MONTH_BUSINESS = "end_of_month_business"


def parse_day(text: str) -> date:
    """Read an ISO day (`2026-03-31`); refuse anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise Refusal(
            "base.days.unreadable", gettext_noop("{text} is not a day. Write it as 2026-03-31."), text=text
        ) from fault


def days_between(earlier: date, later: date) -> int:
    """Return later minus earlier in days: due yesterday is 1, due today is 0."""
    return (later - earlier).days


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def clipped(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, clipped to its end: 31 August plus 18 months is 28 February."""
    count = day.year * 12 + day.month - 1 + months
    return clipped(count // 12, count % 12 + 1, day.day)


def _open_day(day: date, step: int, is_holiday: IsHoliday) -> date:
    for _ in range(366):
        if not is_holiday(day):
            return day
        day += timedelta(days=step)
    raise ValueError("no open day within a year")


def adjust(day: date, convention: Convention, is_holiday: IsHoliday) -> date:
    """Move a date off a day off by the convention; `is_holiday` answers weekends and holidays alike."""
    if convention is Convention.NONE:
        return day
    if convention is Convention.PRECEDING:
        return _open_day(day, -1, is_holiday)
    if convention is Convention.END_OF_MONTH_BUSINESS:
        return _open_day(month_end(day), -1, is_holiday)
    moved = _open_day(day, 1, is_holiday)
    if convention is Convention.MODIFIED_FOLLOWING and moved.month != day.month:
        return _open_day(day, -1, is_holiday)
    return moved


def add_business_days(day: date, count: int, is_holiday: IsHoliday) -> date:
    """Return the day that lies `count` open days later."""
    for _ in range(count):
        day = _open_day(day + timedelta(days=1), 1, is_holiday)
    return day
