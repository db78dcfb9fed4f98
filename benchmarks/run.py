"""Measure Dunwell on a made book: intake, aging, the day, pages, fifty collectors; matching and posting of receipts.

    make bench ARGS="--items 1000000"
    make bench ARGS="--items 100000 --parts intake,day,engines --repeats 3"
    make bench ARGS="--items 1000000 --parts matching,posting"

Each part runs in a process of its own, on a database of its own (`dunwell_bench`, beside the one that DATABASE_URL
names), which is made anew by `load`, `bulk` and `intake` and dropped at the end unless `--keep`. `load` takes a book in
by the product's own door, `bulk` writes the same rows straight into the tables, for books of ten million. `matching`
and `posting` make books of their own with a receipt to ten documents, at most 100,000. With `--json FILE` the figures
are written as data. Ratios are taken pair by pair within one run; quote those and medians on
a machine that is shared.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import book
from measure import machine

PARTS = ("intake", "load", "bulk", "aging", "day", "pages", "collectors", "engines", "matching", "posting")
OF_RECEIPTS = ("matching", "posting")
RECEIPTS = range(500, 100_001)
USUAL = ("intake", "aging", "day", "pages", "engines")
ENGINES = ("duckdb", "postgres", "spark")
ENGINES_UP_TO = 200_000
MOST_REQUESTS = 20_000


def part(name: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """Do one part in this process."""
    folder = Path(chosen.folder)
    if name == "load":
        return load(chosen.items, folder)
    if name == "bulk":
        import bulk

        return bulk.run(chosen.items)
    if name == "intake":
        import bench_intake

        return bench_intake.run(chosen.items, chosen.repeats, folder)
    if name == "aging":
        import bench_aging

        return bench_aging.run(chosen.repeats)
    if name == "pages":
        import bench_pages

        return bench_pages.run(chosen.requests)
    if name in OF_RECEIPTS:
        return receipts(name, max(RECEIPTS[0], min(chosen.items // 10, RECEIPTS[-1])), folder)
    if name == "collectors":
        import bench_collectors

        return bench_collectors.run(chosen.collectors, chosen.seconds, MOST_REQUESTS)
    import bench_day

    engine = chosen.engine or "duckdb"
    return bench_day.run(engine, dry_run=name == "engines")


def receipts(name: str, count: int, folder: Path) -> dict[str, Any]:
    """Match, or post, a tenth as many receipts as there are documents, on a book made for that alone."""
    if name == "matching":
        import bench_match

        return bench_match.run(count, folder / "receipts")
    import bench_posting

    return bench_posting.measured(count)


def load(items: int, folder: Path) -> dict[str, Any]:
    """Take the book in once, without comparing it with anything."""
    from make_book import Plan, write_csv_files

    files = write_csv_files(Plan(items, 7, book.AS_OF, book.CURRENCY), folder, book.ROWS_A_FILE)
    book.remake_database()
    book.migrate()
    with book.at_the_desk() as viewer:
        return {"items": book.load(viewer, book.open_bench_creditor(viewer), files)}


def finish_book() -> None:
    """Give the loaded book its collectors and calls, and let the planner know it."""
    with book.at_the_desk() as viewer:
        book.give_owners(book.open_bench_creditor(viewer))
    book.close()
    book.analyze()


def in_process(name: str, chosen: argparse.Namespace, engine: str = "") -> dict[str, Any]:
    """Do one part in a process of its own and return what it measured."""
    command = [sys.executable, __file__, "--part", name, "--items", str(chosen.items), "--folder", chosen.folder]
    command += ["--collectors", str(chosen.collectors), "--seconds", str(chosen.seconds)]
    command += ["--repeats", str(chosen.repeats), "--requests", str(chosen.requests), "--engine", engine]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return {"failed": done.returncode, "engine": engine}
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure_all(chosen: argparse.Namespace) -> dict[str, Any]:
    """Do the parts asked for, in their order, and tell each as it is done."""
    found: dict[str, Any] = {"machine": machine(), "items": chosen.items}
    tell("machine", found["machine"])
    wanted = [name for name in PARTS if name in chosen.parts.split(",")]
    if set(wanted) - set(OF_RECEIPTS) and not {"intake", "load", "bulk"} & set(wanted) and not book.exists():
        wanted.insert(0, "load")
    for name in wanted:
        if name == "engines":
            if chosen.items > ENGINES_UP_TO and not chosen.all_engines:
                continue
            found[name] = {engine: in_process(name, chosen, engine) for engine in ENGINES}
            hashes = {one.get("hash") for one in found[name].values() if "hash" in one}
            found[name]["equal"] = len(hashes) == 1
        else:
            found[name] = in_process(name, chosen)
        tell(name, found[name])
        if name in ("intake", "load", "bulk"):
            in_process("finish", chosen)
    return found


def tell(name: str, found: dict[str, Any]) -> None:
    """Print one part."""
    sys.stdout.write(f"{name}\n")
    for key, value in found.items():
        sys.stdout.write(f"  {key:20} {json.dumps(value)}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=100_000, help="documents: 10_000 to 10_000_000")
    parser.add_argument("--parts", default=",".join(USUAL), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--repeats", type=int, default=3, help="how often intake and aging are measured")
    parser.add_argument("--requests", type=int, default=200, help="how often each page is asked for")
    parser.add_argument("--collectors", type=int, default=50, help="how many work their lists at once")
    parser.add_argument("--seconds", type=int, default=60, help="how long the collectors work")
    parser.add_argument("--all-engines", action="store_true", help="every engine on books above 200,000 too")
    parser.add_argument("--folder", default="", help="where files of the book go; a temporary folder if not given")
    parser.add_argument("--json", default="", help="write the figures into this file as well")
    parser.add_argument("--keep", action="store_true", help="leave the benchmarks' database for the next run")
    parser.add_argument("--part", default="", help=argparse.SUPPRESS)
    parser.add_argument("--engine", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part:
        os.environ["DATABASE_URL"] = book.bench_url()
        measured = finish_book() if chosen.part == "finish" else part(chosen.part, chosen)
        sys.stdout.write(json.dumps(measured) + "\n")
        return
    with tempfile.TemporaryDirectory(prefix="dunwell-bench-") as folder:
        chosen.folder = chosen.folder or folder
        found = measure_all(chosen)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if not chosen.keep:
        book.drop_database()


if __name__ == "__main__":
    main()
