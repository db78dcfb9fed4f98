"""What promises offer to sets."""

from dunwell.base.sets import TableShape

PROMISES = TableShape(
    name="promises",
    grain="one row per promise that counts: active or confirmed; decided_date is null while it is waited for",
    key=("promise_id",),
    columns={
        "promise_id": "int64",
        "customer_id": "int64",
        "state": "string",
        "decided_date": "date",
    },
    source="""
        SELECT p.id AS promise_id, p.customer_id, p.state, p.decided_date
        FROM outcomes_promise p
        WHERE p.creditor_id = %(creditor_id)s AND p.status IN ('active', 'confirmed')
    """,
)
