"""A large book straight into its tables: the rows that the intake would write, without reading files.

Foreign keys and indexes are taken away first and made again at the end, so PostgreSQL proves them by sets. The history
of customers is written by its trigger, as ever. `run` has every balance recomputed from its entries (`dunwell check`).
"""

import io
from collections.abc import Iterator
from typing import Any

import book
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from make_book import EPOCH, Chunk, Plan, chunks, days, kinds, money, numbered
from pyarrow import csv

ITEMS, ENTRIES, HOLDS, CUSTOMERS = "receivables_open_item", "receivables_entry", "receivables_hold", "parties_customer"


def run(items: int) -> dict[str, Any]:
    """Make the database anew and fill it; returns the rows written."""
    book.remake_database()
    book.migrate()
    with book.at_the_desk() as viewer:
        creditor_id = book.open_bench_creditor(viewer)
    book.close()
    plan = Plan(items, 7, book.AS_OF, book.CURRENCY)
    with psycopg.connect(book.bench_url(), autocommit=True) as database:
        # As on every connection of the product: history triggers ask these settings for each row.
        database.execute("SET pgtrigger.ignore TO '{}'")
        database.execute("SET pghistory.context_id TO '00000000-0000-4000-8000-000000000000'")
        database.execute("SET pghistory.context_metadata TO '{}'")
        taken = list(_without_keys(database))
        counts = _filled(database, plan, creditor_id)
        for statement in taken:
            database.execute(statement)
    return {"items": items, "rows_written": counts, "faults": _faults()}


def _without_keys(database: psycopg.Connection[Any]) -> Iterator[str]:
    """Drop foreign keys, unique constraints and indexes of the large tables; yields what makes them again, in order."""
    large = [ITEMS, ENTRIES]
    keys = database.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE (conrelid::regclass::text = ANY(%(large)s) AND contype IN ('f', 'u'))"
        " OR (confrelid::regclass::text = ANY(%(large)s) AND contype = 'f') ORDER BY contype, conname",
        {"large": large},
    ).fetchall()
    for table, name, _ in keys:
        database.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    indexes = database.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT LIKE '%%_pkey'", [large]
    ).fetchall()
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    yield from (definition for _, definition in indexes)
    uniques_first = sorted(keys, key=lambda key: key[2].startswith("FOREIGN"))
    yield from (f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {what}' for table, name, what in uniques_first)


def _filled(database: psycopg.Connection[Any], plan: Plan, creditor_id: int) -> dict[str, int]:
    counts = dict.fromkeys((CUSTOMERS, ITEMS, ENTRIES, HOLDS), 0)
    seen = np.zeros(plan.customers + 1, dtype=bool)
    next_entry = 1
    for chunk in chunks(plan):
        new = np.setdiff1d(np.unique(chunk.customer_id), np.flatnonzero(seen))
        seen[new] = True
        entries = entry_rows(chunk, creditor_id, next_entry)
        next_entry += entries.num_rows
        made = {
            CUSTOMERS: customer_rows(new, creditor_id),
            ITEMS: item_rows(chunk, creditor_id),
            ENTRIES: entries,
            HOLDS: hold_rows(chunk, creditor_id),
        }
        for table, rows in made.items():
            counts[table] += _copied(database, table, rows)
    for table in (CUSTOMERS, ITEMS, ENTRIES):
        database.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    return counts


def _copied(database: psycopg.Connection[Any], table: str, rows: pa.Table) -> int:
    block = io.BytesIO()
    csv.write_csv(rows, block, csv.WriteOptions(include_header=False))
    names = ", ".join(rows.column_names)
    with database.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
            copy.write(block.getvalue())
        return cursor.rowcount


def _same(value: Any, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), count)


