"""Write a batch of plain proposals set by set, in the caller's transaction: what one by one would have written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection

from dunwell.cash.aliases.rules import AliasKind, alias_value
from dunwell.cash.batches import queries
from dunwell.cash.batches.rules import Plan, PlannedLine, PlannedReceipt, Setting, plan_batch
from dunwell.cash.posting.queries import limits_of
from dunwell.cash.receipts.models import Receipt
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.periods.queries import check_open_days, locked_through

_CREATE = (
    "DROP TABLE IF EXISTS posting_receipt, posting_line",
    """
    CREATE TEMP TABLE posting_receipt (
        receipt_id bigint, customer_id bigint, day date, identified numeric(18,4), money_id bigint, is_new boolean,
        booking_rate numeric(18,10), suspense numeric(18,4), on_account numeric(18,4), applied numeric(18,4),
        state text, key text
    ) ON COMMIT DROP
    """,
    """
    CREATE TEMP TABLE posting_line (
        place bigint, proposal_id bigint, receipt_id bigint, item_id bigint, amount numeric(18,4),
        discount numeric(18,4), tolerance numeric(18,4), fee numeric(18,4), deduction numeric(18,4), code text,
        fx numeric(18,4), deduction_id bigint, deduction_number text, key text
    ) ON COMMIT DROP
    """,
)

_ENTRY = """receivables_entry (creditor_id, customer_id, open_item_id, kind, amount, currency, effective_date, reason,
                               posting_key, realized_fx_amount, recorded_by)"""
_ITEM = """receivables_open_item (id, creditor_id, customer_id, item_number, kind, document_date, posting_date,
                                  due_date, currency, original_amount, open_amount, booking_rate, reference,
                                  purchase_order, terms_code, settled_date, is_disputed, origin_id, reason_code, source,
                                  created_at)"""
_MOVEMENT = """cash_receipt_movement (creditor_id, receipt_id, kind, from_place, to_place, amount, currency,
                                      customer_id, on_account_item_id, effective_date, recorded_by, reason,
                                      posting_key)"""

_MONEY = (
    f"""
    INSERT INTO {_ITEM}
    SELECT w.money_id, r.creditor_id, w.customer_id, r.number, 'on_account', r.value_date, w.day, w.day, r.currency,
           -w.identified, -w.on_account, w.booking_rate, r.reference, '', '',
           CASE WHEN w.on_account = 0 THEN w.day END, false, NULL, '', 'cash', now()
    FROM posting_receipt w JOIN cash_receipt r ON r.id = w.receipt_id WHERE w.is_new ORDER BY w.money_id
    """,
    f"""
    INSERT INTO {_ENTRY}
    SELECT r.creditor_id, w.customer_id, w.money_id, 'issued', -w.identified, r.currency, w.day, '', w.key, NULL,
           %(who)s
    FROM posting_receipt w JOIN cash_receipt r ON r.id = w.receipt_id WHERE w.is_new ORDER BY w.money_id
    """,
    f"""
    INSERT INTO {_MOVEMENT}
    SELECT r.creditor_id, r.id, 'identified', 'suspense', 'on_account', w.identified, r.currency, w.customer_id,
           w.money_id, w.day, %(who)s, %(reason)s, w.key
    FROM posting_receipt w JOIN cash_receipt r ON r.id = w.receipt_id WHERE w.is_new ORDER BY r.id
    """,
)

_LINES = (
    f"""
    INSERT INTO {_ITEM}
    SELECT l.deduction_id, i.creditor_id, i.customer_id, l.deduction_number, 'deduction', i.document_date, w.day,
           i.due_date, i.currency, l.deduction, l.deduction, i.booking_rate, i.reference, i.purchase_order, '', NULL,
           false, i.id, l.code, 'cash desk', now()
    FROM posting_line l JOIN posting_receipt w USING (receipt_id) JOIN receivables_open_item i ON i.id = l.item_id
    WHERE l.deduction_id IS NOT NULL ORDER BY l.place
    """,
    f"""
    INSERT INTO {_ENTRY}
    SELECT i.creditor_id, i.customer_id, e.item_id, e.kind, e.amount, i.currency, w.day, e.reason, l.key, e.fx, %(who)s
    FROM posting_line l
    JOIN posting_receipt w USING (receipt_id)
    JOIN receivables_open_item i ON i.id = l.item_id
    CROSS JOIN LATERAL (VALUES
        (1, l.item_id, 'payment', -l.amount, %(reason)s, l.fx),
        (2, l.item_id, 'discount', -l.discount, %(reason)s, NULL),
        (3, l.item_id, 'tolerance', -l.tolerance, %(reason)s, NULL),
        (4, l.item_id, 'bank_fee', -l.fee, %(reason)s, NULL),
        (5, l.item_id, 'deduction', -l.deduction, l.code, NULL),
        (6, w.money_id, 'transfer', l.amount, %(reason)s, NULL),
        (7, l.deduction_id, 'issued', l.deduction, '', NULL)
    ) AS e(step, item_id, kind, amount, reason, fx)
    WHERE e.amount <> 0 ORDER BY l.place, e.step
    """,
    f"""
    INSERT INTO {_MOVEMENT}
    SELECT r.creditor_id, r.id, 'applied', 'on_account', 'applied', l.amount, r.currency, w.customer_id, w.money_id,
           w.day, %(who)s, %(reason)s, l.key
    FROM posting_line l JOIN posting_receipt w USING (receipt_id) JOIN cash_receipt r ON r.id = l.receipt_id
    ORDER BY l.place
    """,
    """
    INSERT INTO cash_allocation (creditor_id, receipt_id, open_item_id, customer_id, on_account_item_id, proposal_id,
        method, amount, currency, item_amount, item_currency, discount_amount, tolerance_amount, fee_amount,
        withholding_amount, deduction_amount, deduction_code, deduction_item_id, effective_date, recorded_by, reason,
        posting_key)
    SELECT r.creditor_id, r.id, l.item_id, w.customer_id, w.money_id, l.proposal_id, %(method)s, l.amount, r.currency,
           l.amount, r.currency, l.discount, l.tolerance, l.fee, 0, l.deduction, l.code, l.deduction_id, w.day, %(who)s,
           %(reason)s, l.key
    FROM posting_line l JOIN posting_receipt w USING (receipt_id) JOIN cash_receipt r ON r.id = l.receipt_id
    ORDER BY l.place
    """,
    # Each document once, each older on-account item with the sum of its lines; settled on the last day it moved.
    """
    UPDATE receivables_open_item i
    SET open_amount = i.open_amount + m.moved,
        settled_date = CASE WHEN i.open_amount + m.moved = 0
            THEN (SELECT max(e.effective_date) FROM receivables_entry e WHERE e.open_item_id = i.id) END
    FROM (
        SELECT item_id, -sum(amount + discount + tolerance + fee + deduction) AS moved FROM posting_line
        GROUP BY item_id
        UNION ALL
        SELECT w.money_id, sum(l.amount) FROM posting_line l JOIN posting_receipt w USING (receipt_id)
        WHERE NOT w.is_new GROUP BY w.money_id
    ) m WHERE i.id = m.item_id
    """,
    """
    UPDATE cash_receipt r
    SET suspense_amount = w.suspense, on_account_amount = w.on_account, applied_amount = w.applied, state = w.state,
        customer_id = COALESCE(r.customer_id, w.customer_id), version = r.version + 1
    FROM posting_receipt w WHERE r.id = w.receipt_id
    """,
    """
    UPDATE cash_proposal p SET is_current = false FROM posting_receipt w
    WHERE p.receipt_id = w.receipt_id AND p.is_current
    """,
)

_LEARN = """
    INSERT INTO cash_payer_alias (creditor_id, kind, value, customer_id, seen_count, is_confirmed, learned_by,
                                  last_seen_date, created_at)
    SELECT %(creditor_id)s, t.kind, t.value, t.customer_id, t.count, false, %(who)s, t.day, now()
    FROM unnest(%(kinds)s::text[], %(values)s::text[], %(customers)s::bigint[], %(counts)s::int[], %(days)s::date[])
         AS t(kind, value, customer_id, count, day)
    ORDER BY t.kind, t.value, t.customer_id
    ON CONFLICT (creditor_id, kind, value, customer_id)
    DO UPDATE SET seen_count = cash_payer_alias.seen_count + EXCLUDED.seen_count,
                  last_seen_date = GREATEST(cash_payer_alias.last_seen_date, EXCLUDED.last_seen_date)
