"""What snoozes offer to sets."""

from dunwell.base.sets import TableShape

SNOOZES = TableShape(
    name="snoozes",
    grain="one row per snooze that was not lifted; it counts on days D with placed_date <= D < until_date",
    key=("snooze_id",),
    columns={"snooze_id": "int64", "customer_id": "int64", "placed_date": "date", "until_date": "date"},
    source="""
        SELECT s.id AS snooze_id, s.customer_id, s.placed_date, s.until_date
        FROM work_snooze s
        WHERE s.creditor_id = %(creditor_id)s AND s.lifted_at IS NULL
    """,
)
