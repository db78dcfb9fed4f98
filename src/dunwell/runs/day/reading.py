"""Open an engine on the book: over a snapshot in a folder of the run's own, or in place."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from dunwell.platform.engines import ENGINES, Engine, open_engine, open_postgres
from dunwell.platform.home import home_folder
from dunwell.platform.snapshot import take_snapshot
from dunwell.runs.day.thinking import day_shapes


@dataclass(frozen=True)
class Reading:
    """An engine on the book as it was at one instant."""

    engine: Engine
    taken_at: datetime
    row_count: int
    seconds: float


def runs_folder(creditor_id: int) -> Path:
    """Return where the runs of a creditor keep what they read while they run."""
    return home_folder() / "runs" / str(creditor_id)


def sweep(creditor_id: int) -> None:
    """Remove what killed runs of a creditor left behind; only for who holds the creditor's lock."""
    shutil.rmtree(runs_folder(creditor_id), ignore_errors=True)


@contextmanager
def reading(engine_name: str, creditor_id: int, folder: Path | None = None) -> Iterator[Reading]:
    """Open an engine by name; its folder goes when it closes. An unknown name is refused before anything is read."""
    place = folder or home_folder() / "runs" / f"dry-{uuid.uuid4().hex}"
    began = perf_counter()
    try:
        if engine_name == "postgres":
            with open_postgres(creditor_id) as engine:
                yield Reading(engine, datetime.now(UTC), _count(engine), round(perf_counter() - began, 3))
            return
        _check(engine_name)
        snapshot = take_snapshot(day_shapes(), creditor_id, place)
        seconds = round(perf_counter() - began, 3)
        with open_engine(engine_name, snapshot) as engine:
            taken_at = snapshot.taken_at.replace(tzinfo=UTC)
            yield Reading(engine, taken_at, sum(snapshot.counts().values()), seconds)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _check(engine_name: str) -> None:
    from dunwell.base.refusals import Refusal
    from dunwell.base.words import gettext_noop

    if engine_name not in ENGINES:
        raise Refusal(
            "runs.engine.unknown",
            gettext_noop("There is no engine {engine}. Choose one of {engines}."),
            engine=engine_name,
            engines=", ".join(ENGINES),
        )


def _count(engine: Engine) -> int:
    total = 0
    for shape in day_shapes():
        table = engine.table(shape)
        total += engine.to_arrow(table.aggregate(n=table.count())).to_pylist()[0]["n"]
    return total
