"""Days off: weekends and holidays by country, from the `holidays` package's own data; nothing is looked up online."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from dunwell.base.days import IsHoliday


@lru_cache(maxsize=64)
def is_day_off(country: str, subdivision: str = "") -> IsHoliday:
    """Return the function that answers weekends and public holidays of a country; unknown ones know weekends only."""
    try:
        known = holidays.country_holidays(country, subdiv=subdivision or None) if country else None
    except NotImplementedError:
        known = None

    def answer(day: date) -> bool:
        if known is None:
            return day.weekday() >= 5
        return day in known or known.is_weekend(day)

    return answer


def local_day(instant: datetime, zone: str) -> date:
    """Return the calendar day of an instant in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
