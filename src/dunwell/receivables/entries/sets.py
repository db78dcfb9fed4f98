"""Balances as of any day, derived from entries, and the proof that the kept balances equal them."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import Day, Instant, amount, day, total


def posted(entries: ir.Table, as_of: Day, known_at: Instant | None = None) -> ir.Table:
    """Keep the entries effective on or before a day, and (with `known_at`, UTC) recorded by then."""
    kept = entries.filter(entries.effective_date <= day(as_of))
    if known_at is None:
        return kept
    moment = known_at if isinstance(known_at, ir.Expr) else ibis.literal(known_at.replace(tzinfo=None))
    return kept.filter(kept.recorded_at <= moment)


def open_balances(items: ir.Table, entries: ir.Table, as_of: Day, known_at: Instant | None = None) -> ir.Table:
    """Return the items that were open at the end of a day, with their signed `open_amount` in the item's currency.

    Grain: one row per item whose entries up to the day do not sum to zero. With `known_at` (UTC) only what was recorded
    by then counts, so an old report can be had again as it was.
    """
    sums = posted(entries, as_of, known_at).group_by("item_id").aggregate(open_amount=lambda t: total(t.amount))
    return items.drop("cached_amount").join(sums.filter(sums.open_amount != amount(0)), "item_id")


def open_balances_from_cache(items: ir.Table, entries: ir.Table, as_of: Day) -> ir.Table:
    """Return the same as `open_balances` by going back from the kept balances: cache less what came after the day.

    For days near today this reads few entries. It relies on the cache, which every day's run proves first.
    """
    later = entries.filter(entries.effective_date > day(as_of)).group_by("item_id")
    sums = later.aggregate(later_amount=lambda t: total(t.amount))
    joined = items.left_join(sums, "item_id").drop("item_id_right")
    opened = joined.mutate(open_amount=joined.cached_amount - ibis.coalesce(joined.later_amount, amount(0)))
    return opened.filter(opened.open_amount != amount(0)).drop("cached_amount", "later_amount")


def unequal_balances(items: ir.Table, entries: ir.Table) -> ir.Table:
    """Return the items whose kept balance is not the sum of their entries: an empty table is the proof.

    Grain: one row per wrong item, with `cached_amount` and `entries_amount`; an item without entries counts as zero.
    """
    sums = entries.group_by("item_id").aggregate(entries_amount=lambda t: total(t.amount))
    joined = items.select("item_id", "customer_id", "item_number", "currency", "cached_amount").left_join(
        sums, "item_id"
    )
    proved = joined.drop("item_id_right").mutate(entries_amount=ibis.coalesce(joined.entries_amount, amount(0)))
    return proved.filter(proved.cached_amount != proved.entries_amount)


def settlements(entries: ir.Table, kinds: tuple[str, ...], as_of: Day, known_at: Instant | None = None) -> ir.Table:
    """Return the entries of these kinds that lowered an item and were not reversed by the day.

    Grain: one row per settling entry: item_id, customer_id, entry_id, `paid_amount` above zero, `paid_date`.
    """
    rows = posted(entries, as_of, known_at)
    undone = rows.filter(rows.reverses_id.notnull()).select(undone_id="reverses_id")
    paid = rows.filter(rows.kind.isin(kinds), rows.amount < amount(0))
    paid = paid.anti_join(undone, paid.entry_id == undone.undone_id)
    return paid.select("entry_id", "item_id", "customer_id", paid_amount=-paid.amount, paid_date=paid.effective_date)
