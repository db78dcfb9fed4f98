"""Reading what a jurisdiction says: a YAML document of clauses, each cited and dated, each fault at its line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import yaml

from dunwell.base.documents import Reading
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import (
    DAY_MINUTES,
    FIELDS,
    WEEKDAYS,
    Basis,
    Channel,
    Clause,
    Counted,
    Days,
    DaysOff,
    Hours,
    Kind,
    Limit,
    Mark,
    Per,
    Value,
    Yes,
)

_SPAN = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")
_CHANNELS = tuple(channel.value for channel in Channel)
_COUNTRY = re.compile(r"[A-Z]{2}")
BASES = ("consent", "used", "notice")
CUSTOMERS = ("consumer", "business")
COLLECTORS = ("agency", "creditor")


@dataclass(frozen=True, slots=True)
class Ground:
    """A place whose law this is: a country, and within it a part, a city, or postal codes beginning so."""

    country: str
    subdivision: str = ""
    city: str = ""
    postal_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Jurisdiction:
    """One body of law: its clauses, where it rules, and the fields on which it has no rule."""

    key: str
    title: str
    about: str
    grounds: tuple[Ground, ...]
    clauses: tuple[Clause, ...]
    no_rule: frozenset[str]
    checked_on: date
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """Whom a document's clauses bind where they do not say themselves."""

    jurisdiction: str
    customers: tuple[str, ...] = CUSTOMERS
    collectors: tuple[str, ...] = COLLECTORS


