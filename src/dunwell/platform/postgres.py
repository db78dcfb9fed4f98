"""The database that Dunwell runs on: the server named by DATABASE_URL, else a private PostgreSQL in the data folder.

The private server listens on a socket only, as a user without privileges, and knows one login by who the operating
system says is asking. It runs while any `dunwell` command does: each command holds a shared lock on `server.users`, the
kernel lets go of it however the command ends, and the last one out stops the server. A server left behind by a killed
command is taken up by the next one.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.home import Place, keep, ready_place
from dunwell.platform.postgres_programs import Programs, find_programs
from dunwell.platform.postgres_roles import ensure_role, ensure_roles, last_line
from dunwell.platform.postgres_settings import free_disk_mib, machine_memory_mib, server_settings

DATABASE = "dunwell"
OWNER_ROLE = "dunwell_owner"
PORT = 5432  # of the socket's name only: nothing listens on the network
LONGEST_SOCKET = 100  # bytes; the kernel's limit is 107 on Linux and 103 on macOS
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NO_PROCESS = 99_999_999  # above every system's largest process id
START_TIMEOUT = 90.0  # seconds; replaying the log after a crash takes its time
SOCKET_TIMEOUT = 10.0  # a server has its process id written before it has a socket
STOP_TIMEOUT = 60.0


def database_url() -> str:
    """Return the database's address: DATABASE_URL, else that of the private server, which need not be running."""
    return os.environ.get("DATABASE_URL") or _private_url(ready_place(), DATABASE)


@contextlib.contextmanager
def running_database() -> Iterator[str]:
    """Yield the address of a database that answers and has Dunwell's roles; stop what was started here afterwards."""
    if given := os.environ.get("DATABASE_URL"):
        ensure_roles(given)
        yield given
        return
    server = EmbeddedServer()
    try:
        yield server.ensure_running()
    finally:
        server.release()


def keep_private_database() -> None:
    """Start the private server again where it has died under a running desk; nothing happens while it is up."""
    place = ready_place()
    if server_process(place) is None:
        with _gate(place):
            start(place)


