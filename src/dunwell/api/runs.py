"""Runs: one execution of the day each, with its steps; and the verb that starts one."""

from enum import StrEnum

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Day, Paging, PathId
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.platform.runs.queries import RunRow, run_count_of, run_of, runs_of
from dunwell.runs.schedule import queue_day

router = Router(tags=["runs"])
Run = shape_of(RunRow)


class EngineName(StrEnum):
    """What computes the day."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


class NewDay(Body):
    """Which day to run: the creditor's today where none is named."""

    as_of: Day | None = None
    engine: EngineName = EngineName.DUCKDB


class Queued(BaseModel):
    """The background job that will run the day; look at `/runs` for how it goes."""

    job: int
    as_of: str
    engine: str


@lists(router, "/runs", Run)
def list_runs(desk: ApiDesk, asked: Query[Paging], after: Position | None) -> Slice[RunRow]:
    """List runs, the latest first."""
    total = run_count_of(desk.viewer, desk.creditor_id)
    # Runs are only ever added, at the top: how many are left below is a place that new ones do not shift.
    left = min(int(after[0]), total) if after else total
    found = runs_of(desk.viewer, desk.creditor_id, limit=asked.limit, offset=total - left)
    rest = left - len(found)
    return Slice(tuple(found), (rest,) if rest > 0 and found else None)


@commands(router, "/runs", Queued, right="run.start", status=202)
def start_a_day(desk: ApiDesk, body: NewDay) -> dict[str, object]:
    """Put a day into the queue of the background worker; refuses while one waits there."""
    day = body.as_of or desk.today
    job = queue_day(viewer=desk.viewer, creditor_id=desk.creditor_id, as_of=day, engine=body.engine)
    return {"job": job, "as_of": day, "engine": body.engine}


@reads(router, "/runs/{run_id}", Run)
def get_run(desk: ApiDesk, run_id: PathId) -> RunRow:
    """Show a run with its steps, counts and hash."""
    return run_of(desk.viewer, desk.creditor_id, run_id)
