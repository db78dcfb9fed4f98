"""Open items by the parts in which they are due."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import amount, between, total


def schedules(due_parts: ir.Table) -> ir.Table:
    """Return each installment with what is due from it on and after it, earliest due date first (ties by sequence)."""
    after = ibis.window(group_by="item_id", order_by=["due_date", "sequence"], preceding=0, following=None)
    numbered = ibis.window(group_by="item_id", order_by=["due_date", "sequence"])
    rows = due_parts.mutate(rest_amount=total(due_parts.amount).over(after), number=ibis.row_number().over(numbered))
    return rows.select(
        part_item_id="item_id",
        part_sequence="sequence",
        part_due_date="due_date",
        part_amount="amount",
        from_amount="rest_amount",
        after_amount=rows.rest_amount - rows.amount,
        is_first=rows.number == 0,
    )


def open_parts(balances: ir.Table, due_parts: ir.Table) -> ir.Table:
    """Split open balances into the parts in which they are due; what was paid used up the earliest parts first.

    Grain: one row per part that is open; an item without installments is one part with the item's own due date.
    The open parts of an item always sum to its open amount: each part takes the difference of two running remainders,
    of which the first is the whole balance, so whatever exceeds the schedule stays with the first part.
    `open_before_amount` is what the item's earlier parts hold open.
    """
    parts = schedules(due_parts)
    joined = balances.left_join(parts, balances.item_id == parts.part_item_id)
    zero, balance = amount(0), joined.open_amount
    whole = joined.part_item_id.isnull()
    upto = ibis.cases((whole | joined.is_first, balance), else_=between(balance, zero, joined.from_amount))
    beyond = ibis.cases((whole, zero), else_=between(balance, zero, joined.after_amount))
    split = joined.mutate(
        sequence=ibis.coalesce(joined.part_sequence, 1),
        due_date=ibis.coalesce(joined.part_due_date, joined.due_date),
        amount=ibis.coalesce(joined.part_amount, joined.original_amount),
        open_before_amount=balance - upto,
        open_amount=upto - beyond,
    )
    split = split.drop(
        "part_item_id", "part_sequence", "part_due_date", "part_amount", "from_amount", "after_amount", "is_first"
    )
    return split.drop("original_amount").filter(split.open_amount != zero)
