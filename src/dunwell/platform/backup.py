"""The whole installation in one file, and back: the database as PostgreSQL's own dump, and the installation's key.

The file is a plain tar archive, readable without Dunwell:

    backup.json   what made it: versions, the migrations that the book has seen, the dump's size and SHA-256
    book.dump     the database, in pg_dump's custom format
    secret_key    signs sessions and webhooks; absent where the key comes from the environment

A backup is read back before it gets its name, so a full disk or a broken dump leaves no file that looks like one. A
restore builds the book in a database aside, and only a whole and proved one takes the place of what is there, in one
transaction: killed at any moment it leaves the old book or the new one.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.home import keep
from dunwell.platform.postgres import program_environment
from dunwell.platform.postgres_roles import last_line

if TYPE_CHECKING:
    import psycopg

FORMAT = 1
FACTS, DUMP, KEY = "backup.json", "book.dump", "secret_key"
ASIDE, BEFORE = "dunwell_restoring", "dunwell_before"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup file says of itself; `migrations` are `app.name`, in order."""

    taken_at: str
    version: str
    server_version: int
    migrations: tuple[str, ...]
    dump_bytes: int
    dump_sha256: str
    has_key: bool

    def as_json(self) -> dict[str, Any]:
        """Return the shape that is kept in the file and printed."""
        return {
            "format": FORMAT,
            "taken_at": self.taken_at,
            "version": self.version,
            "server_version": self.server_version,
            "migrations": list(self.migrations),
            "dump_bytes": self.dump_bytes,
            "dump_sha256": self.dump_sha256,
            "has_key": self.has_key,
        }


