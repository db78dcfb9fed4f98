"""The quick start of docs/api.md, command by command, against a real server on a database of its own."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
MEMBER = """
import django; django.setup()
from dunwell.platform.access import operator_viewer, viewing
from dunwell.platform.models import Creditor
from dunwell.platform.people.commands import add_member
with viewing(operator_viewer()) as viewer:
    add_member(viewer=viewer, creditor_id=Creditor.objects.get().pk, email="ana@example.com", full_name="Ana",
               role="admin")
"""


@pytest.fixture
def place(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the environment of a shell beside a server, with a copy of the empty test database."""
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        connections.close_all()
    who = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@"
    where = f"host={settings['HOST']}&port={settings['PORT'] or 5432}"
    name, copy = settings["NAME"], f"{settings['NAME']}_quick_start"
    with psycopg.connect(f"{who}/postgres?{where}", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
        )  # a browser test may have left one open in a context of its own
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        server.execute(f'GRANT TEMPORARY ON DATABASE "{copy}" TO dunwell_app')
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bins = tmp_path / "bin"
    bins.mkdir()
    (bins / "dunwell").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dunwell "$@"\n')
    (bins / "python3").symlink_to(sys.executable)
    (bins / "dunwell").chmod(0o755)
    told = {**os.environ, "DATABASE_URL": f"{who}/{copy}?{where}", "DUNWELL_HOME": str(tmp_path / "home")}
    told |= {"PYTHONPATH": str(ROOT / "src"), "DESK": f"http://127.0.0.1:{port}"}
    told["PATH"] = f"{bins}{os.pathsep}{os.environ['PATH']}"
    served = [sys.executable, "-m", "dunwell.platform.serving", "web", "127.0.0.1", str(port), "2"]
    with subprocess.Popen(served, env=told, cwd=tmp_path, start_new_session=True) as process:
        try:
            _wait_for(f"{told['DESK']}/api/v1/openapi.json")
            yield told
        finally:
            process.terminate()
            process.wait(20)
    with psycopg.connect(f"{who}/postgres?{where}", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def _run(command: list[str], place: dict[str, str], folder: Path) -> str:
    done = subprocess.run(command, env=place, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def _console(place: dict[str, str], folder: Path) -> None:
    """Run the page's console commands; the person of the example becomes a member after the first."""
    lines = "".join(text for kind, text in BLOCKS if kind == "console").replace("\\\n", " ").splitlines()
    for number, line in enumerate(lines):
        _run(["bash", "-c", line.removeprefix("$ ")], place, folder)
        if number == 0:
            _run([sys.executable, "-c", MEMBER], place, folder)


def _revoked(place: dict[str, str], folder: Path) -> None:
    """List the token at the command line and revoke it: it is good for nothing then."""
    [row] = json.loads(_run(["dunwell", "token", "list", "--creditor", "Harbor Freight", "--json"], place, folder))
    secret = (folder / "token").read_text().strip()
    assert row["begins"] == secret[:12]
    assert row["last_used_at"]
    assert "is revoked" in _run(["dunwell", "token", "revoke", str(row["id"])], place, folder)
    asked = ["curl", "-s", "-H", f"Authorization: Bearer {secret}", f"{place['DESK']}/api/v1/me"]
    assert json.loads(_run(asked, place, folder))["status"] == 401


def test_the_quick_start_does_what_it_says(place: dict[str, str], tmp_path: Path) -> None:
    _console(place, tmp_path)
    assert (tmp_path / "token").read_text().startswith("dwn_")
    shell = "\n".join(f"echo '--- block'\n{text}" for kind, text in BLOCKS if kind == "bash")
    printed = _run(["bash", "-euc", shell], place, tmp_path).split("--- block\n")[1:]
    answers = [[json.loads(line) for line in block.splitlines() if line.startswith("{")] for block in printed]
    [[me], [preview, intake, aging, customers], [first, again, item], [refused], [page, rest]] = answers
    assert (me["creditor"], me["token"]) == ("harbor-freight", "billing system")
    assert (preview["is_dry_run"], intake["new"], intake["problem_count"]) == (True, 3, 0)
    assert aging["totals"]["USD"]["total"] == "2450.50"
    assert [row["number"] for row in customers["items"]] == ["C-100", "C-200"]
    assert first == again
    assert (first["amount"], item["open_amount"]) == ("-200.00", "1000.00")
    assert refused == json.loads(next(text for kind, text in BLOCKS if kind == "json"))
    assert len(page["items"]) == 2
    _revoked(place, tmp_path)
    assert {row["id"] for row in page["items"]} & {row["id"] for row in rest["items"]} == set()
