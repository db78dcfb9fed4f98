"""What the customers of a creditor offer to sets."""

from dunwell.base.sets import TableShape

CUSTOMERS = TableShape(
    name="customers",
    grain="one row per customer, whether or not anything is open",
    key=("customer_id",),
    columns={
        "customer_id": "int64",
        "customer_number": "string",
        "customer_name": "string",
        "kind": "string",
        "parent_id": "int64",
        "owner_id": "int64",
        "owner": "string",
        "queue": "string",
        "language": "string",
        "time_zone": "string",
        "country": "string",
        "terms_code": "string",
    },
    source="""
        SELECT c.id AS customer_id, c.number COLLATE "C" AS customer_number, c.name AS customer_name, c.kind,
               c.parent_id,
               c.owner_id, COALESCE(u.full_name, '') AS owner, c.queue,
               COALESCE(NULLIF(c.language, ''), k.language) AS language,
               COALESCE(NULLIF(c.time_zone, ''), k.time_zone) AS time_zone,
               COALESCE(NULLIF(c.country, ''), k.country) AS country, c.terms_code
        FROM parties_customer c
        JOIN platform_creditor k ON k.id = c.creditor_id
        LEFT JOIN platform_user u ON u.id = c.owner_id
        WHERE c.creditor_id = %(creditor_id)s
    """,
)