def customer_rows(ids: np.ndarray, creditor_id: int) -> pa.Table:
    """Return the customers of these ids."""
    many, blank = len(ids), _same("", len(ids))
    names = ("other_name", "queue", "language", "time_zone", "country", "terms_code", "note")
    return pa.table(
        {
            "id": ids,
            "creditor_id": _same(creditor_id, many),
            "number": numbered("C", ids, 8),
            "name": numbered("Customer ", ids, 8),
            "kind": _same("business", many),
            **dict.fromkeys(names, blank),
            "created_at": _same(f"{book.AS_OF} 00:00:00+00", many),
        }
    )


def item_rows(chunk: Chunk, creditor_id: int) -> pa.Table:
    """Return the documents."""
    many = len(chunk.item_id)
    settled = pa.array((chunk.paid_cents != 0) & (chunk.open_cents == 0))
    return pa.table(
        {
            "id": chunk.item_id,
            "creditor_id": _same(creditor_id, many),
            "customer_id": chunk.customer_id,
            "item_number": numbered("INV-", chunk.item_id, 9),
            "kind": kinds(chunk),
            "document_date": days(chunk.document_day),
            "posting_date": days(chunk.document_day),
            "due_date": days(chunk.due_day),
            "currency": _same(book.CURRENCY, many),
            "original_amount": money(chunk.cents),
            "open_amount": money(chunk.open_cents),
            "reference": numbered("PO", chunk.item_id % 100_003, 6),
            "purchase_order": _same("", many),
            "terms_code": _same("", many),
            "settled_date": pc.if_else(settled, days(chunk.paid_day), pa.scalar(None, pa.date32())),
            "is_disputed": pa.array(chunk.disputed),
            "source": _same("open_items", many),
            "created_at": _same(f"{book.AS_OF} 00:00:00+00", many),
        }
    )


def entry_rows(chunk: Chunk, creditor_id: int, first_id: int) -> pa.Table:
    """Return each document's own entry and, where something was paid, that of the payment."""
    paid = np.flatnonzero(chunk.paid_cents)
    settled = chunk.open_cents[paid] == 0
    unknown = (book.AS_OF - EPOCH).days
    item = np.concatenate([chunk.item_id, chunk.item_id[paid]])
    order = np.argsort(item, kind="stable")
    many = len(item)
    kind = np.concatenate([np.full(len(chunk.item_id), "issued"), np.where(chunk.cents[paid] < 0, "credit", "payment")])
    day = np.concatenate([chunk.document_day, np.where(settled, chunk.paid_day[paid], unknown)])
    cents = np.concatenate([chunk.cents, -chunk.paid_cents[paid]])
    customer = np.concatenate([chunk.customer_id, chunk.customer_id[paid]])
    reason = np.concatenate([np.full(len(chunk.item_id), ""), np.full(len(paid), "paid at source")])
    return pa.table(
        {
            "id": np.arange(first_id, first_id + many, dtype=np.int64),
            "creditor_id": _same(creditor_id, many),
            "customer_id": customer[order],
            "open_item_id": item[order],
            "kind": pa.array(kind[order]),
            "amount": money(cents[order]),
            "currency": _same(book.CURRENCY, many),
            "effective_date": days(day[order]),
            "reason": pa.array(reason[order]),
            "posting_key": _same("", many),
            "recorded_by": _same("bench", many),
        }
    )


def hold_rows(chunk: Chunk, creditor_id: int) -> pa.Table:
    """Return a hold for each document that its source calls disputed."""
    which = np.flatnonzero(chunk.disputed)
    many, blank = len(which), _same("", len(which))
    return pa.table(
        {
            "creditor_id": _same(creditor_id, many),
            "customer_id": chunk.customer_id[which],
            "open_item_id": chunk.item_id[which],
            "reason": _same("dispute", many),
            "currency": _same(book.CURRENCY, many),
            "placed_date": days(chunk.document_day[which]),
            "note": blank,
            "source": _same("open_items", many),
            "placed_by": _same("bench", many),
            "created_at": _same(f"{book.AS_OF} 00:00:00+00", many),
        }
    )


def _faults() -> int:
    with book.at_the_desk() as viewer:
        from dunwell.runs.checking import check_books

        return len(check_books(viewer=viewer).faults)
