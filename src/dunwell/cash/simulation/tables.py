"""The matcher's tables as they were before past receipts were applied: what a simulation reads."""

from dataclasses import replace
from datetime import date

from dunwell.base.sets import TableShape
from dunwell.cash.matching import tables
from dunwell.cash.references.tables import ITEM_NUMBERS

_APPLIED = """
    SELECT a.receipt_id, a.open_item_id,
           sum(a.item_amount + a.discount_amount + a.tolerance_amount + a.fee_amount + a.withholding_amount
               + a.deduction_amount) AS amount
    FROM cash_allocation a JOIN cash_receipt p ON p.id = a.receipt_id AND p.value_date >= '{since}'
    WHERE a.creditor_id = %(creditor_id)s AND a.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM cash_allocation x WHERE x.reverses_id = a.id)
    GROUP BY 1, 2
"""


def shapes_before(since: date) -> tuple[TableShape, ...]:
    """Return the matcher's tables with receipts valued since a day as if they waited, and their documents open again.

    What the receipts' own posting taught of payers stays known, and who paid is forgotten.
    """
    applied = _APPLIED.format(since=since.isoformat())
    receipts = tables.RECEIPTS_WAITING.source.replace("r.customer_id,", "NULL::bigint AS customer_id,")
    receipts = receipts.replace("r.suspense_amount + r.on_account_amount AS amount", "r.applied_amount AS amount")
    receipts = receipts.replace(
        "r.suspense_amount + r.on_account_amount > 0", f"r.id IN (SELECT receipt_id FROM ({applied}) z)"
    )
    remitted = tables.REMITTED.source.replace(
        "r.suspense_amount + r.on_account_amount > 0", f"r.id IN (SELECT receipt_id FROM ({applied}) z)"
    )
    again = f"LEFT JOIN (SELECT open_item_id, sum(amount) AS amount FROM ({applied}) z GROUP BY 1) b"
    opened = "i.open_amount + COALESCE(b.amount, 0)"
    matchable = tables.MATCHABLE.source.replace("i.open_amount, i.original", f"{opened} AS open_amount, i.original")
    matchable = matchable.replace(
        "FROM receivables_open_item i\n", f"FROM receivables_open_item i {again} ON b.open_item_id = i.id\n"
    )
    matchable = matchable.replace("i.open_amount <> 0", f"{opened} <> 0")
    numbers = ITEM_NUMBERS.source.replace(
        "i.open_amount <> 0", f"(i.open_amount <> 0 OR i.id IN (SELECT open_item_id FROM ({applied}) z))"
    )
    settled = f"{tables.SETTLED_NUMBERS.source} AND i.id NOT IN (SELECT open_item_id FROM ({applied}) z)"
    parts = tables.OPEN_PARTS.source.replace(
        "i.open_amount <> 0", f"(i.open_amount <> 0 OR i.id IN (SELECT open_item_id FROM ({applied}) z))"
    )
    return (
        replace(tables.RECEIPTS_WAITING, source=receipts),
        replace(tables.REMITTED, source=remitted),
        replace(tables.MATCHABLE, source=matchable),
        replace(tables.SETTLED_NUMBERS, source=settled),
        replace(tables.OPEN_PARTS, source=parts),
        tables.PAYING_CUSTOMERS,
        tables.ALIASES,
        replace(ITEM_NUMBERS, source=numbers),
    )
