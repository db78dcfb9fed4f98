"""Reading a list of open items: a file and a profile in; rows, problems, remarks and sums out."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.guess import fitted, guessed_profile
from dunwell.exchange.formats.open_items.locate import Found, find_table, unplaced
from dunwell.exchange.formats.open_items.maker import RowMaker
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import OpenItemRow, ZeroDocument, missing_fields
from dunwell.exchange.formats.open_items.styles import settle_styles
from dunwell.exchange.formats.open_items.summaries import Summaries
from dunwell.exchange.reading.amounts import Unreadable
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.files import open_sheets, seekable
from dunwell.exchange.reading.grids import BrokenRow, Cell, FileFault, Limits
from dunwell.exchange.reading.parsed import FailedRow, Parsed

OpenItems = Parsed[OpenItemRow]


def parse(
    file: BinaryIO, profile: Profile | None = None, limits: Limits | None = None, *, date_order: str = "mdy"
) -> OpenItems:
    """Read a CSV or XLSX list of open items under a mapping profile, or under the best guess where none is given.

    The table is found and its styles are settled at once; rows are read as `batches` or `rows` is consumed, once, in
    memory that does not grow with the file but for one entry per document number. Never raises for what the file holds:
    a file that cannot be read has `problems` and no rows. `date_order` (mdy or dmy) stands where day and month cannot
    be told apart and the profile is silent.
    """
    limits = limits or Limits()
    try:
        return _prepared(seekable(file, limits), profile, limits, date_order)
    except FileFault as fault:
        return Parsed(profile=profile, problems=[fault.problem], problem_count=1)


def _prepared(file: BinaryIO, profile: Profile | None, limits: Limits, date_order: str) -> OpenItems:
    asked = profile or Profile()
    layout, sheets = open_sheets(file, limits, asked.encoding, asked.delimiter)
    found, notes = find_table(layout, sheets, asked, guessing=not asked.columns)
    if layout.kind == "csv" and getattr(found.sheet, "assumed", False):
        text = gettext_noop("The letters are not UTF-8; read as {encoding}. State the encoding if names look wrong.")
        notes.append(Problem("exchange.file.encoding_assumed", text, facts={"encoding": layout.encoding}))
    if asked.columns:
        styles = settle_styles(found, asked, date_order)
    else:
        found, styles, _, dropped = fitted(found, asked, date_order)
        notes.extend(dropped)
    used = guessed_profile(found, asked, styles)
    problems = [*_unplaced(found, asked), *_unmapped(found, asked)]
    parsed: OpenItems = Parsed(
        layout=found.layout,
        profile=used,
        problems=problems,
        problem_count=len(problems),
        notes=[*notes, *styles.notes],
    )
    if not problems:
        parsed.source = _Reading(found, used, styles, limits).batches
    return parsed


def _unplaced(found: Found, profile: Profile) -> list[Problem]:
    text = gettext_noop("There is no column “{wanted}” for the {field}. The file has: {headings}.")
    headings = ", ".join(heading for heading in found.headings if heading)
    return [
        Problem(
            "exchange.open_items.column_not_found",
            text,
            found.sheet.name,
            facts={"field": field.replace("_", " "), "wanted": wanted, "headings": headings[:500]},
        )
        for field, wanted in unplaced(found, profile)
    ]


def _unmapped(found: Found, profile: Profile) -> list[Problem]:
    text = gettext_noop("No column was found for the {field}. Name it: {field_key}=COLUMN. The file has: {headings}.")
    headings = ", ".join(heading for heading in found.headings if heading)
    return [
        Problem(
            "exchange.open_items.unmapped_field",
            text,
            found.sheet.name,
            facts={"field": field.replace("_", " "), "field_key": field, "headings": headings[:500]},
        )
        for field in missing_fields(found.columns, profile.defaults)
    ]


class _Reading:
    """One pass over the rows below the headings."""

    def __init__(self, found: Found, profile: Profile, styles: Styles, limits: Limits) -> None:
        self._found = found
        self._limits = limits
        self._maker = RowMaker(found.columns, profile, styles, found.headings)
        self._maker.sheet = found.sheet.name
        self._summaries = Summaries(found, profile, styles)
        self._seen: dict[int, int] = {}
        self._fill = [found.columns[name] for name in profile.fill_down if name in found.columns]
        self._group: Cell = ""

    def batches(self, parsed: OpenItems) -> Iterator[list[OpenItemRow]]:
        """Yield good rows by thousands, counting and adding up into `parsed` as they go."""
        make, width, size = self._maker.make, self._maker.width, self._limits.batch_rows
        totals, is_new = parsed.totals, self._is_new
        batch: list[OpenItemRow] = []
        try:
            for number, cells in self._rows():
                if len(cells) < width:
                    cells.extend([""] * (width - len(cells)))
                try:
                    row = make(number, cells)
                except (Unreadable, ZeroDocument):
                    found = self._set_aside(parsed, number, cells)
                    if found is None:
                        continue
                    row = found
                if is_new(parsed, row, cells):
                    batch.append(row)
                    totals[row.currency] = totals.get(row.currency, 0) + row.amount  # type: ignore[assignment]
                    if len(batch) >= size:
                        parsed.row_count += len(batch)
                        yield _counted(parsed, batch)
                        batch = []
        except FileFault as fault:
            parsed.problems.append(fault.problem)
            parsed.problem_count += 1
        parsed.row_count += len(batch)
        if batch:
            yield _counted(parsed, batch)
        parsed.notes.extend(self._summaries.notes(parsed))

    def _rows(self) -> Iterator[tuple[int, list[Cell]]]:
        header, most = self._found.layout.header_row, self._limits.max_rows
        for count, (number, cells) in enumerate(self._found.sheet.rows()):
            if count > most:
                text = gettext_noop("The file has more than {most} rows. Split it into parts and send each.")
                raise FileFault(Problem("exchange.file.too_many_rows", text, facts={"most": most}))
            if number > header:
                yield number, cells

    def _is_new(self, parsed: OpenItems, row: OpenItemRow, cells: list[Cell]) -> bool:
        """Tell a document's first row from later ones: the same once more is skipped, another of its number set aside.

        One whole number per document holds 40 bits of the row's content and its row number.
        """
        key = hash((row.customer_number, row.item_kind, row.item_number))
        mark = (hash(tuple(cells)) & 0xFFFFFFFFFF) << 24 | (row.row & 0xFFFFFF)
        earlier = self._seen.setdefault(key, mark)
        if earlier == mark:
            return True
        if earlier >> 24 == mark >> 24:
            parsed.skip("duplicate_row")
            return False
        fault = Unreadable(
            "exchange.open_items.duplicate_item",
            gettext_noop("{item_number} stands in row {first_row} already, with other values. Keep one of them."),
            item_number=row.item_number,
            first_row=earlier & 0xFFFFFF,
        )
        self._fail(parsed, row.row, cells, (self._maker.problem(row.row, fault, "item_number"),))
        return False

    def _set_aside(self, parsed: OpenItems, number: int, cells: list[Cell]) -> OpenItemRow | None:
        """Look again at a row that is not plainly an item: a total, a repeated heading, a group line, or a problem."""
        if isinstance(cells, BrokenRow):
            self._fail(parsed, number, cells, (replace(cells.problem, sheet=self._maker.sheet),))
            return None
        what = self._summaries.what_is(number, cells, parsed.totals)
        if what == "group_row" and self._fill:
            self._group = next(cell for cell in cells if cell != "" and str(cell).strip())
        if what:
            parsed.skip(what)
            return None
        if self._fill and self._group != "":
            for index in self._fill:
                cells[index] = cells[index] if cells[index] != "" else self._group
        try:
            return self._maker.make(number, cells)
        except ZeroDocument:
            parsed.skip("zero_document")
        except Unreadable:
            self._fail(parsed, number, cells, self._maker.explain(number, cells))
        return None

    def _fail(self, parsed: OpenItems, number: int, cells: list[Cell], problems: tuple[Problem, ...]) -> None:
        parsed.failed_count += 1
        parsed.problem_count += len(problems)
        if len(parsed.failed) < self._limits.kept_failures:
            parsed.failed.append(FailedRow(self._maker.sheet, number, tuple(cells), problems))


def _counted(parsed: OpenItems, batch: list[OpenItemRow]) -> list[OpenItemRow]:
    """Add a batch's open amounts to the sums: as stated, nothing for settled rows, else what is not paid."""
    sums = parsed.open_totals
    for row in batch:
        if row.settled_date is not None:
            still_open = Decimal(0)
        elif row.open_amount is not None:
            still_open = row.open_amount
        else:
            still_open = row.amount - (row.paid_amount or 0)
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + still_open
    return batch


__all__ = ["OpenItems", "parse"]
