"""What proves a dispute: a checklist by its reason, and files that are safe to keep."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.reasons.rules import PROOFS, reason_named

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 50
"""Files of one dispute; who needs more sends one archive."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "webp": "image/webp",
    "txt": "text/plain",
    "csv": "text/csv",
    "eml": "message/rfc822",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
"""What may be kept, by the end of its name; everything is given back as a download, never shown by the browser."""


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what is wanted, and how many pieces are there."""

    kind: str
    title: str
    count: int


def checklist(reason_code: str, kinds: Iterable[str]) -> list[Check]:
    """Return what the reason asks for, each with how much of it is there; then what else is there."""
    held = list(kinds)
    wanted = list(reason_named(reason_code).evidence)
    beside = [kind for kind in PROOFS if kind in held and kind not in wanted]
    return [Check(kind, PROOFS[kind], held.count(kind)) for kind in [*wanted, *beside]]


def check_kind(kind: str) -> str:
    """Return a kind of proof; refuse one that is not on the list."""
    if kind not in PROOFS:
        raise Refusal(
            "outcomes.proof.kind_unknown",
            gettext_noop("{kind} is no kind of proof. Choose one of: {known}."),
            kind=kind[:40],
            known=", ".join(PROOFS),
        )
    return kind


def safe_name(file_name: str) -> str:
    """Return the last part of a file's name without anything that could mislead; never empty."""
    last = re.split(r"[\\/]", file_name)[-1]
    plain = re.sub(r"[^\w.() -]", "_", last, flags=re.UNICODE).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:100]}.{ending[:10]}" if dot else plain[:100]) or "file"


def media_type_of(file_name: str) -> str:
    """Return what a file is by its name; refuse one that is not kept."""
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if ending not in MEDIA_TYPES:
        raise Refusal(
            "outcomes.proof.type_unknown",
            gettext_noop("{name} cannot be kept. Send one of: {known}."),
            name=file_name[:100],
            known=", ".join(MEDIA_TYPES),
        )
    return MEDIA_TYPES[ending]


def check_piece(note: str, size: int | None, held: int) -> None:
    """Refuse a proof that is neither a file nor words, an empty or too large file, and one file too many."""
    if size is None and not note.strip():
        raise Refusal("outcomes.proof.empty", gettext_noop("Add a file, or say where the proof is."))
    if size is not None and not 0 < size <= MOST_BYTES:
        raise Refusal(
            "outcomes.proof.size",
            gettext_noop("A file may have up to {most} MB, and must not be empty."),
            most=MOST_BYTES // 1024 // 1024,
        )
    if held >= MOST_FILES:
        raise Refusal(
            "outcomes.proof.too_many",
            gettext_noop("There are {most} pieces already. Put the rest into one archive."),
            most=MOST_FILES,
        )
