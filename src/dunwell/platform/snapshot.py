"""The day's one look at the database: each set table copied once, typed, into Parquet.

Rows leave PostgreSQL by `COPY (SELECT …) TO STDOUT` under the app role and the viewer's scope, so row-level security
decides what is in the snapshot. All tables are read at one instant. Two tables at a time come as Arrow over connections
of their own that share the instant; a caller who is inside a transaction gets what that transaction sees, as CSV over
its own connection. Either way memory stays bounded: DuckDB writes Parquet piece by piece, and the files are equal.
Nothing else reads the database during the day.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import duckdb
import psycopg
from django.db import connection, transaction

from dunwell.platform.arrow import arrow_reader, record_batches
from dunwell.platform.scope import current_scope

MANIFEST = "snapshot.json"
READERS = 2
"""Tables that are read at once; while one waits for PostgreSQL the other is written."""
_DUCKDB_TYPES = {
    "int64": "BIGINT",
    "string": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
    "float64": "DOUBLE",
}


class Shape(Protocol):
    """What the snapshot needs to know of a `base.sets.TableShape`; that module is not imported here for its weight."""

    @property
    def name(self) -> str:
        """The table's name."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Ibis types by column name."""

    @property
    def source(self) -> str:
        """The PostgreSQL SELECT."""


@dataclass(frozen=True, slots=True)
class SnapshotTable:
    """One table of a snapshot: its file, its rows, and how long it took."""

    name: str
    file: str
    row_count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A creditor's set tables as Parquet files in one folder, all of one instant (`taken_at`, UTC)."""

    folder: Path
    creditor_id: int
    taken_at: datetime
    tables: dict[str, SnapshotTable]

    def path(self, name: str) -> Path:
        """Return the Parquet file of a table."""
        return self.folder / self.tables[name].file

    def counts(self) -> dict[str, int]:
        """Return the rows of each table."""
        return {name: table.row_count for name, table in self.tables.items()}

    def hashes(self) -> dict[str, str]:
        """Return a hash of each table's rows, whatever their order; read anew, and equal with one version of DuckDB."""
        with duckdb.connect() as duck:
            return {name: _content_hash(duck, self.path(name)) for name in self.tables}


def duckdb_type(ibis_type: str) -> str:
    """Return the DuckDB name of an Ibis type string."""
    return _DUCKDB_TYPES.get(ibis_type) or ibis_type.upper()


def take_snapshot(
    shapes: Iterable[Shape],
    creditor_id: int,
    folder: Path,
    *,
    threads: int = 2,
    memory_limit: str = "1GB",
    database: psycopg.Connection[Any] | None = None,
) -> Snapshot:
    """Copy the tables of one creditor, as its viewer may see them, into `folder`.

    Without `database` Django's own connection is used: it keeps the instant in a repeatable-read transaction of its
    own, or reads in the one that is already open. The manifest is written last, so a folder that has one is whole (see
    `read_snapshot`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    asked = list(shapes)
    is_alone = database is None and not connection.in_atomic_block
    duck = duckdb.connect(config={"threads": threads, "memory_limit": memory_limit, "preserve_insertion_order": False})
    try:
        duck.execute("SET temp_directory = $1", [str(folder / "spill")])
        with _reading(database) as cursor:
            cursor.execute("SELECT now() AT TIME ZONE 'UTC'")
            row = cursor.fetchone()
            assert row is not None, "the database did not tell the time"
            copy = _copy_side_by_side if is_alone else _copy_in_turn
            copied = {one.name: one for one in copy(cursor, duck, asked, creditor_id, folder)}
            tables = {shape.name: copied[shape.name] for shape in asked}
    finally:
        duck.close()
    snapshot = Snapshot(folder=folder, creditor_id=creditor_id, taken_at=row[0], tables=tables)
    _write_manifest(snapshot)
    return snapshot


def read_snapshot(folder: Path) -> Snapshot | None:
    """Return the whole snapshot that a folder holds; None where there is none or it was cut short."""
    try:
        kept = json.loads((folder / MANIFEST).read_text())
    except FileNotFoundError:
        return None
    tables = {name: SnapshotTable(**table) for name, table in kept["tables"].items()}
    return Snapshot(folder, kept["creditor_id"], datetime.fromisoformat(kept["taken_at"]), tables)


@contextmanager
def _reading(database: psycopg.Connection[Any] | None) -> Iterator[psycopg.Cursor[Any]]:
    """Give a plain cursor inside one transaction in which every read sees the same instant."""
    if database is not None:
        with database.transaction(), database.cursor() as cursor:
            cursor.execute("SET LOCAL datestyle TO 'ISO, YMD'")
            yield cursor
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        connection.ensure_connection()
        with psycopg.Cursor(connection.connection) as cursor:
            if outermost:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL datestyle TO 'ISO, YMD'")
            yield cursor


def copy_to_csv(cursor: psycopg.Cursor[Any], query: str, parameters: Mapping[str, Any] | None, path: Path) -> None:
    """Stream a query's rows into a CSV file without a heading; null is an unquoted nothing."""
    with path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters) as rows:
        for block in rows:
            file.write(block)


