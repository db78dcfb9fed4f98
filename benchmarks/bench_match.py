"""How fast the matcher matches, and how well: a made book in, the time of every step and the score out.

    python benchmarks/make_cash.py --receipts 100_000 --out made --seed 7
    python benchmarks/bench_match.py --made made

Nothing is written to a database: tables are DuckDB's, as the snapshot gives them. What past receipts taught of payers
is read first and not counted: posting learns it, receipt by receipt. Peak memory is this process's and that of its
largest child. On a machine that is shared read the processor seconds, of this process and of those it forked.
"""

import argparse
import json
import resource
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import make_cash
import pyarrow.parquet as pq
from bench_cash import Proposal, Report, answers_of, as_data, as_text, score
from cash_tables import aliases_of, engine_of

from dunwell.base.processes import uncollected
from dunwell.cash.evidence import queries as evidence
from dunwell.cash.matching.rules import UNIT, MatchingDocument, Verdict
from dunwell.cash.payers import rules as payers
from dunwell.cash.rounds.queries import match_in_processes
from dunwell.cash.rounds.rules import Matched, match_all, match_each


class Clock:
    """Seconds by step: by the clock, and of all processors."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processors: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time of a block to a step."""
        began, used = perf_counter(), processor_seconds()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - began
        self.processors[name] = self.processors.get(name, 0.0) + processor_seconds() - used


def processor_seconds() -> float:
    """Return the processor seconds of this process so far, and of those it forked and that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def proposals_of(matched: Mapping[int, Matched]) -> list[Proposal]:
    """Return what the matcher said as the scorer reads it."""
    return [
        Proposal(
            number, rank, float(each.score), each.verdict is Verdict.AUTO,
            frozenset(
                (part.item_id, Decimal(part.amount) / UNIT, Decimal(part.discount) / UNIT)
                for part in each.answer.parts
            ),
        )
        for number, one in matched.items()
        for rank, each in enumerate(one.weighed, start=1)
    ]  # fmt: skip


def measured(made: Path, *, one_process: bool = False) -> tuple[dict[str, Any], Report]:
    """Match a made book; return seconds by step (clock, processors) and memory, and how good the answers are."""
    clock, document = Clock(), MatchingDocument()
    with clock.step("aliases"):
        aliases = aliases_of(made)
    with clock.step("tables into DuckDB"):
        engine = engine_of(made, aliases)
    inner, compare = Clock(), payers.Payers._compared  # noqa: SLF001 - names are timed by themselves

    def timed(self: payers.Payers, *names: object) -> object:
        with inner.step("of it names"):
            return compare(self, *names)  # type: ignore[arg-type]

    payers.Payers._compared = timed  # type: ignore[assignment,method-assign]  # noqa: SLF001
    matched: dict[int, Matched] = {}
    with uncollected():
        with clock.step("evidence"):
            read = evidence.read_tables(engine)
        with clock.step("matching"):
            for currency, receipts in sorted(read.receipts.items()):
                how = match_each if one_process else match_in_processes
                matched |= match_all(receipts, read.book(currency), document, how)
    truth = answers_of(pq.read_table(made / "truth.parquet"), pq.read_table(made / "truth_lines.parquet"))
    steps = [name for name in clock.seconds if name != "aliases"]
    found = {
        "seconds": {name: clock.seconds[name] for name in steps} | inner.seconds,
        "processor_seconds": {name: clock.processors[name] for name in steps} | inner.processors,
        "mebibytes": {
            name: resource.getrusage(who).ru_maxrss // 1024
            for name, who in (("process", resource.RUSAGE_SELF), ("largest child", resource.RUSAGE_CHILDREN))
        },
    }
    for times, each in ((clock.seconds, found["seconds"]), (clock.processors, found["processor_seconds"])):
        each["total"] = sum(times[name] for name in steps)
    return found, score(truth, proposals_of(matched))


def run(receipts: int, folder: Path, seed: int = 7) -> dict[str, Any]:
    """Make a book of so many receipts, match it, and return the figures as data."""
    make_cash.main(["--receipts", str(receipts), "--out", str(folder), "--seed", str(seed)])
    found, report = measured(folder)
    return {"receipts": receipts, **found, "score": as_data(report)["total"], "failures": report.failures}


def main(arguments: list[str] | None = None) -> int:
    """Match a made book, print what it took and how good it is; 1 if an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--made", type=Path, required=True, help="folder that make_cash.py wrote")
    parser.add_argument("--one-process", action="store_true", help="match in this process alone")
    parser.add_argument("--json", type=Path, help="also write the figures as data")
    chosen = parser.parse_args(arguments)
    found, report = measured(chosen.made, one_process=chosen.one_process)
    if chosen.json:
        chosen.json.write_text(json.dumps({**found, "score": as_data(report)}, indent=1))
    for name, value in found["seconds"].items():
        sys.stdout.write(f"{name:20} {value:8.2f} s {found['processor_seconds'][name]:8.2f} s of processors\n")
    sys.stdout.write("".join(f"{name:20} {value:8d} MiB\n" for name, value in found["mebibytes"].items()))
    sys.stdout.write(as_text(report))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
