"""A creditor's own rules of contact: read from a document, and refused where they would only seem to loosen the law.

Clauses of a creditor are asked besides every other, so none of them can permit what the law refuses. One that says more
than the law allows would mislead who reads it: it is a problem at its line.
"""

from collections.abc import Iterator

import yaml

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Basis, Clause, Days, Hours, Limit
from dunwell.compliance.document.rules import Binding, LawReading, read_clauses
from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.jurisdictions.rules import HOUSE, NOTHING_MORE, Tightening

CREDITOR = "creditor"
_KNOWN = {
    "everyone_is_consumer": False, "collects_as_agency": False, "also": False, "checked_on": False, "clauses": False,
}  # fmt: skip


def read_tightening(text: str, version: int) -> tuple[Tightening | None, list[Problem]]:
    """Read a creditor's document; None with the problems, each at its line, when anything is wrong or would loosen.

    An empty text adds nothing and is right.
    """
    if not text.strip():
        return Tightening(version), []
    reading = LawReading(text)
    root = reading.root()
    if root is None:
        return None, reading.problems
    parts = reading.fields(root, _KNOWN, "Your own rules")
    consumer = reading.flag(parts["everyone_is_consumer"]) if "everyone_is_consumer" in parts else False
    agency = reading.flag(parts["collects_as_agency"]) if "collects_as_agency" in parts else False
    also = reading.choices(parts.get("also"), JURISDICTIONS.keys())
    checked_on = reading.day(parts["checked_on"]) if "checked_on" in parts else None
    node = parts.get("clauses")
    if node is not None and checked_on is None:
        reading.say(node.start_mark, "missing", gettext_noop("Add a line checked_on: with the day of the last check."))
    clauses = read_clauses(reading, node, Binding(CREDITOR), checked_on) if node is not None else []
    _check_looser(reading, node, clauses, also)
    if reading.problems:
        return None, sorted(reading.problems, key=lambda problem: problem.row or 0)
    return Tightening(version, tuple(clauses), also, consumer, agency), []


def _check_looser(reading: LawReading, node: yaml.Node | None, clauses: list[Clause], also: tuple[str, ...]) -> None:
    """Note each clause that says more than the house standard, or a named jurisdiction, allows."""
    if reading.problems or not isinstance(node, yaml.SequenceNode):
        return
    law = [clause for key in (HOUSE, *also) for clause in JURISDICTIONS.get(key)().clauses]
    for part, clause in zip(node.value, clauses, strict=True):
        looser = next(iter(_looser_than(clause, law)), None)
        if looser is not None:
            reading.say(
                part.start_mark, "loosens",
                gettext_noop("This is looser than {citation}. Your rules may be stricter than the law, never looser."),
                citation=looser.citation,
            )  # fmt: skip


def _looser_than(clause: Clause, law: list[Clause]) -> Iterator[Clause]:
    """Yield the clauses of the law that a creditor's clause would exceed for somebody, on some channel."""
    for other in law:
        if other.field == clause.field and _meet(clause, other) and _exceeds(clause.value, other.value):
            yield other


def _meet(one: Clause, other: Clause) -> bool:
    """Return whether two clauses speak of the same contact at all."""
    customers = (one.consumers and other.consumers) or (one.businesses and other.businesses)
    collectors = (one.agencies and other.agencies) or (one.creditors and other.creditors)
    return customers and collectors and bool(set(one.channels) & set(other.channels))


def _exceeds(own: object, law: object) -> bool:
    if isinstance(own, Hours) and isinstance(law, Hours):
        return any(_sticks_out(mine, theirs) for mine, theirs in zip(own.windows, law.windows, strict=True))
    if isinstance(own, Limit) and isinstance(law, Limit):
        same = (own.of, own.per, own.at_work, own.after_conversation) == (
            law.of, law.per, law.at_work, law.after_conversation,
        )  # fmt: skip
        if own.after_conversation:
            return same and own.days < law.days
        return same and own.most > law.most and own.days <= law.days
    if isinstance(own, Basis) and isinstance(law, Basis):
        return own.automated_only == law.automated_only and not set(own.accepts) <= set(law.accepts)
    return isinstance(own, Days) and isinstance(law, Days) and own.days > law.days


def _sticks_out(mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> bool:
    if mine is None:
        return False
    return theirs is None or mine[0] < theirs[0] or mine[1] > theirs[1]


__all__ = ["NOTHING_MORE", "Tightening", "read_tightening"]
