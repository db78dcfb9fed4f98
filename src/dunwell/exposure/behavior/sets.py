"""How customers pay: one row per settlement, weighed by its amount (handbook §2.10), as of any day.

A settlement is a payment, or a clearing by the source's own ledger; credits, discounts, write-offs and what was
reversed by the day are left out. Amounts are weighed in the base currency at the closing rate of the day.
Unpaid documents are not in it (survivor bias): read it beside the aging.
"""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from dunwell.base.days import add_months
from dunwell.base.sets import Instant, as_decimal, day, days_since, half_up_ratio, total
from dunwell.receivables.entries.sets import posted, settlements
from dunwell.receivables.open_items.sets import settled_due_dates
from dunwell.receivables.rates.sets import in_base

SETTLEMENT_KINDS = ("payment", "cleared_at_source")
_CREDIT_KINDS = ("credit_memo", "on_account")
_DAYS = "decimal(9,2)"
_YEAR_MONTHS, _QUARTER_MONTHS = 12, 3


def settled_rows(
    items: ir.Table, entries: ir.Table, due_parts: ir.Table, as_of: date, known_at: Instant | None = None
) -> ir.Table:
    """Return every settlement up to a day with how long it took.

    Grain: one row per settling entry: entry_id, item_id, customer_id, currency, paid_amount (above zero), paid_date,
    `days_to_pay` from the document date, `days_late` from the due date (of the installment it began to pay); early is
    below zero.
    """
    paid = settlements(entries, SETTLEMENT_KINDS, as_of, known_at)
    debits = items.filter(~items.kind.isin(_CREDIT_KINDS))
    debits = debits.select("item_id", "currency", "document_date", "due_date")
    rows = paid.join(debits, "item_id")
    of_parts = settled_due_dates(paid, due_parts)
    rows = rows.left_join(of_parts, rows.entry_id == of_parts.settled_entry_id)
    due = ibis.coalesce(rows.settled_due_date, rows.due_date)
    return rows.select(
        "entry_id",
        "item_id",
        "customer_id",
        "currency",
        "paid_amount",
        "paid_date",
        days_to_pay=days_since(rows.document_date, rows.paid_date),
        days_late=days_since(due, rows.paid_date),
    )


def _weighted(rows: ir.Table, days: str, where: ir.BooleanValue) -> ir.IntegerValue:
    """Return hundredths of days, weighed by what was paid; null where nothing was."""
    weighed = ibis.coalesce((rows.paid_amount * rows[days]).sum(where=where), ibis.literal(0, type="decimal(38,4)"))
    return half_up_ratio(weighed, total(rows.paid_amount, where=where), 2)


def payment_behavior(
    settled: ir.Table, balances: ir.Table, rates: ir.Table, as_of: date, base_currency: str, digits: int
) -> ir.Table:
    """Return how each customer pays, over the twelve months up to a day; last payment over all time.

    Grain: one row per customer that ever paid: average_days_to_pay, average_days_late, late_share (of the documents
    paid in full), late_trend (last 3 months less 12; above zero is getting worse), paid_item_count, last_payment_date,
    last_payment_amount (everything of that day, base currency; null where a rate is missing).
    Null where nothing was paid in the months asked. `settled` is from `settled_rows`, `balances` from `open_balances`.
    """
    rows = in_base(settled, rates, as_of, base_currency, digits, ("paid_amount",))
    year = rows.paid_date > day(add_months(as_of, -_YEAR_MONTHS))
    quarter = rows.paid_date > day(add_months(as_of, -_QUARTER_MONTHS))
    means = rows.group_by("customer_id").aggregate(
        to_pay=_weighted(rows, "days_to_pay", year),
        late=_weighted(rows, "days_late", year),
        late_now=_weighted(rows, "days_late", quarter),
        last_payment_date=rows.paid_date.max(),
    )
    joined = means.left_join(_last_payments(rows, base_currency), "customer_id").drop("customer_id_right")
    joined = joined.left_join(_documents(settled, balances, as_of), "customer_id")
    share = half_up_ratio(joined.late_count.cast("decimal(18,4)"), joined.paid_count.cast("decimal(18,4)"), 4)
    return joined.select(
        "customer_id",
        average_days_to_pay=as_decimal(joined.to_pay, 2, _DAYS),
        average_days_late=as_decimal(joined.late, 2, _DAYS),
        late_share=as_decimal(share, 4, "decimal(5,4)"),
        late_trend=as_decimal(joined.late_now - joined.late, 2, _DAYS),
        paid_item_count=ibis.coalesce(joined.paid_count, 0),
        last_payment_date=joined.last_payment_date,
        last_payment_amount=joined.last_payment_amount,
    )


def _last_payments(rows: ir.Table, base_currency: str) -> ir.Table:
    """Sum what each customer paid on the last day on which it paid, by joins: a window would sort the whole history."""
    newest = rows.group_by(newest_customer_id="customer_id").aggregate(newest_date=rows.paid_date.max())
    paid = rows.filter(rows.currency == base_currency)
    on_last = paid.semi_join(newest, [("customer_id", "newest_customer_id"), ("paid_date", "newest_date")])
    return on_last.group_by("customer_id").aggregate(last_payment_amount=total(on_last.paid_amount))


def _documents(settled: ir.Table, balances: ir.Table, as_of: date) -> ir.Table:
    """Count each customer's documents paid in full within a year, and those of them that were late in any part."""
    closed = settled.anti_join(balances, "item_id").group_by("customer_id", "item_id")
    items = closed.aggregate(last_date=lambda t: t.paid_date.max(), worst=lambda t: t.days_late.max())
    items = items.filter(items.last_date > day(add_months(as_of, -_YEAR_MONTHS)))
    return items.group_by("customer_id").aggregate(
        paid_count=items.count(), late_count=items.count(where=items.worst > 0)
    )


def lateness_by_month(
    settled: ir.Table, rates: ir.Table, as_of: date, base_currency: str, digits: int, months: int = 12
) -> ir.Table:
    """Return each customer's weighted days late per calendar month, the last of which is the month of the day.

    Grain: one row per customer and month in which something was paid: `month` (its first day), days_late, paid_amount.
    """
    rows = in_base(settled, rates, as_of, base_currency, digits, ("paid_amount",))
    start = add_months(as_of.replace(day=1), 1 - months)
    rows = rows.filter(rows.paid_date >= day(start))
    rows = rows.mutate(month=ibis.date(rows.paid_date.year(), rows.paid_date.month(), 1))
    sums = rows.group_by("customer_id", "month").aggregate(
        late=_weighted(rows, "days_late", ibis.literal(True)), paid_amount=total(rows.paid_amount)
    )
    return sums.select("customer_id", "month", days_late=as_decimal(sums.late, 2, _DAYS), paid_amount="paid_amount")


def first_documents(items: ir.Table, entries: ir.Table, as_of: date, known_at: Instant | None = None) -> ir.Table:
    """Return the first document of each customer that was posted by a day: customer_id, first_document_date."""
    known = posted(entries, as_of, known_at)
    seen = items.semi_join(known.filter(known.kind == "issued"), "item_id")
    return seen.group_by("customer_id").aggregate(first_document_date=seen.document_date.min())
