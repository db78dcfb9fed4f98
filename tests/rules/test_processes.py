"""Work in two processes gives what it gives in one, in order, and fails where it fails."""

import os
from typing import Any

import pytest

from dunwell.base.processes import Part, pieces, together


def _squares(number: int) -> Part[tuple[int, list[Any]]]:
    """Tell a square, hear the others', tell their sum, and return who worked."""
    heard = yield (number + 1) ** 2
    sums = yield sum(heard) + number
    return os.getpid(), sums


@pytest.mark.parametrize("count", [1, 2, 3])
def test_parts_hear_what_all_told_in_order(count: int) -> None:
    whole = sum((number + 1) ** 2 for number in range(count))
    found = together(_squares, count)
    assert [sums for _, sums in found] == [[whole + number for number in range(count)]] * count
    assert len({pid for pid, _ in found}) == count
    assert found[0][0] == os.getpid()


def test_without_a_fork_parts_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert [sums for _, sums in together(_squares, 2)] == [[5, 6]] * 2


@pytest.mark.parametrize("count", [0, 1, 2, 7, 2_000])
def test_pieces_come_back_in_order(count: int) -> None:
    assert pieces(lambda number: "x" * number, count) == ["x" * number for number in range(count)]


def test_a_part_that_fails_fails_all_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    forked, fork = [], os.fork

    def counted() -> int:
        forked.append(fork())
        return forked[-1]

    def part(number: int) -> Part[int]:
        yield number
        if number:
            raise ValueError("the second part is broken")
        return 1

    monkeypatch.setattr(os, "fork", counted)
    with pytest.raises(ChildProcessError, match="the second part is broken"):
        together(part, 2)
    assert len(forked) == 1
    # Asked for by its number: a browser that other tests of this process started is no business of this one.
    with pytest.raises(ChildProcessError):
        os.waitpid(forked[0], os.WNOHANG)


def test_a_process_that_is_killed_is_told_of() -> None:
    here = os.getpid()

    def part(number: int) -> Part[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return number
        yield

    with pytest.raises(ChildProcessError, match="before its time"):
        together(part, 2)
