"""A day that is killed for good, with nobody left to tidy up, and the same answer from another engine.

It needs committed rows, which a test's own transaction has not; so it works in a copy of the test database, through
processes of its own.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import json, os, signal, sys
import django; django.setup()
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.models import Creditor, Run
from dunwell.runs.day import run_day, running
from dunwell.work.models import Publication
from tests.chapters.runs.conftest import AS_OF, Book, make_book

def stop(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
def progress(done):
    if done.name == step: stop()

step, engine = sys.argv[1], sys.argv[2]
if step == "decisions_hash": running.decisions_hash = stop
with viewing(system_viewer("test")) as viewer:
    if step == "begin": make_book()
    book = Book(viewer, Creditor.objects.get())
    told = {"states": list(Run.objects.order_by("pk").values_list("state", flat=True))}
    if step != "look":
        result = run_day(viewer=viewer, creditor_id=book.creditor.pk, as_of=AS_OF, engine=engine, progress=progress)
        told |= {"hash": result.hash, "list": book.listed(result.run_id)}
    told |= {"published": Publication.objects.get().run_id}
print(json.dumps(told))
"""


@pytest.fixture
def day(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Any]:
    """Return what runs the script in a copy of the test database and gives back what it printed."""
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        connections.close_all()
    who = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@"
    where = f"host={settings['HOST']}&port={settings['PORT'] or 5432}"
    name, copy = settings["NAME"], f"{settings['NAME']}_killed"
    with psycopg.connect(f"{who}/postgres?{where}", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
        )  # a browser test may have left one open in a context of its own
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        server.execute(f'GRANT TEMPORARY ON DATABASE "{copy}" TO dunwell_app')
    place = {**os.environ, "DATABASE_URL": f"{who}/{copy}?{where}", "DUNWELL_HOME": str(tmp_path)}
    place |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}

    def run(step: str, engine: str = "duckdb") -> Any:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, step, engine], env=place, cwd=ROOT, capture_output=True, check=False
        )
        if done.returncode == -signal.SIGKILL:
            return None
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    yield run
    with psycopg.connect(f"{who}/postgres?{where}", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def test_a_killed_day_started_again_ends_in_the_same_list(day: Any) -> None:
    first = day("begin")
    in_place = day("again", "postgres")
    assert (in_place["hash"], in_place["list"]) == (first["hash"], first["list"])
    for step in ("facts", "rank", "decisions_hash"):
        assert day(step) is None
        seen = day("look")
        assert seen["states"][-1] == "running"
        assert seen["published"] == in_place["published"]
    again = day("again")
    assert (again["hash"], again["list"]) == (first["hash"], first["list"])
    assert day("look")["states"] == ["finished", "finished", "failed", "failed", "failed", "finished"]
