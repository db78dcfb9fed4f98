"""Which documents make a sum: the worked figures of the handbook's subset-sum rule, ranking, discounts, credits."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dunwell.cash.solving.rules import Candidate, Solved, solve

TODAY = date(2026, 6, 1)


def candidates(*amounts: int | str, **more: Any) -> list[Candidate]:
    """Documents 1, 2, 3 … due day after day, the last ones not yet."""
    return [
        Candidate(place, TODAY - timedelta(days=3 - place), Decimal(amount), **more)
        for place, amount in enumerate(amounts, start=1)
    ]


def ids(solved: Solved) -> list[tuple[int, ...]]:
    return [each.item_ids for each in solved.solutions]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("3500", [(1, 4), (2, 3)]),
        ("4500", [(1, 2, 3), (3, 4)]),
        ("3000", [(1, 3)]),
        ("7000", [(1, 2, 3, 4)]),
        ("1", []),
    ],
)
def test_every_set_is_found_and_counted(amount: str, expected: list[tuple[int, ...]]) -> None:
    found = solve(Decimal(amount), candidates(1000, 1500, 2000, 2500), TODAY)
    assert sorted(ids(found)) == sorted(expected)
    assert (found.total, found.is_whole) == (len(expected), True)


def test_oldest_first_goes_before_fewest() -> None:
    found = solve(Decimal(4500), candidates(1000, 1500, 2000, 2500), TODAY)
    assert (ids(found)[0], found.solutions[0].why) == ((1, 2, 3), "oldest_first")


def test_all_past_due_is_named_and_disputed_ones_come_last() -> None:
    rows = candidates(100, 200, 250, 50)
    found = solve(Decimal(300), rows, TODAY)
    assert found.solutions[0].item_ids == (1, 2)
    disputed = [each._replace(is_disputed=each.item_id == 1) for each in rows]
    assert ids(solve(Decimal(300), disputed, TODAY))[0] == (3, 4)
    late = solve(Decimal(450), candidates(100, 200, 250), TODAY)
    assert late.solutions[0].item_ids == (2, 3)


def test_discounts_are_taken_only_where_nothing_fits_without() -> None:
    rows = candidates("1000", "500", discount=Decimal(20))
    found = solve(Decimal("1460"), rows, TODAY)
    assert (ids(found), found.solutions[0].discounted) == ([(1, 2)], frozenset({1, 2}))
    assert solve(Decimal("1500"), rows, TODAY).solutions[0].discounted == frozenset()


def test_credits_are_netted() -> None:
    assert ids(solve(Decimal("70"), candidates("100", "-30", "5"), TODAY)) == [(1, 2)]
