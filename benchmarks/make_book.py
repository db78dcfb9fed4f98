"""Make a large seeded book for benchmarks: the same arguments give the same book.

    python benchmarks/make_book.py --items 1_000_000 --out /tmp/book --seed 7 --as-of 2026-03-31

writes `open_items_1.csv` and so on, a plain layout that `intake` can read, two million rows a file. Ten items a
customer on average, drawn by a Zipf law, amounts by a power law; four in five items are settled, some in part; one in
twenty is a credit.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

CHUNK_ITEMS = 1_000_000
ITEMS_PER_CUSTOMER = 10
HISTORY_DAYS = 540
NET_DAYS = (15, 30, 45, 60)
CREDIT_SHARE, SETTLED_SHARE, PART_SHARE, DISPUTED_SHARE = 0.05, 0.80, 0.08, 0.01
CUSTOMER_SEED, COLLECTORS = 1, 20
EPOCH = date(1970, 1, 1)
MONEY = pa.decimal128(18, 4)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make."""

    items: int
    seed: int
    as_of: date
    currency: str

    @property
    def customers(self) -> int:
        """Ten items a customer."""
        return max(1, self.items // ITEMS_PER_CUSTOMER)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Columns of one run of items as numpy arrays; money in cents, dates in days since 1970."""

    item_id: np.ndarray
    customer_id: np.ndarray
    is_credit: np.ndarray
    document_day: np.ndarray
    due_day: np.ndarray
    cents: np.ndarray
    paid_cents: np.ndarray
    paid_day: np.ndarray
    disputed: np.ndarray

    @property
    def open_cents(self) -> np.ndarray:
        """What is left of each item, signed."""
        return self.cents - self.paid_cents


def chunks(plan: Plan) -> Iterator[Chunk]:
    """Yield the items in runs of a million, each from its own stream of the seed."""
    shares = customer_shares(plan)
    for number, start in enumerate(range(0, plan.items, CHUNK_ITEMS)):
        count = min(CHUNK_ITEMS, plan.items - start)
        yield make_chunk(plan, np.random.default_rng([plan.seed, number]), start, count, shares)


def customer_shares(plan: Plan) -> np.ndarray:
    """Return the running sum of the customers' Zipf weights, shuffled so that large and small mix."""
    weights = 1.0 / (np.arange(1, plan.customers + 1) + 5.0) ** 0.6
    np.random.default_rng([plan.seed, CUSTOMER_SEED, 0]).shuffle(weights)
    running = np.cumsum(weights)
    return running / running[-1]


def make_chunk(plan: Plan, rng: np.random.Generator, start: int, count: int, shares: np.ndarray) -> Chunk:
    """Draw one run of items."""
    last = (plan.as_of - EPOCH).days - 1
    item_id = np.arange(start + 1, start + count + 1, dtype=np.int64)
    customer_id = np.searchsorted(shares, rng.random(count), side="right").astype(np.int64) + 1
    customer_id = np.minimum(customer_id, plan.customers)
    is_credit = rng.random(count) < CREDIT_SHARE
    document_day = last - rng.integers(0, HISTORY_DAYS, count)
    net = np.array(NET_DAYS)[customer_id % len(NET_DAYS)]
    due_day = np.where(is_credit, document_day, document_day + net)
    cents = np.minimum((rng.pareto(1.3, count) + 1.0) * 12_000, 5e9).astype(np.int64)
    cents = np.where(is_credit, -(cents // 8 + 100), cents)
    # A habit per customer, from the id: some pay to the day, some a month late.
    habit = (customer_id * 2_654_435_761 % 997) % 45 - 3
    paid_day = np.maximum(document_day + 1, due_day + habit + rng.normal(0, 6, count).astype(np.int64))
    settled = (rng.random(count) < SETTLED_SHARE / 0.85) & (paid_day <= last)
    in_part = ~settled & (rng.random(count) < PART_SHARE / 0.2) & (paid_day <= last)
    paid_cents = np.where(settled, cents, np.where(in_part, cents // 3, 0))
    disputed = ~settled & ~is_credit & (rng.random(count) < DISPUTED_SHARE / 0.2)
    return Chunk(item_id, customer_id, is_credit, document_day, due_day, cents, paid_cents, paid_day, disputed)


def money(cents: np.ndarray) -> pa.Array:
    """Return cents as decimal(18,4), exactly."""
    whole = pa.array(cents, pa.int64()).cast(pa.decimal128(19, 0))
    return pc.multiply(whole, pa.scalar("0.01").cast(pa.decimal128(3, 2))).cast(MONEY)


def days(values: np.ndarray) -> pa.Array:
    """Return days since 1970 as dates."""
    return pa.array(values.astype(np.int32), pa.int32()).cast(pa.date32())


def numbered(prefix: str, ids: np.ndarray, width: int) -> pa.Array:
    """Return `prefix` and the id with leading zeros."""
    text = pc.utf8_lpad(pa.array(ids).cast(pa.string()), width=width, padding="0")
    return pc.binary_join_element_wise(pa.scalar(prefix), text, "")


def kinds(chunk: Chunk) -> pa.Array:
    """Return each item's kind."""
    return pc.if_else(pa.array(chunk.is_credit), "credit_memo", "invoice")


def csv_table(plan: Plan, chunk: Chunk) -> pa.Table:
    """Return the plain layout of an open-item file; history comes as settled dates and open amounts."""
    settled = (chunk.paid_cents != 0) & (chunk.open_cents == 0)
    settled_day = pc.if_else(pa.array(settled), days(chunk.paid_day), pa.scalar(None, pa.date32()))
    two_places = pa.decimal128(18, 2)
    return pa.table(
        {
            "Customer number": numbered("C", chunk.customer_id, 8),
            "Customer name": numbered("Customer ", chunk.customer_id, 8),
            "Document number": numbered("INV-", chunk.item_id, 9),
            "Document type": kinds(chunk),
            "Document date": days(chunk.document_day),
            "Due date": days(chunk.due_day),
            "Currency": pa.array(np.full(len(chunk.item_id), plan.currency)),
            "Amount": money(chunk.cents).cast(two_places),
            "Open amount": money(chunk.open_cents).cast(two_places),
            "Settled date": settled_day,
            "Reference": numbered("PO", chunk.item_id % 100_003, 6),
            "Disputed": pc.if_else(pa.array(chunk.disputed), "yes", ""),
        }
    )


def write_csv_files(plan: Plan, folder: Path, rows_a_file: int) -> list[Path]:
    """Write the plain layout as several files, each small enough for one intake; returns them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    writer: pacsv.CSVWriter | None = None
    room = 0
    for chunk in chunks(plan):
        table = csv_table(plan, chunk)
        if writer is None or room < table.num_rows:
            if writer is not None:
                writer.close()
            paths.append(folder / f"open_items_{len(paths) + 1}.csv")
            writer, room = pacsv.CSVWriter(str(paths[-1]), table.schema), max(rows_a_file, table.num_rows)
        writer.write_table(table)
        room -= table.num_rows
    if writer is not None:
        writer.close()
    return paths


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and write the book."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=100_000, help="number of documents (10_000 to 10_000_000)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--as-of", type=date.fromisoformat, default=date(2026, 3, 31), help="the book ends the day before"
    )
    parser.add_argument("--currency", default="USD")
    chosen = parser.parse_args(arguments)
    plan = Plan(items=chosen.items, seed=chosen.seed, as_of=chosen.as_of, currency=chosen.currency)
    began = time.perf_counter()
    for path in write_csv_files(plan, chosen.out, 2 * CHUNK_ITEMS):
        sys.stdout.write(f"{path}\n")
    sys.stdout.write(f"{time.perf_counter() - began:.1f} s, until {plan.as_of - timedelta(days=1)}\n")


if __name__ == "__main__":
    main()
