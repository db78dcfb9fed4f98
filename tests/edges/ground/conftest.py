"""Desks with data folders of their own, forgotten after the test."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ground_desk import Desk, end


@pytest.fixture
def make_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Desk]]:
    """Return a maker of desks, each with a fresh data folder below /tmp, where every user may come in."""
    made: list[Desk] = []

    def make(environment: Mapping[str, str] | None = None, home: Path | None = None) -> Desk:
        desk = Desk(home or Path(tempfile.mkdtemp(prefix="dunwell-ground-")), dict(environment or {}))
        made.append(desk)
        return desk

    yield make
    for desk in made:
        end(desk)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Return a desk that the tests of one file share."""
    shared = Desk(Path(tempfile.mkdtemp(prefix="dunwell-ground-")))
    yield shared
    end(shared)
