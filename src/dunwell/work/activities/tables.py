"""What activities offer to sets."""

from dunwell.base.sets import TableShape

ACTIVITIES = TableShape(
    name="activities",
    grain="one row per activity that counts: what was corrected, and the correction itself, are left out",
    key=("activity_id",),
    columns={
        "activity_id": "int64",
        "customer_id": "int64",
        "kind": "string",
        "direction": "string",
        "reached": "boolean",
        "outcome": "string",
        "occurred_date": "date",
    },
    source="""
        SELECT a.id AS activity_id, a.customer_id, a.kind, a.direction, a.reached, a.outcome, a.occurred_date
        FROM work_activity a
        LEFT JOIN work_activity c ON c.corrects_id = a.id
        WHERE a.creditor_id = %(creditor_id)s AND a.corrects_id IS NULL AND c.id IS NULL
    """,
)
