"""Runs a strategy expression over literal facts rows on an engine, and reads documents that must be right."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
import pytest

from dunwell.strategy.facts.tables import FACT_TYPES, POLICY_COLUMNS, SEGMENT_COLUMNS
from dunwell.strategy.policy.rules import Policy, Segments, read_policy, read_segments

ENGINES = ["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)]


@cache
def connection(engine: str) -> Any:
    """Return one open engine for the whole session."""
    if engine == "duckdb":
        return ibis.duckdb.connect(threads=1)
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        pytest.skip("no DATABASE_URL")
    return ibis.postgres.from_connection(psycopg.connect(url, autocommit=True))


def arrow(rows: list[dict[str, Any]]) -> pa.Table:
    """Return facts rows as Arrow with the schema of the facts table."""
    return pa.Table.from_pylist(rows, schema=ibis.schema(FACT_TYPES).to_pyarrow())


_COUNT = [0]


def put(engine: str, rows: pa.Table) -> ir.Table:
    """Bring rows to an engine; text orders by code point there, as in the shapes."""
    backend = connection(engine)
    _COUNT[0] += 1
    name = f"facts_{_COUNT[0]}"
    if engine == "duckdb":
        backend.con.register(name, rows)
    else:
        backend.create_table(name, rows, temp=True)
    if engine == "postgres":
        backend.raw_sql(f'ALTER TABLE {name} ALTER customer_number TYPE text COLLATE "C"').close()
    return backend.table(name)


def run_arrow(engine: str, rows: pa.Table, build: Callable[[ir.Table], ir.Table]) -> pa.Table:
    """Return what an expression over facts gives, as Arrow."""
    return connection(engine).to_pyarrow(build(put(engine, rows)))


def run(engine: str, rows: list[dict[str, Any]], build: Callable[[ir.Table], ir.Table]) -> list[dict[str, Any]]:
    """Return what an expression over facts gives, as rows."""
    return run_arrow(engine, arrow(rows), build).to_pylist()


def policy(text: str, version: int = 1) -> Policy:
    """Read a policy that must be right."""
    found, problems = read_policy(text, POLICY_COLUMNS, version)
    assert found is not None, [(one.row, one.column, one.sentence()) for one in problems]
    return found


def segments(text: str) -> Segments:
    """Read segments that must be right."""
    found, problems = read_segments(text, SEGMENT_COLUMNS, 1)
    assert found is not None, [(one.row, one.column, one.sentence()) for one in problems]
    return found
