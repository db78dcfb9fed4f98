"""Where the table is: which sheet, which row holds the headings, and which column is which field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import Cell, FileFault, Layout, Sheet, column_index, shown
from dunwell.exchange.reading.profiles import Columns, Profile, Shape
from dunwell.exchange.reading.words import heading_key

_HEADER_ROWS = 60
SAMPLE_ROWS = 2000
# The shipped profile that every other one is completed by.
PLAIN = "plain"


@dataclass(frozen=True)
class Catalog:
    """What a format knows of headings: its shape, its shipped profiles and the headings that give a system away."""

    shape: Shape
    seeds: Callable[[], Mapping[str, Profile]]
    marks: Callable[[], Mapping[str, frozenset[str]]]


@dataclass(frozen=True)
class Found:
    """The table in a file: its sheet, headings, columns by field, and the first rows below the headings."""

    sheet: Sheet
    layout: Layout
    headings: tuple[str, ...]
    columns: dict[str, int]
    sample: list[tuple[int, list[Cell]]]
    seed: str = ""
    near: frozenset[str] = frozenset()


def assign(
    shape: Shape, keys: Sequence[str], columns: Columns, taken: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Return which column each field has, by its headings in order of likelihood; a column serves one field."""
    found = dict(taken or {})
    for field in shape.fields:
        wanted = columns.get(field)
        if field in found or wanted is None:
            continue
        for name in (wanted,) if isinstance(wanted, str) else wanted:
            index = _free(shape, keys, heading_key(name), field, found)
            if index is not None:
                found[field] = index
                break
    return found


def _free(shape: Shape, keys: Sequence[str], key: str, field: str, found: Mapping[str, int]) -> int | None:
    for index, heading in enumerate(keys):
        if heading == key and heading:
            others = [other for other, column in found.items() if column == index]
            if not others or (field in shape.shared and set(others) <= shape.shared):
                return index
    return None


def assign_near(catalog: Catalog, keys: Sequence[str], taken: Mapping[str, int]) -> dict[str, int]:
    """Return the columns of fields still missing whose heading contains a known one: `Invoice Amount (USD)`."""
    found = dict(taken)
    plain = catalog.seeds()[PLAIN].columns
    for field in catalog.shape.fields:
        if field in found:
            continue
        known = sorted((heading_key(name) for name in plain.get(field, ())), key=len, reverse=True)
        for key in (key for key in known if len(key) >= 6 or not key.isascii()):
            index = next((i for i, heading in enumerate(keys) if key in heading and i not in found.values()), None)
            if index is not None:
                found[field] = index
                break
    return found


def _keys(cells: Sequence[Cell]) -> list[str]:
    return [heading_key(cell) if isinstance(cell, str) else "" for cell in cells]


def choose_seed(catalog: Catalog, keys: Sequence[str]) -> str:
    """Return the shipped profile whose tell-tale headings are there, or the plain one."""
    counts = {name: len(marks.intersection(keys)) for name, marks in catalog.marks().items()}
    best = max(counts, key=lambda name: counts[name], default=PLAIN)
    return best if counts.get(best, 0) >= 2 else PLAIN


def _guess_columns(
    catalog: Catalog, keys: Sequence[str], profile: Profile
) -> tuple[dict[str, int], str, frozenset[str]]:
    """Return the columns by a person's profile, then the likeliest shipped one, then plain words, then near words."""
    seed = choose_seed(catalog, keys)
    found = explicit_columns(keys, profile)
    for name in dict.fromkeys((seed, PLAIN)):
        found = assign(catalog.shape, keys, catalog.seeds()[name].columns, found)
    near = assign_near(catalog, keys, found)
    for field, other in catalog.shape.stand_ins.items():
        if field not in near and other in near:
            near[field] = near[other]
    return near, seed, frozenset(near) - frozenset(found)


def explicit_columns(keys: Sequence[str], profile: Profile) -> dict[str, int]:
    """Return the columns that a profile names, by heading or else by letter."""
    found = assign(profile.shape, keys, profile.columns)
    for field, wanted in profile.columns.items():
        if field not in found and isinstance(wanted, str):
            index = column_index(wanted) if wanted.isupper() else None
            if index is not None and (index < len(keys) or not keys):
                found[field] = index
    return found


def _score(catalog: Catalog, cells: Sequence[Cell], profile: Profile, guessing: bool) -> int:
    keys = _keys(cells)
    own = sum(2 for wanted in profile.columns.values() if _named(keys, wanted))
    if not guessing and own:
        return own
    return (
        own
        + len(set(assign(catalog.shape, keys, catalog.seeds()[PLAIN].columns).values()))
        + min(3, len(catalog.marks().get(choose_seed(catalog, keys), frozenset()).intersection(keys)))
    )