"""


@command
def post_plain(*, viewer: Viewer, creditor_id: int, proposal_ids: Sequence[int], method: str, reason: str) -> Plan:
    """Write the plain proposals of a batch and return the plan: what was written, what is left, what is refused."""
    require(viewer, "cash.post", creditor_id)
    found = queries.candidates(creditor_id, proposal_ids)
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=creditor_id)
    setting = Setting(
        base_currency=base,
        limits=limits_of(creditor_id),
        locked_through=locked_through(creditor_id),
        rates=queries.rates_for(creditor_id, base, [(one.currency, one.value_date) for one in found]),
    )
    plan = plan_batch(found, setting)
    if plan.receipts:
        check_open_days(creditor_id, [one.day for one in plan.receipts])
        _write(plan, {"who": viewer.name or viewer.kind, "method": method, "reason": reason[:200]})
        _learn(viewer, creditor_id, plan)
    return plan


def _write(plan: Plan, facts: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in _CREATE:
            cursor.execute(statement)
        opened = iter(_item_ids(cursor, sum(one.money_id is None for one in plan.receipts)))
        split = iter(_item_ids(cursor, sum(bool(line.deduction_number) for line in _lines_of(plan))))
        with cursor.copy("COPY posting_receipt FROM STDIN") as copy:
            for one in plan.receipts:
                copy.write_row(_receipt_row(one, opened))
        with cursor.copy("COPY posting_line FROM STDIN") as copy:
            for place, line in enumerate(_lines_of(plan)):
                copy.write_row((place, *_line_row(line, split)))
        cursor.execute("ANALYZE posting_receipt, posting_line")
        for statement in (*_MONEY, *_LINES):
            cursor.execute(statement, facts)


def _item_ids(cursor: Any, count: int) -> list[int]:
    cursor.execute("SELECT nextval('receivables_open_item_id_seq') FROM generate_series(1, %s)", [count])
    return [row[0] for row in cursor.fetchall()]


def _lines_of(plan: Plan) -> Iterator[PlannedLine]:
    return (line for one in plan.receipts for line in one.lines)


def _receipt_row(one: PlannedReceipt, opened: Iterator[int]) -> tuple[Any, ...]:
    places, is_new = one.places, one.money_id is None
    money_id = next(opened) if is_new else one.money_id
    return (
        one.candidate.receipt_id, one.customer_id, one.day, one.identified, money_id, is_new, one.rate,
        places.suspense, places.on_account, places.applied, places.state.value, f"transfer-{uuid4().hex}",
    )  # fmt: skip


def _line_row(planned: PlannedLine, split: Iterator[int]) -> tuple[Any, ...]:
    line = planned.settlement.line
    return (
        planned.proposal_id, planned.receipt_id, planned.open_item_id, line.amount, line.discount_amount,
        line.tolerance_amount, line.fee_amount, line.deduction_amount, line.deduction_code.strip(),
        planned.realized_fx_amount, next(split) if planned.deduction_number else None, planned.deduction_number,
        f"allocation-{uuid4().hex}",
    )  # fmt: skip


def _learn(viewer: Viewer, creditor_id: int, plan: Plan) -> None:
    """Count each payer's postings, each value once a statement."""
    found = Receipt.objects.filter(pk__in=[one.candidate.receipt_id for one in plan.receipts])
    seen: Counter[tuple[str, str, int]] = Counter()
    last: dict[tuple[str, str, int], date] = {}
    for row in found.values_list("customer_id", "payer_account", "payer_name", "value_date"):
        customer_id, account, name, day = row
        for kind, text in ((AliasKind.ACCOUNT, account), (AliasKind.NAME, name)):
            value = alias_value(kind, text)
            if value:
                key = (kind.value, value, customer_id)
                seen[key] += 1
                last[key] = max(last.get(key, day), day)
    keys = sorted(seen)
    facts: dict[str, Any] = {
        "creditor_id": creditor_id,
        "who": viewer.name or viewer.kind,
        "kinds": [key[0] for key in keys],
        "values": [key[1] for key in keys],
        "customers": [key[2] for key in keys],
        "counts": [seen[key] for key in keys],
        "days": [last[key] for key in keys],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEARN, facts)
