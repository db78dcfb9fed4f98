"""The whole day, snapshot to published worklist, step by step, on one engine."""

from typing import Any

import book
from measure import spending


def run(engine: str, *, dry_run: bool = False) -> dict[str, Any]:
    """Run the day over the book that is there."""
    with book.at_the_desk() as viewer:
        from dunwell.runs.day import run_day

        creditor_id = book.open_bench_creditor(viewer)
        with spending() as spent:
            result = run_day(viewer=viewer, creditor_id=creditor_id, as_of=book.AS_OF, engine=engine, dry_run=dry_run)
    return {
        "engine": engine,
        "seconds": round(spent.seconds, 2),
        "processor_seconds": {"own": spent.own_cpu, "server": spent.server_cpu},
        "steps": {step.name: step.seconds for step in result.steps},
        "rows": {step.name: step.rows for step in result.steps},
        "decisions": result.decisions,
        "listed": result.listed,
        "hash": result.hash,
        "peak_mib": spent.own_mib,
        "peak_server_mib": spent.server_mib,
    }