def csv_relation(path: Path, columns: Mapping[str, str]) -> str:
    """Return the DuckDB table function that reads such a file with exactly these types; nothing is guessed."""
    types = ", ".join(f"'{name}': '{duckdb_type(kind)}'" for name, kind in columns.items())
    place = str(path).replace("'", "''")
    return (
        f"read_csv('{place}', columns = {{{types}}}, auto_detect = false, header = false, delim = ',', quote = '\"', "
        "escape = '\"', nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216)"
    )


def _copy_side_by_side(
    cursor: psycopg.Cursor[Any], duck: duckdb.DuckDBPyConnection, shapes: list[Shape], creditor_id: int, folder: Path
) -> list[SnapshotTable]:
    """Read tables as Arrow on connections that see the cursor's instant, each on a thread of its own."""
    cursor.execute("SELECT pg_export_snapshot()")
    row = cursor.fetchone()
    assert row is not None, "the database exports its instant"
    instant, settings, scope = str(row[0]), connection.get_connection_params(), current_scope()

    waiting = iter(shapes)

    def copy_some() -> list[SnapshotTable]:
        with arrow_reader(settings, scope, instant) as reader:
            return [_copy_arrow(reader, duck, shape, creditor_id, folder) for shape in waiting]

    with ThreadPoolExecutor(READERS, thread_name_prefix="snapshot") as pool:
        jobs = [pool.submit(copy_some) for _ in range(READERS)]
        return [table for job in jobs for table in job.result()]


def _copy_arrow(
    reader: Any, duck: duckdb.DuckDBPyConnection, shape: Shape, creditor_id: int, folder: Path
) -> SnapshotTable:
    started = perf_counter()
    query = shape.source.replace("%(creditor_id)s", str(int(creditor_id))).replace("%%", "%")
    typed = ", ".join(f'CAST("{name}" AS {duckdb_type(kind)}) AS "{name}"' for name, kind in shape.columns.items())
    with duck.cursor() as own:
        own.register("arriving", record_batches(reader, query))
        return _write_table(own, shape, f"(SELECT {typed} FROM arriving)", folder, started)


def _copy_in_turn(
    cursor: psycopg.Cursor[Any], duck: duckdb.DuckDBPyConnection, shapes: list[Shape], creditor_id: int, folder: Path
) -> list[SnapshotTable]:
    """Read one table after another over the cursor itself, by way of a CSV file."""
    tables = []
    for shape in shapes:
        started, raw = perf_counter(), folder / f"{shape.name}.csv"
        copy_to_csv(cursor, shape.source, {"creditor_id": creditor_id}, raw)
        if raw.stat().st_size:
            rows = csv_relation(raw, shape.columns)
        else:
            nothing = ", ".join(f"CAST(NULL AS {duckdb_type(kind)}) AS {name}" for name, kind in shape.columns.items())
            rows = f"(SELECT {nothing} WHERE false)"
        tables.append(_write_table(duck, shape, rows, folder, started))
        raw.unlink()
    return tables


def _write_table(
    duck: duckdb.DuckDBPyConnection, shape: Shape, rows: str, folder: Path, started: float
) -> SnapshotTable:
    final = folder / f"{shape.name}.parquet"
    place = str(final).replace("'", "''")
    # The shapes are constants of the house, the folder is the caller's: nothing here comes from a request.
    counted = duck.execute(f"COPY (SELECT * FROM {rows}) TO '{place}' (FORMAT parquet)").fetchone()
    assert counted is not None, "COPY tells how many rows it wrote"
    return SnapshotTable(shape.name, final.name, counted[0], round(perf_counter() - started, 3))


def _content_hash(duck: duckdb.DuckDBPyConnection, path: Path) -> str:
    place = str(path).replace("'", "''")
    names = ", ".join(f'"{row[0]}"' for row in duck.execute(f"DESCRIBE FROM read_parquet('{place}')").fetchall())
    found = duck.execute(f"SELECT COALESCE(bit_xor(hash({names})), 0) FROM read_parquet('{place}')").fetchone()
    assert found is not None
    return f"{found[0]:016x}"


def _write_manifest(snapshot: Snapshot) -> None:
    kept = {
        "creditor_id": snapshot.creditor_id,
        "taken_at": snapshot.taken_at.isoformat(),
        "tables": {name: asdict(table) for name, table in snapshot.tables.items()},
    }
    draft = snapshot.folder / f"{MANIFEST}.draft"
    draft.write_text(json.dumps(kept, indent=1))
    draft.replace(snapshot.folder / MANIFEST)
