"""Guessing which column of a bank's table is what, how sure that is, and what a person should look at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO

from dunwell.exchange.formats.bank_table.locate import find_table
from dunwell.exchange.formats.bank_table.profile import REQUIRED, Profile
from dunwell.exchange.formats.bank_table.seeds import seeded_profiles
from dunwell.exchange.reading.column_styles import Styles, settle_dates, settle_numbers
from dunwell.exchange.reading.files import open_sheets, seekable
from dunwell.exchange.reading.grids import FileFault, Limits, shown
from dunwell.exchange.reading.guesses import ProfileGuess, column_name, reader_of
from dunwell.exchange.reading.tables import Found, column_cells

_PREVIEW_ROWS = 20


def guess_profile(
    file: BinaryIO, base: Profile | None = None, limits: Limits | None = None, *, date_order: str = "mdy"
) -> ProfileGuess[Profile]:
    """Return the likeliest profile of a file; what `base` states stands. A file that cannot be read is a problem."""
    limits = limits or Limits()
    base = base or Profile()
    try:
        layout, sheets = open_sheets(seekable(file, limits), limits, base.encoding, base.delimiter)
        found, notes = find_table(layout, sheets, base, guessing=True)
    except FileFault as fault:
        return ProfileGuess(base, problems=(fault.problem,))
    styles = settled(found, base, date_order)
    return ProfileGuess(
        profile=guessed_profile(found, base, styles),
        confidence={name: _confidence(found, name, base, styles) for name in found.columns},
        notes=(*notes, *styles.notes),
        layout=found.layout,
        seed=found.seed,
        headings=found.headings,
        preview=tuple(tuple(shown(cell) for cell in cells) for _, cells in found.sample[:_PREVIEW_ROWS]),
        missing=tuple(missing_fields(found.columns)),
    )


def settled(found: Found, base: Profile, date_order: str) -> Styles:
    """Return how this table writes dates, numbers and directions."""
    styles = Styles()
    settle_numbers(found, base, styles)
    settle_dates(found, base, styles, date_order)
    sided = {"debit_credit", "debit_amount", "credit_amount"}.intersection(found.columns)
    styles.sign_rule = base.sign_rule or ("debit_credit_column" if sided else "as_is")
    return styles


def guessed_profile(found: Found, base: Profile, styles: Styles) -> Profile:
    """Return a profile that states what was found, so that the same layout is read the same way again."""
    seed = seeded_profiles().get(found.seed)
    return replace(
        base,
        name=base.name or found.seed,
        columns={name: column_name(found, index) for name, index in sorted(found.columns.items(), key=lambda x: x[1])},
        date_format=base.date_format or styles.date_format(),
        decimal_style=base.decimal_style or styles.decimal,
        sign_rule=base.sign_rule or styles.sign_rule,
        defaults={**(seed.defaults if seed else {}), **base.defaults},
    )


def missing_fields(columns: Mapping[str, int]) -> list[str]:
    """Return the first field of each needed group that has no column."""
    return [group[0] for group in REQUIRED if not any(field in columns for field in group)]


def _confidence(found: Found, name: str, base: Profile, styles: Styles) -> float:
    if name in base.columns:
        return 1.0
    by_heading = 0.6 if name in found.near else 0.95
    reads = reader_of(name, base.shape, styles)
    cells = column_cells(found, name)
    if reads is None or not cells:
        return by_heading
    return round(by_heading * sum(1 for cell in cells if reads(cell)) / len(cells), 2)
