"""Where set expressions run: DuckDB over a snapshot (default), PostgreSQL in place, or Apache Spark over a snapshot.

An engine hands out the tables of shapes as Ibis tables, keeps a result under a name so that later steps read it once,
and returns rows as Arrow. Expressions never hold a connection of their own. Ibis is imported when an engine opens, not
before: it costs the better part of a second, which a web process must not pay at start-up.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg
from django.db import connection
from psycopg import sql

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.postgres_roles import APP_ROLE
from dunwell.platform.scope import applied, current_scope
from dunwell.platform.snapshot import Snapshot, copy_to_csv, csv_relation, duckdb_type

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from dunwell.base.sets import TableShape

ENGINES = ("duckdb", "postgres", "spark")
DEFAULT_MEMORY = "2GB"


class DuckEngine:
    """DuckDB in this process, over the Parquet files of a snapshot; spills to the snapshot's folder."""

    name = "duckdb"

    def __init__(self, snapshot: Snapshot, *, threads: int, memory_limit: str) -> None:
        import ibis

        spill = str(snapshot.folder / "spill")
        self._snapshot = snapshot
        self._backend = ibis.duckdb.connect(
            threads=threads, memory_limit=memory_limit, temp_directory=spill, preserve_insertion_order=False
        )
        self._tables: dict[str, ir.Table] = {}

    def table(self, shape: TableShape) -> ir.Table:
        """Return a shape's rows."""
        if shape.name not in self._tables:
            path = self._snapshot.path(shape.name)
            self._tables[shape.name] = self._backend.read_parquet(path, table_name=shape.name)
        return self._tables[shape.name]

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute rows now and keep them under a name until the engine closes."""
        # Not Ibis's create_table: with these versions its DROP TABLE is empty when a table is replaced.
        self._backend.con.execute(f'CREATE OR REPLACE TABLE "{name}" AS {self._backend.compile(rows)}')
        return self._backend.table(name)

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        """Bring rows from outside under a name."""
        self._backend.con.register(f"{name}_arrow", rows)
        self._backend.con.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM "{name}_arrow"')
        self._backend.con.unregister(f"{name}_arrow")
        return self._backend.table(name)

    def to_arrow(self, rows: ir.Table) -> pa.Table:
        """Return rows as an Arrow table."""
        return self._backend.to_pyarrow(rows)

    def versions(self) -> dict[str, str]:
        """Return the versions that an answer may depend on."""
        return {"duckdb": str(self._backend.version), **_ibis_versions()}

    def close(self) -> None:
        """Let go of memory and files."""
        self._backend.disconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


class PostgresEngine:
    """The system of record itself: shapes are their own SELECTs, under the app role and the viewer's scope."""

    name = "postgres"

    def __init__(self, database: psycopg.Connection[Any], creditor_id: int, *, owned: bool) -> None:
        self._database = database
        self._creditor_id = creditor_id
        self._owned = owned
        self._shapes: dict[str, TableShape] = {}
        self._kept: list[str] = []

    def table(self, shape: TableShape) -> ir.Table:
        """Return a shape's rows."""
        self._shapes[shape.name] = shape
        return shape.unbound()

    def query(self, rows: ir.Table) -> str:
        """Return the SQL of an expression over the shapes handed out, with the creditor filled in."""
        return over_sources(rows, self._shapes.values()).replace("%(creditor_id)s", str(int(self._creditor_id)))

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute rows now and keep them in a temporary table until the engine closes."""
        import ibis

        query = self.query(rows).replace("%%", "%")
        with psycopg.Cursor(self._database) as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name)))
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} AS ").format(sql.Identifier(name)).as_string() + query)
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
        self._kept.append(name)
        return ibis.table(rows.schema(), name=name)

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        """Bring rows from outside into a temporary table."""
        import ibis

        schema = ibis.Schema.from_pyarrow(rows.schema)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(_postgres_type(str(kind))))
            for column, kind in schema.items()
        )
        with psycopg.Cursor(self._database) as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name)))
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(sql.Identifier(name), columns))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
                    copy.write_row(row)
        self._kept.append(name)
        return ibis.table(schema, name=name)

    def to_arrow(self, rows: ir.Table) -> pa.Table:
        """Return rows as an Arrow table, typed by the expression's schema; rows travel as CSV, memory stays bounded."""
        import duckdb

        columns = {name: str(kind).removeprefix("!") for name, kind in rows.schema().items()}
        with tempfile.TemporaryDirectory(prefix="dunwell-") as folder:
            path = Path(folder) / "rows.csv"
            with psycopg.Cursor(self._database) as cursor:
                copy_to_csv(cursor, self.query(rows).replace("%%", "%"), None, path)
            duck = duckdb.connect()
            if path.stat().st_size:
                return duck.execute(f"SELECT * FROM {csv_relation(path, columns)}").to_arrow_table()
            nothing = ", ".join(f'CAST(NULL AS {duckdb_type(kind)}) AS "{name}"' for name, kind in columns.items())
            return duck.execute(f"SELECT {nothing} WHERE false").to_arrow_table()

    def versions(self) -> dict[str, str]:
        """Return the versions that an answer may depend on."""
        return {"postgres": str(self._database.info.server_version), **_ibis_versions()}

    def close(self) -> None:
        """Drop what was kept, and the connection where it is the engine's own."""
        if self._owned:
            self._database.close()
            return
        with psycopg.Cursor(self._database) as cursor:
            for name in self._kept:
                cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


