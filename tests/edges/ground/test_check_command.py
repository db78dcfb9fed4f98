"""The command line proves the books: exit 0 when they tie, 2 and the item's name when they do not."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

CSV = (
    "Customer number,Invoice number,Invoice date,Due date,Amount,Currency\nC-1,INV-7,2026-03-01,2026-03-31,100.00,USD\n"
)


@pytest.fixture
def database() -> str:
    """Return the address of an empty database of this test alone."""
    server = os.environ["DATABASE_URL"]
    name = f"check_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        parts = connection.info
        host, port, user, password = parts.host, parts.port, parts.user, parts.password
    yield f"postgresql://{user}:{password}@/{name}?host={host}&port={port}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def dunwell(database: str, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, on that database."""
    environment = {**os.environ, "DATABASE_URL": database, "DUNWELL_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "dunwell", *words], capture_output=True, text=True, env=environment, check=False
    )


def test_a_cent_changed_behind_the_ledgers_back_is_refused_by_name(database: str, tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(CSV)
    for words in (
        ("creditor", "create", "Acme", "--currency", "USD"),
        ("intake", str(tmp_path / "items.csv"), "--creditor", "Acme"),
    ):
        done = dunwell(database, tmp_path / "home", *words)
        assert done.returncode == 0, done.stderr
    assert dunwell(database, tmp_path / "home", "check").returncode == 0
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE receivables_open_item SET open_amount = open_amount + 0.01")
    found = dunwell(database, tmp_path / "home", "check")
    assert found.returncode == 2
    assert "INV-7" in found.stderr
    assert "receivables.check.unequal" in found.stderr
