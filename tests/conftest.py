"""Tests run on a real PostgreSQL under the app role, so row security holds in every one of them."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
os.environ.setdefault("DUNWELL_SECRET_KEY", "only-for-tests")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def _start_server() -> None:
    """Start the private server before Django reads its settings, unless DATABASE_URL names one; it ends with us."""
    if "DUNWELL_HOME" not in os.environ:
        home = tempfile.TemporaryDirectory(prefix="dunwell-test-", ignore_cleanup_errors=True)
        os.environ["DUNWELL_HOME"] = home.name
        atexit.register(home.cleanup)
    if "DATABASE_URL" not in os.environ:
        from dunwell.platform.postgres import running_database

        server = running_database()
        os.environ["DATABASE_URL"] = server.__enter__()
        atexit.register(server.__exit__, None, None, None)


# At import, not in a hook: the conftests of deeper folders import models as soon as they are read.
_start_server()
django.setup()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: object, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Make the test database as its owner; from then on every connection is the app role."""
    from django.db import connection, connections
    from django.test.utils import setup_databases, teardown_databases

    from dunwell.platform.schema import as_owner, grant_app_role
    from dunwell.story.scratch import migrated_template

    with django_db_blocker.unblock():
        # Loading the written schema once and copying it is quicker than half a minute of migrations.
        with migrated_template() as template, as_owner():
            connection.settings_dict["TEST"]["TEMPLATE"] = template
            kept = setup_databases(verbosity=0, interactive=False, keepdb=False, serialized_aliases=[])
            from django.core.management import call_command

            call_command("createcachetable", verbosity=0)
            grant_app_role()
        connections.close_all()
        connection.ensure_connection()
    yield
    with django_db_blocker.unblock(), as_owner():
        _end_other_sessions(connection)
        teardown_databases(kept, verbosity=0)


def _end_other_sessions(connection: Any) -> None:
    """End what a browser test left open in a context of its own; PostgreSQL drops only what nobody looks at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def shared() -> Path:
    """Return the folder of real files beside the project; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("DUNWELL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.exists():
        pytest.skip("the folder of real sample files is not beside the project")
    return folder
