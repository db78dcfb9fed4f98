"""Read a batch of proposals under lock: receipts first, then open items, each in the order of their keys."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import connection

from dunwell.cash.allocations.rules import AllocationLine, ItemFacts
from dunwell.cash.batches.rules import Candidate, Document, Money
from dunwell.cash.receipts.rules import Places
from dunwell.receivables.entries.rules import CASH_SOURCE

_LOCK_RECEIPTS = """
    SELECT r.id FROM cash_receipt r
    WHERE r.id IN (SELECT p.receipt_id FROM cash_proposal p
                   WHERE p.creditor_id = %(creditor_id)s AND p.id = ANY(%(ids)s))
    ORDER BY r.id FOR UPDATE
"""

_LOCK_ITEMS = """
    SELECT i.id FROM receivables_open_item i
    JOIN (
        SELECT (x ->> 'open_item_id')::bigint AS id
        FROM cash_proposal p CROSS JOIN jsonb_array_elements(p.items) x
        WHERE p.creditor_id = %(creditor_id)s AND p.id = ANY(%(ids)s)
        UNION
        SELECT m.on_account_item_id FROM cash_receipt_movement m JOIN cash_proposal p ON p.receipt_id = m.receipt_id
        WHERE p.creditor_id = %(creditor_id)s AND p.id = ANY(%(ids)s) AND m.on_account_item_id IS NOT NULL
    ) wanted ON wanted.id = i.id
    ORDER BY i.id FOR UPDATE OF i
"""

_READ = """
    SELECT p.id, p.receipt_id, p.is_current, r.currency, r.value_date, r.suspense_amount, r.on_account_amount,
           r.applied_amount, r.refunded_amount, r.returned_amount, r.customer_id,
           o.item_count, o.standing_count, o.id, o.customer_id, -o.open_amount, o.posting_date, o.booking_rate,
           (x.said ->> 'amount')::numeric, (x.said ->> 'discount')::numeric, (x.said ->> 'tolerance')::numeric,
           (x.said ->> 'fee')::numeric, (x.said ->> 'deduction')::numeric, COALESCE(x.said ->> 'deduction_code', ''),
           i.id, i.customer_id, i.item_number, i.source, i.currency, i.original_amount, i.open_amount, i.posting_date,
           i.discount_date, i.discount_amount, i.is_disputed, i.booking_rate,
           CASE WHEN (x.said ->> 'deduction')::numeric <> 0
                THEN (SELECT count(*) FROM receivables_open_item d WHERE d.origin_id = i.id) ELSE 0 END
    FROM cash_proposal p
    JOIN cash_receipt r ON r.id = p.receipt_id
    LEFT JOIN LATERAL (
        SELECT count(*) OVER () AS item_count, count(*) FILTER (WHERE h.open_amount < 0) OVER () AS standing_count,
               h.id, h.customer_id, h.open_amount, h.posting_date, h.booking_rate
        FROM (SELECT DISTINCT m.on_account_item_id AS id FROM cash_receipt_movement m
              WHERE m.receipt_id = r.id AND m.on_account_item_id IS NOT NULL) own
        JOIN receivables_open_item h ON h.id = own.id
        ORDER BY h.open_amount LIMIT 1
    ) o ON true
    LEFT JOIN LATERAL jsonb_array_elements(p.items) WITH ORDINALITY x(said, place) ON true
    LEFT JOIN receivables_open_item i
      ON i.id = (x.said ->> 'open_item_id')::bigint AND i.creditor_id = p.creditor_id
    WHERE p.creditor_id = %(creditor_id)s AND p.id = ANY(%(ids)s)
    ORDER BY p.id, x.place
"""

_RATES = """
    SELECT DISTINCT ON (w.currency, w.day) w.currency, w.day, x.rate
    FROM unnest(%(currencies)s::text[], %(days)s::date[]) AS w(currency, day)
    LEFT JOIN receivables_exchange_rate x
      ON x.creditor_id = %(creditor_id)s AND x.currency = w.currency AND x.rate_date <= w.day
    ORDER BY w.currency, w.day, x.rate_date DESC NULLS LAST
"""


def candidates(creditor_id: int, proposal_ids: Sequence[int]) -> list[Candidate]:
    """Lock what the proposals touch and return them as they stand, in the order of their ids."""
    asked: dict[str, Any] = {"creditor_id": creditor_id, "ids": list(proposal_ids)}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_RECEIPTS, asked)
        cursor.execute(_LOCK_ITEMS, asked)
        cursor.execute(_READ, asked)
        rows = cursor.fetchall()
    return [_candidate(list(group)) for _, group in groupby(rows, key=lambda row: row[0])]


def _candidate(rows: list[tuple[Any, ...]]) -> Candidate:
    first = rows[0]
    item_count, standing_count, money = first[11] or 0, first[12] or 0, None
    if standing_count == 1:
        money = Money(*first[13:18])
    return Candidate(
        proposal_id=first[0],
        receipt_id=first[1],
        is_current=first[2],
        currency=first[3],
        value_date=first[4],
        places=Places(*first[5:10]),
        customer_id=first[10],
        money_count=item_count,
        money=money,
        documents=tuple(_document(row) for row in rows if row[24] is not None),
        is_readable=all(row[24] is not None and row[18] is not None for row in rows),
    )


def _document(row: tuple[Any, ...]) -> Document:
    line = AllocationLine(
        open_item_id=row[24],
        amount=row[18] or Decimal(0),
        discount_amount=row[19] or Decimal(0),
        tolerance_amount=row[20] or Decimal(0),
        fee_amount=row[21] or Decimal(0),
        deduction_amount=row[22] or Decimal(0),
        deduction_code=row[23],
    )
    facts = ItemFacts(
        open_item_id=row[24],
        item_number=row[26],
        is_receipt_money=row[27] == CASH_SOURCE,
        currency=row[28],
        original_amount=row[29],
        open_amount=row[30],
        posting_date=row[31],
        discount_date=row[32],
        discount_amount=row[33],
        is_disputed=row[34],
    )
    return Document(line, row[25], facts, row[35], row[36])


def rates_for(creditor_id: int, base_currency: str, wanted: Iterable[tuple[str, date]]) -> dict[Any, Decimal | None]:
    """Return (currency, day) -> base currency per unit on the day; 1 for the base itself, None where unknown."""
    asked = sorted(set(wanted))
    foreign = [pair for pair in asked if pair[0] != base_currency]
    found: dict[Any, Decimal | None] = {pair: Decimal(1) for pair in asked if pair[0] == base_currency}
    if foreign:
        with connection.cursor() as cursor:
            cursor.execute(
                _RATES,
                {
                    "creditor_id": creditor_id,
                    "currencies": [currency for currency, _ in foreign],
                    "days": [day for _, day in foreign],
                },
            )
            found |= {(currency, day): rate for currency, day, rate in cursor.fetchall()}
    return found
