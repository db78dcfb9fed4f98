"""What holds offer to sets."""

from dunwell.base.sets import MONEY, TableShape

HOLDS = TableShape(
    name="holds",
    grain="one row per hold ever placed; item_id is null for a whole customer, amount is null for the whole item",
    key=("hold_id",),
    columns={
        "hold_id": "int64",
        "customer_id": "int64",
        "item_id": "int64",
        "reason": "string",
        "amount": MONEY,
        "placed_date": "date",
        "until_date": "date",
        "lifted_date": "date",
    },
    source="""
        SELECT h.id AS hold_id, h.customer_id, h.open_item_id AS item_id, h.reason, h.amount, h.placed_date,
               h.until_date, h.lifted_date
        FROM receivables_hold h
        WHERE h.creditor_id = %(creditor_id)s
    """,
)
