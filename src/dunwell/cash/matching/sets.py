"""The matcher's sets: what payers named, and the open documents in the order in which the matcher reads them."""

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import ten_thousandths
from dunwell.cash.references.rules import MIN_CORE


def counted_items(matchable: ir.Table) -> ir.Table:
    """Return open documents in whole ten-thousandths and days, ordered by customer and due day.

    Grain: one row per open document: item_id, customer_id, currency, number, digits, open_amount, original_amount,
    discount, issued_date, due_date, discount_date, is_held.
    """
    digits = matchable.item_number.re_replace("[^0-9]", "").re_replace("^0+", "")
    rows = matchable.select(
        "item_id",
        "customer_id",
        "currency",
        "is_held",
        number="item_number",
        digits=(digits.length() >= MIN_CORE).ifelse(digits, ""),
        open_amount=ten_thousandths(matchable.open_amount),
        original_amount=ten_thousandths(matchable.original_amount),
        discount=ibis.coalesce(ten_thousandths(matchable.discount_amount), 0),
        issued_date="document_date",
        due_date="due_date",
        discount_date="discount_date",
    )
    return rows.order_by("customer_id", "due_date", "item_id")


def counted_receipts(receipts: ir.Table) -> ir.Table:
    """Return waiting receipts with their amount in whole ten-thousandths, one row each, in order of receipt."""
    return receipts.mutate(units=ten_thousandths(receipts.amount)).order_by("receipt_id")
