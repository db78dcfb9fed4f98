"""Payment terms as rules (handbook §1.7): store the rule, print the dates.

A terms document is data:

    {"lines": [{"share": "1", "rule": {"name": "net_days", "days": 30}}],
     "discount": {"percent": "2", "rule": {"name": "net_days", "days": 10}}}

Lines take a share (fraction of the whole) or come from `{"installments": {"count": 3, "every_months": 1}}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from dunwell.base.days import add_months, clipped, month_end
from dunwell.base.money import round_amount, split_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


@dataclass(frozen=True, slots=True)
class DuePart:
    """One part of a document: when it is due and how much (signed like the document)."""

    sequence: int
    due_date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """When and in which parts a document is due, and what paying early earns."""

    lines: tuple[tuple[Decimal, Mapping[str, Any]], ...]
    installments: Mapping[str, Any] | None = None
    discount_percent: Decimal | None = None
    discount_rule: Mapping[str, Any] | None = None

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Terms":
        """Read a terms document; refuse one whose rules or shares do not work."""
        lines = tuple((_number(line.get("share", "1")), line.get("rule", {})) for line in document.get("lines", ()))
        installments = document.get("installments")
        if not lines and not installments:
            raise _unsound(gettext_noop("These terms have no lines. Give at least one line with a rule."))
        if lines and sum(share for share, _ in lines) != 1:
            raise _unsound(gettext_noop("The shares of these terms do not add up to 1. Correct them."))
        discount = document.get("discount") or {}
        terms = cls(
            lines=lines,
            installments=installments,
            discount_percent=_number(discount["percent"]) if discount else None,
            discount_rule=discount.get("rule") if discount else None,
        )
        probe = date(2026, 1, 31)
        due_parts(terms, probe, Decimal("100.00"), "USD")
        discount_of(terms, probe, Decimal("100.00"), "USD")
        return terms


def _unsound(text: str, /, **facts: Any) -> Refusal:
    return Refusal("receivables.terms.unsound", text, **facts)


def _number(text: object) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise _unsound(gettext_noop("{text} is not a number. Correct the terms."), text=str(text)) from None


def _proximo(base: date, rule: Mapping[str, Any]) -> date:
    cutoff = rule.get("cutoff")
    months = int(rule.get("months", 1)) + (1 if cutoff and base.day > int(cutoff) else 0)
    first = add_months(base.replace(day=1), months)
    return clipped(first.year, first.month, int(rule["day"]))


def _day_of_month_set(base: date, rule: Mapping[str, Any]) -> date:
    days = sorted(int(day) for day in rule["days"])
    earliest = base + timedelta(days=int(rule.get("min_days", 0)))
    for month in (earliest, add_months(earliest.replace(day=1), 1)):
        for day in days:
            candidate = clipped(month.year, month.month, day)
            if candidate >= earliest:
                return candidate
    raise _unsound(gettext_noop("These terms list no day that follows. Give days of the month."))


def due_date(rule: Mapping[str, Any], base: date) -> date:
    """Return when a rule falls due from its base date; refuse an unknown rule."""
    name = rule.get("name")
    try:
        match name:
            case "net_days":
                return base + timedelta(days=int(rule["days"]))
            case "eom_plus_days":
                return month_end(base) + timedelta(days=int(rule["days"]))
            case "net_days_then_eom":
                return month_end(base + timedelta(days=int(rule["days"])))
            case "proximo":
                return _proximo(base, rule)
            case "day_of_month_set":
                return _day_of_month_set(base, rule)
            case "due_on_receipt" | "prepaid":
                return base
            case "fixed_date":
                return date.fromisoformat(rule["date"])
    except (KeyError, ValueError, TypeError) as fault:
        text = gettext_noop("The rule {name} lacks or garbles {what}. Correct the terms.")
        raise _unsound(text, name=name, what=str(fault)) from fault
    raise _unsound(
        gettext_noop("{name} is not a rule. Use net_days, eom_plus_days, net_days_then_eom, proximo, fixed_date …"),
        name=str(name),
    )


def due_parts(terms: Terms, base: date, amount: Decimal, currency: str) -> list[DuePart]:
    """Split a document's signed amount into its due parts; the last part takes the rounding."""
    if terms.installments:
        count = int(terms.installments["count"])
        first = due_date(terms.installments.get("first", {"name": "net_days", "days": 0}), base)
        every = int(terms.installments.get("every_months", 1))
        amounts = split_amount(amount, count, currency)
        return [DuePart(n + 1, add_months(first, n * every), part) for n, part in enumerate(amounts)]
    parts: list[DuePart] = []
    left = amount
    for sequence, (share, rule) in enumerate(terms.lines, start=1):
        part = left if sequence == len(terms.lines) else round_amount(amount * share, currency)
        left -= part
        parts.append(DuePart(sequence, due_date(rule, base), part))
    return parts


def discount_of(terms: Terms, base: date, amount: Decimal, currency: str) -> tuple[date, Decimal] | None:
    """Return the last day and the amount of the early-payment discount, or None where the terms give none."""
    if terms.discount_percent is None or terms.discount_rule is None:
        return None
    return due_date(terms.discount_rule, base), round_amount(amount * terms.discount_percent / 100, currency)


def discount_cleared(paid: Decimal, percent: Decimal, currency: str) -> Decimal:
    """Return what a part payment inside the discount days clears: 4,900 at 2 % clears 5,000."""
    return round_amount(paid / (1 - percent / 100), currency)


def net_days(days: int) -> dict[str, Any]:
    """Return the document for plain net terms."""
    return {"lines": [{"share": "1", "rule": {"name": "net_days", "days": days}}]}


SHIPPED_TERMS: dict[str, tuple[str, dict[str, Any]]] = {
    "NET0": (gettext_noop("Due on receipt"), {"lines": [{"share": "1", "rule": {"name": "due_on_receipt"}}]}),
    "NET14": (gettext_noop("Net 14 days"), net_days(14)),
    "NET30": (gettext_noop("Net 30 days"), net_days(30)),
    "NET45": (gettext_noop("Net 45 days"), net_days(45)),
    "NET60": (gettext_noop("Net 60 days"), net_days(60)),
    "2/10N30": (
        gettext_noop("2 % within 10 days, net 30"),
        net_days(30) | {"discount": {"percent": "2", "rule": {"name": "net_days", "days": 10}}},
    ),
    "EOM30": (
        gettext_noop("End of month plus 30 days"),
        {"lines": [{"share": "1", "rule": {"name": "eom_plus_days", "days": 30}}]},
    ),
    "10PROX": (
        gettext_noop("10th of the following month"),
        {"lines": [{"share": "1", "rule": {"name": "proximo", "day": 10, "cutoff": 25}}]},
    ),
}
