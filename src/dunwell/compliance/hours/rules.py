"""Hours in the customer's zones: is a moment within, and when is the next moment that is.

Local clocks decide, never fixed offsets: what is asked is always the wall clock of a zone at an instant, so the days on
which clocks change need no rule of their own. Several zones intersect: a moment counts when it is allowed in each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import DAY_MINUTES, DaysOff, Hours

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LOOK_AHEAD = 8
"""Days to look for a window that opens: a week repeats after seven, and one day may be lost to the zone."""
YEAR_DAYS = 367


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that a customer called inconvenient: weekdays (0 = Monday) and minutes of the local day `[from, to)`.

    `from_day` and `until_day` bound it where it was said for a while; `until_day` is the last day of it.
    """

    weekdays: frozenset[int] = frozenset(range(7))
    from_minute: int = 0
    to_minute: int = DAY_MINUTES
    from_day: date | None = None
    until_day: date | None = None

    def holds(self, local: datetime) -> bool:
        """Return whether a local moment lies within."""
        day = local.date()
        if local.weekday() not in self.weekdays or (self.from_day and day < self.from_day):
            return False
        if self.until_day and day > self.until_day:
            return False
        return self.from_minute <= local.hour * 60 + local.minute < self.to_minute


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; refuse one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Refusal(
            "compliance.hours.unknown_zone",
            gettext_noop("{zone} is not a time zone. Write it as America/New_York."),
            zone=name[:60],
        ) from fault


def local_time(at: datetime, zone: str) -> datetime:
    """Return an instant as the wall clock of a zone shows it."""
    return at.astimezone(zone_of(zone))


def within(hours: Hours, at: datetime, zone: str) -> bool:
    """Return whether an instant lies within the hours by the wall clock of a zone."""
    local = local_time(at, zone)
    return hours.allows(local.weekday(), local.hour * 60 + local.minute)


def next_within(hours: Hours, at: datetime, zone: str) -> datetime | None:
    """Return the first instant from `at` on that lies within the hours, exact to the minute; None if none ever does."""
    if within(hours, at, zone):
        return at
    today = local_time(at, zone).date()
    for offset in range(-1, LOOK_AHEAD):
        day = today + offset * DAY
        window = hours.windows[day.weekday()]
        if window is None:
            continue
        later = [each for each in _beginnings(day, window[0], zone) if each >= at and within(hours, each, zone)]
        if later:
            return min(later)
    return None


def _beginnings(day: date, minute: int, zone: str) -> Iterator[datetime]:
    """Yield every instant at which a wall clock first shows a minute of a day or later: two where the clock goes back.

    Where the clock jumps over the minute it is the moment of the jump.
    """
    where = zone_of(zone)
    wall = datetime.combine(day, time(0)) + minute * MINUTE
    for fold in (0, 1):
        instant = wall.replace(tzinfo=where, fold=fold).astimezone(UTC)
        shown = instant.astimezone(where).replace(tzinfo=None)
        yield instant if shown == wall else _jump(instant - DAY, instant + DAY, where)
    if where.utcoffset(wall - DAY) != where.utcoffset(wall + DAY):
        yield _jump(datetime.combine(day, time(0), UTC) - DAY, datetime.combine(day, time(0), UTC) + 2 * DAY, where)


def _jump(before: datetime, after: datetime, where: ZoneInfo) -> datetime:
    """Return the first minute at which a zone's offset is that of `after`, found by halving."""
    offset = before.astimezone(where).utcoffset()
    while after - before > MINUTE:
        middle = before + (((after - before) // 2) // MINUTE) * MINUTE
        if middle.astimezone(where).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def day_start(day: date, zone: str) -> datetime:
    """Return the first instant of a calendar day in a zone; where midnight is skipped, the moment of the jump."""
    return min(each for each in _beginnings(day, 0, zone) if local_time(each, zone).date() >= day)


def next_outside(slot: Slot, at: datetime, zone: str) -> datetime | None:
    """Return the first instant from `at` on that a slot does not hold; None where it never ends."""
    for _ in range(2 * (LOOK_AHEAD + 1)):
        local = local_time(at, zone)
        if not slot.holds(local):
            return at
        if slot.to_minute >= DAY_MINUTES:
            at = day_start(local.date() + DAY, zone)
        else:
            later = [each for each in _beginnings(local.date(), slot.to_minute, zone) if each > at]
            at = min(later, default=day_start(local.date() + DAY, zone))
        if slot.until_day and local_time(at, zone).date() > slot.until_day:
            return at
    if slot.until_day:
        return day_start(slot.until_day + DAY, zone)
    return None


@lru_cache(maxsize=256)
def _known_holidays(country: str, subdivision: str) -> "holidays.HolidayBase | None":
    """Return the public holidays of a country or part of one; of the country where the part is not known."""
    for part in (subdivision or None, None):
        try:
            return holidays.country_holidays(country, subdiv=part)
        except NotImplementedError:
            continue
    return None


@lru_cache(maxsize=65536)
def is_off(country: str, subdivision: str, day: date, *, weekends: bool = False) -> bool:
    """Return whether a day is a public holiday there, or with `weekends` a weekend; an unknown country has weekends."""
    known = _known_holidays(country, subdivision) if country else None
    if weekends and (day.weekday() >= 5 if known is None else known.is_weekend(day)):
        return True
    return known is not None and day in known


def is_day_off(rule: DaysOff, day: date, country: str, subdivision: str) -> bool:
    """Return whether a rule keeps a local day free; `country` and `subdivision` are where the customer is."""
    where = (country, subdivision) if rule.local else (rule.country, rule.subdivision)
    return is_off(*where, day, weekends=rule.weekends)


@lru_cache(maxsize=4096)
def zones_move_after(zones: tuple[str, ...], at: datetime) -> datetime | None:
    """Return the first midnight (UTC) within a year on whose day the clock of any of the zones is changed."""
    day = datetime.combine(at.astimezone(UTC).date(), time(0), UTC)
    first = [day.astimezone(zone_of(zone)).utcoffset() for zone in zones]
    for _ in range(YEAR_DAYS):
        day += DAY
        if [day.astimezone(zone_of(zone)).utcoffset() for zone in zones] != first:
            return day - DAY
    return None


@lru_cache(maxsize=16384)
def open_together(rules: tuple[Hours, ...], zones: tuple[str, ...], at: datetime) -> datetime | None:
    """Return the first instant from `at` on within every one of the hours in every zone; None where none comes.

    Two zones far apart may have no common hour in summer and one in winter, so the answer is looked for across every
    change of a clock for a year; between two changes one week is like the next.
    """
    moment: datetime | None = at
    last = at + YEAR_DAYS * DAY
    begun = at
    while moment is not None and moment <= last:
        later = [next_within(hours, moment, zone) for hours in rules for zone in zones]
        if None in later:
            return None
        after = max((each for each in later if each is not None), default=moment)
        if after == moment:
            return moment
        moment = after
        if moment - begun > (LOOK_AHEAD + 1) * DAY:
            moved = zones_move_after(zones, moment)
            moment = begun = max(moment, moved) if moved else None  # type: ignore[assignment]
    return None
