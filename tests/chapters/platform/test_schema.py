"""The written schema is where the migrations lead."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dunwell.story.scratch import database_named, migrated_template

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "schema.py"


@pytest.fixture
def schema() -> ModuleType:
    spec = importlib.util.spec_from_file_location("schema_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_written_schema_names_every_migration(schema: ModuleType) -> None:
    assert schema.missing() == []


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not on the path")
def test_an_empty_database_becomes_the_same_either_way(
    django_db_setup: None, django_db_blocker: Any, schema: ModuleType
) -> None:
    made = {}
    with django_db_blocker.unblock():
        for from_the_first in (True, False):
            with migrated_template(from_the_first=from_the_first) as name:
                made[from_the_first] = in_any_order(schema.dumped(name))
                with database_named(name):
                    assert granted() == (True, False), "the app role reads, and changes no history"
    assert made[True] == made[False]


def in_any_order(dump: str) -> list[str]:
    """Return the statements of a dump without what PostgreSQL itself writes otherwise when it reads them again.

    It orders a few by their number in the catalog, and moves casts in and out of lists.
    """
    return sorted(re.sub(r"[()\s]|::(?:text|character varying)(?:\[\])?", "", one) for one in dump.split(";\n"))


def granted() -> tuple[bool, bool]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('dunwell_app', 'receivables_entry', 'SELECT'),"
            " has_table_privilege('dunwell_app', 'receivables_entry', 'UPDATE')"
        )
        return tuple(cursor.fetchone())
