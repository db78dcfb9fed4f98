"""Matching rules as a person writes them: a YAML document, read so that every fault has its line."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

import yaml

from dunwell.base.documents import Reading
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.cash.matching.rules import DEFAULT_POINTS, RANGES, MatchingDocument, document_problems

MEANINGS: Mapping[str, str] = {
    "auto_score": gettext_noop("from where an answer posts itself"),
    "suggest_score": gettext_noop("from where an answer is shown as good"),
    "margin": gettext_noop("how far an answer must be ahead of the next to post itself"),
    "auto_limit": gettext_noop("no receipt above it posts itself; null for no limit"),
    "under_amount": gettext_noop("what may be missing, with under_percent: the smaller"),
    "under_percent": gettext_noop("what may be missing, in hundredths of the document"),
    "over_amount": gettext_noop("what may be too much, with over_percent: the smaller"),
    "over_percent": gettext_noop("what may be too much, in hundredths of the document"),
    "fee_amount": gettext_noop("the largest bank fee"),
    "discount_grace_days": gettext_noop("days after a discount's last in which it still counts"),
    "most_amount_points": gettext_noop("the most that an amount alone may say"),
    "kept_proposals": gettext_noop("how many answers are kept for each receipt"),
    "review_percent": gettext_noop("how many in a hundred automatic postings a person looks at"),
    "oldest_first_customers": gettext_noop("customer numbers whose money pays the oldest first, as agreed"),
    "points": gettext_noop("points by code of evidence, where they differ"),
}
"""What each setting of the document is, in words."""


class _RulesReading(Reading):
    """Reads matching rules; its problems are those of rules."""

    room: ClassVar[str] = "cash.rules"
    empty: ClassVar[str] = gettext_noop("Write the rules as names with their values.")


def read_rules(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the document that a text states, as it is stored, and everything wrong with it at its line.

    A text of comments alone is the shipped rules. What is wrong with a value leaves it in the document as written.
    """
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return {}, []
    reading = _RulesReading(text)
    root = reading.root()
    if root is None:
        return {}, reading.problems
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for name, node in _named(reading, root):
        lines[name] = node.start_mark.line + 1
        if name == "points" and isinstance(node, yaml.MappingNode):
            found[name] = {}
            for code, points in _named(reading, node):
                found[name][code] = _plain(points)
                lines[f"points.{code}"] = points.start_mark.line + 1
        else:
            found[name] = _plain(node)
    told = [replace(problem, row=lines.get(problem.column, 1)) for problem in document_problems(found)]
    return found, sorted([*reading.problems, *told], key=lambda problem: problem.row or 0)


def _named(reading: Reading, node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
    kept: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in kept:
            text = gettext_noop("{key} stands here twice. Keep one.")
            reading.say(key.start_mark, "duplicate", text, key=name)
        kept[name] = value
    return list(kept.items())


def _plain(node: yaml.Node) -> Any:
    """Return a value as the document keeps it: texts, whole numbers, lists of texts, or nothing."""
    if isinstance(node, yaml.SequenceNode):
        return [str(part.value) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    text = str(node.value).strip()
    if text in ("", "~", "null", "none") and not getattr(node, "style", None):
        return None
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 10 else text


def text_of(document: Mapping[str, Any]) -> str:
    """Return a stored document as a text to edit: what it says, then what else it may say, as comments."""
    shipped = MatchingDocument()
    said = [_line(name, value) for name, value in document.items() if name != "points"]
    points = document.get("points") or {}
    if isinstance(points, Mapping) and points:
        said += ["points:", *(f"  {code}: {value}" for code, value in points.items())]
    silent = [f"# {_line(name, getattr(shipped, name))}  # {MEANINGS[name]}" for name in RANGES if name not in document]
    if "oldest_first_customers" not in document:
        silent.append(f"# oldest_first_customers: [C-100]  # {MEANINGS['oldest_first_customers']}")
    if not points:
        silent += ["# points:", *(f"#   {code}: {DEFAULT_POINTS[code]}" for code in ("named.full", "payer.name_like"))]
    return "\n".join([*said, *([""] if said else []), *silent]) + "\n"


def _line(name: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"{name}: [{', '.join(str(part) for part in value)}]"
    return f"{name}: {'null' if value is None else f'{value:f}' if isinstance(value, Decimal) else value}"
