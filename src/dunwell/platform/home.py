"""The data folder: where Dunwell keeps what is not in a database of somebody else.

    DUNWELL_HOME/
      README.txt        what this folder is
      secret_key        the installation's key (made by the settings)
      server.lock       held while the private PostgreSQL is being started or stopped
      server.users      a shared lock held by every command that uses the private PostgreSQL
      serving/          one small file per port that a running `dunwell serve` listens on
      log/              what the web server and the worker said under `dunwell demo`
      postgres/         the private PostgreSQL: data/, socket/, log, programs/ (carried copies)

`postgres/` belongs to the user that the server runs as. As root that is an unprivileged user that exists already; where
that user cannot come in, because a folder above is closed, `postgres` is a link to a folder of ours below
/var/lib/dunwell, and nobody's folder is opened for it.
"""

import os
import pwd
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

ROOTS_FOLDER = Path("/var/lib/dunwell")
UNPRIVILEGED = ("postgres", "nobody")
README = """This folder is the data folder of Dunwell (DUNWELL_HOME).

postgres/ holds the whole book: back it up with `dunwell backup`, not by copying it while Dunwell runs.
secret_key signs sessions and webhooks. Removing this folder removes everything.
"""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The operating system's user that the private PostgreSQL runs as."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether this is not the user who runs this process, so that child processes must change to it."""
        return self.uid != os.geteuid()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the private PostgreSQL lives (`ground` is the real folder, links followed) and who runs it."""

    home: Path
    ground: Path
    user: ServerUser

    @property
    def data(self) -> Path:
        """The cluster's folder; it exists only once it is whole."""
        return self.ground / "data"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.ground / "postgres.log"


def home_folder() -> Path:
    """Return the data folder: `DUNWELL_HOME`, else where the platform keeps such data; it need not exist yet."""
    if named := os.environ.get("DUNWELL_HOME"):
        return Path(named).expanduser().absolute()
    if named := os.environ.get("XDG_DATA_HOME"):
        return Path(named).absolute() / "dunwell"
    if os.geteuid() == 0:
        return ROOTS_FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Dunwell"
    return Path.home() / ".local" / "share" / "dunwell"


def ready_home() -> Path:
    """Return the data folder, made if it was not there; Refusal when that is not possible."""
    home = home_folder()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not any(home.iterdir()):
            # Ours from here on. As root the server's user must pass through it, which is no leave to look around.
            home.chmod(0o711 if os.geteuid() == 0 else 0o700)
            (home / "README.txt").write_text(README, encoding="utf-8")
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError(13, "not writable")
    except OSError as error:
        raise Refusal(
            "platform.home.unusable",
            gettext_noop(
                "The data folder {folder} cannot be used ({reason}). Name another one: DUNWELL_HOME=/some/folder"
            ),
            folder=str(home),
            reason=error.strerror or str(error),
        ) from error
    return home


def keep(path: Path, home: Path) -> Path:
    """Give a file that root made in a home of somebody else to that home's owner, who must be able to use it too."""
    owner = home.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.chown(path, owner.st_uid, owner.st_gid)
    return path


def ready_place() -> Place:
    """Return where the private PostgreSQL lives, with its folder made; Refusal when the folder is not usable."""
    home = ready_home()
    link = home / "postgres"
    if link.is_symlink() and not link.exists():
        raise Refusal(
            "platform.home.server_folder_gone",
            gettext_noop("{link} points to {folder}, which is gone. Restore it, or remove the link to begin anew."),
            link=str(link),
            folder=str(link.readlink()),
        )
    user = _server_user(link)
    if not link.exists():
        _make_ground(home, link, user)
    return Place(home=home, ground=link.resolve(), user=user)


def _server_user(link: Path) -> ServerUser:
    uid = os.geteuid()
    owner = link.stat().st_uid if link.exists() else None
    if uid != 0:
        if owner not in (None, uid):
            raise Refusal(
                "platform.home.other_owner",
                gettext_noop(
                    "{folder} belongs to another user ({owner}). Run as the user who made it, or name another data "
                    "folder: DUNWELL_HOME=/some/folder"
                ),
                folder=str(link),
                owner=_name_of(owner or 0),
            )
        return ServerUser(_name_of(uid), uid, os.getegid())
    if owner:
        known = pwd.getpwuid(owner)
        return ServerUser(known.pw_name, owner, known.pw_gid)
    for name in UNPRIVILEGED:
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(name, known.pw_uid, known.pw_gid)
    raise Refusal(
        "platform.home.no_unprivileged_user",
        gettext_noop(
            "PostgreSQL does not run as root, and neither of the users {names} exists here. Run Dunwell as an ordinary "
            "user, or give it a server: DATABASE_URL=postgresql://..."
        ),
        names=", ".join(UNPRIVILEGED),
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _make_ground(home: Path, link: Path, user: ServerUser) -> None:
    if not user.is_other:
        link.mkdir(mode=0o700, exist_ok=True)
        return
    if reaches(home, user):
        fresh = home / f"postgres.new-{secrets.token_hex(4)}"
        fresh.mkdir(mode=0o700)
        os.chown(fresh, user.uid, user.gid)
        fresh.rename(link)
        return
    outside = ROOTS_FOLDER / "servers" / secrets.token_hex(4)
    outside.mkdir(parents=True, mode=0o711)
    (outside / "README.txt").write_text(f"The PostgreSQL of the Dunwell data folder {home}.\n", encoding="utf-8")
    ground = outside / "postgres"
    ground.mkdir(mode=0o700)
    os.chown(ground, user.uid, user.gid)
    for folder in (ROOTS_FOLDER, ROOTS_FOLDER / "servers", outside):
        folder.chmod(0o711)
    if not reaches(ground, user):
        raise Refusal(
            "platform.home.unreachable",
            gettext_noop(
                "As root the database runs as the user {user}, who cannot come into {folder}. Name a data folder that "
                "this user can reach: DUNWELL_HOME=/srv/dunwell"
            ),
            user=user.name,
            folder=str(home),
        )
    link.symlink_to(ground)


def reaches(folder: Path, user: ServerUser) -> bool:
    """Return whether this user can come into a folder, by trying it: mode bits do not tell about ACLs."""
    if not user.is_other:
        return os.access(folder, os.X_OK)
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
        check=False,
        capture_output=True,
        cwd="/",
        user=user.uid,
        group=user.gid,
        extra_groups=[],
    )
    return tried.returncode == 0
