"""Movements of one account in their order: oldest first, with the balances before the first and after the last."""

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dunwell.exchange.formats.bank_table.rows import Movement


class Ordered(NamedTuple):
    """Movements oldest first. `broken_row` is the first whose balance does not follow from the one before it."""

    movements: list[Movement]
    opening: Decimal | None = None
    closing: Decimal | None = None
    broken_row: int | None = None


def _follows(movements: list[Movement]) -> tuple[int, int | None]:
    """Return how many balances follow from the one before, and the first row where one does not."""
    count, broken = 0, None
    for before, after in pairwise(movements):
        if before.balance is None or after.balance is None:
            continue
        if before.balance + after.line.amount == after.balance:
            count += 1
        elif broken is None:
            broken = after.row
    return count, broken


def ordered(movements: list[Movement]) -> Ordered:
    """Return movements oldest first: as the running balances prove, else as the days run.

    Pending movements are in no balance. Where no balances are given, neither is opening or closing.
    """
    booked = [one for one in movements if not one.line.is_pending]
    turned = booked[::-1]
    (up, broken_up), (down, broken_down) = _follows(booked), _follows(turned)
    days = [one.line.booking_date for one in booked]
    falls = bool(days) and days[0] > days[-1]
    is_turned = down > up or (down == up and falls)
    kept, broken = (turned, broken_down) if is_turned else (booked, broken_up)
    order = movements[::-1] if is_turned else movements
    with_balance = [one for one in kept if one.balance is not None]
    if not with_balance:
        return Ordered(order)
    first, last = with_balance[0], with_balance[-1]
    # Balances that stand only at the end of a day: what moved before the first of them belongs to it too.
    before = sum((one.line.amount for one in kept[: kept.index(first) + 1]), Decimal(0))
    after = sum((one.line.amount for one in kept[kept.index(last) + 1 :]), Decimal(0))
    opening = first.balance - before if first.balance is not None else None
    closing = last.balance + after if last.balance is not None else None
    return Ordered(order, opening, closing, broken)
