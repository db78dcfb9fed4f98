"""Canonical rows as plain data: what `dunwell parse --json` prints, and what golden files hold.

Amounts are decimal strings, days are ISO; None stands where the file does not say. Every key is always there.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dunwell.exchange.reading.statements import Adjustment, PaidReference, Remittance, Statement, StatementLine


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _adjustment(found: Adjustment) -> dict[str, Any]:
    return {"code": found.code, "amount": _plain(found.amount), "text": found.text}


def _reference(found: PaidReference) -> dict[str, Any]:
    return {
        "reference": found.number,
        "kind": found.kind,
        "gross": _plain(found.gross_amount),
        "discount": _plain(found.discount_amount),
        "paid": _plain(found.paid_amount),
        "document_date": _plain(found.document_date),
        "adjustments": [_adjustment(one) for one in found.adjustments],
    }


def _line(found: StatementLine) -> dict[str, Any]:
    data = {key: _plain(value) for key, value in found._asdict().items() if key != "references"}
    return data | {"references": [_reference(one) for one in found.references]}


def statement_as_data(found: Statement) -> dict[str, Any]:
    """Return a statement with its lines, and `difference`, which is "0.00" or the like where it ties."""
    data = {key: _plain(value) for key, value in found._asdict().items() if key != "lines"}
    return data | {"difference": _plain(found.difference()), "lines": [_line(one) for one in found.lines]}


def remittance_as_data(found: Remittance) -> dict[str, Any]:
    """Return a remittance with its lines, and `difference` between what was paid and what the lines say."""
    data = {key: _plain(value) for key, value in found._asdict().items() if key not in ("lines", "adjustments")}
    return data | {
        "difference": _plain(found.difference()),
        "adjustments": [_adjustment(one) for one in found.adjustments],
        "lines": [_reference(one) for one in found.lines],
    }


def row_as_data(row: Any) -> dict[str, Any]:
    """Return any canonical row as plain data: a statement, a remittance, or a row of a list."""
    if isinstance(row, Statement):
        return statement_as_data(row)
    if isinstance(row, Remittance):
        return remittance_as_data(row)
    return {key: _plain(value) for key, value in row._asdict().items()}
