"""The sample creditors' payment terms, and the due dates they give."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from dunwell.base.days import clipped, month_end
from dunwell.runs.sample.shapes import SampleTerms

TERMS: Mapping[str, SampleTerms] = {
    terms.code: terms
    for terms in (
        SampleTerms("receipt", "Due on receipt", {"rule": "due_on_receipt"}),
        SampleTerms("net7", "Net 7 days", {"rule": "net_days", "days": 7}),
        SampleTerms("net14", "Net 14 days", {"rule": "net_days", "days": 14}),
        SampleTerms("net15", "Net 15 days", {"rule": "net_days", "days": 15}),
        SampleTerms("net30", "Net 30 days", {"rule": "net_days", "days": 30}),
        SampleTerms("net45", "Net 45 days", {"rule": "net_days", "days": 45}),
        SampleTerms("net60", "Net 60 days", {"rule": "net_days", "days": 60}),
        SampleTerms("eom15", "End of month plus 15 days", {"rule": "eom_plus_days", "days": 15}),
        SampleTerms("eom30", "End of month plus 30 days", {"rule": "eom_plus_days", "days": 30}),
        SampleTerms("prox10", "10th of next month", {"rule": "proximo", "day": 10, "months": 1}),
        SampleTerms(
            "2-10net30",
            "2% in 10 days, net 30",
            {"rule": "net_days", "days": 30, "discount_percent": "2", "discount_days": 10},
        ),
        SampleTerms("3parts", "Three monthly instalments", {"rule": "instalments", "parts": 3, "every": "month"}),
    )
}


def due_date(code: str, document_date: date) -> date:
    """Return when a document on these terms is due (for instalments: the first part)."""
    document = TERMS[code].document
    return _RULES[document["rule"]](document_date, document)


def _proximo(day: date, document: Mapping[str, Any]) -> date:
    count = day.year * 12 + day.month - 1 + int(document["months"])
    return clipped(count // 12, count % 12 + 1, int(document["day"]))


_RULES: Mapping[str, Callable[[date, Mapping[str, Any]], date]] = {
    "due_on_receipt": lambda day, _document: day,
    "net_days": lambda day, document: day + timedelta(days=int(document["days"])),
    "eom_plus_days": lambda day, document: month_end(day) + timedelta(days=int(document["days"])),
    "instalments": lambda day, _document: day + timedelta(days=30),
    "proximo": _proximo,
}
