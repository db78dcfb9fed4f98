"""A watched folder: complete files are taken in, and lie in done/ or failed/ with a report beside them afterwards."""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.parsed import Family
from dunwell.platform.access import Viewer, require
from dunwell.runs.cash.commands import HEAD_BYTES, family_of, intake_money
from dunwell.runs.cash.results import MoneyReading
from dunwell.runs.intake.commands import Reading, intake_file

DONE, FAILED, WORKING = "done", "failed", ".working"
SETTLE_SECONDS = 10
"""A file is complete when it has not changed for so long; senders that rename into place are complete at once."""
STALE_SECONDS = 3600
"""What another watcher took up and left behind is taken up again after this: taking a file in twice changes nothing."""
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".swp", ".lock")


@dataclass(frozen=True)
class Watched:
    """What became of one file of a watched folder: where it lies now, and its report."""

    file_name: str
    place: str
    report: dict[str, Any]

    @property
    def is_done(self) -> bool:
        """Return whether anything of the file could be read."""
        return Path(self.place).parent.name == DONE


def look_into_folder(
    *, viewer: Viewer, creditor_id: int, folder: Path, now: float, settle_seconds: float = SETTLE_SECONDS
) -> list[Watched]:
    """Take in the complete files of a folder, the oldest first; `now` is in seconds as files count them.

    Hidden files, links, folders and files that are still being written stay. A file that cannot be taken in goes to
    failed/ with the reason; when the database is away it stays where it is.
    """
    require(viewer, "intake.run", creditor_id)
    if not folder.is_dir():
        raise Refusal(
            "runs.cash.no_folder",
            gettext_noop("{folder} is no folder. Make it, so that files can be put there."),
            folder=str(folder),
        )
    for name in (DONE, FAILED, WORKING):
        (folder / name).mkdir(exist_ok=True)
    _take_up_left(folder, now)
    found = []
    for path in _complete(folder, now, settle_seconds):
        taken = folder / WORKING / path.name
        try:
            path.rename(taken)
        except FileNotFoundError:
            continue  # another watcher was quicker
        found.append(_take(viewer, creditor_id, folder, taken))
    return found


def look_into_folders(*, viewer: Viewer, root: Path, now: float, creditors: dict[str, int]) -> list[Watched]:
    """Look into the folder of each creditor below `root`; it is named by the creditor's key."""
    found = []
    for key, creditor_id in sorted(creditors.items()):
        if (root / key).is_dir():
            found += look_into_folder(viewer=viewer, creditor_id=creditor_id, folder=root / key, now=now)
    return found


def _complete(folder: Path, now: float, settle_seconds: float) -> list[Path]:
    ready = []
    for entry in os.scandir(folder):
        if entry.name.startswith((".", "~")) or entry.name.lower().endswith(_UNFINISHED):
            continue
        if not entry.is_file(follow_symlinks=False):
            continue
        changed = entry.stat(follow_symlinks=False).st_mtime
        if now - changed >= settle_seconds:
            ready.append((changed, entry.name))
    return [folder / name for _, name in sorted(ready)]


def _take_up_left(folder: Path, now: float) -> None:
    for path in (folder / WORKING).iterdir():
        if now - path.stat().st_ctime >= STALE_SECONDS:
            with contextlib.suppress(FileNotFoundError):
                path.rename(_free(folder / path.name))


def _take(viewer: Viewer, creditor_id: int, folder: Path, taken: Path) -> Watched:
    try:
        report, is_read = _intake(viewer, creditor_id, taken)
    except (OperationalError, InterfaceError):
        taken.rename(_free(folder / taken.name))
        raise
    except Refusal as refusal:
        report, is_read = {"refused": {"code": refusal.code, "text": refusal.sentence()}}, False
    except Exception as fault:  # noqa: BLE001 - see below
        # One file that brings Dunwell down must not keep the others waiting; the report says what to tell.
        report, is_read = {"fault": {"kind": type(fault).__name__, "text": str(fault)[:500]}}, False
    place = _free(folder / (DONE if is_read else FAILED) / taken.name)
    taken.rename(place)
    beside = place.with_name(f"{place.name}.report.json")
    beside.write_text(json.dumps(report, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    return Watched(taken.name, str(place), report)


def _intake(viewer: Viewer, creditor_id: int, path: Path) -> tuple[dict[str, Any], bool]:
    with path.open("rb") as stream:
        family = family_of(stream.read(HEAD_BYTES), path.name)
        stream.seek(0)
        place: dict[str, Any] = {"viewer": viewer, "creditor_id": creditor_id, "file_name": path.name, "stream": stream}
        if family is Family.ITEMS:
            items = intake_file(**place, reading=Reading())
            return items.as_json(), not items.is_unreadable
        money = intake_money(**place, reading=MoneyReading())
        return money.as_json(), not money.is_unreadable


def _free(path: Path) -> Path:
    """Return the path, or one beside it with a number where something lies there already."""
    number, free = 1, path
    while free.exists() or free.with_name(f"{free.name}.report.json").exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
