"""Open items by the parts in which they are due."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import amount, between, total


def schedules(due_parts: ir.Table) -> ir.Table:
    """Return each installment with what the schedule asks before, from and after it, earliest due date first.

    Grain: one row per installment (ties of the due date by sequence); all columns are prefixed `part_`.
    """
    onward = ibis.window(group_by="item_id", order_by=["due_date", "sequence"], preceding=0, following=None)
    ordered = ibis.window(group_by="item_id", order_by=["due_date", "sequence"])
    rows = due_parts.mutate(
        from_amount=total(due_parts.amount).over(onward),
        whole_amount=total(due_parts.amount).over(ibis.window(group_by="item_id")),
        place=ibis.row_number().over(ordered),
    )
    return rows.select(
        part_item_id="item_id",
        part_sequence="sequence",
        part_due_date="due_date",
        part_amount="amount",
        part_before_amount=rows.whole_amount - rows.from_amount,
        part_from_amount="from_amount",
        part_after_amount=rows.from_amount - rows.amount,
        part_is_first=rows.place == 0,
    )


def open_parts(balances: ir.Table, due_parts: ir.Table) -> ir.Table:
    """Split open balances into the parts in which they are due; what was paid used up the earliest parts first.

    Grain: one row per part that is open; an item without installments is one part with the item's own due date.
    The open parts of an item always sum to its open amount: each part takes the difference of two running remainders,
    of which the first is the whole balance, so whatever exceeds the schedule stays with the first part.
    `item_open_amount` is the whole item's balance, `open_before_amount` what its earlier parts hold of it (0 on exactly
    one part of each item).
    """
    parts = schedules(due_parts)
    joined = balances.left_join(parts, balances.item_id == parts.part_item_id)
    zero, balance = amount(0), joined.open_amount
    whole = joined.part_item_id.isnull()
    upto = ibis.cases((whole | joined.part_is_first, balance), else_=between(balance, zero, joined.part_from_amount))
    beyond = ibis.cases((whole, zero), else_=between(balance, zero, joined.part_after_amount))
    split = joined.mutate(
        sequence=ibis.coalesce(joined.part_sequence, 1),
        due_date=ibis.coalesce(joined.part_due_date, joined.due_date),
        amount=ibis.coalesce(joined.part_amount, joined.original_amount),
        item_open_amount=balance,
        open_before_amount=balance - upto,
        open_amount=upto - beyond,
    )
    return split.drop(*parts.columns, "original_amount").filter(split.open_amount != zero)


def settled_due_dates(settled: ir.Table, due_parts: ir.Table) -> ir.Table:
    """Return the due date of the installment that each settlement began to pay, earliest installments first.

    Grain: one row per settlement of an item with installments: settled_entry_id, settled_due_date.
    """
    own = settled.semi_join(due_parts, "item_id")
    upto = ibis.window(group_by="item_id", order_by=["paid_date", "entry_id"], preceding=None, following=0)
    own = own.mutate(before_amount=total(own.paid_amount).over(upto) - own.paid_amount)
    parts = schedules(due_parts)
    reached = own.join(parts, [own.item_id == parts.part_item_id, own.before_amount >= parts.part_before_amount])
    return reached.group_by(settled_entry_id="entry_id").aggregate(settled_due_date=reached.part_due_date.max())
