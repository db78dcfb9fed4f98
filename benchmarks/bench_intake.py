"""Intake against a bare COPY: the product's own door, and the rows it made copied into the same indexed tables."""

from pathlib import Path
from time import perf_counter
from typing import Any

import book
import psycopg
from make_book import Plan, write_csv_files
from measure import median, spending

BARE = "dunwell_bench_bare"
TABLES = ("parties_customer", "receivables_open_item", "receivables_entry", "receivables_hold")


def run(items: int, repeats: int, folder: Path) -> dict[str, Any]:
    """Take the book in and copy the same rows bare, as often as asked; the last book stays for the other parts."""
    files = write_csv_files(Plan(items, 7, book.AS_OF, book.CURRENCY), folder, book.ROWS_A_FILE)
    received, taken, bare, parsed = [], [], [], []
    own = server = 0
    counts: dict[str, int] = {}
    for _ in range(repeats):
        deliveries, seconds = _kept(files)
        received.append(seconds)
        book.clone_database(BARE)
        with book.at_the_desk() as viewer:
            with spending() as spent:
                new = sum(book.take_in(viewer, delivery_id).new for delivery_id in deliveries)
            assert new == items, f"{new} of {items} documents went in"
        taken.append(spent.seconds)
        own, server = max(own, spent.own_mib), max(server, spent.server_mib)
        counts = _rows_out(folder)
        parsed.append(_parse_only(files))
        bare.append(_bare_copy(folder))
        book.drop_database(BARE)
    return {
        "items": items,
        "rows_written": counts,
        "seconds": round(median(taken), 2),
        "rows_per_second": round(items / median(taken)),
        "receive_seconds": round(median(received), 2),
        "parse_seconds": round(median(parsed), 2),
        "bare_copy_seconds": round(median(bare), 2),
        "ratio": round(median([left / right for left, right in zip(taken, bare, strict=True)]), 2),
        "peak_mib": own,
        "peak_server_mib": server,
    }


def _kept(files: list[Path]) -> tuple[list[int], float]:
    """Make the database anew, open the creditor and keep the files' bytes."""
    book.remake_database()
    book.migrate()
    with book.at_the_desk() as viewer:
        creditor_id = book.open_bench_creditor(viewer)
        began = perf_counter()
        kept = [book.receive(viewer, creditor_id, path) for path in files]
        seconds = perf_counter() - began
    book.close()
    return kept, seconds


def _rows_out(folder: Path) -> dict[str, int]:
    """Keep the rows that the intake made, ready for COPY."""
    counts = {}
    with psycopg.connect(book.bench_url()) as database, database.cursor() as cursor:
        for table in TABLES:
            with (folder / f"{table}.copy").open("wb") as file, cursor.copy(f"COPY {table} TO STDOUT") as rows:
                for block in rows:
                    file.write(block)
            counts[table] = cursor.rowcount
    return counts


def _bare_copy(folder: Path) -> float:
    """Return the seconds that COPY alone takes for the same rows into the same tables, keys and indexes and all."""
    with psycopg.connect(book.bench_url(BARE)) as database, database.cursor() as cursor:
        # As on every connection of the product (see `platform/database/base.py`): history triggers ask these settings
        # for each row, and where one is missing they catch an error at a price that grows with the transaction.
        cursor.execute("SET pgtrigger.ignore TO '{}'")
        cursor.execute("SET pghistory.context_id TO '00000000-0000-4000-8000-000000000000'")
        cursor.execute("SET pghistory.context_metadata TO '{}'")
        began = perf_counter()
        for table in TABLES:
            with (folder / f"{table}.copy").open("rb") as file, cursor.copy(f"COPY {table} FROM STDIN") as rows:
                while block := file.read(1 << 18):
                    rows.write(block)
        database.commit()
        return perf_counter() - began


def _parse_only(files: list[Path]) -> float:
    from dunwell.exchange.formats import FORMATS

    began = perf_counter()
    for path in files:
        with path.open("rb") as stream:
            for _ in FORMATS.get("open_items").parse(stream).batches():
                pass
    return perf_counter() - began
