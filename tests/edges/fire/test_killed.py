"""kill -9, of a command or of the database under it: the book proves, and finishing ends where it would have."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ground_desk import SOURCE, Desk, wait_until

BOOK = Path(__file__).parent / "book.csv"
STRUCK = Path(__file__).parent / "struck.py"
INTAKE = ("intake", str(BOOK), "--creditor", "Northline", "--as-of", "2026-03-31", "--json")
DAY = ("day", "--creditor", "Northline", "--as-of", "2026-03-31", "--json")
LEDGER = (
    "SELECT string_agg(concat_ws(' ', i.item_number, e.kind, e.amount, e.effective_date, c.number), ';'"
    " ORDER BY i.item_number, e.kind, e.amount) FROM receivables_entry e"
    " JOIN receivables_open_item i ON i.id = e.open_item_id JOIN parties_customer c ON c.id = e.customer_id"
)
IN_INTAKE = (
    "bytes being kept",
    "bytes kept",
    "rows being staged",
    "rows being posted",
    "before commit",
    "after commit",
)
IN_DAY = ("snapshot taken", "thought", "decided", "ranked", "list being written", "published")


def start(desk: Desk, moment: str, accident: str, *words: str) -> subprocess.Popen[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DUNWELL_", "DATABASE_", "PG"))}
    environment = {**own, "PYTHONPATH": str(SOURCE), "DUNWELL_HOME": str(desk.home)}
    pipe = subprocess.PIPE
    command = [sys.executable, str(STRUCK), moment, accident, *words]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment, cwd="/")


def strike(desk: Desk, moment: str, accident: str, *words: str) -> tuple[int, str]:
    with start(desk, moment, accident, *words) as process:
        _, err = process.communicate(timeout=120)
    return process.returncode, err


def proved(desk: Desk) -> Any:
    ended = desk.run("check", "--json")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def answer(desk: Desk, *words: str) -> Any:
    ended = desk.run(*words)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def comparable(listed: Any) -> Any:
    """Return a worklist without what names its run."""
    return [{**item, "run": None} for item in listed["items"]]


@pytest.fixture(scope="module")
def undisturbed(book: Desk) -> dict[str, Any]:
    """Return what a run that nothing happens to ends in."""
    return {
        "ledger": book.ask(LEDGER),
        "hash": answer(book, *DAY)["hash"],
        "list": comparable(answer(book, "worklist", "--creditor", "Northline", "--json")),
    }


def test_an_intake_killed_at_each_moment_ends_in_the_same_ledger(empty: Desk, undisturbed: dict[str, Any]) -> None:
    for moment in IN_INTAKE:
        assert strike(empty, moment, "kill", *INTAKE)[0] == -9, moment
        assert proved(empty)["items"] == (120 if moment == "after commit" else 0), moment
    again = answer(empty, *INTAKE)
    assert (again["repeated"], again["new"], again["unchanged"]) == (True, 0, 120)
    assert empty.ask(LEDGER) == undisturbed["ledger"]


def test_a_day_killed_at_each_moment_ends_in_the_same_list(empty: Desk, undisturbed: dict[str, Any]) -> None:
    assert empty.run(*INTAKE).returncode == 0
    for moment in IN_DAY:
        assert strike(empty, moment, "kill", *DAY)[0] == -9, moment
        proved(empty)
        published = empty.ask("SELECT count(*) FROM work_publication")
        assert published == ("1" if moment == "published" else "0"), moment
    assert answer(empty, *DAY)["hash"] == undisturbed["hash"]
    assert comparable(answer(empty, "worklist", "--creditor", "Northline", "--json")) == undisturbed["list"]
    states = empty.ask("SELECT string_agg(state, ' ' ORDER BY id) FROM platform_run")
    assert states == "failed failed failed failed failed finished finished"


@pytest.mark.parametrize("moment", ["bytes kept", "rows being posted", "before commit"])
def test_a_database_killed_under_an_intake_is_said_and_nothing_is_half_done(
    empty: Desk, undisturbed: dict[str, Any], moment: str
) -> None:
    code, said = strike(empty, moment, "server", *INTAKE)
    assert (code, said.split(":")[0]) == (2, "platform.postgres.lost")
    # A server that dies while it commits may have done so: all of it or nothing, never a part.
    landed = proved(empty)["items"]
    assert landed in ((0, 120) if moment == "before commit" else (0,))
    again = answer(empty, *INTAKE)
    assert (again["new"], again["repeated"]) == ((0, True) if landed else (120, False))
    assert empty.ask(LEDGER) == undisturbed["ledger"]


@pytest.mark.parametrize("moment", ["thought", "list being written"])
def test_a_database_killed_under_a_day_is_said_and_the_next_day_ends_in_the_same_list(
    empty: Desk, undisturbed: dict[str, Any], moment: str
) -> None:
    assert empty.run(*INTAKE).returncode == 0
    code, said = strike(empty, moment, "server", *DAY)
    assert (code, said.split(":")[0]) == (2, "platform.postgres.lost")
    proved(empty)
    assert empty.ask("SELECT count(*) FROM work_publication") == "0"
    assert answer(empty, *DAY)["hash"] == undisturbed["hash"]
    assert empty.ask("SELECT string_agg(state, ' ' ORDER BY id) FROM platform_run") == "failed finished"


def test_of_two_imports_of_one_file_at_once_one_lands_and_the_other_says_so(
    empty: Desk, undisturbed: dict[str, Any]
) -> None:
    with start(empty, "before commit", "wait", *INTAKE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "waiting\n"
        with empty.start(*INTAKE) as second:
            wait_until(lambda: empty.ask("SELECT count(*) FROM pg_locks WHERE NOT granted") != "0", 30)
            out, err = first.communicate("go\n", timeout=60)
            assert first.returncode == 0, err
            assert json.loads(out)["new"] == 120
            told, err = second.communicate(timeout=60)
    if second.returncode == 0:
        assert (json.loads(told)["repeated"], json.loads(told)["new"]) == (True, 0)
    else:
        assert (second.returncode, err.split(".")[0]) == (2, "exchange"), err
    assert proved(empty)["items"] == 120
    assert empty.ask(LEDGER) == undisturbed["ledger"]
    assert empty.ask("SELECT count(*) FROM exchange_delivery") == "1"
