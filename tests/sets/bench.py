"""Literal rows in, rows out: runs a set expression on an engine, whatever the engine."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from dunwell.base.sets import TableShape
from dunwell.cash.waiting.tables import WAITING_RECEIPTS
from dunwell.outcomes.promises.tables import PROMISES
from dunwell.parties.customers.tables import CUSTOMERS
from dunwell.receivables.entries.tables import ENTRIES
from dunwell.receivables.holds.tables import HOLDS
from dunwell.receivables.open_items.tables import DUE_PARTS, ITEMS
from dunwell.receivables.rates.tables import RATES
from dunwell.work.activities.tables import ACTIVITIES
from dunwell.work.snoozes.tables import SNOOZES

Row = dict[str, Any]
Build = Callable[[dict[str, ir.Table], Any], ir.Table]

ASKED = TableShape("asked", "the day asked for", (), {"as_of": "date"}, "")
SHAPES = {
    shape.name: shape
    for shape in (
        CUSTOMERS,
        ITEMS,
        DUE_PARTS,
        ENTRIES,
        HOLDS,
        RATES,
        WAITING_RECEIPTS,
        ACTIVITIES,
        SNOOZES,
        PROMISES,
        ASKED,
    )
}


def arrow(shape: TableShape, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as Arrow with exactly the shape's columns; what a row leaves out is null."""
    schema = shape.schema().to_pyarrow()
    full = [{name: _plain(row.get(name)) for name in schema.names} for row in rows]
    return pa.Table.from_pylist(full, schema=schema)


def _plain(value: Any) -> Any:
    """Return an instant as sets hold it: UTC without a zone."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


class DuckBench:
    """DuckDB in memory; an expression is compiled once and asked of many books."""

    name = "duckdb"

    def __init__(self) -> None:
        self._con = duckdb.connect(config={"threads": 1})
        self._sql: dict[Any, str] = {}

    def rows(self, key: Any, build: Build, book: Mapping[str, Iterable[Row]], as_of: date) -> list[Row]:
        """Return the rows of an expression over a book; the day is a table of one row, so it is not in the SQL."""
        if key not in self._sql:
            self._sql[key] = ibis.to_sql(_expression(build), dialect="duckdb")
        for name, table in _tables(book, as_of).items():
            self._con.register(name, table)
        return self._con.execute(self._sql[key]).to_arrow_table().to_pylist()


class EngineBench:
    """An engine of the platform that takes rows from outside (`put`): PostgreSQL or Spark."""

    def __init__(self, name: str, engine: Any) -> None:
        self.name = name
        self._engine = engine

    def rows(self, key: Any, build: Build, book: Mapping[str, Iterable[Row]], as_of: date) -> list[Row]:
        """Return the rows of an expression over a book."""
        tables = {name: self._engine.put(name, table) for name, table in _tables(book, as_of).items()}
        expression = build(tables, tables["asked"].as_of.as_scalar())
        return self._engine.to_arrow(expression).to_pylist()


def _tables(book: Mapping[str, Iterable[Row]], as_of: date) -> dict[str, pa.Table]:
    tables = {name: arrow(shape, book.get(name, ())) for name, shape in SHAPES.items()}
    return tables | {"asked": arrow(ASKED, [{"as_of": as_of}])}


def _expression(build: Build) -> ir.Table:
    tables = {name: shape.unbound() for name, shape in SHAPES.items()}
    return build(tables, tables["asked"].as_of.as_scalar())


@cache
def bench(name: str) -> Any:
    """Return the bench of an engine, or skip with the reason."""
    if name == "duckdb":
        return DuckBench()
    if name == "postgres":
        import psycopg

        from dunwell.platform.engines import PostgresEngine

        url = os.environ.get("DATABASE_URL", "")
        if not url:
            pytest.skip("no DATABASE_URL")
        return EngineBench(name, PostgresEngine(psycopg.connect(url, autocommit=True), 1, owned=True))
    from pathlib import Path

    from dunwell.base.refusals import Refusal
    from dunwell.platform.engines import SparkEngine
    from dunwell.platform.snapshot import Snapshot

    nothing = Snapshot(Path(), 1, datetime(2026, 1, 1, tzinfo=UTC), {})
    try:
        return EngineBench(name, SparkEngine(nothing, master="", threads=2, memory_limit="1GB"))
    except Refusal as refusal:
        pytest.skip(refusal.sentence())


def money(text: str | int) -> Decimal:
    """Return an amount with the four digits of a money column."""
    return Decimal(text).quantize(Decimal("0.0001"))


def item(
    item_id: int, amount: str | int, due: date, *, document: date | None = None, customer: int = 1, **more: Any
) -> Row:
    """Return an item's row; what is not said is an invoice in USD dated and posted 30 days before it is due."""
    document = document or date.fromordinal(due.toordinal() - 30)
    return {
        "item_id": item_id,
        "customer_id": customer,
        "item_number": f"INV-{item_id}",
        "kind": "invoice" if Decimal(amount) > 0 else "credit_memo",
        "document_date": document,
        "posting_date": document,
        "due_date": due,
        "currency": "USD",
        "reference": "",
        "is_disputed": False,
        "original_amount": money(amount),
        "cached_amount": money(amount),
    } | more


def entry(entry_id: int, of: Row, amount: str | int, effective: date, kind: str = "payment", **more: Any) -> Row:
    """Return an entry on an item, recorded at noon of its effective day."""
    return {
        "entry_id": entry_id,
        "item_id": of["item_id"],
        "customer_id": of["customer_id"],
        "kind": kind,
        "amount": money(amount),
        "effective_date": effective,
        "recorded_at": datetime(effective.year, effective.month, effective.day, 12, tzinfo=UTC),
        "reverses_id": None,
    } | more


def issued(items: Iterable[Row]) -> list[Row]:
    """Return the first entry of each item: its own amount on its posting day; ids are the items' ids in thousands."""
    return [entry(row["item_id"] * 1000, row, row["original_amount"], row["posting_date"], "issued") for row in items]


def customer(customer_id: int, **more: Any) -> Row:
    """Return a customer's row."""
    return {
        "customer_id": customer_id,
        "customer_number": f"C-{customer_id}",
        "customer_name": f"Customer {customer_id}",
        "kind": "business",
        "parent_id": None,
        "owner_id": None,
        "owner": "",
        "queue": "",
        "language": "en",
        "time_zone": "UTC",
        "country": "US",
        "terms_code": "",
    } | more


def hold(hold_id: int, customer_id: int, reason: str, placed: date, **more: Any) -> Row:
    """Return a hold's row: on the whole customer and open-ended unless said otherwise."""
    return {
        "hold_id": hold_id,
        "customer_id": customer_id,
        "item_id": None,
        "reason": reason,
        "amount": None,
        "placed_date": placed,
        "until_date": None,
        "lifted_date": None,
    } | more
