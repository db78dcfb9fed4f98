"""What cash offers to sets: money that came in and waits to be put against documents."""

from dunwell.base.sets import MONEY, TableShape

WAITING_RECEIPTS = TableShape(
    name="waiting_receipts",
    grain="one row per customer and receipt of which money waits: on account there, or in suspense and probably theirs",
    key=("customer_id", "receipt_id"),
    columns={
        "customer_id": "int64",
        "receipt_id": "int64",
        "currency": "string",
        "amount": MONEY,
        "value_date": "date",
    },
    # In suspense a receipt is probably of whom a current proposal names, or of whom the payer's account or name was
    # learned: confirmed, or seen twice and for nobody else. Names are folded as `aliases.rules.name_value` does.
    source=r"""
        WITH standing AS (
            SELECT DISTINCT m.receipt_id, m.on_account_item_id AS item_id
            FROM cash_receipt_movement m
            WHERE m.creditor_id = %(creditor_id)s AND m.on_account_item_id IS NOT NULL
        ), known AS (
            SELECT a.kind, a.value, a.customer_id
            FROM cash_payer_alias a
            WHERE a.creditor_id = %(creditor_id)s AND (a.is_confirmed OR (a.seen_count >= 2 AND NOT EXISTS (
                SELECT 1 FROM cash_payer_alias o
                WHERE o.creditor_id = a.creditor_id AND o.kind = a.kind AND o.value = a.value
                  AND o.customer_id <> a.customer_id)))
        ), unclear AS (
            SELECT r.id, r.currency, r.suspense_amount, r.value_date,
                   ltrim(regexp_replace(upper(r.payer_account), '[^0-9A-Z]', '', 'g'), '0') AS account,
                   upper(regexp_replace(normalize(r.payer_name, NFKC), '[\W_]+', '', 'g')) AS name
            FROM cash_receipt r
            WHERE r.creditor_id = %(creditor_id)s AND r.suspense_amount > 0
        ), parts AS (
            SELECT i.customer_id, r.id AS receipt_id, r.currency, -i.open_amount AS amount, r.value_date
            FROM standing s
            JOIN cash_receipt r ON r.id = s.receipt_id AND r.on_account_amount > 0
            JOIN receivables_open_item i ON i.id = s.item_id AND i.open_amount < 0
            UNION ALL
            SELECT u.customer_id, u.receipt_id, u.currency, u.amount, u.value_date
            FROM (
                SELECT p.customer_id, r.id AS receipt_id, r.currency, r.suspense_amount AS amount, r.value_date
                FROM unclear r
                JOIN cash_proposal p ON p.receipt_id = r.id AND p.is_current AND p.customer_id IS NOT NULL
                WHERE p.verdict <> 'weak'
                UNION
                SELECT k.customer_id, r.id, r.currency, r.suspense_amount, r.value_date
                FROM unclear r
                JOIN known k ON (k.kind = 'account' AND k.value = r.account AND r.account <> '')
                             OR (k.kind = 'name' AND k.value = r.name AND r.name <> '')
            ) u
        )
        SELECT customer_id, receipt_id, currency, sum(amount)::numeric(18,4) AS amount, value_date
        FROM parts
        GROUP BY customer_id, receipt_id, currency, value_date
    """,
)
