"""Which documents of a customer make a receipt's sum, the likeliest set first (handbook §4.4, L7 to L9)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dunwell.cash.combining.rules import sets_making
from dunwell.cash.matching.rules import UNIT

MOST_SHOWN = 6
MOST_DOCUMENTS = 60


class Candidate(NamedTuple):
    """A document that may be part of the sum; credits are below zero. `discount` may be taken off, zero for none."""

    item_id: int
    due_date: date
    open: Decimal
    discount: Decimal = Decimal(0)
    is_disputed: bool = False


class Solution(NamedTuple):
    """One set of documents that makes the sum, and what of it takes a discount."""

    item_ids: tuple[int, ...]
    discounted: frozenset[int]
    why: str


class Solved(NamedTuple):
    """The likeliest sets, how many there are in all, and whether none was left out for want of time."""

    solutions: tuple[Solution, ...]
    total: int
    is_whole: bool


def solve(amount: Decimal, candidates: Sequence[Candidate], as_of: date) -> Solved:
    """Return the sets of documents that make an amount to the cent: first at full amounts, then net of discounts.

    Oldest-first sets come first, then all that is past due, then the fewest documents; disputed ones come last.
    """
    ordered = sorted(candidates, key=lambda each: (each.due_date, each.item_id))[:MOST_DOCUMENTS]
    plain = _sets(amount, ordered, [each.open for each in ordered])
    if plain[1] or not any(each.discount for each in ordered):
        chosen, total, is_whole = plain
        return _ranked(chosen, total, is_whole, ordered, as_of, is_net=False)
    net = [each.open - each.discount for each in ordered]
    return _ranked(*_sets(amount, ordered, net), ordered, as_of, is_net=True)


def _sets(
    amount: Decimal, ordered: Sequence[Candidate], amounts: Sequence[Decimal]
) -> tuple[Sequence[tuple[int, ...]], int, bool]:
    if not ordered:
        return (), 0, True
    found = sets_making([int(each * UNIT) for each in amounts], int(amount * UNIT))
    return found.sets, found.total, found.is_whole


def _ranked(
    sets: Sequence[tuple[int, ...]], total: int, is_whole: bool, ordered: Sequence[Candidate], as_of: date, *,
    is_net: bool,
) -> Solved:  # fmt: skip
    past_due = tuple(place for place, each in enumerate(ordered) if each.due_date < as_of and each.open > 0)

    def rank(places: tuple[int, ...]) -> tuple[bool, int, int, tuple[int, ...]]:
        kind = 0 if places == tuple(range(len(places))) else 1 if places == past_due else 2
        return any(ordered[place].is_disputed for place in places), kind, len(places), places

    kept = [_solution(places, ordered, past_due, is_net=is_net) for places in sorted(sets, key=rank)[:MOST_SHOWN]]
    return Solved(tuple(kept), total, is_whole)


def _solution(
    places: tuple[int, ...], ordered: Sequence[Candidate], past_due: tuple[int, ...], *, is_net: bool
) -> Solution:
    why = "some"
    if len(places) == len(ordered):
        why = "all_open"
    elif places == tuple(range(len(places))):
        why = "oldest_first"
    elif places == past_due:
        why = "all_past_due"
    chosen = [ordered[place] for place in places]
    off = frozenset(each.item_id for each in chosen if is_net and each.discount)
    return Solution(tuple(each.item_id for each in chosen), off, why)
