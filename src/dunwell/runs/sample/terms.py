"""The sample creditors' payment terms, and the due dates they give."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dunwell.receivables.terms.rules import SHIPPED_TERMS, DuePart, Terms, due_parts, net_days
from dunwell.runs.sample.shapes import SampleTerms

_OWN: Mapping[str, tuple[str, dict[str, Any]]] = {
    "NET7": ("Net 7 days", net_days(7)),
    "NET15": ("Net 15 days", net_days(15)),
    "EOM15": (
        "End of month plus 15 days",
        {"lines": [{"share": "1", "rule": {"name": "eom_plus_days", "days": 15}}]},
    ),
    "3PARTS": (
        "Three monthly installments",
        {"installments": {"count": 3, "every_months": 1, "first": {"name": "net_days", "days": 30}}},
    ),
}
TERMS: Mapping[str, SampleTerms] = {
    code: SampleTerms(code, title, document) for code, (title, document) in (SHIPPED_TERMS | dict(_OWN)).items()
}


def parts_of(code: str, document_date: date, amount: Decimal, currency: str) -> list[DuePart]:
    """Return when and in which parts a document on these terms is due."""
    return due_parts(Terms.from_document(TERMS[code].document), document_date, amount, currency)


def due_date(code: str, document_date: date) -> date:
    """Return when a document on these terms is due (in parts: the last one)."""
    return parts_of(code, document_date, Decimal("100.00"), "USD")[-1].due_date
