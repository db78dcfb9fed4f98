"""What the planner is told of tables that were written in bulk."""

import pytest
from django.db import connection

from dunwell.platform.statistics import refresh_statistics

pytestmark = pytest.mark.django_db


def analyzed(table: str) -> float:
    """Return how many rows the planner believes in; -1 where it has never looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        found = cursor.fetchone()
    assert found is not None
    return float(found[0])


def test_the_desk_may_tell_the_planner_of_tables_that_it_does_not_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner <> current_user FROM pg_tables WHERE tablename = 'work_tally'")
        assert cursor.fetchone() == (True,), "the desk is not the owner: PostgreSQL itself would refuse it"
    refresh_statistics("work_tally", "no_such_table")
    assert analyzed("work_tally") >= 0