def _named(keys: Sequence[str], wanted: str | tuple[str, ...]) -> bool:
    return any(heading_key(name) in keys for name in ((wanted,) if isinstance(wanted, str) else wanted))


def _best_row(catalog: Catalog, sheet: Sheet, profile: Profile, guessing: bool) -> tuple[int, int, list[Cell]]:
    """Return the score, number and cells of the row likeliest to hold the headings; the stated row wins if it fits."""
    best: tuple[int, int, list[Cell]] = (0, 0, [])
    for number, cells in islice(
        sheet.rows(), _HEADER_ROWS if not profile.header_row else profile.header_row + _HEADER_ROWS
    ):
        score = _score(catalog, cells, profile, guessing)
        if profile.header_row and number == profile.header_row and score:
            return score + 1000, number, cells
        if score > best[0]:
            best = (score, number, cells)
    return best


def _no_headings(sheets: Sequence[Sheet]) -> FileFault:
    first = next(
        (shown(cell) for sheet in sheets[:1] for _, cells in islice(sheet.rows(), 5) for cell in cells if cell), ""
    )
    return FileFault(
        Problem(
            "exchange.file.no_headings",
            gettext_noop(
                "No row of headings was found (the file starts with “{start}”). Name the columns in a profile."
            ),
            facts={"start": first[:60]},
        )
    )


def find_table(
    catalog: Catalog, layout: Layout, sheets: Sequence[Sheet], profile: Profile, *, guessing: bool
) -> tuple[Found, list[Problem]]:
    """Return where the rows are and remarks on sheets left out; raise `FileFault` where no headings are found."""
    candidates = [sheet for sheet in sheets if not profile.sheet or sheet.name == profile.sheet]
    if profile.sheet and not candidates and layout.kind == "xlsx":
        names = ", ".join(sheet.name for sheet in sheets)
        raise FileFault(
            Problem(
                "exchange.file.no_sheet",
                gettext_noop("There is no sheet {sheet}. The workbook has: {names}."),
                facts={"sheet": profile.sheet, "names": names},
            )
        )
    candidates = [sheet for sheet in candidates or sheets if profile.sheet or not sheet.hidden] or list(sheets)
    if profile.header_row == 0:
        return _read_table(catalog if guessing else None, candidates[0], layout, profile, (0, 0, [])), []
    scored = [(_best_row(catalog, sheet, profile, guessing), sheet) for sheet in candidates]
    if not scored:
        raise _no_headings(sheets)
    best, chosen = max(scored, key=lambda item: item[0][0])
    if best[0] < 2:
        raise _no_headings(sheets)
    notes = [_left_out(sheet) for row, sheet in scored if sheet is not chosen and row[0] >= 4]
    return _read_table(catalog if guessing else None, chosen, layout, profile, best), notes


def _left_out(sheet: Sheet) -> Problem:
    return Problem(
        "exchange.file.other_sheet",
        gettext_noop(
            "Sheet {sheet} looks like a list of items too and was not read. Name it in the profile to read it."
        ),
        sheet=sheet.name,
        facts={"sheet": sheet.name},
    )


def _read_table(
    catalog: Catalog | None, sheet: Sheet, layout: Layout, profile: Profile, header: tuple[int, int, list[Cell]]
) -> Found:
    _, number, cells = header
    headings = tuple(" ".join(shown(cell).split()) for cell in cells)
    keys = _keys(cells)
    if catalog is not None:
        columns, seed, near = _guess_columns(catalog, keys, profile)
    else:
        columns, seed, near = explicit_columns(keys, profile), "", frozenset()
    below = ((row, list(found)) for row, found in sheet.rows() if row > number and any(cell != "" for cell in found))
    sample = list(islice(below, SAMPLE_ROWS))
    placed = replace(layout, sheet=sheet.name, header_row=number, headings=headings)
    return Found(sheet, placed, headings, columns, sample, seed, near)


def column_cells(found: Found, field: str) -> list[Cell]:
    """Return the sample's filled cells of a field's column."""
    index = found.columns[field]
    return [cells[index] for _, cells in found.sample if index < len(cells) and cells[index] != ""]


def unplaced(found: Found, profile: Profile) -> list[tuple[str, str]]:
    """Return the fields, with the heading asked for, that a profile names outright and the file does not have."""
    return [
        (field, wanted)
        for field, wanted in profile.columns.items()
        if isinstance(wanted, str) and field not in found.columns
    ]
