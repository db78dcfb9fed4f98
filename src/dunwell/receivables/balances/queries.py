"""What customers owe now, in plain SQL over the proved cache: for lists and headers, where nobody waits for an engine.

The parts in which items are due are split as `open_items.sets.open_parts` splits them: what was paid used up the
earliest parts first. Amounts as of an older day come from the aging report.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer, require

PAGE_SIZE, MOST_ROWS = 50, 100_000

_PARTS = """
    item AS (
        SELECT i.id, i.customer_id, i.currency, i.due_date, i.open_amount FROM receivables_open_item i
        WHERE i.creditor_id = %(creditor_id)s AND i.open_amount <> 0
          AND (%(customer_ids)s::bigint[] IS NULL OR i.customer_id = ANY(%(customer_ids)s))
    ), schedule AS (
        SELECT p.open_item_id, p.due_date, p.amount,
            sum(p.amount) OVER (PARTITION BY p.open_item_id ORDER BY p.due_date DESC, p.sequence DESC) AS onward,
            row_number() OVER (PARTITION BY p.open_item_id ORDER BY p.due_date, p.sequence) AS place
        FROM receivables_due_part p JOIN item ON item.id = p.open_item_id
    ), part AS (
        SELECT item.id, item.customer_id, item.currency, COALESCE(s.due_date, item.due_date) AS due_date,
            CASE WHEN s.open_item_id IS NULL THEN item.open_amount
                 WHEN s.place = 1
                     THEN item.open_amount - LEAST(GREATEST(item.open_amount, 0), s.onward - s.amount)
                 ELSE LEAST(GREATEST(item.open_amount, 0), s.onward)
                     - LEAST(GREATEST(item.open_amount, 0), s.onward - s.amount)
            END AS amount
        FROM item LEFT JOIN schedule s ON s.open_item_id = item.id
    )
"""

_DUE = f"""
    WITH {_PARTS}
    SELECT currency, CASE WHEN amount < 0 THEN NULL ELSE %(as_of)s - due_date END AS days, sum(amount)
    FROM part WHERE amount <> 0 GROUP BY 1, 2 ORDER BY 1, 2
"""

BALANCE_LINES = f"""
    WITH {_PARTS}, closing AS (
        SELECT DISTINCT ON (currency) currency, rate FROM receivables_exchange_rate
        WHERE creditor_id = %(creditor_id)s AND rate_date <= %(as_of)s ORDER BY currency, rate_date DESC
    ), balance AS (
        SELECT part.customer_id, count(DISTINCT part.id) AS item_count,
            sum(round(part.amount * rate.rate, 4)) AS open_amount,
            sum(round(part.amount * rate.rate, 4)) FILTER (WHERE late.is_so) AS past_due_amount,
            max(%(as_of)s - part.due_date) FILTER (WHERE late.is_so) AS oldest_days,
            bool_or(rate.rate IS NULL) AS is_partly_unrated
        FROM part
        LEFT JOIN closing ON closing.currency = part.currency
        CROSS JOIN LATERAL (
            SELECT CASE WHEN part.currency = %(base)s THEN 1 ELSE closing.rate END AS rate
        ) rate
        CROSS JOIN LATERAL (SELECT part.amount > 0 AND part.due_date < %(as_of)s AS is_so) late
        WHERE part.amount <> 0 GROUP BY part.customer_id
    )
    SELECT c.id, c.number, c.name, c.other_name, c.kind, COALESCE(NULLIF(u.full_name, ''), u.email, '') AS owner,
        c.queue, COALESCE(b.open_amount, 0), COALESCE(b.past_due_amount, 0), b.oldest_days, COALESCE(b.item_count, 0),
        COALESCE(b.is_partly_unrated, false),
        count(*) OVER (), sum(b.open_amount) OVER (), sum(b.past_due_amount) OVER ()
    FROM parties_customer c
    LEFT JOIN balance b ON b.customer_id = c.id
    LEFT JOIN platform_user u ON u.id = c.owner_id
    WHERE c.creditor_id = %(creditor_id)s
      AND (%(owner_id)s::bigint IS NULL OR c.owner_id = %(owner_id)s)
      AND (%(search)s = '' OR c.name ILIKE %(like)s OR c.other_name ILIKE %(like)s OR c.number ILIKE %(start)s
           OR EXISTS (
               SELECT 1 FROM receivables_open_item i WHERE i.customer_id = c.id AND i.item_number ILIKE %(start)s
           ))
