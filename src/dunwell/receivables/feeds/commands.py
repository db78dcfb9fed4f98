"""Post a feed: thousands or millions of rows into items and entries, in one transaction, set by set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.rules import COLUMNS
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.feeds import queries
from dunwell.receivables.feeds.rules import FeedResult, check_control_total
from dunwell.receivables.open_items.models import DuePart
from dunwell.receivables.periods.queries import check_open_days
from dunwell.receivables.terms.queries import DEFAULT_TERMS, terms_of
from dunwell.receivables.terms.rules import Terms, discount_of, due_parts

_STAGED = ", ".join(f'"{column}"' for column in COLUMNS)
_FEED_LOCK = 0x64756E66


@dataclass(frozen=True)
class Feed:
    """Where staged rows come from and how they are meant.

    `effective_date` dates what the rows leave undated; `set_aside` holds every cell text of rows that were problems, so
    a snapshot never closes an item whose row could not be read.
    """

    creditor_id: int
    source: str
    effective_date: date
    is_snapshot: bool = False
    delivery_id: int | None = None
    control_total: Decimal | None = None
    control_currency: str | None = None
    set_aside: tuple[str, ...] = ()
    has_unreadable_rows: bool = False
    knows_disputed: bool = False


@command
def stage_rows(*, viewer: Viewer, feed: Feed, batches: Iterable[Sequence[tuple[Any, ...]]]) -> int:
    """Copy rows (in the order of `open_items.rules.COLUMNS`) beside the ledger and compare them; one feed at a time.

    Must run inside the caller's transaction: what it stages ends with it.
    """
    require(viewer, "intake.run", feed.creditor_id)
    count = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_FEED_LOCK, feed.creditor_id])
        cursor.execute("DROP TABLE IF EXISTS feed_row, feed_target, feed_terms, feed_gone")
        cursor.execute(queries.CREATE_ROWS)
        with cursor.copy(f"COPY feed_row ({_STAGED}) FROM STDIN") as copy:
            for batch in batches:
                for row in batch:
                    copy.write_row(row)
                count += len(batch)
        cursor.execute("ANALYZE feed_row")
        cursor.execute(queries.CREATE_TARGET, {"creditor_id": feed.creditor_id, "knows_disputed": feed.knows_disputed})
        cursor.execute("CREATE INDEX ON feed_target (item_id)")
        cursor.execute("ANALYZE feed_target")
    return count


def staged_result(feed: Feed, row_count: int) -> FeedResult:
    """Return what posting the staged rows would do: the dry-run preview."""
    counts, sums = queries.verdict_counts(), queries.open_sums()
    closed = queries.gone_count(feed.creditor_id, feed.source, list(feed.set_aside)) if closes(feed) else 0
    return FeedResult(
        rows=row_count,
        new=counts.get("new", 0),
        changed=counts.get("changed", 0),
        unchanged=counts.get("unchanged", 0),
        closed=closed,
        problems=_currency_problems(),
        open_sums=sums,
    )


def closes(feed: Feed) -> bool:
    """Return whether items that the feed does not name are closed: in a snapshot whose every row has a known number."""
    return feed.is_snapshot and not feed.has_unreadable_rows


def _currency_problems() -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "receivables.feed.currency_changed",
            gettext_noop("{item_number} is kept in another currency than {currency}. Cancel it and issue it anew."),
            sheet=sheet or "",
            row=line,
            facts={"item_number": item_number, "currency": currency},
        )
        for line, sheet, item_number, currency in queries.currency_changes()
    )


@command
def post_staged(*, viewer: Viewer, feed: Feed, row_count: int) -> FeedResult:
    """Post the staged rows; every count is what was done. A control total that differs refuses the whole feed."""
    require(viewer, "intake.run", feed.creditor_id)
    result = staged_result(feed, row_count)
    if feed.control_total is not None:
        check_control_total(result.open_sums, feed.control_total, feed.control_currency)
    check_open_days(feed.creditor_id, queries.posting_days(feed.effective_date, closes=bool(result.closed)))
    facts = _facts(viewer, feed)
    with connection.cursor() as cursor:
        for statement in _CUSTOMERS:
            cursor.execute(statement, facts)
        dated = _date_from_terms(feed.creditor_id)
        for statement in _ITEMS:
            cursor.execute(statement, facts)
        _insert_parts(feed.creditor_id)
        if closes(feed):
            for statement in _CLOSE:
                cursor.execute(statement, facts)
    if dated:
        result = replace(result, notes=(*result.notes, f"{dated} due dates were worked out from payment terms"))
    if result.new or result.changed or result.closed:
        emit(
            "receivables.feed_posted",
            feed.creditor_id,
            delivery_id=feed.delivery_id,
            new=result.new,
            changed=result.changed,
            closed=result.closed,
        )
    return result


def _date_from_terms(creditor_id: int) -> int:
    """Give new rows what their terms say: the due date where the source gave none, and the discount. Count the dated.

    Terms are asked once per code and document day; a row without known terms takes its customer's, then the default.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT COALESCE(NULLIF(terms, ''), NULLIF(customer_terms, ''), %s), COALESCE(customer_terms, ''),"
            " document_date FROM feed_target WHERE verdict = 'new' AND (due_date IS NULL OR terms <> '')",
            [DEFAULT_TERMS],
        )
        asked = cursor.fetchall()
        if not asked:
            return 0
        known: dict[str, Terms | None] = {}
        answers = []
        for code, customer_code, day in asked:
            for candidate in (code, customer_code, DEFAULT_TERMS):
                if candidate not in known:
                    known[candidate] = terms_of(creditor_id, candidate)
            terms = known[code] or known[customer_code] or known[DEFAULT_TERMS]
            if terms is not None:
                answers.append((code, customer_code, day, *_answer(terms, day)))
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS feed_terms (code text, customer_code text, document_date date,"
            " due_date date, discount_date date, discount_percent numeric, in_parts boolean) ON COMMIT DROP"
        )
        cursor.execute("TRUNCATE feed_terms")
        with cursor.copy("COPY feed_terms FROM STDIN") as copy:
            for answer in answers:
                copy.write_row(answer)
        cursor.execute("SELECT count(*) FROM feed_target WHERE verdict = 'new' AND due_date IS NULL")
        dated = int(cursor.fetchone()[0])
        cursor.execute(
            """
            UPDATE feed_target t
            SET due_date = COALESCE(t.due_date, a.due_date), in_parts = a.in_parts AND t.due_date IS NULL,
                discount_date = a.discount_date,
                discount_amount = round(t.amount * a.discount_percent / 100, 2)
            FROM feed_terms a
            WHERE t.verdict = 'new' AND (t.due_date IS NULL OR t.terms <> '') AND a.document_date = t.document_date
              AND a.code = COALESCE(NULLIF(t.terms, ''), NULLIF(t.customer_terms, ''), %s)
              AND a.customer_code = COALESCE(t.customer_terms, '')
            """,
            [DEFAULT_TERMS],
        )
        return dated


