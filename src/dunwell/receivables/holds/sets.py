"""Which holds count on a day, and how much of what is open they cover."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import Day, amount, any_of, day, positive, total

_DISPUTE = "dispute"


def active_holds(holds: ir.Table, as_of: Day) -> ir.Table:
    """Keep the holds that count on a day: placed by then, not past their last day, not lifted by then."""
    today = day(as_of)
    return holds.filter(
        holds.placed_date <= today,
        holds.until_date.isnull() | (holds.until_date >= today),
        holds.lifted_date.isnull() | (holds.lifted_date > today),
    )


def customer_holds(holds: ir.Table, as_of: Day) -> ir.Table:
    """Return the hold on each whole customer: customer_id, hold_reason, hold_until, is_dispute (any of them).

    Grain: one row per customer on hold. Of several holds the one that lasts longest is told (open-ended first).
    """
    active = active_holds(holds, as_of)
    whole = active.filter(active.item_id.isnull())
    longest = ibis.window(
        group_by="customer_id", order_by=[whole.until_date.notnull(), whole.until_date.desc(), whole.hold_id]
    )
    everyone = ibis.window(group_by="customer_id")
    ranked = whole.mutate(
        place=ibis.row_number().over(longest),
        disputes=ibis.cases((whole.reason == _DISPUTE, 1), else_=0).max().over(everyone),
    )
    first = ranked.filter(ranked.place == 0)
    return first.select("customer_id", hold_reason="reason", hold_until="until_date", is_dispute=first.disputes > 0)


def item_blocks(holds: ir.Table, as_of: Day) -> ir.Table:
    """Return what holds cover of each item: for disputes and for other reasons, whether all of it, else how much.

    Grain: one row per item with an active hold of its own; amounts in the item's currency.
    """
    active = active_holds(holds, as_of)
    own = active.filter(active.item_id.notnull())
    dispute, part = own.reason == _DISPUTE, own.amount.notnull()
    return own.group_by(block_item_id="item_id").aggregate(
        all_disputed=any_of(dispute & ~part),
        disputed_limit=total(own.amount, where=dispute & part),
        all_held=any_of(~dispute & ~part),
        held_limit=total(own.amount, where=~dispute & part),
    )


def blocked_parts(parts: ir.Table, holds: ir.Table, as_of: Day) -> ir.Table:
    """Add to open parts what of them is disputed and what is held for another reason, both 0 or more.

    A part of an item is taken from its earliest due parts first. Disputed and held never overlap: what is both is
    disputed. A dispute by the whole customer, or by the source's own mark on a document, covers all of it. Other holds
    on a whole customer do not cover items: they stop the customer (see `customer_holds`).
    """
    blocks = item_blocks(holds, as_of)
    whole = customer_holds(holds, as_of)
    disputing = whole.filter(whole.is_dispute).select(dispute_customer_id="customer_id")
    rows = parts.left_join(blocks, parts.item_id == blocks.block_item_id)
    rows = rows.left_join(disputing, rows.customer_id == disputing.dispute_customer_id)
    debit = positive(rows.open_amount)
    all_disputed = rows.is_disputed | ibis.coalesce(rows.all_disputed, False) | rows.dispute_customer_id.notnull()
    disputed = ibis.cases((all_disputed, debit), else_=_share(rows, rows.disputed_limit, debit))
    held = ibis.cases((ibis.coalesce(rows.all_held, False), debit), else_=_share(rows, rows.held_limit, debit))
    rows = rows.mutate(disputed_amount=disputed, held_amount=held)
    rows = rows.mutate(held_amount=ibis.least(rows.held_amount, positive(rows.open_amount) - rows.disputed_amount))
    names = [*parts.columns, "disputed_amount", "held_amount"]
    return rows.select(*names)


def _share(rows: ir.Table, limit: ir.DecimalValue, debit: ir.DecimalValue) -> ir.DecimalValue:
    return positive(ibis.least(ibis.coalesce(limit, amount(0)) - rows.open_before_amount, debit))
