"""The private PostgreSQL: up while a command runs, down afterwards, whatever happened in between."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ground_desk import Desk, lives, wait_until

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="only root may become another user")


def test_a_command_finds_the_database_up_and_leaves_it_down(desk: Desk) -> None:
    assert desk.ask("SELECT current_database(), current_user") == "dunwell|dunwell_owner"
    assert desk.server() is None


def test_the_server_listens_on_no_network_and_writes_through(desk: Desk) -> None:
    assert desk.ask("SELECT current_setting('listen_addresses') || current_setting('fsync')") == "on"


def test_the_app_role_cannot_log_in_nor_bypass_row_security(desk: Desk) -> None:
    asked = "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'dunwell_app'"
    assert desk.ask(asked) == "f|f|f"


def test_two_commands_at_once_share_the_server_and_the_last_one_stops_it(desk: Desk) -> None:
    with desk.start("home", "run", "--", "sleep", "2") as first:
        wait_until(desk.server)
        server = desk.server()
        assert desk.ask("SELECT 1") == "1"
        assert desk.server() == server
        assert first.wait(20) == 0
    assert desk.server() is None


def test_two_first_commands_at_once_make_one_database(make_desk: Callable[..., Desk]) -> None:
    fresh = make_desk()
    with fresh.start("home", "run", "--", "true") as one, fresh.start("home", "run", "--", "true") as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    assert fresh.server() is None
    assert [path.name for path in (fresh.home / "postgres").glob("data*")] == ["data"]


def test_the_server_of_a_killed_command_is_taken_up_and_stopped(desk: Desk) -> None:
    with desk.start("home", "run", "--", "sleep", "30") as killed:
        wait_until(desk.server)
        server = desk.server()
        killed.kill()
    assert server is not None
    assert lives(server)
    assert desk.ask("SELECT 1") == "1"
    assert not lives(server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_told_to_end_stops_the_server(desk: Desk, number: signal.Signals) -> None:
    with desk.start("home", "run", "--", "sleep", "30") as told:
        wait_until(desk.server)
        wait_until(lambda: b"sleep" in _children_of(told.pid))
        time.sleep(0.5)  # the program runs; its parent must come to wait for it, too
        told.send_signal(number)
        assert told.wait(20) == 128 + number
    assert desk.server() is None


def test_a_killed_server_comes_back_with_everything_committed(desk: Desk) -> None:
    desk.ask("CREATE TABLE kept (word text)")
    with desk.start("home", "run", "--", "psql", "-qc", "INSERT INTO kept VALUES ('here')", "-c", "SELECT pg_sleep(9)"):
        wait_until(desk.server)
        server = desk.server()
        assert server is not None
        wait_until(lambda: desk.ask("SELECT count(*) FROM kept") == "1")
        os.kill(server, signal.SIGKILL)
    assert desk.ask("SELECT word FROM kept") == "here"
    assert desk.server() is None


def test_a_pid_file_that_names_somebody_elses_process_is_no_obstacle(desk: Desk) -> None:
    desk.ask("SELECT 1")
    pid_file = desk.home / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n")
    assert desk.ask("SELECT 1") == "1"
    assert lives(os.getpid())


def test_a_half_made_data_folder_is_never_taken_for_a_good_one(make_desk: Callable[..., Desk]) -> None:
    fresh = make_desk()
    fresh.run("home")
    left = fresh.home / "postgres" / "data.new-dead"
    left.mkdir()
    (left / "PG_VERSION").write_text("15\n")
    assert fresh.ask("SELECT 1") == "1"
    assert not left.exists()


def test_a_folder_that_is_no_database_is_refused(make_desk: Callable[..., Desk]) -> None:
    fresh = make_desk()
    fresh.run("home")
    (fresh.home / "postgres" / "data").mkdir()
    (fresh.home / "postgres" / "data" / "letters.txt").write_text("mine")
    ended = fresh.run("home", "run", "--", "true")
    assert ended.returncode == 2
    assert ended.stderr.startswith("platform.postgres.not_a_cluster: ")
    assert (fresh.home / "postgres" / "data" / "letters.txt").read_text() == "mine"


def test_a_book_of_another_version_is_refused_and_left_alone(make_desk: Callable[..., Desk]) -> None:
    fresh = make_desk()
    fresh.ask("SELECT 1")
    version = fresh.home / "postgres" / "data" / "PG_VERSION"
    made_by = version.read_text()
    version.write_text("99\n")
    ended = fresh.run("home", "run", "--", "true")
    assert ended.returncode == 2
    assert ended.stderr.startswith("platform.postgres.other_version: ")
    version.write_text(made_by)
    assert fresh.ask("SELECT 1") == "1"


def test_the_programs_of_the_wheel_do_where_the_machine_has_none(make_desk: Callable[..., Desk]) -> None:
    carried = make_desk({"DUNWELL_PG_BIN": "carried"})
    version = int(carried.ask("SHOW server_version_num"))
    assert version >= 180_000
    assert carried.ask("SELECT lower('ÄÉ')") == "äé"
    assert carried.server() is None


def test_programs_that_are_not_there_are_refused(desk: Desk) -> None:
    ended = desk.run("home", "run", "--", "true", DUNWELL_PG_BIN="/nowhere")
    assert (ended.returncode, ended.stderr.split(":")[0]) == (2, "platform.postgres.bad_programs")


def test_a_path_too_long_for_a_socket_and_with_a_space_does(make_desk: Callable[..., Desk]) -> None:
    base = Path(tempfile.mkdtemp(prefix="dunwell-ground-"))
    base.chmod(0o755)
    deep = make_desk(home=base / ("long" * 25) / "a book")
    assert deep.ask("SELECT 1") == "1"
    assert deep.ask("SELECT 2") == "2"
    short = Path((deep.home / "postgres" / "socket_folder").read_text())
    assert stat.S_IMODE(short.stat().st_mode) == 0o700
    shutil.rmtree(short)
    assert deep.ask("SELECT 3") == "3"
    shutil.rmtree(Path((deep.home / "postgres" / "socket_folder").read_text()))
    shutil.rmtree(base)


@only_root
def test_as_root_the_server_runs_as_somebody_without_privileges(desk: Desk) -> None:
    with desk.start("home", "run", "--", "sleep", "5") as running:
        wait_until(desk.server)
        server = desk.server()
        assert Path(f"/proc/{server}").stat().st_uid != 0
        running.terminate()


@only_root
def test_as_root_below_a_closed_folder_the_folder_stays_closed(make_desk: Callable[..., Desk]) -> None:
    closed = Path(tempfile.mkdtemp(prefix="dunwell-ground-"))
    inside = make_desk(home=closed / "home")
    assert inside.ask("SELECT 1") == "1"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (inside.home / "postgres").is_symlink()
    assert inside.ask("SELECT 2") == "2"
    assert inside.server() is None
    shutil.rmtree((inside.home / "postgres").resolve().parent)
    shutil.rmtree(closed)


@only_root
def test_an_ordinary_user_runs_their_own_server_and_root_may_use_it_too(make_desk: Callable[..., Desk]) -> None:
    ordinary = make_desk()
    os.chown(ordinary.home, 65_534, 65_534)
    python = "/usr/bin/python3"
    packages = str(Path(pytest.__file__).parents[1])
    path = os.pathsep.join([str(Path(__file__).resolve().parents[3] / "src"), packages])
    theirs = Desk(ordinary.home, {"PYTHONPATH": path, "HOME": str(ordinary.home)}, python, 65_534)
    _skip_unless_runnable(theirs)
    with theirs.start("home", "run", "--", "sleep", "2") as running:
        wait_until(theirs.server)
        assert Path(f"/proc/{theirs.server()}").stat().st_uid == 65_534
        assert ordinary.ask("SELECT 1") == "1"
        assert running.wait(20) == 0
    assert theirs.server() is None
    assert ordinary.ask("SELECT 1") == "1"
    assert theirs.ask("SELECT 1") == "1"


def _skip_unless_runnable(desk: Desk) -> None:
    try:
        ended = desk.run("--version")
    except OSError:
        pytest.skip("no Python here that an ordinary user may run")
    if ended.returncode != 0:
        pytest.skip("no Python here that an ordinary user may run with these packages")


def test_a_given_server_that_does_not_answer_is_refused_without_its_password(desk: Desk) -> None:
    ended = desk.run("home", "run", "--", "true", DATABASE_URL="postgresql://me:secret@127.0.0.1:1/book")
    assert ended.returncode == 2
    assert ended.stderr.startswith("platform.postgres.unreachable: ")
    assert "secret" not in ended.stderr


def test_an_address_of_another_kind_of_database_is_refused(desk: Desk) -> None:
    ended = desk.run("home", "run", "--", "true", DATABASE_URL="mysql://127.0.0.1/book")
    assert ended.stderr.startswith("platform.postgres.not_postgres: ")


def test_a_given_server_gets_the_app_role_and_nothing_is_started(desk: Desk, make_desk: Callable[..., Desk]) -> None:
    with desk.start("home", "run", "--", "sleep", "4") as running:
        wait_until(desk.server)
        address = f"postgresql://dunwell_owner@/postgres?host={desk.home}/postgres/socket"
        elsewhere = make_desk({"DATABASE_URL": address})
        assert elsewhere.ask("SELECT current_database()") == "postgres"
        assert not (elsewhere.home / "postgres").exists()
        running.terminate()


def _children_of(process: int) -> bytes:
    return subprocess.run(["ps", "-o", "args=", "--ppid", str(process)], check=False, capture_output=True).stdout


ROLES = """
import os, psycopg
from dunwell.base.refusals import Refusal
from dunwell.platform.postgres_roles import ensure_role
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    for statement in ("DROP ROLE dunwell_app", "CREATE ROLE weak LOGIN", "CREATE ROLE maker LOGIN CREATEROLE"):
        connection.execute(statement)
    connection.commit()
    connection.execute("SET SESSION AUTHORIZATION weak")
    connection.commit()
    try:
        ensure_role(connection)
    except Refusal as refusal:
        print(refusal.code)
    connection.rollback()
    connection.execute("SET SESSION AUTHORIZATION maker")
    ensure_role(connection)
    connection.execute("SET ROLE dunwell_app")
    print(connection.execute("SELECT current_user").fetchone()[0])
    connection.execute("RESET SESSION AUTHORIZATION")
    connection.execute("ALTER ROLE dunwell_app BYPASSRLS")
    try:
        ensure_role(connection)
    except Refusal as refusal:
        print(refusal.code)
    connection.rollback()
"""


@pytest.mark.parametrize("programs", [{}, {"DUNWELL_PG_BIN": "carried"}], ids=["machine", "carried"])
def test_the_app_role_is_made_by_whoever_may_and_asked_for_otherwise(
    make_desk: Callable[..., Desk], programs: dict[str, str]
) -> None:
    ended = make_desk(programs).run("home", "run", "--", sys.executable, "-c", ROLES)
    said = ["platform.postgres.no_role", "dunwell_app", "platform.postgres.role_too_strong"]
    assert ended.stdout.split() == said, ended.stderr
