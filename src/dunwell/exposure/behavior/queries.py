"""How customers pay, in plain SQL for a page: the same rows and weights as `behavior.sets`, of a few customers.

The day's own numbers stand in its decisions; this answers for customers that no decision keeps numbers of.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from dunwell.base.days import add_months
from dunwell.base.money import minor_digits
from dunwell.platform.access import Viewer, require

MONTHS = 12

_SETTLED = """
    settlement AS (
        SELECT e.id, e.customer_id, e.open_item_id, e.currency, -e.amount AS paid, e.effective_date AS paid_date,
            i.document_date, i.due_date,
            sum(-e.amount) OVER (PARTITION BY e.open_item_id ORDER BY e.effective_date, e.id) + e.amount AS before
        FROM receivables_entry e JOIN receivables_open_item i ON i.id = e.open_item_id
        WHERE e.creditor_id = %(creditor_id)s AND e.customer_id = ANY(%(customer_ids)s)
          AND e.kind IN ('payment', 'cleared_at_source') AND e.amount < 0 AND e.effective_date <= %(as_of)s
          AND i.kind NOT IN ('credit_memo', 'on_account')
          AND NOT EXISTS (
              SELECT 1 FROM receivables_entry r WHERE r.reverses_id = e.id AND r.effective_date <= %(as_of)s
          )
    ), closing AS (
        SELECT DISTINCT ON (currency) currency, rate FROM receivables_exchange_rate
        WHERE creditor_id = %(creditor_id)s AND rate_date <= %(as_of)s ORDER BY currency, rate_date DESC
    ), settled AS (
        SELECT s.customer_id, s.open_item_id, s.paid_date, s.currency, s.paid,
            CASE WHEN s.currency = %(base)s THEN s.paid
                ELSE COALESCE(round(s.paid * closing.rate, %(digits)s), s.paid) END AS weight,
            s.paid_date - s.document_date AS to_pay,
            s.paid_date - COALESCE((
                SELECT max(p.due_date) FROM (
                    SELECT d.due_date, sum(d.amount) OVER (ORDER BY d.due_date, d.sequence) - d.amount AS before
                    FROM receivables_due_part d WHERE d.open_item_id = s.open_item_id
                ) p WHERE p.before <= s.before
            ), s.due_date) AS late
        FROM settlement s LEFT JOIN closing ON closing.currency = s.currency
    )
"""

_MONTHLY = f"""
    WITH {_SETTLED}
    SELECT customer_id, date_trunc('month', paid_date)::date AS month,
        round(sum(weight * late) / NULLIF(sum(weight), 0), 2)
    FROM settled WHERE paid_date >= %(start)s GROUP BY 1, 2
"""

_YEARLY = f"""
    WITH {_SETTLED}, monthly AS (
        SELECT date_trunc('month', paid_date)::date AS month,
            round(sum(weight * late) / NULLIF(sum(weight), 0), 2) AS days_late
        FROM settled WHERE paid_date >= %(start)s GROUP BY 1
    ), document AS (
        SELECT open_item_id, max(late) > 0 AS was_late FROM settled
        GROUP BY 1 HAVING max(paid_date) > %(year)s AND 0 = (
            SELECT sum(e.amount) FROM receivables_entry e
            WHERE e.open_item_id = settled.open_item_id AND e.effective_date <= %(as_of)s
        )
    ), last AS (
        SELECT paid_date, currency, sum(paid) AS paid FROM settled
        WHERE paid_date = (SELECT max(paid_date) FROM settled) GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1
    )
    SELECT (SELECT round(sum(weight * to_pay) / NULLIF(sum(weight), 0), 2) FROM settled WHERE paid_date > %(year)s),
        (SELECT round(sum(weight * late) / NULLIF(sum(weight), 0), 2) FROM settled WHERE paid_date > %(year)s),
        (SELECT round(sum(weight * late) / NULLIF(sum(weight), 0), 2) FROM settled WHERE paid_date > %(quarter)s),
        (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE was_late),
        (SELECT paid_date FROM last), (SELECT paid FROM last), (SELECT currency FROM last),
        (SELECT jsonb_object_agg(month::text, days_late::text) FROM monthly)
"""


@dataclass(frozen=True)
class Behavior:
    """How a customer paid in the twelve months up to a day (None: nothing was); the last payment is of all time."""

    average_days_to_pay: Decimal | None
    average_days_late: Decimal | None
    late_trend: Decimal | None
    paid_item_count: int
    late_item_count: int
    last_payment_date: date | None
    last_payment_amount: Decimal | None
    last_payment_currency: str


@dataclass(frozen=True)
class LateMonth:
    """The weighted days late of what was paid in one month; None where nothing was."""

    month: date
    days_late: Decimal | None


def behavior_of(viewer: Viewer, creditor_id: int, customer_id: int, *, as_of: date, base_currency: str) -> Behavior:
    """Return how one customer of a creditor pays, weighed by amounts in base currency."""
    return behavior_by_month(viewer, creditor_id, customer_id, as_of=as_of, base_currency=base_currency)[0]


def behavior_by_month(
    viewer: Viewer, creditor_id: int, customer_id: int, *, as_of: date, base_currency: str
) -> tuple[Behavior, tuple[LateMonth, ...]]:
    """Return how one customer pays, with the months of `lateness_of`: both in one query."""
    require(viewer, "book.read", creditor_id)
    asked = {
        "creditor_id": creditor_id,
        "customer_ids": [customer_id],
        "as_of": as_of,
        "base": base_currency,
        "digits": minor_digits(base_currency),
        "year": add_months(as_of, -MONTHS),
        "quarter": add_months(as_of, -3),
        "start": _first_month(as_of),
    }
    to_pay, late, late_now, paid, late_count, day, amount, currency, monthly = _fetched(_YEARLY, asked)[0]
    trend = None if late is None or late_now is None else late_now - late
    known = json.loads(monthly) if isinstance(monthly, str) else monthly or {}
    told = {date.fromisoformat(month): None if days is None else Decimal(days) for month, days in known.items()}
    months = tuple(LateMonth(month, told.get(month)) for month in _months(as_of))
    return Behavior(to_pay, late, trend, paid, late_count, day, amount, currency or ""), months


def _first_month(as_of: date) -> date:
    return add_months(as_of.replace(day=1), 1 - MONTHS)


def _months(as_of: date) -> list[date]:
    return [add_months(_first_month(as_of), n) for n in range(MONTHS)]


def lateness_of(
    viewer: Viewer, creditor_id: int, customer_ids: Iterable[int], *, as_of: date, base_currency: str
) -> dict[int, tuple[LateMonth, ...]]:
    """Return the last twelve months of each of these customers, the oldest first; the last is the month of the day."""
    require(viewer, "book.read", creditor_id)
    wanted = list(customer_ids)
    asked = {
        "creditor_id": creditor_id,
        "customer_ids": wanted,
        "as_of": as_of,
        "base": base_currency,
        "digits": minor_digits(base_currency),
        "start": _first_month(as_of),
    }
    known = {(customer_id, month): days for customer_id, month, days in _fetched(_MONTHLY, asked)}
    return {key: tuple(LateMonth(month, known.get((key, month))) for month in _months(as_of)) for key in wanted}


def _fetched(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