def _answer(terms: Terms, day: date) -> tuple[date, date | None, Decimal | None, bool]:
    probe = Decimal("1000000.00")
    parts = due_parts(terms, day, probe, "USD")
    discount = discount_of(terms, day, probe, "USD")
    return parts[-1].due_date, discount[0] if discount else None, terms.discount_percent, len(parts) > 1


def _insert_parts(creditor_id: int) -> None:
    """Write the installments of new items whose terms are in parts (few, so one by one)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT item_id, COALESCE(NULLIF(terms, ''), customer_terms), document_date, amount, currency"
            " FROM feed_target WHERE verdict = 'new' AND in_parts"
        )
        rows = cursor.fetchall()
    found = {code: terms_of(creditor_id, code) for code in {row[1] for row in rows}}
    DuePart.objects.bulk_create(
        DuePart(
            creditor_id=creditor_id,
            open_item_id=item_id,
            sequence=part.sequence,
            due_date=part.due_date,
            amount=part.amount,
        )
        for item_id, code, day, amount, currency in rows
        if (terms := found[code]) is not None
        for part in due_parts(terms, day, amount, currency)
    )


def _facts(viewer: Viewer, feed: Feed) -> dict[str, Any]:
    if feed.is_snapshot and feed.has_unreadable_rows and feed.control_total is not None:
        raise Refusal(
            "receivables.feed.rows_set_aside",
            gettext_noop("Rows were set aside, so the snapshot cannot tie to its control total. Repair them first."),
        )
    return {
        "creditor_id": feed.creditor_id,
        "source": feed.source,
        "effective_date": feed.effective_date,
        "delivery_id": feed.delivery_id,
        "set_aside": list(feed.set_aside),
        "who": viewer.name or viewer.kind,
    }


_CUSTOMERS = (
    """
    INSERT INTO parties_customer (creditor_id, number, name, other_name, kind, queue, language, time_zone, country,
                                  terms_code, note, created_at)
    SELECT %(creditor_id)s, r.customer_number, max(COALESCE(NULLIF(r.customer_name, ''), r.customer_number)), '',
           'business', '', '', '', '', '', '', now()
    FROM feed_row r
    WHERE NOT EXISTS (SELECT 1 FROM parties_customer c
                      WHERE c.creditor_id = %(creditor_id)s AND c.number = r.customer_number)
    GROUP BY r.customer_number
    """,
    """
    UPDATE parties_customer c SET name = r.name
    FROM (SELECT customer_number, max(customer_name) AS name FROM feed_row WHERE customer_name <> ''
          GROUP BY customer_number) r
    WHERE c.creditor_id = %(creditor_id)s AND c.number = r.customer_number AND c.name <> r.name
    """,
    """
    UPDATE feed_target t SET customer_id = c.id, customer_terms = c.terms_code
    FROM parties_customer c
    WHERE t.customer_id IS NULL AND c.creditor_id = %(creditor_id)s AND c.number = t.customer_number
    """,
)

_ENTRY_COLUMNS = """creditor_id, customer_id, open_item_id, kind, amount, currency, effective_date, reason, delivery_id,
                    posting_key, recorded_by"""

_ITEMS = (
    """
    UPDATE feed_target SET item_id = nextval('receivables_open_item_id_seq') WHERE verdict = 'new'
    """,
    """
    INSERT INTO receivables_open_item (id, creditor_id, customer_id, item_number, kind, document_date, posting_date,
        due_date, currency, original_amount, open_amount, booking_rate, reference, purchase_order, terms_code,
        discount_date, discount_amount, settled_date, is_disputed, source, created_at)
    SELECT t.item_id, %(creditor_id)s, t.customer_id, t.item_number, t.item_kind, t.document_date, t.posting_date,
           t.due_date, t.currency, t.amount, t.target_open,
           (SELECT x.rate FROM receivables_exchange_rate x WHERE x.creditor_id = %(creditor_id)s
              AND x.currency = t.currency AND x.rate_date <= t.posting_date ORDER BY x.rate_date DESC LIMIT 1),
           COALESCE(t.reference, ''), COALESCE(t.purchase_order, ''), COALESCE(t.terms, ''), t.discount_date,
           t.discount_amount, CASE WHEN t.target_open = 0 THEN COALESCE(t.settled_date, %(effective_date)s) END,
           COALESCE(t.disputed, FALSE), %(source)s, now()
    FROM feed_target t WHERE t.verdict = 'new' ORDER BY t.item_id
    """,
    f"""
    INSERT INTO receivables_entry ({_ENTRY_COLUMNS})
    SELECT %(creditor_id)s, t.customer_id, t.item_id, 'issued', t.amount, t.currency, t.posting_date, '',
           %(delivery_id)s, '', %(who)s
    FROM feed_target t WHERE t.verdict = 'new' ORDER BY t.item_id
    """,
    """
    SELECT i.id FROM receivables_open_item i JOIN feed_target t ON t.item_id = i.id
    WHERE t.verdict = 'changed' ORDER BY i.id FOR UPDATE OF i
    """,
    f"""
    INSERT INTO receivables_entry ({_ENTRY_COLUMNS})
    SELECT %(creditor_id)s, t.customer_id, t.item_id, 'adjustment', t.amount - t.was_amount, t.currency,
           %(effective_date)s, 'amount changed at source', %(delivery_id)s, '', %(who)s
    FROM feed_target t WHERE t.verdict = 'changed' AND t.amount <> t.was_amount ORDER BY t.item_id
    """,
    f"""
    INSERT INTO receivables_entry ({_ENTRY_COLUMNS})
    SELECT %(creditor_id)s, m.customer_id, m.item_id,
           CASE WHEN sign(m.moved) = sign(m.amount) THEN 'adjustment'
                WHEN m.amount < 0 THEN 'credit' ELSE 'payment' END,
           m.moved, m.currency, COALESCE(m.settled_date, %(effective_date)s),
           CASE WHEN sign(m.moved) = sign(m.amount) THEN 'reopened at source' ELSE 'paid at source' END,
           %(delivery_id)s, '', %(who)s
    FROM (SELECT t.*, t.target_open - CASE WHEN t.verdict = 'new' THEN t.amount
                                           ELSE t.was_open + (t.amount - t.was_amount) END AS moved
          FROM feed_target t WHERE t.verdict IN ('new', 'changed')) m
    WHERE m.moved <> 0 ORDER BY m.item_id
    """,
    """
    UPDATE receivables_open_item i
    SET original_amount = t.amount, open_amount = t.target_open, due_date = COALESCE(t.due_date, i.due_date),
        reference = COALESCE(NULLIF(t.reference, ''), i.reference),
        purchase_order = COALESCE(NULLIF(t.purchase_order, ''), i.purchase_order),
        is_disputed = COALESCE(t.disputed, i.is_disputed),
        settled_date = CASE WHEN t.target_open = 0
                            THEN COALESCE(i.settled_date, t.settled_date, %(effective_date)s) END
    FROM feed_target t WHERE t.item_id = i.id AND t.verdict = 'changed'
    """,
    """
    INSERT INTO receivables_hold (creditor_id, customer_id, open_item_id, reason, currency, placed_date, lifted_date,
                                  note, source, placed_by, created_at)
    SELECT %(creditor_id)s, t.customer_id, t.item_id, 'dispute', t.currency,
           CASE WHEN t.verdict = 'new' THEN t.posting_date ELSE %(effective_date)s END,
           CASE WHEN t.target_open = 0 THEN COALESCE(t.settled_date, %(effective_date)s) END,
           '', %(source)s, %(who)s, now()
    FROM feed_target t
    WHERE t.disputed AND t.verdict IN ('new', 'changed')
      AND NOT EXISTS (SELECT 1 FROM receivables_hold h WHERE h.open_item_id = t.item_id AND h.reason = 'dispute'
                      AND h.lifted_date IS NULL)
    """,
    """
    UPDATE receivables_hold h SET lifted_date = COALESCE(t.settled_date, %(effective_date)s)
    FROM feed_target t
    WHERE h.open_item_id = t.item_id AND h.reason = 'dispute' AND h.source = %(source)s AND h.lifted_date IS NULL
      AND (t.disputed = FALSE OR t.target_open = 0)
    """,
)

_CLOSE = (
    f"""
    CREATE TEMP TABLE feed_gone ON COMMIT DROP AS {queries.GONE}
    """,
    """
    SELECT i.id FROM receivables_open_item i JOIN feed_gone g ON g.id = i.id ORDER BY i.id FOR UPDATE OF i
    """,
    f"""
    INSERT INTO receivables_entry ({_ENTRY_COLUMNS})
    SELECT i.creditor_id, i.customer_id, i.id, 'cleared_at_source', -i.open_amount, i.currency, %(effective_date)s,
           'cleared at source', %(delivery_id)s, '', %(who)s
    FROM receivables_open_item i JOIN feed_gone g ON g.id = i.id ORDER BY i.id
    """,
    """
    UPDATE receivables_open_item i SET open_amount = 0, settled_date = %(effective_date)s
    FROM feed_gone g WHERE g.id = i.id
    """,
    """
    UPDATE receivables_hold h SET lifted_date = %(effective_date)s
    FROM feed_gone g WHERE h.open_item_id = g.id AND h.lifted_date IS NULL
    """,
)
