"""Which sets of amounts make a sum: compared with trying every set, and one way of solving with the other."""

import random
from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunwell.cash.combining import rules
from dunwell.cash.combining.rules import MOST_ANSWERS, sets_making

AMOUNTS = st.lists(st.integers(-40, 60), max_size=9)


def every_minimal(amounts: Sequence[int], target: int, slack: int = 0) -> set[tuple[int, ...]]:
    """Try all sets of non-zero amounts; keep those of which no part makes the sum as well."""
    places = [place for place, amount in enumerate(amounts) if amount]
    every = chain.from_iterable(combinations(places, size) for size in range(1, len(places) + 1))
    making = [one for one in every if abs(sum(amounts[place] for place in one) - target) <= slack]
    return {one for one in making if not any(set(other) < set(one) for other in making)}


@given(AMOUNTS, st.integers(-60, 200), st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_all_minimal_sets_are_found(amounts: list[int], target: int, slack: int) -> None:
    found = sets_making(amounts, target, slack=slack)
    expected = every_minimal(amounts, target, slack)
    assert found.is_whole
    assert found.total == len(expected)
    assert set(found.sets) == expected if len(expected) <= MOST_ANSWERS else set(found.sets) < expected
    assert list(found.sets) == sorted(found.sets, key=lambda one: (len(one), one))


@pytest.mark.parametrize(
    ("target", "sets"),
    [
        (350_000, ((0, 3), (1, 2))),
        (450_000, ((2, 3), (0, 1, 2))),
        (300_000, ((0, 2),)),
        (700_000, ((0, 1, 2, 3),)),
        (123, ()),
    ],
)
def test_the_known_figures(target: int, sets: tuple[tuple[int, ...], ...]) -> None:
    assert sets_making([100_000, 150_000, 200_000, 250_000], target).sets == sets


def test_zeros_and_nothing_at_all_are_no_answer() -> None:
    assert sets_making([0, 0], 0) == rules.NO_ANSWER
    assert sets_making([], 5) == rules.NO_ANSWER
    assert sets_making([0, 5], 5).sets == ((1,),)


@pytest.mark.parametrize("seed", range(3))
def test_the_solver_and_meeting_in_the_middle_say_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = random.Random(seed)
    amounts = [drawn.randint(-50_000 if seed % 2 else 1_000, 300_000) for _ in range(11)]
    target = sum(drawn.sample(amounts, 4))
    middle = sets_making(amounts, target)
    monkeypatch.setattr(rules, "MOST_IN_THE_MIDDLE", 0)
    assert sets_making(amounts, target, seconds=20) == middle
    assert middle.sets


def test_many_amounts_are_solved_and_the_planted_set_is_found() -> None:
    drawn = random.Random(5)
    amounts = [drawn.randint(10_000_000, 99_999_999) * 100 + 1 for _ in range(34)]
    planted = (3, 20, 33)
    found = sets_making(amounts, sum(amounts[place] for place in planted), seconds=20)
    assert planted in found.sets
    assert found.is_whole


def test_what_was_cut_short_says_so() -> None:
    found = sets_making([100] * 26, 1_300)
    assert not found.is_whole
    assert len(found.sets) == MOST_ANSWERS < found.total
