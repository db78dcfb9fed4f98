"""What the ledger offers to sets."""

from dunwell.base.sets import MONEY, TableShape

ENTRIES = TableShape(
    name="entries",
    grain="one row per movement on an item, the document's own amount included; signed, in the item's currency",
    key=("entry_id",),
    columns={
        "entry_id": "int64",
        "item_id": "int64",
        "customer_id": "int64",
        "kind": "string",
        "amount": MONEY,
        "effective_date": "date",
        "recorded_at": "timestamp",
        "reverses_id": "int64",
    },
    source="""
        SELECT e.id AS entry_id, e.open_item_id AS item_id, e.customer_id, e.kind, e.amount, e.effective_date,
               e.recorded_at AT TIME ZONE 'UTC' AS recorded_at, e.reverses_id
        FROM receivables_entry e
        WHERE e.creditor_id = %(creditor_id)s
    """,
)
