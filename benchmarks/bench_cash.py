"""Score a matcher's proposals against the truth of the cash benchmark.

    python benchmarks/bench_cash.py --made /tmp/cash --proposals /tmp/answers [--json FILE]

`--made` is what `make_cash.py` wrote. `--proposals` holds two Parquet files, whoever made them:

    proposals.parquet       receipt_id, rank (1 is best), score (0 to 1, or 0 to 100), is_auto
    proposal_lines.parquet  receipt_id, rank, item_id, amount, discount_amount

Amounts are cash applied, signed as the item is (a credit memo is negative). A line is right if the truth of its receipt
has that item with that amount and that discount; a proposal is right if its lines are exactly the truth's. Fees and
deductions follow from the amounts and are not compared.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

PRECISION_AIM, STRAIGHT_AIM = 0.999, 0.90
BINS = 10

Line = tuple[int, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Answer:
    """The truth of one receipt."""

    behavior: str
    is_decidable: bool
    has_usable_evidence: bool
    lines: frozenset[Line]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal for one receipt; `score` is 0 to 1."""

    receipt_id: int
    rank: int
    score: float
    is_auto: bool
    lines: frozenset[Line]


@dataclass(slots=True)
class Tally:
    """Counts of one behavior, or of all: receipts by what was done, lines that posted themselves."""

    receipts: int = 0
    usable: int = 0
    auto: int = 0
    straight_through: int = 0
    auto_lines: int = 0
    right_lines: int = 0
    auto_undecidable: int = 0
    first_is_right: int = 0
    any_is_right: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of self-posted lines that are right; None where nothing was posted."""
        return self.right_lines / self.auto_lines if self.auto_lines else None

    @property
    def straight_rate(self) -> float | None:
        """Return the share of decidable receipts with usable evidence that posted themselves rightly."""
        return self.straight_through / self.usable if self.usable else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Proposals whose scores lie in one tenth: how many, their mean score, and the share that is right."""

    lowest: float
    proposals: int
    mean_score: float
    share_right: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a matcher achieved."""

    total: Tally
    behaviors: Mapping[str, Tally]
    reliability: Sequence[Bin]
    calibration_error: float

    @property
    def failures(self) -> list[str]:
        """Return the aims that were missed, in words."""
        found = []
        if self.total.precision is not None and self.total.precision < PRECISION_AIM:
            found.append(f"precision {self.total.precision:.4%} is below {PRECISION_AIM:.1%}")
        if (self.total.straight_rate or 0.0) < STRAIGHT_AIM:
            found.append(f"straight-through rate {self.total.straight_rate or 0.0:.2%} is below {STRAIGHT_AIM:.0%}")
        if self.total.auto_undecidable:
            found.append(f"{self.total.auto_undecidable} receipts with two equally good answers posted themselves")
        return found


def score(answers: Mapping[int, Answer], proposals: Iterable[Proposal]) -> Report:
    """Compare proposals with the truth; receipts without a proposal count as not posted."""
    by_receipt: dict[int, list[Proposal]] = defaultdict(list)
    for one in proposals:
        if one.receipt_id not in answers:
            raise ValueError(f"there is no receipt {one.receipt_id}")
        by_receipt[one.receipt_id].append(one)
    total, behaviors = Tally(), defaultdict[str, Tally](Tally)
    for receipt_id, answer in answers.items():
        found = sorted(by_receipt.get(receipt_id, ()), key=lambda one: one.rank)
        if sum(one.is_auto for one in found) > 1:
            raise ValueError(f"receipt {receipt_id} posts itself more than once")
        for tally in (total, behaviors[answer.behavior]):
            _count(tally, answer, found)
    bins = _reliability(answers, [one for found in by_receipt.values() for one in found])
    every = sum(one.proposals for one in bins)
    error = sum(one.proposals * abs(one.mean_score - one.share_right) for one in bins) / every if every else 0.0
    return Report(total, dict(sorted(behaviors.items())), bins, error)


def _count(tally: Tally, answer: Answer, found: list[Proposal]) -> None:
    is_usable = answer.is_decidable and answer.has_usable_evidence
    tally.receipts += 1
    tally.usable += is_usable
    tally.first_is_right += bool(found) and found[0].lines == answer.lines
    tally.any_is_right += any(one.lines == answer.lines for one in found)
    # A receipt may post itself on account: an automatic proposal without lines allocates nothing and can break nothing.
    posted = next((one for one in found if one.is_auto and one.lines), None)
    if posted is None:
        return
    tally.auto += 1
    tally.straight_through += is_usable and posted.lines == answer.lines
    tally.auto_lines += len(posted.lines)
    tally.right_lines += len(posted.lines & answer.lines)
    tally.auto_undecidable += not answer.is_decidable


def _reliability(answers: Mapping[int, Answer], proposals: list[Proposal]) -> list[Bin]:
    held: dict[int, list[Proposal]] = defaultdict(list)
    for one in proposals:
        held[min(BINS - 1, int(one.score * BINS))].append(one)
    return [
        Bin(
            lowest=place / BINS,
            proposals=len(found),
            mean_score=sum(one.score for one in found) / len(found),
            share_right=sum(one.lines == answers[one.receipt_id].lines for one in found) / len(found),
        )
        for place, found in sorted(held.items())
    ]


# --- tables and words -------------------------------------------------------------------------------------------------


def answers_of(truth: pa.Table, truth_lines: pa.Table) -> dict[int, Answer]:
    """Read the truth from the tables of `make_cash.py`."""
    lines = _lines(truth_lines, ("receipt_id",))
    return {
        row["receipt_id"]: Answer(
            row["behavior"],
            row["is_decidable"],
            row["has_usable_evidence"],
            lines.get((row["receipt_id"],), frozenset()),
        )
        for row in truth.to_pylist()
    }


def proposals_of(proposals: pa.Table, proposal_lines: pa.Table) -> list[Proposal]:
    """Read proposals; scores above one are taken as hundredths."""
    lines, rows = _lines(proposal_lines, ("receipt_id", "rank")), proposals.to_pylist()
    scale = 100.0 if any(row["score"] > 1 for row in rows) else 1.0
    return [
        Proposal(
            receipt_id=row["receipt_id"],
            rank=row["rank"],
            score=float(row["score"]) / scale,
            is_auto=row["is_auto"],
            lines=lines.get((row["receipt_id"], row["rank"]), frozenset()),
        )
        for row in rows
    ]


def _lines(table: pa.Table, keys: tuple[str, ...]) -> dict[tuple[int, ...], frozenset[Line]]:
    held: dict[tuple[int, ...], set[Line]] = defaultdict(set)
    for row in table.to_pylist():
        held[tuple(row[key] for key in keys)].add(
            (row["item_id"], Decimal(row["amount"]), Decimal(row["discount_amount"]))
        )
    return {key: frozenset(lines) for key, lines in held.items()}


def read(made: Path, proposals: Path) -> Report:
    """Score the files of two folders."""
    answers = answers_of(pq.read_table(made / "truth.parquet"), pq.read_table(made / "truth_lines.parquet"))
    found = proposals_of(
        pq.read_table(proposals / "proposals.parquet"), pq.read_table(proposals / "proposal_lines.parquet")
    )
    return score(answers, found)


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "total": _tally_data(report.total),
        "behaviors": {name: _tally_data(tally) for name, tally in report.behaviors.items()},
        "reliability": [asdict(one) for one in report.reliability],
        "calibration_error": report.calibration_error,
        "failures": report.failures,
    }


def _tally_data(tally: Tally) -> dict[str, Any]:
    return asdict(tally) | {"precision": tally.precision, "straight_rate": tally.straight_rate}


def as_text(report: Report) -> str:
    """Return a report as Markdown tables."""
    rows = ["| behavior | receipts | auto | right of auto lines | straight through | first right | any right |"]
    rows.append("|---|---|---|---|---|---|---|")
    for name, tally in (*report.behaviors.items(), ("**all**", report.total)):
        rows.append(
            f"| {name} | {tally.receipts} | {tally.auto} | {_share(tally.precision)} | {_share(tally.straight_rate)} |"
            f" {_share(tally.first_is_right / tally.receipts if tally.receipts else None)} |"
            f" {_share(tally.any_is_right / tally.receipts if tally.receipts else None)} |"
        )
    rows += ["", "| score from | proposals | mean score | right |", "|---|---|---|---|"]
    rows += [
        f"| {one.lowest:.1f} | {one.proposals} | {one.mean_score:.3f} | {one.share_right:.3f} |"
        for one in report.reliability
    ]
    rows += [
        "",
        f"Calibration error {report.calibration_error:.3f}. " + ("; ".join(report.failures) or "Every aim met."),
    ]
    return "\n".join(rows) + "\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, print the tables; 1 if an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--made", type=Path, required=True, help="folder that make_cash.py wrote")
    parser.add_argument("--proposals", type=Path, required=True, help="folder with the two tables of proposals")
    parser.add_argument("--json", type=Path, help="also write the figures as data")
    chosen = parser.parse_args(arguments)
    report = read(chosen.made, chosen.proposals)
    if chosen.json:
        chosen.json.write_text(json.dumps(as_data(report), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(as_text(report))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
