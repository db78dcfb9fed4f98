"""What exchange rates offer to sets."""

from dunwell.base.sets import RATE, TableShape

RATES = TableShape(
    name="rates",
    grain="one row per currency and day; base currency per unit of the currency",
    key=("currency", "rate_date"),
    columns={"currency": "string", "rate_date": "date", "rate": RATE},
    source="""
        SELECT r.currency, r.rate_date, r.rate
        FROM receivables_exchange_rate r
        WHERE r.creditor_id = %(creditor_id)s
    """,
)