class SparkEngine:
    """Apache Spark over the Parquet files of a snapshot, local or on a cluster that sees the same folder."""

    name = "spark"

    def __init__(self, snapshot: Snapshot, *, master: str, threads: int, memory_limit: str) -> None:
        import ibis

        session = _spark_session(master, threads, memory_limit)
        self._snapshot = snapshot
        self._session = session
        self._backend = ibis.pyspark.connect(session)
        self._frames: list[Any] = []

    def table(self, shape: TableShape) -> ir.Table:
        """Return a shape's rows."""
        return self._backend.read_parquet(str(self._snapshot.path(shape.name)), table_name=shape.name)

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute rows once and keep them cached under a name until the engine closes."""
        frame = self._session.sql(self._backend.compile(rows)).persist()
        frame.createOrReplaceTempView(name)
        self._frames.append(frame)
        return self._backend.table(name)

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        """Bring rows from outside under a name."""
        self._session.createDataFrame(rows).createOrReplaceTempView(name)
        return self._backend.table(name)

    def to_arrow(self, rows: ir.Table) -> pa.Table:
        """Return rows as an Arrow table."""
        return self._backend.to_pyarrow(rows)

    def versions(self) -> dict[str, str]:
        """Return the versions that an answer may depend on."""
        return {"spark": str(self._session.version), **_ibis_versions()}

    def close(self) -> None:
        """Let go of what was kept; the session stays for the next run in this process."""
        for frame in self._frames:
            frame.unpersist()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


Engine = DuckEngine | PostgresEngine | SparkEngine


def open_engine(
    name: str,
    source: Snapshot | psycopg.Connection[Any],
    *,
    creditor_id: int | None = None,
    threads: int = 2,
    memory_limit: str = DEFAULT_MEMORY,
    master: str = "",
) -> Engine:
    """Open an engine: `duckdb` and `spark` over a snapshot, `postgres` over a connection or the snapshot's creditor.

    Refuses an unknown name, and Spark where pyspark or Java is not installed (`platform.engine.unavailable`).
    """
    if name == "postgres":
        if isinstance(source, Snapshot):
            return PostgresEngine(database_connection(), source.creditor_id, owned=True)
        assert creditor_id is not None, "an engine on a connection needs the creditor"
        return PostgresEngine(source, creditor_id, owned=False)
    assert isinstance(source, Snapshot), "this engine reads a snapshot"
    if name == "duckdb":
        return DuckEngine(source, threads=threads, memory_limit=memory_limit)
    if name == "spark":
        return SparkEngine(source, master=master, threads=threads, memory_limit=memory_limit)
    raise Refusal(
        "platform.engine.unknown",
        gettext_noop("There is no engine {engine}. Choose one of {engines}."),
        engine=name,
        engines=", ".join(ENGINES),
    )


def open_postgres(creditor_id: int) -> PostgresEngine:
    """Open PostgreSQL in place on a connection of its own that sees one instant, as the current viewer."""
    return PostgresEngine(database_connection(), creditor_id, owned=True)


def database_connection() -> psycopg.Connection[Any]:
    """Open a connection beside Django's: app role, the viewer's scope, and one instant for all its reads."""
    settings = connection.get_connection_params()
    kept = {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if settings.get(key)}
    database = psycopg.connect(**kept, autocommit=True)
    database.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(APP_ROLE)))
    database.execute(*applied(current_scope()))
    database.execute("SET datestyle TO 'ISO, YMD'")
    database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    return database


def over_sources(rows: ir.Table, shapes: Any, extra: Mapping[str, str] | None = None) -> str:
    """Compile an expression to PostgreSQL over the shapes it names, as psycopg SQL with `%(creditor_id)s` open.

    `extra` gives further tables by name as SQL of their own (which may hold psycopg parameters).
    """
    head, body = sources_and_body(rows, shapes, extra)
    return f"{head} ({body})" if head else body


def sources_and_body(rows: ir.Table, shapes: Any, extra: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the same in two pieces: the WITH clause that holds the sources, and the SELECT over them."""
    import ibis
    import ibis.expr.operations as ops

    names = {node.name for node in rows.op().find(ops.UnboundTable)}
    sources = {shape.name: shape.source for shape in shapes} | dict(extra or {})
    heads = [f'"{name}" AS NOT MATERIALIZED ({source.strip()})' for name, source in sources.items() if name in names]
    body = ibis.to_sql(rows, dialect="postgres").replace("%", "%%")
    return (f"WITH {', '.join(heads)}" if heads else ""), body


def _postgres_type(ibis_type: str) -> str:
    names = {"int64": "bigint", "int32": "integer", "string": "text", "float64": "double precision"}
    plain = ibis_type.removeprefix("!")
    return names.get(plain, plain)


def _ibis_versions() -> dict[str, str]:
    return {name: version(package) for name, package in (("ibis", "ibis-framework"), ("sqlglot", "sqlglot"))}


def _spark_session(master: str, threads: int, memory_limit: str) -> Any:
    try:
        spark = importlib.import_module("pyspark.sql")
    except ImportError as fault:
        raise Refusal(
            "platform.engine.unavailable",
            gettext_noop("The engine {engine} is not installed. Run: pip install 'dunwell[spark]' (it needs Java 17)."),
            engine="spark",
        ) from fault
    try:
        builder = spark.SparkSession.builder.master(master or f"local[{threads}]").appName("dunwell")
        settings = {
            "spark.sql.session.timeZone": "UTC",
            "spark.driver.memory": memory_limit.removesuffix("B").lower(),
            "spark.sql.shuffle.partitions": str(max(threads * 2, 4)),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR",
        }
        if not master or master.startswith("local"):
            # Both: larger results are fetched from the name, which must be where the driver listens.
            settings |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
        for key, value in settings.items():
            builder = builder.config(key, value)
        return builder.getOrCreate()
    except Exception as fault:
        raise Refusal(
            "platform.engine.unavailable",
            gettext_noop("The engine {engine} did not start: {fault}. It needs Java 17 on the path."),
            engine="spark",
            fault=type(fault).__name__,
        ) from fault
