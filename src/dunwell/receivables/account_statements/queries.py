"""The statement of account, from entries, as of any day; on paper, as a workbook, as CSV."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.receivables.account_statements.rules import (
    ZERO,
    AccountStatement,
    OpenLine,
    Section,
    StatementStyle,
    section_of,
)

_OPEN = """
    SELECT i.kind, i.item_number, i.document_date, i.due_date,
        COALESCE(NULLIF(i.purchase_order, ''), i.reference), i.original_amount, b.amount, i.currency,
        i.is_disputed OR EXISTS (
            SELECT 1 FROM receivables_hold h WHERE h.open_item_id = i.id AND h.reason = 'dispute'
              AND h.placed_date <= %(as_of)s AND (h.until_date IS NULL OR h.until_date >= %(as_of)s)
              AND (h.lifted_date IS NULL OR h.lifted_date > %(as_of)s))
    FROM receivables_open_item i
    JOIN (SELECT e.open_item_id, sum(e.amount) AS amount FROM receivables_entry e
          WHERE e.customer_id = %(customer_id)s AND e.effective_date <= %(as_of)s GROUP BY e.open_item_id) b
      ON b.open_item_id = i.id
    WHERE i.customer_id = %(customer_id)s AND i.posting_date <= %(as_of)s AND b.amount <> 0
    ORDER BY i.currency, i.due_date, i.item_number, i.id
"""
_MOVED = """
    SELECT i.currency, e.effective_date, CASE WHEN e.kind = 'issued' THEN i.kind ELSE e.kind END, i.item_number,
        e.amount, GREATEST(e.effective_date, i.posting_date) < %(from_date)s
    FROM receivables_entry e JOIN receivables_open_item i ON i.id = e.open_item_id
    WHERE e.customer_id = %(customer_id)s AND e.effective_date <= %(as_of)s AND i.posting_date <= %(as_of)s
    ORDER BY e.effective_date, e.id
"""


@dataclass(frozen=True)
class _Told:
    opening: dict[str, Decimal]
    moved: dict[str, list[tuple[date, str, str, Decimal]]]


def account_statement(
    viewer: Viewer,
    customer_id: int,
    as_of: date,
    *,
    style: str = StatementStyle.OPEN_ITEM,
    from_date: date | None = None,
    language: str = "",
    said: Mapping[str, str] | None = None,
) -> AccountStatement:
    """Return a customer's statement as of a day, one section per currency in which anything is open or moved.

    `said` is what the creditor says alike everywhere: payment details, telephone, where to dispute. The activity style
    begins on `from_date`, the first of the month where none is given. Refuses a period that ends before it begins.
    """
    customer = Customer.objects.select_related("creditor").filter(pk=customer_id).first()
    if customer is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", customer.creditor_id)
    chosen = _style(style)
    first = from_date or as_of.replace(day=1) if chosen is StatementStyle.ACTIVITY else None
    if first is not None and first > as_of:
        raise Refusal(
            "receivables.statement.period_backwards",
            gettext_noop("{first} is after {last}. Choose a day from which on the movements are told."),
            first=first.isoformat(),
            last=as_of.isoformat(),
        )
    return AccountStatement(
        creditor_name=customer.creditor.legal_name or customer.creditor.name,
        customer_name=customer.name,
        customer_number=customer.number,
        style=chosen,
        from_date=first,
        as_of=as_of,
        language=language or customer.language or customer.creditor.language,
        sections=tuple(_sections(customer.pk, as_of, first)),
        said=dict(said or {}),
    )


def _style(style: str) -> StatementStyle:
    try:
        return StatementStyle(style)
    except ValueError:
        raise Refusal(
            "receivables.statement.unknown_style",
            gettext_noop("{value} is not a choice here. Choose one of: {known}."),
            value=style[:40],
            known=", ".join(StatementStyle),
        ) from None


def _sections(customer_id: int, as_of: date, first: date | None) -> list[Section]:
    """Return a section per currency; without a first day its movements are left out and the opening is the closing."""
    told: dict[str, Any] = {"customer_id": customer_id, "as_of": as_of, "from_date": first}
    lines: dict[str, list[OpenLine]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, told)
        for kind, number, made, due, reference, original, amount, currency, disputed in cursor.fetchall():
            days = (as_of - due).days
            line = OpenLine(kind, number, made, due, reference, original, amount, days, disputed)
            lines.setdefault(currency, []).append(line)
    moves = _moves(told) if first is not None else _Told({}, {})
    currencies = sorted(lines.keys() | moves.moved.keys())
    return [
        section_of(
            currency,
            lines.get(currency, []),
            moves.moved.get(currency, []),
            moves.opening.get(currency, ZERO) if first else _open(lines.get(currency, [])),
        )
        for currency in currencies
    ]


def _open(lines: list[OpenLine]) -> Decimal:
    return sum((line.open_amount for line in lines), ZERO)


def _moves(told: dict[str, Any]) -> _Told:
    opening: dict[str, Decimal] = {}
    moved: dict[str, list[tuple[date, str, str, Decimal]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, told)
        for currency, day, kind, number, amount, before in cursor.fetchall():
            if before:
                opening[currency] = opening.get(currency, ZERO) + amount
            else:
                moved.setdefault(currency, []).append((day, kind, number, amount))
    for currency, amount in opening.items():
        if amount:
            moved.setdefault(currency, [])
    return _Told(opening, moved)
