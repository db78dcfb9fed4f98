"""The aging report as sets: every open part in exactly one bucket, and buckets that sum to the ledger.

Conservation, whatever the day, basis, edges or grouping: buckets + unapplied = open amount (credits policy `exclude`
apart, which says so). `disputed` is a memo column: a disputed part also stands in its bucket.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import Day, amount, days_since, positive, total
from dunwell.exposure.aging.rules import UNAPPLIED, Basis, Buckets, Credits

_DATES = {Basis.DUE: "due_date", Basis.DOCUMENT: "document_date", Basis.POSTING: "posting_date"}
_PARENT_STEPS = 4


def aged_parts(
    parts: ir.Table, as_of: Day, basis: Basis, buckets: Buckets, credits: Credits = Credits.SEPARATE_COLUMN
) -> ir.Table:
    """Give each open part its age and its one bucket.

    Grain: one row per open part (as given, plus `days_past_due`, `age_days` on the basis, `bucket` and `aged_amount`).
    `bucket` is an index into the buckets' labels, or -1 for the unapplied column. `aged_amount` is what the part brings
    to that cell: its open amount, less what credits net off it under `oldest_first_notional`.
    """
    rows = parts.mutate(
        days_past_due=days_since(parts.due_date, as_of), age_days=days_since(parts[_DATES[basis]], as_of)
    )
    is_credit = rows.open_amount < amount(0)
    if credits is Credits.BY_OWN_DATE:
        own = days_since(rows.document_date, as_of)
        rows = rows.mutate(age_days=ibis.cases((is_credit, own), else_=rows.age_days))
        return rows.mutate(bucket=_bucket(rows.age_days, buckets), aged_amount=rows.open_amount)
    if credits is Credits.EXCLUDE:
        rows = rows.filter(rows.open_amount > amount(0))
        return rows.mutate(bucket=_bucket(rows.age_days, buckets), aged_amount=rows.open_amount)
    if credits is Credits.OLDEST_FIRST_NOTIONAL:
        rows = _netted(rows)
    else:
        rows = rows.mutate(aged_amount=rows.open_amount)
    unapplied = rows.open_amount < amount(0)
    return rows.mutate(bucket=ibis.cases((unapplied, UNAPPLIED), else_=_bucket(rows.age_days, buckets)))


def _bucket(age: ir.IntegerValue, buckets: Buckets) -> ir.IntegerValue:
    steps = [(age <= bound, place) for place, bound in enumerate(buckets.bounds)]
    return ibis.cases(*steps, else_=len(buckets.bounds))


def _netted(rows: ir.Table) -> ir.Table:
    """Net a customer's credits against its oldest debits of the same currency; both sides are used up oldest first."""
    side = rows.mutate(is_credit=rows.open_amount < amount(0), size=rows.open_amount.abs())
    account = ibis.window(group_by=["customer_id", "currency"])
    upto = ibis.window(
        group_by=["customer_id", "currency", "is_credit"],
        order_by=[side.age_days.desc(), side.item_id, side.sequence],
        preceding=None,
        following=0,
    )
    sums = side.mutate(
        debits=total(side.size, where=~side.is_credit).over(account),
        credits=total(side.size, where=side.is_credit).over(account),
        through=total(side.size).over(upto),
    )
    netted = ibis.least(sums.debits, sums.credits)
    before = sums.through - sums.size
    used = ibis.least(positive(netted - before), sums.size)
    left = sums.mutate(aged_amount=ibis.cases((sums.is_credit, used - sums.size), else_=sums.size - used))
    return left.drop("is_credit", "size", "debits", "credits", "through")


def aging_cells(aged: ir.Table, buckets: Buckets) -> ir.Table:
    """Sum aged parts into one row per customer and currency: bucket_0 …, unapplied, disputed, total, part_count."""
    sums = {
        f"bucket_{place}": total(aged.aged_amount, where=aged.bucket == place) for place in range(len(buckets.labels))
    }
    return aged.group_by("customer_id", "currency").aggregate(
        **sums,
        unapplied=total(aged.aged_amount, where=aged.bucket == UNAPPLIED),
        disputed=total(aged.disputed_amount),
        total=total(aged.aged_amount),
        part_count=aged.count(),
    )


def rolled_up(cells: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """Sum cells further, over any columns that they have: (`owner_id`, `currency`) or just (`currency`,)."""
    money = [name for name, kind in cells.schema().items() if name not in keys and kind.is_decimal()]
    sums = {name: total(cells[name]) for name in money}
    return cells.group_by(*keys).aggregate(**sums, part_count=cells.part_count.sum().cast("int64"))


def top_parents(customers: ir.Table) -> ir.Table:
    """Return the top of each customer's hierarchy: customer_id, top_id (itself where nobody is above it).

    Each step doubles how far up it has looked: four steps reach sixteen levels.
    """
    tops = customers.select("customer_id", top_id=ibis.coalesce(customers.parent_id, customers.customer_id))
    for _ in range(_PARENT_STEPS):
        above = tops.select(above_id="customer_id", above_top_id="top_id")
        joined = tops.join(above, tops.top_id == above.above_id)
        tops = joined.select("customer_id", top_id="above_top_id")
    return tops


def cell_parts(aged: ir.Table, bucket: int | None = None, currency: str | None = None) -> ir.Table:
    """Return the parts behind a cell: of one bucket (-1 is unapplied) and one currency, or of all where None."""
    if bucket is not None:
        aged = aged.filter(aged.bucket == bucket)
    return aged if currency is None else aged.filter(aged.currency == currency)


def bucket_columns(buckets: Buckets) -> dict[str, str]:
    """Return the columns of `aging_cells` by bucket label, in order."""
    return {label: f"bucket_{place}" for place, label in enumerate(buckets.labels)}


MONEY_COLUMNS = (
    "amount",
    "item_open_amount",
    "open_amount",
    "open_before_amount",
    "disputed_amount",
    "held_amount",
)
"""The columns of open parts that `rates.sets.in_base` restates."""
