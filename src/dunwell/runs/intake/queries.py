"""What a delivery's columns seem to be, before anyone has said so."""

from dataclasses import dataclass, field
from typing import Any

from dunwell.base.problems import Problem
from dunwell.exchange import queries as exchange
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.formats.open_items import Profile
from dunwell.exchange.reading.grids import column_letter
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.queries import creditor_of

_MARKS = {"en_US": "mdy", "fil_PH": "mdy", "en_PH": "mdy"}


@dataclass(frozen=True)
class FileColumn:
    """One column of a file: the name by which a profile calls it, its heading, and its first values."""

    name: str
    heading: str
    letter: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class FileColumns:
    """The columns of a file, the profile as guessed (plain data), how sure each field is, and what to look at.

    `fields` says which column each field is read from; `missing` names what has none and cannot be left out. `problems`
    say why the file cannot be read at all.
    """

    columns: tuple[FileColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    document: dict[str, Any]
    fields: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()


def date_order_of(locale: str) -> str:
    """Return how files from a place write day and month where nothing in a file tells: `mdy` or `dmy`."""
    return _MARKS.get(locale, "dmy")


def file_columns_of(*, viewer: Viewer, delivery_id: int, profile: str = "") -> FileColumns:
    """Return what a delivery's columns seem to be, by a named profile or as they look; reads its first rows only.

    What was said of the delivery before (by a preview) stands: only the rest is guessed.
    """
    found = exchange.delivery(viewer=viewer, delivery_id=delivery_id)
    require(viewer, "intake.run", found.creditor_id)
    shelf = FORMATS.get(found.format)
    said: Profile | None = None
    if profile:
        said = exchange.profile_named(
            viewer=viewer, creditor_id=found.creditor_id, name=profile, format_key=found.format
        )
    elif found.profile:
        said = shelf.profiles.profile_of(found.profile)
    order = date_order_of(creditor_of(viewer, found.creditor_id).locale)
    guess = shelf.profiles.guess_profile(
        exchange.open_delivery(viewer=viewer, delivery_id=delivery_id), said or Profile(), date_order=order
    )
    fields = {name: _first(column) for name, column in guess.profile.columns.items()}
    if said is not None and not profile:
        fields = {name: column for name, column in fields.items() if name in said.columns}
    return FileColumns(
        columns=_columns(guess.headings, guess.preview),
        rows=guess.preview,
        document=guess.profile.document(),
        fields=fields,
        confidence=guess.confidence,
        notes=guess.notes,
        problems=guess.problems,
        missing=guess.missing,
    )


def _first(column: str | tuple[str, ...]) -> str:
    return column if isinstance(column, str) else column[0]


def _columns(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[FileColumn, ...]:
    """Name every column as a profile would: by its heading, or its letter where that is blank or stands twice."""
    width = max([len(headings), *(len(row) for row in rows)])
    out = []
    for index in range(width):
        heading = headings[index] if index < len(headings) else ""
        is_own = bool(heading) and headings.index(heading) == index
        samples = [row[index] for row in rows if index < len(row) and row[index].strip()]
        letter = column_letter(index)
        out.append(FileColumn(heading if is_own else letter, heading, letter, tuple(dict.fromkeys(samples))[:3]))
    return tuple(out)
