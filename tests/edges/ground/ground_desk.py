"""The command line as a person meets it: a process, its words and its exit code, with a data folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "src"


@dataclass
class Desk:
    """A data folder and the means to run `dunwell` on it."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    python: str = sys.executable
    user: int | None = None

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Start a command and return its process."""
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("DUNWELL_", "DATABASE_", "PG"))
        }
        environment = {**own, "PYTHONPATH": str(SOURCE), "DUNWELL_HOME": str(self.home), **self.environment, **more}
        return subprocess.Popen(
            [self.python, "-m", "dunwell", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd="/",
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        with self.start(*words, **more) as process:
            out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def ask(self, statement: str) -> str:
        """Run one SQL statement through the command line and return what it answers."""
        ended = self.run("home", "run", "--", "psql", "-Atqc", statement)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def server(self) -> int | None:
        """Return the id of the database's process, None when it is down."""
        pid_file = self.home / "postgres" / "data" / "postmaster.pid"
        if not pid_file.exists():
            return None
        process = int(pid_file.read_text().split("\n", 1)[0])
        return process if lives(process) else None


def lives(process: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent to notice does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true: Callable[[], object], seconds: float = 15) -> None:
    """Wait for something to become so; fail when it does not."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def end(desk: Desk) -> None:
    """Stop what a failed test left running, and forget the folder."""
    if (server := desk.server()) is not None:
        os.kill(server, signal.SIGQUIT)
        wait_until(lambda: not lives(server))
    if (desk.home / "postgres").is_symlink():
        shutil.rmtree((desk.home / "postgres").resolve().parent, ignore_errors=True)
    shutil.rmtree(desk.home, ignore_errors=True)
