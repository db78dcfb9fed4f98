"""A `dunwell` command that meets with an accident: `python struck.py MOMENT ACCIDENT words...`.

MOMENT names a place in the command; ACCIDENT is what happens there: `kill` ends this process with SIGKILL, `server`
ends the private PostgreSQL with SIGKILL and goes on, `wait` says so and waits for a line to be written to it.
"""

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

# moment -> module, name, before or after it
MOMENTS = {
    "bytes being kept": ("dunwell.exchange.commands", "_received", "before"),
    "bytes kept": ("dunwell.runs.intake.commands", "intake_delivery", "before"),
    "rows being staged": ("dunwell.receivables.feeds.queries", "verdict_counts", "before"),
    "rows being posted": ("dunwell.receivables.feeds.commands", "_insert_parts", "before"),
    "before commit": ("dunwell.runs.intake.commands", "record_reading", "after"),
    "after commit": ("dunwell.runs.intake.commands", "intake_delivery", "after"),
    "snapshot taken": ("dunwell.runs.day.running", "read_tables", "before"),
    "thought": ("dunwell.runs.day.running", "think", "after"),
    "decided": ("dunwell.runs.day.running", "decide_all", "after"),
    "ranked": ("dunwell.runs.day.running", "rank", "after"),
    "list being written": ("dunwell.runs.day.running", "counts_of", "before"),
    "published": ("dunwell.runs.day.running", "_publish", "after"),
}


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_server() -> None:
    """End the postmaster and every backend: a backend that outlives its postmaster may still finish a commit."""
    data = Path(os.environ["DUNWELL_HOME"], "postgres", "data", "postmaster.pid")
    postmaster = psutil.Process(int(data.read_text().split("\n", 1)[0]))
    for process in (postmaster, *postmaster.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _wait() -> None:
    print("waiting", flush=True)
    sys.stdin.readline()


ACCIDENTS: dict[str, Callable[[], None]] = {"kill": _kill, "server": _kill_server, "wait": _wait}


def _with_accident(function: Callable[..., Any], where: str, accident: Callable[[], None]) -> Callable[..., Any]:
    def struck(*args: Any, **kwargs: Any) -> Any:
        if where == "before":
            accident()
            return function(*args, **kwargs)
        answer = function(*args, **kwargs)
        accident()
        return answer

    return struck


def main(moment: str, accident: str, *words: str) -> int:
    """Run one command with its accident ahead."""
    from dunwell.cli import desk
    from dunwell.cli.main import main as dunwell

    looking = desk._looking

    def prepared() -> Any:
        module_name, name, where = MOMENTS[moment]
        module = importlib.import_module(module_name)
        setattr(module, name, _with_accident(getattr(module, name), where, ACCIDENTS[accident]))
        return looking()

    desk._looking = prepared
    return dunwell(words)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
