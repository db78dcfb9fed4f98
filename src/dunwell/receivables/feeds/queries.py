"""The SQL by which a staged feed is compared with the ledger: sets, never row by row.

`feed_row` holds the rows as they were read; `feed_target` says, row by row, which item it is, what its open amount
should become, and whether that is new, changed or unchanged. Both are temporary and end with the transaction.
"""

from datetime import date
from decimal import Decimal

from django.db import connection

CREATE_ROWS = """
    CREATE TEMP TABLE feed_row (
        "row" bigint, sheet text, customer_number text, customer_name text, item_number text, item_kind text,
        document_date date, posting_date date, due_date date, amount numeric(18,4), currency text,
        open_amount numeric(18,4), paid_amount numeric(18,4), paid_date date, settled_date date, reference text,
        purchase_order text, terms text, disputed boolean, flag_words text
    ) ON COMMIT DROP
"""

CREATE_TARGET = """
    CREATE TEMP TABLE feed_target ON COMMIT DROP AS
    SELECT r."row" AS line, r.sheet, r.customer_number, r.item_number, r.item_kind, r.document_date,
           COALESCE(r.posting_date, r.document_date) AS posting_date, r.due_date, r.currency, r.amount,
           COALESCE(r.settled_date, r.paid_date) AS settled_date, r.reference, r.purchase_order, r.terms,
           CASE WHEN %(knows_disputed)s THEN r.disputed END AS disputed,
           c.id AS customer_id, i.id AS item_id, i.original_amount AS was_amount, i.open_amount AS was_open,
           i.due_date AS was_due, c.terms_code AS customer_terms, NULL::date AS discount_date,
           NULL::numeric(18,4) AS discount_amount, FALSE AS in_parts,
           CASE WHEN r.open_amount IS NOT NULL THEN r.open_amount
                WHEN r.paid_amount IS NOT NULL THEN r.amount - r.paid_amount
                WHEN r.settled_date IS NOT NULL THEN 0
                WHEN i.id IS NOT NULL THEN i.open_amount + (r.amount - i.original_amount)
                ELSE r.amount END::numeric(18,4) AS target_open,
           CASE WHEN i.id IS NULL THEN 'new'
                WHEN i.currency <> r.currency THEN 'currency'
                WHEN i.original_amount <> r.amount
                  OR (r.open_amount IS NOT NULL AND r.open_amount <> i.open_amount)
                  OR (r.open_amount IS NULL AND r.paid_amount IS NOT NULL
                      AND r.amount - r.paid_amount <> i.open_amount)
                  OR (r.open_amount IS NULL AND r.paid_amount IS NULL AND r.settled_date IS NOT NULL
                      AND i.open_amount <> 0)
                  OR (r.due_date IS NOT NULL AND r.due_date <> i.due_date)
                  OR (COALESCE(r.reference, '') NOT IN ('', i.reference))
                  OR (COALESCE(r.purchase_order, '') NOT IN ('', i.purchase_order))
                  OR (%(knows_disputed)s AND r.disputed <> i.is_disputed)
                THEN 'changed' ELSE 'unchanged' END AS verdict
    FROM feed_row r
    LEFT JOIN parties_customer c ON c.creditor_id = %(creditor_id)s AND c.number = r.customer_number
    LEFT JOIN receivables_open_item i ON i.creditor_id = %(creditor_id)s AND i.customer_id = c.id
         AND i.kind = r.item_kind AND i.item_number = r.item_number
"""

GONE = """
    SELECT i.id, i.item_number, i.open_amount, i.currency FROM receivables_open_item i
    WHERE i.creditor_id = %(creditor_id)s AND i.source = %(source)s AND i.open_amount <> 0
      AND NOT EXISTS (SELECT 1 FROM feed_target t WHERE t.item_id = i.id)
      AND NOT (i.item_number = ANY (%(set_aside)s))
"""


def verdict_counts() -> dict[str, int]:
    """Return how many staged rows are new, changed, unchanged (and in another currency than before)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdict, count(*) FROM feed_target GROUP BY verdict")
        return dict(cursor.fetchall())


def open_sums() -> dict[str, Decimal]:
    """Return the staged open amounts by currency."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT currency, sum(target_open) FROM feed_target GROUP BY currency ORDER BY currency")
        return dict(cursor.fetchall())


def gone_count(creditor_id: int, source: str, set_aside: list[str]) -> int:
    """Return how many open items of the source the staged snapshot does not name (and no row set aside might be)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({GONE}) gone",
            {"creditor_id": creditor_id, "source": source, "set_aside": set_aside},
        )
        return int(cursor.fetchone()[0])


_POSTING_DAYS = """
    SELECT min(posting_date) FROM feed_target WHERE verdict = 'new'
    UNION ALL
    SELECT min(%(effective_date)s::date) FROM feed_target WHERE verdict = 'changed' AND amount <> was_amount
    UNION ALL
    SELECT min(COALESCE(settled_date, %(effective_date)s)) FROM feed_target
    WHERE (verdict = 'new' AND target_open <> amount)
       OR (verdict = 'changed' AND target_open <> was_open + (amount - was_amount))
"""


def posting_days(effective_date: date, *, closes: bool) -> list[date]:
    """Return the earliest effective days on which posting the staged rows writes entries."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTING_DAYS, {"effective_date": effective_date})
        found = [row[0] for row in cursor.fetchall() if row[0] is not None]
    return [*found, effective_date] if closes else found


def currency_changes(limit: int = 100) -> list[tuple[int, str, str, str]]:
    """Return line, sheet, item number and new currency of rows whose item is kept in another currency."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT line, sheet, item_number, currency FROM feed_target WHERE verdict = 'currency'"
            " ORDER BY line LIMIT %s",
            [limit],
        )
        return list(cursor.fetchall())
