"""The aging report as sets: every open part in exactly one bucket, and buckets that sum to the ledger.

Conservation, whatever the day, basis, edges or grouping: buckets + unapplied = open amount (credits policy `exclude`
apart, which says so). `disputed` is a memo column: a disputed part also stands in its bucket.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import Day, amount, days_since, positive, total
from dunwell.exposure.aging.rules import UNAPPLIED, Basis, Buckets, By, Credits, Question, buckets_of
from dunwell.receivables.entries.sets import open_balances, open_balances_from_cache
from dunwell.receivables.holds.sets import blocked_parts
from dunwell.receivables.open_items.sets import open_parts
from dunwell.receivables.rates.sets import in_base

_DATES = {Basis.DUE: "due_date", Basis.DOCUMENT: "document_date", Basis.POSTING: "posting_date"}
_PARENT_STEPS = 4


def aged_parts(
    parts: ir.Table, as_of: Day, basis: Basis, buckets: Buckets, credit_policy: Credits = Credits.SEPARATE_COLUMN
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
    if credit_policy is Credits.BY_OWN_DATE:
        own = days_since(rows.document_date, as_of)
        rows = rows.mutate(age_days=ibis.cases((is_credit, own), else_=rows.age_days))
        return rows.mutate(bucket=_bucket(rows.age_days, buckets), aged_amount=rows.open_amount)
    if credit_policy is Credits.EXCLUDE:
        rows = rows.filter(rows.open_amount > amount(0))
        return rows.mutate(bucket=_bucket(rows.age_days, buckets), aged_amount=rows.open_amount)
    is_netted = credit_policy is Credits.OLDEST_FIRST_NOTIONAL
    rows = _netted(rows) if is_netted else rows.mutate(aged_amount=rows.open_amount)
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


def aged_book(tables: Mapping[str, ir.Table], question: Question) -> ir.Table:
    """Age a whole book, or one customer of it: the parts of `aged_parts`.

    `tables` are items, entries, due_parts, holds, rates by name, and `asked`: one row with as_of, known_at,
    customer_id.
    """
    asked = tables["asked"]
    as_of: Any = asked.as_of.as_scalar()
    items, entries = tables["items"], tables["entries"]
    if question.is_one_customer:
        one = asked.customer_id.as_scalar()
        items, entries = items.filter(items.customer_id == one), entries.filter(entries.customer_id == one)
    if question.is_as_known:
        known: Any = asked.known_at.as_scalar()
        balances = open_balances(items, entries, as_of, known)
    else:
        balances = open_balances_from_cache(items, entries, as_of)
    parts = blocked_parts(open_parts(balances, tables["due_parts"]), tables["holds"], as_of)
    if question.base_currency is not None:
        parts = in_base(parts, tables["rates"], as_of, question.base_currency, question.digits, MONEY_COLUMNS)
    return aged_parts(parts, as_of, question.basis, buckets_of(question.edges), question.credits)


def report_rows(tables: Mapping[str, ir.Table], question: Question, by: By) -> ir.Table:
    """Return the rows of a report: the columns of `aging_cells` with what each row stands for.

    By customer, parent and segment: customer_id, customer_number, customer_name (segments are put on customers later).
    By owner: owner_id, owner. By currency and creditor: nothing but the currency.
    """
    customers = tables["customers"]
    cells = aging_cells(aged_book(tables, question), buckets_of(question.edges))
    if by in (By.CURRENCY, By.CREDITOR):
        return rolled_up(cells, ("currency",))
    if by is By.OWNER:
        owned = cells.join(customers.select("customer_id", "owner_id", "owner"), "customer_id").drop("customer_id")
        return rolled_up(owned, ("owner_id", "owner", "currency"))
    if by is By.PARENT:
        above = cells.join(top_parents(customers), "customer_id").drop("customer_id")
        cells = rolled_up(above.rename(customer_id="top_id"), ("customer_id", "currency"))
    return cells.join(customers.select("customer_id", "customer_number", "customer_name"), "customer_id")


def listed_parts(tables: Mapping[str, ir.Table], question: Question) -> ir.Table:
    """Return the aged parts with whose they are: customer_number, customer_name, owner_id and top_id added."""
    customers = tables["customers"]
    labels = customers.select("customer_id", "customer_number", "customer_name", "owner_id")
    return aged_book(tables, question).join(labels, "customer_id").join(top_parents(customers), "customer_id")
