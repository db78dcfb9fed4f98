"""Measure the likeness of party names on public cases, beside RapidFuzz alone and what others have published.

    python benchmarks/bench_names.py --cases FOLDER [--json FILE]

`FOLDER` holds the public collections as their sources have them; what is not there is left out:

    name_bench/cases.csv             pairs of names, is_match; organizations only (OpenSanctions, MIT)
    name_bench/run_data/*frozen*.csv the same for another half of it, with what OpenSanctions' logic-v2 answered
    company_name_matcher/**/test_data.csv   pairs of company names in several scripts (MIT)
    dnb/test_names.csv, adjusted_test_names.csv   500 names and the same misspelled at random: search, not pairs
    --made FOLDER                    what make_cash.py wrote: names as banks write them against all customers

The weights of `cash.names` were set by hand while looking at `cases.csv`; the half of `frozen` that it does not share
with that file was not looked at, and is the fair figure.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from dunwell.cash.names.rules import ALIKE, SAME, likeness, name_key
from dunwell.cash.pairing.rules import candidate_pairs, likenesses

NOT_PARTIES = frozenset({"Person", "Vessel"})
PUBLISHED = {"RapidFuzz WRatio": 0.842, "OpenSanctions logic-v2": 0.865}
RATIO_LIMITS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
MADE_PAYERS = 5_000

Pair = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one way tells same from other at one limit."""

    cases: str
    way: str
    limit: float
    pairs: int
    precision: float
    recall: float
    f1: float


def figure(cases: str, way: str, limit: float, said: Iterable[tuple[bool, bool]]) -> Figure:
    """Count (answer, truth) pairs into precision, recall and F1."""
    answers = list(said)
    hits = sum(answer and truth for answer, truth in answers)
    precision = hits / max(1, sum(answer for answer, _ in answers))
    recall = hits / max(1, sum(truth for _, truth in answers))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Figure(cases, way, limit, len(answers), round(precision, 4), round(recall, 4), round(f1, 4))


def ratio(a: str, b: str) -> float:
    """RapidFuzz's WRatio after its own default processing, as a share."""
    return fuzz.WRatio(a, b, processor=utils.default_process) / 100


def of_pairs(cases: str, pairs: Sequence[Pair]) -> list[Figure]:
    """Measure labelled pairs: our two limits, and WRatio at the limit that suits it best on these very pairs."""

    def at(way: str, scorer: Callable[[str, str], float], limit: float) -> Figure:
        return figure(cases, way, limit, ((scorer(a, b) >= limit, truth) for a, b, truth in pairs))

    best = max((at("RapidFuzz WRatio, best limit", ratio, limit) for limit in RATIO_LIMITS), key=lambda one: one.f1)
    return [at("dunwell, same", likeness, SAME), at("dunwell, alike", likeness, ALIKE), best]


def of_search(names: Sequence[str], misspelled: Sequence[str]) -> list[Figure]:
    """Measure search: the likeliest name for each misspelled one; an answer is right if it is the one at its place."""
    keys, wrong = [name_key(name) for name in names], [name_key(name) for name in misspelled]
    every = [(place, other) for place in range(len(wrong)) for other in range(len(keys))]
    scores = likenesses([wrong[one] for one, _ in every], [keys[other] for _, other in every]).reshape(len(wrong), -1)
    blocked = {place for place, other in candidate_pairs(wrong, keys) if names[other] == names[place]}
    found = []
    for way, limit in (("dunwell, same", SAME), ("dunwell, alike", ALIKE)):
        best = [(int(row.argmax()), float(row.max())) for row in scores]
        right = sum(score >= limit and names[one] == names[place] for place, (one, score) in enumerate(best))
        given = sum(score >= limit for _, score in best)
        found.append(_of_search(way, limit, right, given, len(names)))
    found.append(_of_search("dunwell, blocks alone", 0.0, len(blocked), len(blocked), len(names)))
    answers = [
        process.extractOne(name, names, scorer=fuzz.WRatio, processor=utils.default_process) for name in misspelled
    ]
    for limit in (0.85, 0.90):
        given = [(place, one) for place, one in enumerate(answers) if one[1] >= 100 * limit]
        right = sum(one[0] == names[place] for place, one in given)
        found.append(_of_search("RapidFuzz WRatio", limit, right, len(given), len(names)))
    return found


def _of_search(way: str, limit: float, right: int, given: int, count: int) -> Figure:
    precision, recall = right / max(1, given), right / count
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Figure("dnb search", way, limit, count, round(precision, 4), round(recall, 4), round(f1, 4))


