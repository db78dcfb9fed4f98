"""How fast the matcher matches, and how well: a made book in, the time of every step and the score out.

    python benchmarks/make_cash.py --receipts 100_000 --out made --seed 7
    python benchmarks/bench_match.py --made made

Nothing is written to a database: tables are DuckDB's, as the snapshot gives them. Peak memory is this process's and
that of its largest child.
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

import pyarrow.parquet as pq
from bench_cash import Proposal, answers_of, as_data, as_text, score
from cash_tables import engine_of

from dunwell.cash.evidence import queries as evidence
from dunwell.cash.matching.rules import UNIT, MatchingDocument, Verdict
from dunwell.cash.payers import rules as payers
from dunwell.cash.rounds.queries import match_in_processes
from dunwell.cash.rounds.rules import Matched, match_all, match_each


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time of a block to a step."""
        began = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - began


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


def main(arguments: list[str] | None = None) -> int:
    """Match a made book, print what it took and how good it is; 1 if an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--made", type=Path, required=True, help="folder that make_cash.py wrote")
    parser.add_argument("--one-process", action="store_true", help="match in this process alone")
    parser.add_argument("--json", type=Path, help="also write the figures as data")
    chosen = parser.parse_args(arguments)
    clock, document = Clock(), MatchingDocument()
    with clock.step("tables into DuckDB"):
        engine = engine_of(chosen.made)
    inner, compare = Clock(), payers.Payers._compared  # noqa: SLF001 - names are timed by themselves

    def timed(self: payers.Payers, *names: object) -> object:
        with inner.step("names"):
            return compare(self, *names)  # type: ignore[arg-type]

    payers.Payers._compared = timed  # type: ignore[assignment,method-assign]  # noqa: SLF001
    with clock.step("evidence"):
        read = evidence.read_tables(engine)
    matched: dict[int, Matched] = {}
    with clock.step("matching"):
        for currency, receipts in sorted(read.receipts.items()):
            how = match_each if chosen.one_process else match_in_processes
            matched |= match_all(receipts, read.book(currency), document, how)
    seconds = {**clock.seconds, "of it names": inner.seconds.get("names", 0.0), "total": sum(clock.seconds.values())}
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds["processors"] = sum(one.ru_utime + one.ru_stime for one in used)
    memory = {
        name: resource.getrusage(who).ru_maxrss // 1024
        for name, who in (("process", resource.RUSAGE_SELF), ("largest child", resource.RUSAGE_CHILDREN))
    }
    truth = answers_of(pq.read_table(chosen.made / "truth.parquet"), pq.read_table(chosen.made / "truth_lines.parquet"))
    report = score(truth, proposals_of(matched))
    if chosen.json:
        chosen.json.write_text(
            json.dumps({"seconds": seconds, "mebibytes": memory, "score": as_data(report)}, indent=1)
        )
    sys.stdout.write("".join(f"{name:20} {value:8.2f} s\n" for name, value in seconds.items()))
    sys.stdout.write("".join(f"{name:20} {value:8d} MiB\n" for name, value in memory.items()))
    sys.stdout.write(as_text(report))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
