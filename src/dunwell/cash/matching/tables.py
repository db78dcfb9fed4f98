"""What the matcher reads: receipts that wait, documents that are open, and who may be behind a payer."""

from dunwell.base.sets import MONEY, TableShape

RECEIPTS_WAITING = TableShape(
    name="receipts_waiting",
    grain="one row per receipt with money in suspense or on account; `amount` is what is left of it",
    key=("receipt_id",),
    columns={
        "receipt_id": "int64",
        "number": "string",
        "customer_id": "int64",
        "currency": "string",
        "amount": MONEY,
        "whole_amount": MONEY,
        "value_date": "date",
        "payer_name": "string",
        "payer_account": "string",
        "reference": "string",
        "creditor_reference": "string",
        "text": "string",
        "named_numbers": "string",
    },
    source="""
        SELECT r.id AS receipt_id, r.number, r.customer_id, r.currency,
               r.suspense_amount + r.on_account_amount AS amount,
               r.amount AS whole_amount, r.value_date, r.payer_name, r.payer_account, r.reference,
               COALESCE(l.creditor_reference, '') AS creditor_reference, r.text,
               COALESCE((SELECT string_agg(x.number, E'\\n' ORDER BY x.sequence)
                         FROM cash_remittance m JOIN cash_remittance_line x ON x.remittance_id = m.id
                         WHERE m.receipt_id = r.id), '') AS named_numbers
        FROM cash_receipt r LEFT JOIN cash_statement_line l ON l.id = r.statement_line_id
        WHERE r.creditor_id = %(creditor_id)s AND r.suspense_amount + r.on_account_amount > 0
    """,
)

REMITTED = TableShape(
    name="remitted",
    grain="one row per line of a remittance that belongs to a waiting receipt",
    key=("receipt_id", "remittance_id", "sequence"),
    columns={
        "receipt_id": "int64",
        "remittance_id": "int64",
        "sequence": "int64",
        "number": "string",
        "gross_amount": MONEY,
        "discount_amount": MONEY,
        "paid_amount": MONEY,
        "deduction_amount": MONEY,
        "deduction_code": "string",
    },
    source="""
        SELECT m.receipt_id, m.id AS remittance_id, x.sequence::bigint AS sequence, x.number, x.gross_amount,
               x.discount_amount, x.paid_amount, d.amount::numeric(18,4) AS deduction_amount,
               COALESCE(d.code, '') AS deduction_code
        FROM cash_remittance m
        JOIN cash_receipt r ON r.id = m.receipt_id AND r.suspense_amount + r.on_account_amount > 0
        JOIN cash_remittance_line x ON x.remittance_id = m.id
        LEFT JOIN LATERAL (
            SELECT -sum((a ->> 'amount')::numeric) AS amount, min(a ->> 'code') AS code
            FROM jsonb_array_elements(x.adjustments) a
        ) d ON true
        WHERE m.creditor_id = %(creditor_id)s
    """,
)

MATCHABLE = TableShape(
    name="matchable",
    grain="one row per open document; amounts in its currency, `discount_amount` as the terms gave it",
    key=("item_id",),
    columns={
        "item_id": "int64",
        "customer_id": "int64",
        "item_number": "string",
        "kind": "string",
        "currency": "string",
        "document_date": "date",
        "due_date": "date",
        "open_amount": MONEY,
        "original_amount": MONEY,
        "discount_date": "date",
        "discount_amount": MONEY,
        "is_held": "boolean",
    },
    source="""
        SELECT i.id AS item_id, i.customer_id, i.item_number, i.kind, i.currency, i.document_date, i.due_date,
               i.open_amount, i.original_amount, i.discount_date, i.discount_amount,
               i.is_disputed OR EXISTS (
                   SELECT 1 FROM receivables_hold h
                   WHERE h.open_item_id = i.id AND h.lifted_date IS NULL AND h.reason = 'dispute'
               ) AS is_held
        FROM receivables_open_item i
        WHERE i.creditor_id = %(creditor_id)s AND i.open_amount <> 0 AND i.kind <> 'on_account'
    """,
)

SETTLED_NUMBERS = TableShape(
    name="settled_numbers",
    grain="one row per document that came to zero within the last half year: a payer may pay it twice",
    key=("item_id",),
    columns={"item_id": "int64", "customer_id": "int64", "number": "string", "original_amount": MONEY},
    source="""
        SELECT i.id AS item_id, i.customer_id, i.item_number AS number, i.original_amount
        FROM receivables_open_item i
        WHERE i.creditor_id = %(creditor_id)s AND i.open_amount = 0 AND i.original_amount > 0
          AND i.settled_date > (
              SELECT COALESCE(max(settled_date), '2000-01-01') FROM receivables_open_item
              WHERE creditor_id = %(creditor_id)s
          ) - 180
    """,
)

OPEN_PARTS = TableShape(
    name="open_parts",
    grain="one row per installment of an open document that is due in parts",
    key=("item_id", "sequence"),
    columns={"item_id": "int64", "sequence": "int64", "amount": MONEY},
    source="""
        SELECT p.open_item_id AS item_id, p.sequence::bigint AS sequence, p.amount
        FROM receivables_due_part p JOIN receivables_open_item i ON i.id = p.open_item_id AND i.open_amount <> 0
        WHERE p.creditor_id = %(creditor_id)s
    """,
)

PAYING_CUSTOMERS = TableShape(
    name="paying_customers",
    grain="one row per customer",
    key=("customer_id",),
    columns={
        "customer_id": "int64",
        "number": "string",
        "name": "string",
        "other_name": "string",
        "parent_id": "int64",
    },
    source="""
        SELECT c.id AS customer_id, c.number, c.name, c.other_name, c.parent_id
        FROM parties_customer c WHERE c.creditor_id = %(creditor_id)s
    """,
)

ALIASES = TableShape(
    name="payer_aliases",
    grain="one row per payer account or name and customer it was seen for",
    key=("kind", "value", "customer_id"),
    columns={
        "kind": "string",
        "value": "string",
        "customer_id": "int64",
        "seen_count": "int64",
        "is_confirmed": "boolean",
    },
    source="""
        SELECT a.kind, a.value, a.customer_id, a.seen_count::bigint AS seen_count, a.is_confirmed
        FROM cash_payer_alias a WHERE a.creditor_id = %(creditor_id)s
    """,
)

SHAPES = (RECEIPTS_WAITING, REMITTED, MATCHABLE, SETTLED_NUMBERS, OPEN_PARTS, PAYING_CUSTOMERS, ALIASES)
