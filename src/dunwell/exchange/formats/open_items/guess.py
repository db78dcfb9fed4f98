"""Guessing a mapping profile from a file: what each column is, how sure that is, and what a person should look at."""

from dataclasses import replace
from typing import BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.locate import Found, column_cells, find_table
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import missing_fields
from dunwell.exchange.formats.open_items.styles import kind_of, kind_words, note, settle_styles
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.files import open_sheets, seekable
from dunwell.exchange.reading.grids import Cell, FileFault, Limits, shown
from dunwell.exchange.reading.guesses import ProfileGuess, column_name, reader_of

_PREVIEW_ROWS = 20
# Not what tells of payments: leaving that out would chase people who have paid.
_DISPENSABLE = frozenset({"posting_date", "due_date"})


def guess_profile(
    file: BinaryIO, base: Profile | None = None, limits: Limits | None = None, *, date_order: str = "mdy"
) -> ProfileGuess[Profile]:
    """Return the likeliest profile of a file; what `base` states stands, the rest is guessed. A bad file is a problem.

    Reads the first rows of each sheet only (and, for text without a byte-order mark, every byte once for its encoding).
    """
    limits = limits or Limits()
    base = base or Profile()
    try:
        layout, sheets = open_sheets(seekable(file, limits), limits, base.encoding, base.delimiter)
        found, notes = find_table(layout, sheets, base, guessing=True)
    except FileFault as fault:
        return ProfileGuess(base, problems=(fault.problem,))
    found, styles, confidence, dropped = fitted(found, base, date_order)
    profile = guessed_profile(found, base, styles)
    return ProfileGuess(
        profile=profile,
        confidence={name: confidence[name] for name in found.columns},
        notes=(*notes, *styles.notes, *dropped, *_unknown_kinds(found, profile)),
        layout=found.layout,
        seed=found.seed,
        headings=found.headings,
        preview=tuple(tuple(shown(cell) for cell in cells) for _, cells in found.sample[:_PREVIEW_ROWS]),
        missing=tuple(missing_fields(found.columns, profile.defaults)),
    )


def fitted(found: Found, base: Profile, date_order: str) -> tuple[Found, Styles, dict[str, float], list[Problem]]:
    """Return the table without columns that do not fit, its styles, how sure each field is, and what was left out."""
    styles = settle_styles(found, base, date_order)
    confidence = {name: _confidence(found, name, base, styles) for name in found.columns}
    kept, dropped = _without_misfits(found, base, confidence)
    return kept, styles, confidence, dropped


def guessed_profile(found: Found, base: Profile, styles: Styles) -> Profile:
    """Return a profile that states what was found, so that the same file laid out the same way is read the same way."""
    return replace(
        base,
        name=base.name or found.seed,
        columns={name: column_name(found, index) for name, index in sorted(found.columns.items(), key=lambda x: x[1])},
        date_format=base.date_format or styles.date_format(),
        decimal_style=base.decimal_style or styles.decimal,
        sign_rule=base.sign_rule or styles.sign_rule,
        fill_down=base.fill_down or (("customer_number",) if found.seed == "quickbooks" else ()),
    )


def _confidence(found: Found, name: str, base: Profile, styles: Styles) -> float:
    """Return how sure a column is: by its heading, and by how many of its cells read as what the field needs."""
    if name in base.columns:
        return 1.0
    by_heading = 0.6 if name in found.near else 0.95
    reads = reader_of(name, base.shape, styles)
    cells = column_cells(found, name)
    if reads is None or not cells:
        return by_heading
    share = sum(1 for cell in cells if reads(cell)) / len(cells)
    assumed = 0.8 if name in styles.assumed else 1.0
    return round(by_heading * share * assumed, 2)


def _without_misfits(found: Found, base: Profile, confidence: dict[str, float]) -> tuple[Found, list[Problem]]:
    """Take out columns whose heading fits a field but whose cells do not: better unmapped than a file of problems.

    Only fields that a row can do without, only with some cells to go by, and never for formulas that failed.
    """
    misfits = [
        name
        for name, sure in confidence.items()
        if sure < 0.2 and name in _DISPENSABLE and name not in base.columns and _is_foreign(column_cells(found, name))
    ]
    text = gettext_noop("The heading fits the {field}, but the cells do not; the column is left out.")
    notes = [
        note("column_misfits", text, found.headings[found.columns[name]], field=name.replace("_", " "))
        for name in misfits
    ]
    return replace(found, columns={name: i for name, i in found.columns.items() if name not in misfits}), notes


def _is_foreign(cells: list[Cell]) -> bool:
    """Return whether a column plainly holds something else: several cells, none of them a failed formula."""
    return len(cells) >= 5 and not any(shown(cell).startswith("#") for cell in cells)


def _unknown_kinds(found: Found, profile: Profile) -> list[Problem]:
    """Name the document types that mean nothing here, so that a person can say in the profile what they are."""
    if "item_kind" not in found.columns:
        return []
    words = kind_words(profile)
    unknown = sorted({shown(cell) for cell in column_cells(found, "item_kind") if kind_of(cell, words) is None})
    if not unknown:
        return []
    text = gettext_noop("These document types are not known and go by their sign: {words}.")
    heading = found.headings[found.columns["item_kind"]]
    return [note("kinds_unknown", text, heading, words=", ".join(unknown[:12]))]
