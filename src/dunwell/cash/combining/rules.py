"""Which sets of amounts make a sum: exact, all minimal answers found or counted.

Amounts are whole numbers (ten-thousandths of a unit of money). Up to 32 amounts are solved by meeting in the middle,
which finds and counts every answer; more are given to OR-Tools' CP-SAT, with a time limit and a cap.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

MOST_IN_THE_MIDDLE = 32
MOST_ANSWERS = 50
MOST_FOUND = 600


class Answers(NamedTuple):
    """Sets of positions that make the sum, fewest members first; `total` of them all; `is_whole` unless cut short."""

    sets: tuple[tuple[int, ...], ...]
    total: int
    is_whole: bool


NO_ANSWER = Answers((), 0, True)


def sets_making(amounts: Sequence[int], target: int, *, slack: int = 0, seconds: float = 0.2) -> Answers:
    """Return the minimal non-empty sets whose sum is the target, give or take `slack`; zeros are left out.

    Minimal: no proper subset makes the sum too (a set with a part that comes to nothing is no answer of its own).
    """
    places = [place for place, amount in enumerate(amounts) if amount]
    if all(amounts[place] > 0 for place in places):
        places = [place for place in places if amounts[place] <= target + slack]
    if not places:
        return NO_ANSWER
    chosen = [amounts[place] for place in places]
    most = sum(amount for amount in chosen if amount > 0)
    if most < target - slack or sum(chosen) - most > target + slack:
        return NO_ANSWER
    if len(places) <= MOST_IN_THE_MIDDLE:
        found = _in_the_middle(chosen, target, slack)
        is_whole = len(found) < MOST_FOUND
    else:
        found, is_whole = _by_solver(chosen, target, slack, seconds)
    minimal = _minimal([frozenset(one) for one in found]) if len(found) > 1 else found
    named = sorted((tuple(sorted(places[place] for place in one)) for one in minimal), key=lambda one: (len(one), one))
    return Answers(tuple(named[:MOST_ANSWERS]), len(named), is_whole)


def _in_the_middle(amounts: list[int], target: int, slack: int) -> list[tuple[int, ...]]:
    half = len(amounts) // 2
    left, right = _sums(amounts[:half]), _sums(amounts[half:])
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    low = np.searchsorted(ordered, target - slack - left, side="left")
    high = np.searchsorted(ordered, target + slack - left, side="right")
    found = []
    for mask in np.flatnonzero(high > low).tolist():
        for other in order[low[mask] : high[mask]].tolist():
            both = mask | other << half
            if both:
                found.append(tuple(place for place in range(len(amounts)) if both >> place & 1))
            if len(found) >= MOST_FOUND:
                return found
    return found


def _sums(amounts: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the sum of every subset; the subset is the position's bits."""
    sums = np.zeros(1 << len(amounts), dtype=np.int64)
    for place, amount in enumerate(amounts):
        size = 1 << place
        np.add(sums[:size], amount, out=sums[size : 2 * size])
    return sums


def _minimal(found: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    kept: list[frozenset[int]] = []
    for one in sorted(found, key=len):
        if not any(other < one for other in kept):
            kept.append(one)
    return kept


def _by_solver(amounts: list[int], target: int, slack: int, seconds: float) -> tuple[list[tuple[int, ...]], bool]:
    # OR-Tools takes half a second to import; most receipts never need it.
    from ortools.sat.python import cp_model

    class Collector(cp_model.CpSolverSolutionCallback):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[int, ...]] = []

        def on_solution_callback(self) -> None:
            self.found.append(tuple(place for place, one in enumerate(chosen) if self.boolean_value(one)))
            if len(self.found) >= MOST_FOUND:
                self.stop_search()

    model = cp_model.CpModel()
    chosen = [model.new_bool_var(f"x{place}") for place in range(len(amounts))]
    total = sum(amount * one for amount, one in zip(amounts, chosen, strict=True))
    model.add_linear_constraint(total, target - slack, target + slack)
    model.add_bool_or(chosen)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    collector = Collector()
    status = solver.solve(model, collector)
    return collector.found, status in (cp_model.OPTIMAL, cp_model.INFEASIBLE) and len(collector.found) < MOST_FOUND