def of_made(folder: Path) -> dict[str, Any]:
    """Measure names as banks write them against all customers of a made book: blocks, pairs, precision and seconds."""
    import pyarrow.parquet as pq

    customers = pq.read_table(folder / "customers.parquet").to_pylist()
    past = pq.read_table(folder / "past_receipts.parquet", columns=["payer_name", "customer_id"]).to_pylist()
    payers = sorted({(row["payer_name"], row["customer_id"]) for row in past})[:: max(1, len(past) // MADE_PAYERS)]
    began = time.process_time()
    owners = [(row["customer_id"], name) for row in customers for name in (row["name"], row["other_name"]) if name]
    right, left = [name_key(name) for _, name in owners], [name_key(name) for name, _ in payers]
    keyed = time.process_time()
    pairs = candidate_pairs(left, right)
    paired = time.process_time()
    scores = likenesses([left[one] for one, _ in pairs], [right[other] for _, other in pairs], floor=SAME)
    scored = time.process_time()
    true = [owners[other][0] == payers[one][1] for one, other in pairs]
    same = [hit for hit, score in zip(true, scores, strict=True) if score >= SAME]
    reached = {one for (one, _), hit in zip(pairs, true, strict=True) if hit}
    found = {one for (one, _), hit, score in zip(pairs, true, scores, strict=True) if hit and score >= SAME}
    return {
        "payers": len(payers),
        "names": len(owners),
        "pairs": len(pairs),
        "blocks_recall": round(len(reached) / len(payers), 4),
        "same_precision": round(sum(same) / max(1, len(same)), 4),
        "same_recall": round(len(found) / len(payers), 4),
        "key_microseconds": round(1e6 * (keyed - began) / (len(left) + len(right)), 1),
        "blocking_seconds": round(paired - keyed, 1),
        "pair_microseconds": round(1e6 * (scored - paired) / max(1, len(pairs)), 1),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _organizations(path: Path) -> list[dict[str, str]]:
    return [row for row in _rows(path) if row["schema"] not in NOT_PARTIES]


def _pairs(rows: Iterable[dict[str, str]]) -> list[Pair]:
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]


def measure(folder: Path) -> list[Figure]:
    """Measure every collection that is there."""
    found: list[Figure] = []
    seen: set[tuple[str, str]] = set()
    if (path := folder / "name_bench" / "cases.csv").exists():
        pairs = _pairs(_organizations(path))
        seen = {(one, other) for one, other, _ in pairs}
        found += of_pairs("name_bench organizations", pairs)
    for path in sorted((folder / "name_bench").glob("run_data/*frozen*.csv")):
        rows = [row for row in _organizations(path) if (row["name1"], row["name2"]) not in seen]
        if rows:
            found += of_pairs("name_bench, not looked at", _pairs(rows))
            said = [(row["predicted_match"] == "true", row["is_match"] == "true") for row in rows]
            found.append(figure("name_bench, not looked at", "logic-v2, as stored", 0.0, said))
    for path in sorted((folder / "company_name_matcher").rglob("test_data.csv")):
        pairs = [(row["Name_x"], row["Name_y"], row["Targets"] == "1") for row in _rows(path)]
        found += of_pairs("company_name_matcher", pairs)
    if (path := folder / "dnb" / "test_names.csv").exists():
        names, wrong = (
            [row["company_name"] for row in _rows(folder / "dnb" / name)]
            for name in ("test_names.csv", "adjusted_test_names.csv")
        )
        found += of_search(names, wrong[: len(names)])
    return found


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, help="folder of the public collections")
    parser.add_argument("--made", type=Path, help="folder that make_cash.py wrote")
    parser.add_argument("--json", type=Path, help="also write the figures as data")
    chosen = parser.parse_args(arguments)
    found = measure(chosen.cases) if chosen.cases else []
    made = of_made(chosen.made) if chosen.made else {}
    print("| cases | way | limit | pairs | precision | recall | F1 |\n|---|---|---|---|---|---|---|")
    for one in found:
        print(
            f"| {one.cases} | {one.way} | {one.limit:.2f} | {one.pairs} | {one.precision:.3f} | {one.recall:.3f} |"
            f" {one.f1:.3f} |"
        )
    print(f"\nPublished for all of name_bench's organizations, F1: {PUBLISHED}")
    if made:
        print(json.dumps(made, indent=1))
    if chosen.json:
        data = {"figures": [asdict(one) for one in found], "made": made, "published": PUBLISHED}
        chosen.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