class EmbeddedServer:
    """The private PostgreSQL, as one of its users: between `ensure_running` and `release` it is up."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._users: IO[bytes] | None = None

    def ensure_running(self) -> str:
        """Start the server or take up the running one, and return its address; Refusal when it cannot be had."""
        place = self._place = ready_place()
        if self._users is None:
            with _gate(place):
                self._users = _open_lock(place, "server.users")
                fcntl.flock(self._users, fcntl.LOCK_SH)
                try:
                    start(place)
                except BaseException:
                    self._leave(place)
                    raise
        return _private_url(place, DATABASE)

    def release(self) -> None:
        """Stop using the server; the last user stops it. Safe to call twice, and not to be interrupted."""
        if self._users is None or self._place is None:
            return
        with _uninterrupted(), _gate(self._place):
            self._leave(self._place)

    def _leave(self, place: Place) -> None:
        users, self._users = self._users, None
        if users is None:
            return
        with users, contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while anybody else is in
            stop(place)


def start(place: Place) -> None:
    """Make the cluster if there is none, start the server if it is down, and see to its database and roles.

    Called with the gate held: nobody else starts or stops it meanwhile.
    """
    if server_process(place) is None:
        programs = find_programs(place)
        if not place.data.exists():
            _make_cluster(place, programs)
        elif not (place.data / "PG_VERSION").exists():
            raise Refusal(
                "platform.postgres.not_a_cluster",
                gettext_noop("{folder} holds no PostgreSQL database. Move it away, or name another DUNWELL_HOME."),
                folder=str(place.data),
            )
        _start_server(place, programs)
    _ensure_database(place)


def stop(place: Place) -> None:
    """Stop the server and wait until it has; nothing happens when it is down."""
    process = server_process(place)
    if process is None:
        return
    os.kill(process, signal.SIGINT)  # PostgreSQL's fast stop: sessions are ended, everything is written
    ends = time.monotonic() + STOP_TIMEOUT
    while server_process(place) is not None:
        if time.monotonic() > ends:
            raise Refusal(
                "platform.postgres.does_not_stop",
                gettext_noop("The database (process {process}) has not stopped in {seconds} seconds; see {log}."),
                process=process,
                seconds=int(STOP_TIMEOUT),
                log=str(place.log),
            )
        time.sleep(0.02)


def server_process(place: Place) -> int | None:
    """Return the id of the process that serves this cluster, None when there is none (a pid file may lie there yet)."""
    try:
        process = int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    # After a crash or a reboot the number may be somebody else's by now: ask what the process is.
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return None
        command = _command_of(process)
    return process if b"postgres" in command and os.fsencode(place.data) in command else None


def _command_of(process: int) -> bytes:
    import subprocess

    return subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(process)], check=False, capture_output=True).stdout


def _make_cluster(place: Place, programs: Programs) -> None:
    """Make the cluster aside and put it in place when it is whole: a half-made one is never taken for a good one."""
    for left in place.ground.glob("data.new-*"):
        shutil.rmtree(left)
    fresh = place.ground / f"data.new-{secrets.token_hex(4)}"
    basics = ("-D", str(fresh), "-U", OWNER_ROLE, "-E", "UTF8", "--auth-local=peer", "--auth-host=reject", "-k")
    wordings: list[tuple[str, ...]] = [("--locale=C.UTF-8",), ("--locale=C",)]
    if programs.version >= 17:  # the builtin provider: the same order on every machine, whatever its C library knows
        wordings.insert(0, ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"))
    for wording in wordings:
        made = programs.run(place, "initdb", *basics, *wording, timeout=300)
        if made.returncode == 0:
            break
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        raise Refusal(
            "platform.postgres.not_made",
            gettext_noop("PostgreSQL could not make a database in {folder}: {reason}"),
            folder=str(place.ground),
            reason=last_line(made.stderr or made.stdout),
        )
    fresh.rename(place.data)


def _start_server(place: Place, programs: Programs) -> None:
    _let_in(place)
    for lock in (place.data / "postmaster.pid", socket_folder(place) / f".s.PGSQL.{PORT}.lock"):
        _disown(lock)
    if place.log.exists() and place.log.stat().st_size > 10_000_000:
        place.log.replace(place.log.with_suffix(".log.1"))
    options = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": f'"{socket_folder(place)}"',
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        **server_settings(machine_memory_mib(), free_disk_mib(place.ground)),
    }
    words = " ".join(f"-c {name}='{value}'" for name, value in options.items())
    asked = ["start", "-w", "-t", str(int(START_TIMEOUT)), "-D", str(place.data), "-l", str(place.log), "-o", words]
    ends = time.monotonic() + 10
    while True:
        size = place.log.stat().st_size if place.log.exists() else 0
        with _uninterrupted():
            started = programs.run(place, "pg_ctl", *asked, timeout=START_TIMEOUT + 10)
        if started.returncode == 0:
            return
        said = place.log.read_bytes()[size:].decode(errors="replace") if place.log.exists() else ""
        # The processes of a killed server need a moment to see that it is gone.
        if "shared memory block" not in said or time.monotonic() > ends:
            break
        time.sleep(0.3)
    raise Refusal(
        "platform.postgres.not_started",
        gettext_noop("The database did not start: {reason} Its log is {log}."),
        reason=_fatal_line(said) or last_line(started.stderr or started.stdout),
        log=str(place.log),
    )


def _disown(lock: Path) -> None:
    """Let PostgreSQL see that a lock left by a killed server is stale, when its number is somebody else's by now.

    Only the number is changed: by the rest PostgreSQL checks that no process of the old server still writes.
    """
    if lock.exists():
        _, _, rest = lock.read_text().partition("\n")
        lock.write_text(f"{NO_PROCESS}\n{rest}")


def _let_in(place: Place) -> None:
    """Write who may log in: over the socket only, and only the users who run the server or own the data folder."""
    import pwd

    names = {"root", place.user.name, pwd.getpwuid(place.home.stat().st_uid).pw_name}
    _write(place, "pg_hba.conf", "local all all peer map=dunwell\n")
    _write(place, "pg_ident.conf", "".join(f'dunwell "{name}" {OWNER_ROLE}\n' for name in sorted(names)))


def _write(place: Place, name: str, text: str) -> None:
    path = place.data / name
    path.write_text(text, encoding="utf-8")
    if place.user.is_other:
        os.chown(path, place.user.uid, place.user.gid)


def socket_folder(place: Place) -> Path:
    """Return the folder of the server's socket: in the data folder, or a private short one when that path is too long.

    A short one is noted in `socket_folder`, and made anew when it is gone or not ours any more.
    """
    own = place.ground / "socket"
    if len(os.fsencode(own / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return _owned_folder(own, place)
    note = place.ground / "socket_folder"
    if note.exists():
        noted = Path(note.read_text(encoding="utf-8"))
        if noted.is_dir() and not noted.is_symlink() and noted.stat().st_uid == place.user.uid:
            return noted
    base = next((folder for folder in (Path("/run"), Path("/tmp")) if os.access(folder, os.W_OK)), None)  # noqa: S108
    short = Path(tempfile.mkdtemp(prefix="dunwell-", dir=base))
    os.chown(short, place.user.uid, place.user.gid)
    note.write_text(str(short), encoding="utf-8")
    keep(note, place.ground)
    return short


def _owned_folder(folder: Path, place: Place) -> Path:
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, place.user.uid, place.user.gid)
    return folder


def _private_url(place: Place, database: str) -> str:
    where = urlencode({"host": str(socket_folder(place)), "port": PORT}, quote_via=quote)
    return f"postgresql://{OWNER_ROLE}@/{database}?{where}"


def _ensure_database(place: Place) -> None:
    import psycopg
    from psycopg import errors

    began = time.monotonic()
    while True:
        try:
            with psycopg.connect(_private_url(place, "postgres"), autocommit=True, connect_timeout=10) as connection:
                there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if there is None:
                    connection.execute(
                        f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE} ENCODING 'UTF8' TEMPLATE template0"
                    )
                ensure_role(connection)
                return
        except (errors.CannotConnectNow, psycopg.OperationalError) as error:
            if time.monotonic() - began > _patience(str(error)):
                raise Refusal(
                    "platform.postgres.no_answer",
                    gettext_noop("The private database runs but does not answer: {reason} Its log is {log}."),
                    reason=last_line(str(error)),
                    log=str(place.log),
                ) from error
            time.sleep(0.1)


def _patience(said: str) -> float:
    """Return for how many seconds a server that somebody else just started is given time, by what it says."""
    if "starting up" in said:  # it may be replaying its log
        return START_TIMEOUT
    return SOCKET_TIMEOUT if "accepting connections on that socket" in said else 0.0


def program_environment(dsn: str) -> dict[str, str]:
    """Return the variables with which PostgreSQL's own programs (`psql`, `pg_dump`) find the database."""
    from psycopg.conninfo import conninfo_to_dict

    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE", "password": "PGPASSWORD"}
    known = conninfo_to_dict(dsn)
    found = {variable: str(known[name]) for name, variable in names.items() if known.get(name)}
    if "DATABASE_URL" not in os.environ:
        found["PATH"] = f"{find_programs(ready_place()).folder}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"DATABASE_URL": dsn, **found}


@contextlib.contextmanager
def _gate(place: Place) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with _open_lock(place, "server.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _open_lock(place: Place, name: str) -> IO[bytes]:
    lock = (place.home / name).open("ab")
    keep(place.home / name, place.home)
    return lock


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back the signals that end a command until this is done: half a start or stop would leave a server behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _fatal_line(log: str) -> str:
    return last_line("\n".join(line for line in log.splitlines() if "FATAL" in line)).rpartition("FATAL:")[2].strip()
