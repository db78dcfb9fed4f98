"""Run the day: think on a snapshot, then publish in one transaction; one at a time per creditor."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from dunwell import __version__
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.evidence.commands import judge_promises
from dunwell.platform.access import Viewer, require, system_viewer
from dunwell.platform.creditors.queries import creditor_of
from dunwell.platform.events.commands import emit
from dunwell.platform.runs.models import Run
from dunwell.platform.runs.rules import MACHINE, RunEvent, RunState
from dunwell.platform.statistics import refresh_statistics
from dunwell.runs.day.reading import Reading, reading, runs_folder, sweep
from dunwell.runs.day.results import DayResult, StepResult
from dunwell.runs.day.thinking import Asked, Progress, Thought, decide_all, rank, read_tables, think
from dunwell.strategy.decision.commands import copy_blocks
from dunwell.strategy.decision.rules import decisions_hash
from dunwell.strategy.policy.queries import Book, active_documents
from dunwell.work.worklist.commands import publish_list

if TYPE_CHECKING:
    import pyarrow as pa

LOCK_CLASS = 0x6475
"""The first half of the advisory lock's key; the second is the creditor."""


def run_day(
    *,
    viewer: Viewer,
    creditor_id: int,
    as_of: date,
    engine: str = "duckdb",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> DayResult:
    """Make the list of a day: judge, snapshot, prove, age, expose, behave, facts, decide, rank, publish.

    Everything before publish only reads, so a run that is killed leaves nothing but a folder and a record, and the next
    one comes to the same list. A dry run publishes nothing and leaves no record. The same book, day and documents give
    the same hash on every engine. `progress` is called after every step.

    Refuses: a second run of the creditor (`runs.day.already_running`), a ledger that does not add up
    (`runs.day.ledger_unequal`), a missing rate (`runs.day.rate_missing`), no documents in force, an unknown engine.
    """
    require(viewer, "book.read" if dry_run else "run.start", creditor_id)
    creditor = creditor_of(viewer, creditor_id)
    asked = Asked(creditor.key, as_of, creditor.base_currency, active_documents(creditor_id))
    if dry_run:
        with reading(engine, creditor_id) as read:
            thought, rows, _ = _thought(read, asked, progress)
        return _result(None, engine, thought, rows)
    with only_run(creditor_id):
        return _record_run(viewer, creditor_id, asked, engine, progress)


def _record_run(viewer: Viewer, creditor_id: int, asked: Asked, engine: str, progress: Progress | None) -> DayResult:
    sweep(creditor_id)
    fail_abandoned(creditor_id)
    # What became of promises is a fact of the day, so it is found before the book is read.
    judge_promises(viewer=system_viewer("day"), creditor_id=creditor_id, as_of=asked.as_of)
    run = Run.objects.create(
        creditor_id=creditor_id,
        as_of_date=asked.as_of,
        engine=engine,
        state=RunState.RUNNING,
        started_by_id=viewer.user_id,
    )

    def note(step: StepResult) -> None:
        run.steps = [*run.steps, step.as_dict()]
        run.save(update_fields=["steps"])
        if progress is not None:
            progress(step)

    try:
        with reading(engine, creditor_id, runs_folder(creditor_id) / str(run.pk)) as read:
            thought, rows, versions = _thought(read, asked, note)
        run.versions, run.recorded_through_at = versions, read.taken_at
        _publish(viewer, run, thought, rows)
    except BaseException as fault:
        _fail(run, fault)
        raise
    return _result(run, engine, thought, rows)


def _thought(read: Reading, asked: Asked, progress: Progress | None) -> "tuple[Thought, pa.Table, dict[str, Any]]":
    thought = Thought(read.engine, asked, progress)
    thought.finish("snapshot", perf_counter() - read.seconds, read.row_count)
    read_tables(thought)
    think(thought)
    decide_all(thought)
    rows = rank(thought)
    assert asked.book is not None, "checked before the run began"
    versions = {"dunwell": __version__, **read.engine.versions(), "documents": asked.book.versions()}
    return thought, rows, versions


def _publish(viewer: Viewer, run: Run, thought: Thought, rows: "pa.Table") -> None:
    """Write the list, the pointer and the run's own record in one transaction."""
    began, book = perf_counter(), thought.asked.book
    assert book is not None, "checked before the run began"
    assert run.recorded_through_at is not None, "the run has read its book"
    with transaction.atomic():
        at = timezone.now()
        batches = rows.to_batches(max_chunksize=20_000)
        counts = publish_list(
            viewer=viewer,
            run=run,
            blocks=copy_blocks(batches, book.policies, creditor_id=run.creditor_id, run_id=run.pk),
            titles=titles_of(book),
            recorded_through_at=run.recorded_through_at,
            at=at,
        )
        thought.finish("publish", began, counts["listed"])
        run.state = MACHINE.next(RunState.RUNNING, RunEvent.FINISH)
        run.counts = {**counts, **counts_of(rows)}
        run.sums = {step.name: step.sums for step in thought.steps if step.sums}
        run.decisions_hash = decisions_hash(rows)
        run.finished_at = run.published_at = timezone.now()
        run.save()
        emit(
            "runs.day_published",
            run.creditor_id,
            run_id=run.pk,
            as_of=run.as_of_date.isoformat(),
            listed=counts["listed"],
            hash=run.decisions_hash,
        )
    refresh_statistics("work_item", "work_tally", "strategy_decision")


def titles_of(book: Book) -> dict[tuple[str, str], str]:
    """Return the words of every step of the documents in force: (policy, step) -> title."""
    return {(key, step.code): step.title for key, policy in book.policies.items() for step in policy.steps}


def counts_of(rows: "pa.Table") -> dict[str, Any]:
    """Return how many customers each action and each exclusion has, and the minutes of the list."""
    import pyarrow.compute as pc

    listed = rows.filter(pc.is_valid(rows["rank"]))
    grouped = listed.group_by("action").aggregate([("customer_id", "count")]).to_pylist()
    out = {name.removeprefix("excluded_"): rows[name] for name in rows.column_names if name.startswith("excluded_")}
    return {
        "actions": {row["action"]: row["customer_id_count"] for row in sorted(grouped, key=lambda row: row["action"])},
        "excluded": {code: total for code, flags in out.items() if (total := pc.sum(flags).as_py() or 0)},
        "minutes": pc.sum(listed["minutes"]).as_py() or 0,
    }


def _result(run: Run | None, engine: str, thought: Thought, rows: "pa.Table") -> DayResult:
    return DayResult(
        run_id=run.pk if run is not None else None,
        as_of=thought.asked.as_of,
        engine=engine,
        steps=tuple(thought.steps),
        decisions=rows.num_rows,
        listed=rows.num_rows - rows.column("rank").null_count,
        hash=run.decisions_hash if run is not None else decisions_hash(rows),
        counts=run.counts if run is not None else counts_of(rows),
    )


def fail_abandoned(creditor_id: int) -> int:
    """Mark the runs of a creditor that a killed process left as failed; only for who holds the creditor's lock."""
    left = Run.objects.filter(creditor_id=creditor_id, kind="day", state=RunState.RUNNING)
    failure = "The process ended before the run did. Nothing of it was published."
    return left.update(state=RunState.FAILED, failure=failure, finished_at=timezone.now())


def _fail(run: Run, fault: BaseException) -> None:
    """Note on the record why a run ended; where even that cannot be written, the next run does it."""
    failure = str(fault) if isinstance(fault, Refusal) else f"{type(fault).__name__}: {fault}"
    if connection.in_atomic_block and connection.needs_rollback:
        return
    finished: datetime = timezone.now()
    try:
        Run.objects.filter(pk=run.pk).update(state=RunState.FAILED, failure=failure[:2000], finished_at=finished)
    except (DatabaseError, InterfaceError):  # the connection itself is gone
        return


@contextmanager
def only_run(creditor_id: int) -> Iterator[None]:
    """Hold the creditor's advisory lock on a connection of its own: when the process dies, so does the lock."""
    settings = connection.get_connection_params()
    kept = {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if settings.get(key)}
    with psycopg.connect(**kept, autocommit=True) as lock:
        row = lock.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, creditor_id]).fetchone()
        if row is None or not row[0]:
            raise Refusal(
                "runs.day.already_running",
                gettext_noop("A day of this creditor is running already. Wait for it, and look at it under Runs."),
            )
        try:
            yield
        finally:
            lock.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, creditor_id])
