"""What of a decision depends on law and clock alone, worked out once for all contacts of one moment.

The set form of the gate joins these rows; each comes from the same functions as the answer for one contact, so a rule
is written once. Laws are told by a key of the caller's, zones by their names with commas between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from dunwell.compliance.clauses.rules import Basis, Channel, Clause, Days, DaysOff, Hours, Limit
from dunwell.compliance.hours.rules import day_start, is_day_off, local_time, within
from dunwell.compliance.jurisdictions.rules import Law
from dunwell.compliance.stops.rules import STOPS

ALWAYS = 1_000_000_000
"""Days past due up to which hours bind that nothing lifts."""
KNOWN = (True, False, None)
DAY = timedelta(days=1)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sign:
    """Where some contacts' customers may be: zones, and the place whose days off count."""

    zones: tuple[str, ...]
    country: str = ""
    subdivision: str = ""

    @property
    def key(self) -> str:
        """Return the zones as the tables have them."""
        return ",".join(self.zones)


@dataclass(frozen=True)
class Prepared:
    """The rows that the set form joins, and the grounds that its expression names by number."""

    profiles: tuple[Row, ...]
    moments: tuple[Row, ...]
    free: tuple[Row, ...]
    limits: tuple[Row, ...]
    windows: tuple[Row, ...]
    clocks: tuple[Row, ...]
    bases: tuple[Basis, ...]


def prepare(laws: Mapping[str, Law], signs: Sequence[Sign], at: datetime) -> Prepared:
    """Return everything about a moment that does not depend on the single contact."""
    bases = tuple(dict.fromkeys(basis for law in laws.values() for basis in _bases(law.of("consent"))))
    known = {key: _groups(law) for key, law in laws.items()}
    profiles = [_profile(key, group, bases) for key, groups in known.items() for group in groups]
    hours = {one: number for number, one in enumerate(dict.fromkeys(row["hours"] for row in profiles))}
    free = {one: number for number, one in enumerate(dict.fromkeys(row["days_off"] for row in profiles))}
    limits = {one: number for number, one in enumerate(dict.fromkeys(row["limits"] for row in profiles))}
    for row in profiles:
        row["hours_key"], row["free_key"] = hours[row.pop("hours")], free[row.pop("days_off")]
        row["limits_key"] = limits[row.pop("limits")]
    zoned = tuple({sign.key: sign for sign in signs}.values())
    days = sorted({limit.days for one in limits for limit, _channels in one})
    return Prepared(
        tuple(profiles),
        tuple(_moment(number, one, sign, at) for one, number in hours.items() for sign in zoned),
        tuple(_free(number, one, sign, at) for one, number in free.items() for sign in dict.fromkeys(signs)),
        tuple(_limit(number, place, *each) for one, number in limits.items() for place, each in enumerate(one)),
        tuple(_window(sign, count, at) for sign in zoned for count in days),
        tuple(row for sign in zoned for row in _clocks(sign, at)),
        bases,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Contacts to which the same clauses of one law speak."""

    channel: Channel
    is_consumer: bool | None
    for_another: bool | None
    clauses: Mapping[str, tuple[Clause, ...]]

    def values(self, field: str) -> tuple[Any, ...]:
        """Return the distinct values of a field."""
        return tuple(dict.fromkeys(clause.value for clause in self.clauses.get(field, ())))


def _groups(law: Law) -> list[Group]:
    more = law.tightening
    found = []
    for channel, is_consumer, for_another in product(Channel, KNOWN, KNOWN):
        consumer = None if more.everyone_is_consumer else is_consumer
        another = None if more.collects_as_agency else for_another
        clauses = {
            field: tuple(one for one in each if one.binds(channel=channel, is_consumer=consumer, for_another=another))
            for field, each in law.by_field.items()
        }
        found.append(Group(channel, is_consumer, for_another, clauses))
    return found


def _profile(key: str, group: Group, bases: tuple[Basis, ...]) -> Row:
    hours, free = group.values("hours"), group.values("days_off")
    asked_limits = [(each.value, each.channels) for each in group.clauses.get("limits", ())]
    limits = tuple(dict.fromkeys((limit, on) for limit, on in asked_limits if isinstance(limit, Limit)))
    asked = set(group.values("consent"))
    owed = [each.days for each in group.values("validation_notice") if isinstance(each, Days)]
    wait = [each.days for each in group.values("notice_wait") if isinstance(each, Days)]
    return {
        "law_key": key, "channel": group.channel.value,
        "consumer": _told(group.is_consumer), "another": _told(group.for_another),
        **{f"binds_{stop.field}": bool(group.clauses.get(stop.field)) for stop in STOPS},
        **{f"basis_{number}": basis in asked for number, basis in enumerate(bases)},
        "asks_clock": bool(hours or free), "hours": hours, "days_off": free, "limits": limits,
        "forbids": any(limit.most == 0 and not limit.after_conversation and not limit.at_work for limit, _on in limits),
        "forbids_at_work": any(limit.most == 0 and not limit.after_conversation for limit, _on in limits),
        "owed_days": min(owed, default=None), "wait_days": max(wait, default=None),
    }  # fmt: skip


def _told(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


def _bases(clauses: Sequence[Clause]) -> Iterator[Basis]:
    for clause in clauses:
        if isinstance(clause.value, Basis):
            yield clause.value


def _moment(number: int, hours: tuple[Hours, ...], sign: Sign, at: datetime) -> Row:
    """Return what the clock says of hours: closed up to how many days past due; None where they are open."""
    zones = sign.zones or ("UTC",)
    broken = [each for each in hours for zone in zones if not within(each, at, zone)]
    lifts = [ALWAYS if each.unless_past_due_over is None else each.unless_past_due_over for each in broken]
    today = min(local_time(at, zone).date() for zone in zones)
    return {"hours_key": number, "zones_key": sign.key, "closed_up_to": max(lifts, default=None), "today": today}


def _free(number: int, rules: tuple[DaysOff, ...], sign: Sign, at: datetime) -> Row:
    """Return whether it is a day off at a place."""
    days = {local_time(at, zone).date() for zone in sign.zones or ("UTC",)}
    return {
        "free_key": number, "zones_key": sign.key, "country": sign.country, "subdivision": sign.subdivision,
        "is_off": any(is_day_off(each, day, sign.country, sign.subdivision) for each in rules for day in days),
    }  # fmt: skip


def _limit(number: int, place: int, limit: Limit, channels: tuple[Channel, ...]) -> Row:
    return {
        "limits_key": number, "limit_number": place, "of": limit.of.value, "most": max(limit.most, 1),
        "days": limit.days, "per": limit.per.value, "at_work_only": limit.at_work,
        **{f"on_{channel.value}": channel in channels for channel in Channel},
    }  # fmt: skip


def _window(sign: Sign, days: int, at: datetime) -> Row:
    """Return the first instant whose local day in any of the zones is one of the last `days`, as `day_of` counts."""
    zones = sign.zones or ("UTC",)
    today = min(local_time(at, zone).date() for zone in zones)
    first = min(day_start(today - (days - 1) * DAY, zone) for zone in zones)
    return {"zones_key": sign.key, "days": days, "from_at": first.astimezone(UTC).replace(tzinfo=None)}


def _clocks(sign: Sign, at: datetime) -> Iterator[Row]:
    for zone in sign.zones or ("UTC",):
        local = local_time(at, zone)
        yield {
            "zones_key": sign.key, "weekday_bit": 1 << local.weekday(), "minute": local.hour * 60 + local.minute,
            "day": local.date(),
        }  # fmt: skip
