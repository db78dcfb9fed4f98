"""Desks with data folders of their own, and a book in them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ground"))
sys.path.insert(0, str(Path(__file__).parent))

from ground_desk import Desk, end

BOOK = Path(__file__).parent / "book.csv"


def loaded(desk: Desk) -> Desk:
    """Give a desk a creditor, a book of open items, a member, and a day."""
    for words in (
        ("creditor", "create", "Northline", "--currency", "USD"),
        ("intake", str(BOOK), "--creditor", "Northline", "--as-of", "2026-03-31"),
        ("day", "--creditor", "Northline", "--as-of", "2026-03-31"),
    ):
        ended = desk.run(*words)
        assert ended.returncode == 0, ended.stderr
    return desk


@pytest.fixture
def make_desk() -> Iterator[Callable[[], Desk]]:
    """Return a maker of desks, each with a fresh data folder of its own."""
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(Path(tempfile.mkdtemp(prefix="dunwell-fire-"))))
        return made[-1]

    yield make
    for desk in made:
        end(desk)


@pytest.fixture(scope="session")
def opened() -> Iterator[Path]:
    """Return a data folder with a creditor and no book, from which others are copied: that is quicker than making."""
    first = Desk(Path(tempfile.mkdtemp(prefix="dunwell-fire-")))
    made = first.run("creditor", "create", "Northline", "--currency", "USD")
    assert made.returncode == 0, made.stderr
    yield first.home
    end(first)


@pytest.fixture
def empty(opened: Path, make_desk: Callable[[], Desk]) -> Desk:
    """Return a desk with the creditor Northline, which has no book yet."""
    desk = make_desk()
    subprocess.run(["cp", "-a", f"{opened}/.", str(desk.home)], check=True)
    return desk


@pytest.fixture(scope="module")
def book() -> Iterator[Desk]:
    """Return a desk with a book, which the tests of one file share and do not change."""
    shared = Desk(Path(tempfile.mkdtemp(prefix="dunwell-fire-")))
    yield loaded(shared)
    end(shared)


@pytest.fixture(autouse=True)
def _no_given_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name == "DUNWELL_VIEWER"]:
        monkeypatch.delenv(name)