def write_backup(*, dsn: str, file: Path, home: Path, version: str, at: datetime, replace: bool = False) -> Backup:
    """Write a backup of the database and the key to `file`, which only its owner may read; safe while people work.

    Refuses an existing file unless `replace`, a folder that cannot be written, and a dump that does not read back.
    """
    if file.exists() and not replace:
        raise Refusal(
            "platform.backup.exists",
            gettext_noop("{file} exists already. Name another file, or let it be replaced with --replace."),
            file=str(file),
        )
    fresh = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".dunwell-backup-", dir=file.parent) as folder:
            dump = Path(folder) / DUMP
            _ask(dsn, "pg_dump", "--format=custom", "--no-password", f"--file={dump}")
            _ask(dsn, "pg_restore", f"--file={os.devnull}", str(dump))  # reads all of it
            key = _key_of(home)
            said = _facts(dsn, dump, version, at, has_key=key is not None)
            _pack(fresh, dump, key, said)
        fresh.replace(file)
    except OSError as error:
        raise Refusal(
            "platform.backup.not_written",
            gettext_noop("The backup could not be written to {file}: {reason}"),
            file=str(file),
            reason=error.strerror or str(error),
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return said


def _facts(dsn: str, dump: Path, version: str, at: datetime, *, has_key: bool) -> Backup:
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        found = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
        server = connection.info.server_version // 10_000
    return Backup(
        taken_at=at.isoformat(timespec="seconds"),
        version=version,
        server_version=server,
        migrations=tuple(str(row[0]) for row in found),
        dump_bytes=dump.stat().st_size,
        dump_sha256=_digest(dump),
        has_key=has_key,
    )


def _pack(fresh: Path, dump: Path, key: bytes | None, said: Backup) -> None:
    facts = json.dumps(said.as_json(), indent=1).encode()
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, content in ((FACTS, facts), (KEY, key)):
                if content is not None:
                    archive.addfile(_member(name, len(content)), io.BytesIO(content))
            with dump.open("rb") as body:
                archive.addfile(_member(DUMP, said.dump_bytes), body)
        out.flush()
        os.fsync(out.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


@contextlib.contextmanager
def opened_backup(file: Path, home: Path) -> Iterator[tuple[Backup, Path, bytes | None]]:
    """Yield what a backup file says, its dump unpacked below `home`, and its key; Refusal unless it is whole."""
    for left in home.glob("restoring-*"):  # of a restore that was killed
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tarfile.open(file, "r:") as archive, tempfile.TemporaryDirectory(prefix="restoring-", dir=home) as place:
            said = _read_facts(archive, file)
            dump = Path(place) / DUMP
            with _body(archive, DUMP, file) as body, dump.open("wb") as out:
                shutil.copyfileobj(body, out, PIECE)
            if (dump.stat().st_size, _digest(dump)) != (said.dump_bytes, said.dump_sha256):
                _refuse_damaged(file)
            key = None
            if said.has_key:
                with _body(archive, KEY, file) as body:
                    key = body.read(10_000)
            yield said, dump, key
    except (tarfile.TarError, EOFError) as error:
        _refuse_damaged(file, error)
    except FileNotFoundError as error:
        raise Refusal(
            "platform.backup.no_file", gettext_noop("There is no file {file}."), file=str(error.filename or file)
        ) from error


def _read_facts(archive: tarfile.TarFile, file: Path) -> Backup:
    with _body(archive, FACTS, file) as body:
        try:
            facts: Mapping[str, Any] = json.loads(body.read(PIECE))
            if facts["format"] > FORMAT:
                raise Refusal(
                    "platform.backup.newer",
                    gettext_noop("{file} was made by a newer Dunwell ({version}). Install that version first."),
                    file=str(file),
                    version=str(facts.get("version", "?")),
                )
            fields = {name: facts[name] for name in Backup.__dataclass_fields__}
        except (ValueError, KeyError, TypeError) as error:
            _refuse_damaged(file, error)
    return Backup(**{**fields, "migrations": tuple(fields["migrations"])})


def _body(archive: tarfile.TarFile, name: str, file: Path) -> Any:
    try:
        body = archive.extractfile(name)
    except KeyError:
        body = None
    return body if body is not None else _refuse_damaged(file)


def _refuse_damaged(file: Path, error: Exception | None = None) -> NoReturn:
    raise Refusal(
        "platform.backup.damaged",
        gettext_noop("{file} is no whole backup of Dunwell: it is damaged or something else. Nothing was changed."),
        file=str(file),
    ) from error


def check_restorable(*, dsn: str, said: Backup, known: frozenset[str], replace: bool) -> None:
    """Refuse to restore what this version cannot read, over a book that is there, or under people at work.

    `known` are the migrations (`app.name`) that this version has.
    """
    import psycopg

    if unknown := [name for name in said.migrations if name.split(".")[0] in _apps(known) and name not in known]:
        raise Refusal(
            "platform.backup.newer_schema",
            gettext_noop("The backup was made by Dunwell {version}, which is newer ({migration}). Install that first."),
            version=said.version,
            migration=unknown[-1],
        )
    with psycopg.connect(dsn, autocommit=True) as connection:
        server = connection.info.server_version // 10_000
        if server < said.server_version:
            raise Refusal(
                "platform.backup.older_server",
                gettext_noop("The backup comes from PostgreSQL {theirs}, this is {ours}. Install {theirs} or newer."),
                theirs=said.server_version,
                ours=server,
            )
        if not replace and _holds_a_book(connection):
            raise Refusal(
                "platform.backup.not_empty",
                gettext_noop(
                    "There is a book in this data folder. Back it up, then restore over it with --replace, or name "
                    "another data folder: DUNWELL_HOME=/some/folder"
                ),
            )
        _refuse_others(connection)


def _apps(known: frozenset[str]) -> set[str]:
    return {name.split(".")[0] for name in known}


def _holds_a_book(connection: "psycopg.Connection") -> bool:
    for table in ("platform_creditor", "platform_user"):
        there = connection.execute("SELECT to_regclass(%s)", [table]).fetchone()
        if there and there[0] and connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
            return True
    return False


def _refuse_others(connection: "psycopg.Connection") -> None:
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    row = connection.execute(asked).fetchone()
    if row and row[0]:
        raise Refusal(
            "platform.backup.in_use",
            gettext_noop("The desk is in use ({count} connections). Stop it, then restore."),
            count=int(row[0]),
        )


def restore_aside(*, dsn: str, dump: Path) -> None:
    """Restore a dump into a database aside, made anew; what people use is not touched."""
    import psycopg

    with psycopg.connect(_elsewhere(dsn, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {ASIDE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {ASIDE} ENCODING 'UTF8' TEMPLATE template0")
    aside = _elsewhere(dsn, ASIDE)
    _ask(aside, "pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={ASIDE}", str(dump))


def drop_aside(*, dsn: str) -> None:
    """Forget what a refused or killed restore left beside the book."""
    import psycopg

    with psycopg.connect(_elsewhere(dsn, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {ASIDE} WITH (FORCE)")


def put_in_place(*, dsn: str, home: Path, key: bytes | None) -> None:
    """Let the restored database take the place of the present one, in one transaction, and its key with it.

    The key goes first: with the new key and the old book, after a kill between the two, people sign in again.
    """
    import psycopg

    name = urlsplit(dsn).path.lstrip("/")
    if key is not None and not os.environ.get("DUNWELL_SECRET_KEY"):
        _keep_key(home, key)
    with psycopg.connect(_elsewhere(dsn, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {BEFORE} WITH (FORCE)")
        try:
            with connection.transaction():
                connection.execute(f'ALTER DATABASE "{name}" RENAME TO {BEFORE}')
                connection.execute(f'ALTER DATABASE {ASIDE} RENAME TO "{name}"')
        except psycopg.errors.ObjectInUse as error:
            raise Refusal(
                "platform.backup.in_use",
                gettext_noop("The desk is in use ({count} connections). Stop it, then restore."),
                count=1,
            ) from error
        connection.execute(f"DROP DATABASE {BEFORE} WITH (FORCE)")


def _keep_key(home: Path, key: bytes) -> None:
    fresh = home / f"{KEY}.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key)
    keep(fresh, home).replace(home / KEY)


def _key_of(home: Path) -> bytes | None:
    """Return the key kept in the data folder; None where it comes from the environment."""
    path = home / KEY
    return path.read_bytes() if path.exists() and not os.environ.get("DUNWELL_SECRET_KEY") else None


def _ask(dsn: str, program: str, *arguments: str) -> None:
    environment = {**os.environ, **program_environment(dsn), "LC_ALL": "C"}
    found = shutil.which(program, path=environment.get("PATH"))
    if found is None:
        raise Refusal(
            "platform.backup.no_program",
            gettext_noop("{program} is not on this machine. Install PostgreSQL's client programs."),
            program=program,
        )
    ended = subprocess.run([found, *arguments], check=False, capture_output=True, text=True, env=environment)
    if ended.returncode:
        raise Refusal(
            "platform.backup.failed",
            gettext_noop("{program} did not succeed: {reason}"),
            program=program,
            reason=last_line(ended.stderr),
        )


def _elsewhere(dsn: str, database: str) -> str:
    return urlsplit(dsn)._replace(path=f"/{database}").geturl()


def _digest(path: Path) -> str:
    with path.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()
