"""What documents offer to be recognized by."""

from dunwell.base.sets import TableShape

ITEM_NUMBERS = TableShape(
    name="item_numbers",
    grain="one row per number of an open document: its own, its reference (load, waybill), its purchase order",
    key=("item_id", "field"),
    columns={"item_id": "int64", "customer_id": "int64", "field": "string", "number": "string"},
    source="""
        SELECT i.id AS item_id, i.customer_id, n.field, n.number
        FROM receivables_open_item i
        CROSS JOIN LATERAL (VALUES ('number', i.item_number), ('reference', i.reference), ('order', i.purchase_order))
            AS n (field, number)
        WHERE i.creditor_id = %(creditor_id)s AND i.open_amount <> 0 AND n.number <> ''
    """,
)

TOKENS = TableShape(
    name="tokens",
    grain="one row per possible document number that a receipt's payer wrote",
    key=("receipt_id", "key", "kind"),
    columns={"receipt_id": "int64", "key": "string", "kind": "string", "is_structured": "boolean"},
    source="SELECT NULL::bigint, ''::text, ''::text, false WHERE %(creditor_id)s < 0",
)
