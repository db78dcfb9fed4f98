"""Bring a database to this version: migrations as its owner, then what the app role may do.

An empty database need not live through all of them: `schema.sql` is where they led when it was written
(`scripts/schema.py`; a test compares the two ways), and only what came since is migrated. That takes a second where
the migrations take half a minute.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from dunwell.platform.postgres_roles import APP_ROLE


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the database's owner: for migrations and tests' set-up only."""
    before = os.environ.get("DUNWELL_DB_ROLE")
    os.environ["DUNWELL_DB_ROLE"] = "owner"
    connections.close_all()
    try:
        yield
    finally:
        if before is None:
            del os.environ["DUNWELL_DB_ROLE"]
        else:
            os.environ["DUNWELL_DB_ROLE"] = before
        connections.close_all()


def grant_app_role() -> None:
    """Let the app role read and write rows, but not change history, and never the schema."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT TEMPORARY ON DATABASE {connection.ops.quote_name(_database_name())} TO {APP_ROLE}")
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname LIKE '%append_only%'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {connection.ops.quote_name(table)} FROM {APP_ROLE}")


def _database_name() -> str:
    return str(connection.settings_dict["NAME"])


def is_current() -> bool:
    """Return whether every migration of this version has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def written_schema() -> str:
    """Return the SQL that makes an empty database what the migrations made of one."""
    return files(__package__ or "").joinpath("schema.sql").read_text(encoding="utf-8")


def load_schema() -> bool:
    """Give an empty database the written schema and return True; leave one that holds any table alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')")
        found = cursor.fetchone()
        if found is None or found[0]:
            return False
        # Functions name tables that come after them.
        cursor.execute("SET LOCAL check_function_bodies = false")
        cursor.execute(written_schema())
    return True


def migrate_database(verbosity: int = 0, *, from_the_first: bool = False) -> None:
    """Apply the migrations as the owner and grant the app role what it may do; doing it again changes nothing.

    `from_the_first` takes an empty database through every migration instead of loading where they led.
    """
    with as_owner():
        if not from_the_first:
            load_schema()
        call_command("migrate", verbosity=verbosity, interactive=False)
        call_command("createcachetable", verbosity=0)
        grant_app_role()