@dataclass(slots=True)
class LawReading(Reading):
    """One reading of one document of law."""

    room: ClassVar[str] = "compliance.document"
    loader: ClassVar[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the shelf is long, and read at the door

    def day(self, node: yaml.Node | None) -> date | None:
        """Return a day written as 2026-03-31."""
        text = self.words(node)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.say(
                node.start_mark if node else None, "odd_day",
                gettext_noop("{value} is not a day. Write it as 2026-03-31."), value=text,
            )  # fmt: skip
            return None

    def flag(self, node: yaml.Node | None) -> bool:
        """Return true or false; nothing is false."""
        return self.choice(node, ("true", "false")) == "true"

    def choices(self, node: yaml.Node | None, known: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of known words; empty where none is given."""
        return tuple(word for word in (self.choice(each, known) for each in self.items(node)) if word)


def read_jurisdiction(text: str) -> tuple[Jurisdiction | None, list[Problem]]:
    """Read one jurisdiction; None with the problems, in order of line, when anything is wrong."""
    reading = LawReading(text)
    root = reading.root()
    if root is None:
        return None, reading.problems
    known = {
        "jurisdiction": True, "title": True, "about": True, "grounds": False, "zones": False, "customers": False,
        "collectors": False, "checked_on": True, "clauses": True, "no_rule": False,
    }  # fmt: skip
    parts = reading.fields(root, known, "A jurisdiction")
    key = reading.key(parts.get("jurisdiction"))
    binding = Binding(
        key,
        reading.choices(parts.get("customers"), CUSTOMERS) or CUSTOMERS,
        reading.choices(parts.get("collectors"), COLLECTORS) or COLLECTORS,
    )
    checked_on = reading.day(parts.get("checked_on"))
    clauses = read_clauses(reading, parts.get("clauses"), binding, checked_on)
    no_rule = frozenset(reading.choices(parts.get("no_rule"), tuple(FIELDS)))
    for field in sorted(set(FIELDS) - no_rule - {clause.field for clause in clauses}):
        mark = parts["clauses"].start_mark if "clauses" in parts else root.start_mark
        reading.say(
            mark, "unanswered", gettext_noop("{field} has no answer. Write a clause, or name it under no_rule:."),
            field=field,
        )  # fmt: skip
    grounds = tuple(_ground(reading, node) for node in reading.items(parts.get("grounds")))
    zones = tuple(reading.words(node) for node in reading.items(parts.get("zones")))
    title, about = reading.words(parts.get("title")), reading.words(parts.get("about"), most=400)
    if reading.problems or checked_on is None:
        return None, sorted(reading.problems, key=lambda problem: problem.row or 0)
    return Jurisdiction(key, title, about, grounds, tuple(clauses), no_rule, checked_on, zones), []


def _ground(reading: LawReading, node: yaml.Node) -> Ground:
    known = {"country": True, "subdivision": False, "city": False, "postal_prefixes": False}
    parts = reading.fields(node, known, "A ground")
    return Ground(
        reading.words(parts.get("country")),
        reading.words(parts.get("subdivision")) if "subdivision" in parts else "",
        reading.words(parts.get("city")) if "city" in parts else "",
        tuple(reading.words(each) for each in reading.items(parts.get("postal_prefixes"))),
    )


_CLAUSE = {
    "field": True, "value": False, "channels": False, "customers": False, "collectors": False, "citation": True,
    "valid_from": True, "valid_to": False, "checked_on": False, "mark": False, "note": False,
}  # fmt: skip


def read_clauses(
    reading: LawReading, node: yaml.Node | None, binding: Binding, checked_on: date | None
) -> list[Clause]:
    """Return the clauses of a list; what is wrong is noted in the reading and leaves its clause out."""
    clauses: list[Clause] = []
    counts: dict[str, int] = {}
    for each in reading.items(node):
        parts = reading.fields(each, _CLAUSE, "A clause")
        field = reading.choice(parts.get("field"), tuple(FIELDS))
        if not field:
            continue
        counts[field] = counts.get(field, 0) + 1
        clause = _clause(reading, each, parts, f"{binding.jurisdiction}.{field}.{counts[field]}", binding, checked_on)
        if clause is not None:
            clauses.append(clause)
    return clauses


def _clause(
    reading: LawReading,
    node: yaml.Node,
    parts: Mapping[str, yaml.Node],
    key: str,
    binding: Binding,
    checked_on: date | None,
) -> Clause | None:
    field = key.split(".")[1]
    value = _read_value(reading, FIELDS[field].kind, parts.get("value"), node)
    valid_from = reading.day(parts.get("valid_from"))
    own = reading.day(parts["checked_on"]) if "checked_on" in parts else checked_on
    citation = reading.words(parts.get("citation"), most=300)
    if value is None or valid_from is None or own is None or not citation:
        return None
    customers = reading.choices(parts.get("customers"), CUSTOMERS) or binding.customers
    collectors = reading.choices(parts.get("collectors"), COLLECTORS) or binding.collectors
    channels = reading.choices(parts.get("channels"), _CHANNELS) or _CHANNELS
    return Clause(
        key=key, field=field, value=value, jurisdiction=binding.jurisdiction, citation=citation, valid_from=valid_from,
        checked_on=own, mark=Mark(reading.choice(parts.get("mark"), tuple(Mark)) or Mark.MEMORY),
        channels=tuple(Channel(each) for each in channels),
        consumers="consumer" in customers, businesses="business" in customers,
        agencies="agency" in collectors, creditors="creditor" in collectors,
        valid_to=reading.day(parts["valid_to"]) if "valid_to" in parts else None,
        note=reading.words(parts.get("note"), most=600) if "note" in parts else "",
    )  # fmt: skip


def _read_value(reading: LawReading, kind: Kind, node: yaml.Node | None, clause: yaml.Node) -> Value | None:
    if kind is Kind.YES:
        if node is not None and reading.choice(node, ("true",)) == "":
            return None
        return Yes()
    if node is None:
        reading.say(clause.start_mark, "no_value", gettext_noop("This clause needs a line value: …"))
        return None
    before = len(reading.problems)
    value = _READERS[kind](reading, node)
    return value if len(reading.problems) == before else None


def _hours(reading: LawReading, node: yaml.Node) -> Hours:
    spans = dict.fromkeys((*WEEKDAYS, "daily", "weekdays", "weekend", "unless_past_due_over"), False)
    parts = reading.fields(node, spans, "Hours")
    windows: list[tuple[int, int] | None] = [None] * 7
    groups = {"daily": WEEKDAYS, "weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:]} | {day: (day,) for day in WEEKDAYS}
    for name, days in groups.items():
        if name in parts:
            window = _window(reading, parts[name])
            for day in days:
                windows[WEEKDAYS.index(day)] = window
    over = reading.whole(parts["unless_past_due_over"], 0, 3650) if "unless_past_due_over" in parts else None
    return Hours(tuple(windows), over)


def _window(reading: LawReading, node: yaml.Node) -> tuple[int, int] | None:
    text = reading.words(node)
    found = _SPAN.fullmatch(text)
    if text == "none":
        return None
    if found:
        hours = [int(part) for part in found.groups()]
        start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if hours[1] < 60 and hours[3] < 60 and start < end <= DAY_MINUTES:
            return start, end
    if text:
        reading.say(
            node.start_mark, "odd_hours",
            gettext_noop("{value} are no hours. Write them as 08:00-21:00, or none."), value=text,
        )  # fmt: skip
    return None


def _days_off(reading: LawReading, node: yaml.Node) -> DaysOff:
    known = {"country": False, "subdivision": False, "local": False, "weekends": False}
    parts = reading.fields(node, known, "Days off")
    country = reading.words(parts.get("country"))
    local = reading.flag(parts.get("local")) if "local" in parts else False
    if bool(country) == local or (country and not _COUNTRY.fullmatch(country)):
        reading.say(
            node.start_mark, "odd_days_off",
            gettext_noop("Days off are those of one country, as country: CA, or local: true. Write one of the two."),
        )  # fmt: skip
    subdivision = reading.words(parts["subdivision"]) if "subdivision" in parts else ""
    weekends = reading.flag(parts["weekends"]) if "weekends" in parts else False
    return DaysOff(country, subdivision, local, weekends)


def _limit(reading: LawReading, node: yaml.Node) -> Limit:
    known = {"of": True, "most": True, "days": True, "per": True, "at_work": False, "after_conversation": False}
    parts = reading.fields(node, known, "A limit")
    of = reading.choice(parts.get("of"), tuple(Counted))
    per = reading.choice(parts.get("per"), tuple(Per))
    return Limit(
        Counted(of) if of else Counted.ATTEMPTS,
        reading.whole(parts.get("most"), 0, 1000) or 0,
        reading.whole(parts.get("days"), 1, 366) or 1,
        Per(per) if per else Per.CUSTOMER,
        reading.flag(parts["at_work"]) if "at_work" in parts else False,
        reading.flag(parts["after_conversation"]) if "after_conversation" in parts else False,
    )


def _basis(reading: LawReading, node: yaml.Node) -> Basis:
    parts = reading.fields(node, {"accepts": True, "used_days": False, "automated_only": False}, "A ground")
    return Basis(
        reading.choices(parts.get("accepts"), BASES),
        reading.whole(parts["used_days"], 1, 3660) if "used_days" in parts else None,
        reading.flag(parts["automated_only"]) if "automated_only" in parts else False,
    )


def _days(reading: LawReading, node: yaml.Node) -> Days:
    parts = reading.fields(node, {"days": True, "business": False}, "A number of days")
    business = reading.flag(parts["business"]) if "business" in parts else False
    return Days(reading.whole(parts.get("days"), 0, 3660) or 0, business)


_READERS: Mapping[Kind, Callable[[LawReading, yaml.Node], Value]] = {
    Kind.HOURS: _hours,
    Kind.DAYS_OFF: _days_off,
    Kind.LIMIT: _limit,
    Kind.BASIS: _basis,
    Kind.DAYS: _days,
}
