"""Rows of PostgreSQL as Arrow, straight from its binary `COPY` through ADBC: no text, and no Python object a value."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from psycopg.conninfo import make_conninfo

from dunwell.platform.postgres_roles import APP_ROLE
from dunwell.platform.scope import Scope, applied

if TYPE_CHECKING:
    import pyarrow as pa


@contextmanager
def arrow_reader(settings: dict[str, Any], scope: Scope, instant: str) -> Iterator[Any]:
    """Give a cursor on a connection of its own: app role, the scope, and the instant of `pg_export_snapshot()`.

    `settings` are Django's connection parameters. A lost server is an `OperationalError`, as on Django's connection.
    """
    from adbc_driver_postgresql import dbapi

    names = ("dbname", "user", "password", "host", "port")
    address = make_conninfo("", **{name: settings[name] for name in names if settings.get(name)})
    statement, values = applied(scope)
    try:
        with dbapi.connect(address, autocommit=True) as database, database.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")
            for number in (1, 2):
                statement = statement.replace("%s", f"${number}", 1)
            cursor.execute(statement, values)
            cursor.fetchall()
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(f"SET TRANSACTION SNAPSHOT '{instant}'")
            yield cursor
            cursor.execute("ROLLBACK")
    except dbapi.OperationalError as fault:
        raise OperationalError(str(fault)) from fault


def record_batches(cursor: Any, query: str) -> "pa.RecordBatchReader":
    """Run a query and return its rows as they come, a few megabytes at a time; exact numbers come as text."""
    import pyarrow as pa

    cursor.execute(query)
    raw = cursor.fetch_record_batch()
    opaque = pa.BaseExtensionType
    plain = [field.type.storage_type if isinstance(field.type, opaque) else field.type for field in raw.schema]
    schema = pa.schema(list(zip(raw.schema.names, plain, strict=True)))

    def batches() -> "Iterator[pa.RecordBatch]":
        for batch in raw:
            columns = [one.storage if isinstance(one, pa.ExtensionArray) else one for one in batch.columns]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())
