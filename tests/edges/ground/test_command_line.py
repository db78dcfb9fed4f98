"""How a command ends: what it prints and the code it leaves."""

import importlib
import subprocess
import sys

import click
import pytest
from ground_desk import Desk

from dunwell.cli.main import COMMANDS


def test_the_help_names_every_noun_and_needs_neither_database_nor_django(desk: Desk) -> None:
    ended = desk.run("--help", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert ended.returncode == 0
    assert all(f"\n  {noun} " in ended.stdout for noun in COMMANDS)
    words = "import sys, dunwell.cli.main; sys.exit(any(name in sys.modules for name in ('django', 'ibis', 'psycopg')))"
    assert (
        subprocess.run([sys.executable, "-c", words], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )


@pytest.mark.parametrize("noun", list(COMMANDS))
def test_every_noun_of_the_list_is_there(noun: str) -> None:
    module, _, name = COMMANDS[noun].target.partition(":")
    assert isinstance(getattr(importlib.import_module(module), name), click.Command)


def test_an_unknown_noun_is_a_mistake_of_use(desk: Desk) -> None:
    ended = desk.run("dance")
    assert ended.returncode == 2
    assert "No such command 'dance'" in ended.stderr


def test_a_refusal_says_its_code_and_what_to_do(desk: Desk) -> None:
    ended = desk.run("migrate", DATABASE_URL="sqlite:///book")
    assert ended.returncode == 2
    assert (
        ended.stderr
        == "platform.postgres.not_postgres: DATABASE_URL must begin with postgresql:// (it is sqlite:///book).\n"
    )
    assert ended.stdout == ""


def test_a_fault_is_short_unless_the_traceback_is_asked_for(desk: Desk) -> None:
    broken = {"DJANGO_SETTINGS_MODULE": "no_such_settings"}
    ended = desk.run("migrate", **broken)
    assert ended.returncode == 1
    assert ended.stderr.startswith("A fault in Dunwell: ModuleNotFoundError: ")
    assert "Traceback" not in ended.stderr
    assert "Traceback" in desk.run("--traceback", "migrate", **broken).stderr
    assert desk.server() is None


def test_an_unknown_viewer_is_refused(desk: Desk) -> None:
    ended = desk.run("--viewer", "nobody@example.com", "migrate")
    assert (ended.returncode, ended.stderr.splitlines()[-1].split(":")[0]) == (2, "platform.access.no_such_person")


def test_migrating_twice_changes_nothing(desk: Desk) -> None:
    assert desk.run("migrate").stdout == "The database is current.\n"
    before = desk.ask("SELECT count(*) FROM django_migrations")
    again = desk.run("migrate")
    assert (again.returncode, again.stdout, again.stderr) == (0, "The database is current.\n", "")
    assert desk.ask("SELECT count(*) FROM django_migrations") == before


def test_a_closed_pipe_is_no_fault(desk: Desk) -> None:
    line = f"{sys.executable} -m dunwell --help | true; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", line], check=False, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert ended.stdout.strip() in ("0", "141")
    assert ended.stderr == ""
