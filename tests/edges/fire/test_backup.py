"""A backup is whole or is none; a restore brings back the same book, proved, or leaves what is there."""

import json
import os
import signal
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ground_desk import Desk, wait_until


@pytest.fixture(scope="module")
def backup(book: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "book.backup"
    ended = book.run("backup", str(file))
    assert ended.returncode == 0, ended.stderr
    return file


def counts(desk: Desk) -> str:
    """Return what the book holds, entries and their sum first."""
    tables = desk.ask("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relkind = 'r'").split()
    wanted = [
        name for name in tables if name.startswith(("receivables_", "work_", "exchange_", "strategy_", "parties"))
    ]
    asked = " || ' ' || ".join(f"(SELECT count(*) FROM {name})" for name in wanted)
    return desk.ask(f"SELECT {asked} || ' ' || (SELECT sum(amount) FROM receivables_entry)")


def test_a_restored_book_is_the_same_book_and_proves_itself(
    book: Desk, backup: Path, make_desk: Callable[[], Desk]
) -> None:
    fresh = make_desk()
    ended = fresh.run("restore", str(backup), "--json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["items"] == 120
    assert counts(fresh) == counts(book)
    assert fresh.run("check").returncode == 0
    assert (fresh.home / "secret_key").read_text() == (book.home / "secret_key").read_text()
    assert fresh.run("worklist", "--creditor", "Northline", "--json").stdout == (
        book.run("worklist", "--creditor", "Northline", "--json").stdout
    )
    assert fresh.server() is None
    assert not list(fresh.home.glob("restoring-*"))


def test_row_security_and_the_append_only_ledger_come_back_too(backup: Path, make_desk: Callable[[], Desk]) -> None:
    fresh = make_desk()
    assert fresh.run("restore", str(backup)).returncode == 0
    forced = (
        "SELECT count(*) FROM pg_class WHERE relname = 'receivables_entry' AND relrowsecurity AND relforcerowsecurity"
    )
    assert fresh.ask(forced) == "1"
    assert fresh.ask("SELECT has_table_privilege('dunwell_app', 'receivables_entry', 'UPDATE')") == "f"
    assert fresh.ask("SELECT has_database_privilege('dunwell_app', 'dunwell', 'TEMPORARY')") == "t"
    denied = fresh.run("home", "run", "--", "psql", "-Atqc", "UPDATE receivables_entry SET amount = 0")
    assert denied.returncode != 0
    more = fresh.run("intake", str(Path(__file__).parent / "book.csv"), "--creditor", "Northline", "--json")
    assert json.loads(more.stdout)["repeated"] is True


def test_a_book_is_not_restored_over_without_being_told_to(
    book: Desk, backup: Path, make_desk: Callable[[], Desk]
) -> None:
    other = make_desk()
    assert other.run("creditor", "create", "Mine", "--currency", "EUR").returncode == 0
    refused = other.run("restore", str(backup))
    assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "platform.backup.not_empty")
    assert other.ask("SELECT name FROM platform_creditor") == "Mine"
    assert other.run("restore", str(backup), "--replace").returncode == 0
    assert other.ask("SELECT name FROM platform_creditor") == "Northline"
    assert other.ask("SELECT count(*) FROM pg_database WHERE datname LIKE 'dunwell%'") == "1"


def test_a_damaged_backup_changes_nothing(backup: Path, make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    fresh = make_desk()
    whole = backup.read_bytes()
    spoiled = {
        "cut": whole[: len(whole) // 2],
        "bit": whole[:-30_000] + bytes([whole[-30_000] ^ 1]) + whole[-29_999:],
        "other": b"this is no archive",
        "empty": b"",
    }
    for name, content in spoiled.items():
        file = tmp_path / name
        file.write_bytes(content)
        refused = fresh.run("restore", str(file))
        assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "platform.backup.damaged"), name
    missing = fresh.run("restore", str(tmp_path / "nothing"))
    assert (missing.returncode, missing.stderr.split(":")[0]) == (2, "platform.backup.no_file")


def test_a_backup_of_a_newer_version_is_refused(backup: Path, make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    folder = tmp_path / "opened"
    with tarfile.open(backup) as archive:
        archive.extractall(folder, filter="data")
    facts = json.loads((folder / "backup.json").read_text())
    facts["migrations"].append("work.0999_tomorrow")
    (folder / "backup.json").write_text(json.dumps(facts))
    newer = tmp_path / "newer.backup"
    with tarfile.open(newer, "w") as archive:
        for path in folder.iterdir():
            archive.add(path, path.name)
    refused = make_desk().run("restore", str(newer))
    assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "platform.backup.newer_schema")


def test_a_backup_never_writes_over_a_file_by_itself_and_nobody_else_may_read_it(
    book: Desk, backup: Path, tmp_path: Path
) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    before = backup.read_bytes()
    refused = book.run("backup", str(backup))
    assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "platform.backup.exists")
    assert backup.read_bytes() == before
    nowhere = book.run("backup", str(tmp_path / "no" / "folder"))
    assert (nowhere.returncode, nowhere.stderr.split(":")[0]) == (2, "platform.backup.not_written")


def test_a_desk_in_use_is_not_restored_over(backup: Path, make_desk: Callable[[], Desk]) -> None:
    busy = make_desk()
    with busy.start("home", "run", "--", "psql", "-qc", "SELECT pg_sleep(20)") as working:
        wait_until(lambda: busy.server() and busy.ask("SELECT count(*) FROM pg_stat_activity WHERE query ~ 'sleep.20'"))
        time.sleep(0.5)
        refused = busy.run("restore", str(backup), "--replace")
        assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "platform.backup.in_use")
        working.send_signal(signal.SIGTERM)
        working.wait(20)


@pytest.mark.parametrize("moment", [1.0, 2.0])
def test_a_restore_killed_at_any_moment_leaves_the_old_book_or_the_new_one(
    backup: Path, make_desk: Callable[[], Desk], moment: float
) -> None:
    other = make_desk()
    assert other.run("creditor", "create", "Mine", "--currency", "EUR").returncode == 0
    with other.start("restore", str(backup), "--replace") as killed:
        time.sleep(moment)
        os.kill(killed.pid, signal.SIGKILL)
    wait_until(lambda: other.run("check").returncode == 0, 30)
    assert other.ask("SELECT name FROM platform_creditor") in ("Mine", "Northline")
    assert other.run("restore", str(backup), "--replace").returncode == 0
    assert other.ask("SELECT name FROM platform_creditor") == "Northline"
    assert not list(other.home.glob("restoring-*"))