"""

SORTS: dict[str, str] = {
    "past_due": "COALESCE(b.past_due_amount, 0) DESC, c.name, c.id",
    "open": "COALESCE(b.open_amount, 0) DESC, c.name, c.id",
    "days": "b.oldest_days DESC NULLS LAST, c.name, c.id",
    "name": "c.name, c.id",
    "number": "c.number, c.id",
}


@dataclass(frozen=True)
class Due:
    """What is open of one currency and one age; `days` past due (0 and below: not yet), None for credits."""

    currency: str
    days: int | None
    amount: Decimal


@dataclass(frozen=True)
class BalanceLine:
    """One customer in the list of customers; amounts in base currency at the day's closing rates.

    `is_partly_unrated` tells that something is open in a currency without a rate, which is not in the amounts.
    """

    id: int
    number: str
    name: str
    other_name: str
    kind: str
    owner: str
    queue: str
    open_amount: Decimal
    past_due_amount: Decimal
    oldest_days: int | None
    item_count: int
    is_partly_unrated: bool


@dataclass(frozen=True)
class BalancePage:
    """One page of customers, with the count and the sums of all that match."""

    rows: tuple[BalanceLine, ...]
    total: int
    open_amount: Decimal
    past_due_amount: Decimal
    page: int
    page_size: int


def dues_of(viewer: Viewer, customer: OneCustomer, as_of: date) -> list[Due]:
    """Return what a customer has open by currency and days past due; the amounts sum to its balances."""
    seen = seen_customer(viewer, customer)
    asked = {"creditor_id": seen.creditor_id, "customer_ids": [seen.id], "as_of": as_of}
    return [Due(*row) for row in _fetched(_DUE, asked)]


def open_counts(viewer: Viewer, creditor_id: int, customer_ids: Iterable[int]) -> dict[int, int]:
    """Return how many items each of these customers has open."""
    require(viewer, "book.read", creditor_id)
    sql = """
        SELECT customer_id, count(*) FROM receivables_open_item
        WHERE creditor_id = %(creditor_id)s AND customer_id = ANY(%(customer_ids)s) AND open_amount <> 0 GROUP BY 1
    """
    return dict(_fetched(sql, {"creditor_id": creditor_id, "customer_ids": list(customer_ids)}))


def customer_balances(
    viewer: Viewer,
    creditor_id: int,
    as_of: date,
    *,
    base_currency: str,
    search: str = "",
    owner_id: int | None = None,
    sort: str = "past_due",
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> BalancePage:
    """Return one page of a creditor's customers with what they owe; a page beyond the end is empty, with its total 0.

    `search` is part of a name, or how a customer's or an item's number begins.
    """
    require(viewer, "book.read", creditor_id)
    if sort not in SORTS:
        raise Refusal(
            "receivables.balances.unknown_order",
            gettext_noop("Customers cannot be ordered by {order}. Choose one of: {known}."),
            order=sort[:40],
            known=", ".join(SORTS),
        )
    size, number = max(1, min(page_size, MOST_ROWS)), max(1, page)
    asked = balance_asked(creditor_id, as_of, base_currency=base_currency, search=search, owner_id=owner_id)
    asked |= {"size": size, "skip": (number - 1) * size}
    found = _fetched(f"{BALANCE_LINES} ORDER BY {SORTS[sort]} LIMIT %(size)s OFFSET %(skip)s", asked)
    total, owed, late = found[0][12:15] if found else (0, None, None)
    rows = tuple(BalanceLine(*row[:12]) for row in found)
    return BalancePage(rows, total, owed or Decimal(0), late or Decimal(0), number, size)


def balance_asked(
    creditor_id: int, as_of: date, *, base_currency: str, search: str, owner_id: int | None
) -> dict[str, Any]:
    """Return the parameters of `BALANCE_LINES`."""
    text = _escaped(search.strip())
    return {
        "creditor_id": creditor_id,
        "customer_ids": None,
        "as_of": as_of,
        "base": base_currency,
        "owner_id": owner_id,
        "search": text,
        "like": f"%{text}%",
        "start": f"{text}%",
    }


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _fetched(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
