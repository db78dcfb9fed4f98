"""What open items and their installments offer to sets."""

from dunwell.base.sets import MONEY, TableShape

ITEMS = TableShape(
    name="items",
    grain="one row per document ever booked, open or not; amounts in its currency",
    key=("item_id",),
    columns={
        "item_id": "int64",
        "customer_id": "int64",
        "item_number": "string",
        "kind": "string",
        "document_date": "date",
        "posting_date": "date",
        "due_date": "date",
        "currency": "string",
        "reference": "string",
        "is_disputed": "boolean",
        "original_amount": MONEY,
        "cached_amount": MONEY,
    },
    source="""
        SELECT i.id AS item_id, i.customer_id, i.item_number, i.kind, i.document_date, i.posting_date, i.due_date,
               i.currency, i.reference, i.is_disputed, i.original_amount, i.open_amount AS cached_amount
        FROM receivables_open_item i
        WHERE i.creditor_id = %(creditor_id)s
    """,
)

DUE_PARTS = TableShape(
    name="due_parts",
    grain="one row per installment, only of items that are due in parts; the parts sum to the item's original amount",
    key=("item_id", "sequence"),
    columns={"item_id": "int64", "sequence": "int64", "due_date": "date", "amount": MONEY},
    source="""
        SELECT p.open_item_id AS item_id, p.sequence::bigint AS sequence, p.due_date, p.amount
        FROM receivables_due_part p
        WHERE p.creditor_id = %(creditor_id)s
    """,
)
