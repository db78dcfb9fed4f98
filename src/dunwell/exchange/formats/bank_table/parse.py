"""Reading a bank's table: a file and a profile in; statements, problems, remarks and sums out."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bank_table.balances import ordered
from dunwell.exchange.formats.bank_table.guess import guessed_profile, missing_fields, settled
from dunwell.exchange.formats.bank_table.locate import (
    BALANCE_WORD,
    Around,
    around,
    find_table,
    heading_currency,
    is_balance,
)
from dunwell.exchange.formats.bank_table.profile import TEXT_FIELDS, Profile
from dunwell.exchange.formats.bank_table.rows import Movement, RowReader, Skipped, heading_again
from dunwell.exchange.reading.amounts import Unreadable
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.files import open_sheets, seekable
from dunwell.exchange.reading.grids import BrokenRow, Cell, FileFault, Limits, shown
from dunwell.exchange.reading.parsed import FailedRow, Parsed
from dunwell.exchange.reading.statements import Statement, tie_problem
from dunwell.exchange.reading.tables import Found, unplaced
from dunwell.exchange.reading.words import is_summary_word


def parse(
    file: BinaryIO,
    profile: Profile | None = None,
    limits: Limits | None = None,
    *,
    date_order: str = "mdy",
    **_: object,
) -> Parsed[Statement]:
    """Read a bank's table into one statement per account and currency, lines oldest first.

    Under a mapping profile, or the best guess where none is given. Running balances give opening and closing, and so
    whether it ties. Rows that cannot be read are set aside in `failed`. Never raises for what the file holds.
    """
    limits = limits or Limits()
    try:
        return _prepared(seekable(file, limits), profile, limits, date_order)
    except FileFault as fault:
        return Parsed(profile=profile, problems=[fault.problem], problem_count=1)


def _prepared(file: BinaryIO, profile: Profile | None, limits: Limits, date_order: str) -> Parsed[Statement]:
    asked = profile or Profile()
    layout, sheets = open_sheets(file, limits, asked.encoding, asked.delimiter)
    found, notes = find_table(layout, sheets, asked, guessing=not asked.columns)
    if layout.kind == "csv" and getattr(found.sheet, "assumed", False):
        text = gettext_noop("The letters are not UTF-8; read as {encoding}. State the encoding if names look wrong.")
        notes.append(Problem("exchange.file.encoding_assumed", text, facts={"encoding": layout.encoding}))
    styles = settled(found, asked, date_order)
    used = guessed_profile(found, asked, styles)
    told = around(found, styles.decimal)
    currency = heading_currency(found) or told.currency
    problems = [*_unplaced(found, asked), *_unmapped(found, used, currency)]
    parsed: Parsed[Statement] = Parsed(
        layout=found.layout, profile=used, problems=problems, problem_count=len(problems), notes=[*notes, *styles.notes]
    )
    if not problems:
        parsed.source = _Reading(found, used, styles, limits, told, currency).batches
    return parsed


def _headings(found: Found) -> str:
    return ", ".join(heading for heading in found.headings if heading)[:500]


def _unplaced(found: Found, profile: Profile) -> list[Problem]:
    text = gettext_noop("There is no column “{wanted}” for the {field}. The file has: {headings}.")
    return [
        Problem("exchange.bank_table.column_not_found", text, found.sheet.name,
                facts={"field": field.replace("_", " "), "wanted": wanted, "headings": _headings(found)})
        for field, wanted in unplaced(found, profile)
    ]  # fmt: skip


def _unmapped(found: Found, profile: Profile, currency: str) -> list[Problem]:
    text = gettext_noop("No column was found for the {field}. Name it: {field_key}=COLUMN. The file has: {headings}.")
    problems = [
        Problem("exchange.bank_table.unmapped_field", text, found.sheet.name,
                facts={"field": field.replace("_", " "), "field_key": field, "headings": _headings(found)})
        for field in missing_fields(found.columns)
    ]  # fmt: skip
    if not (currency or "currency" in found.columns or "currency" in profile.defaults) and not _names_money(found):
        text = gettext_noop("The file names no currency. State it as a default: currency=USD.")
        problems.append(Problem("exchange.bank_table.no_currency", text, found.sheet.name))
    return problems


def _names_money(found: Found) -> bool:
    """Return whether amounts have a currency's sign or code beside them."""
    columns = [found.columns[name] for name in ("amount", "debit_amount", "credit_amount") if name in found.columns]
    texts = [shown(cells[index]) for _, cells in found.sample[:50] for index in columns if index < len(cells)]
    return any(letter.isalpha() or letter in "€£¥₱₹" for text in texts for letter in text)


class _Reading:
    """One pass over the rows below the headings."""

    def __init__(
        self, found: Found, profile: Profile, styles: Styles, limits: Limits, told: Around, currency: str
    ) -> None:
        self._found = found
        self._limits = limits
        self._decimal = styles.decimal
        self._told = told
        self._reader = RowReader(found, profile, styles, currency)
        self._accounts: dict[tuple[str, str], list[Movement]] = {}
        self._last: tuple[str, str] | None = None
        named = [found.columns.get(name) for name in (*TEXT_FIELDS, "payer", "booking_date", "kind")]
        self._words = sorted({index for index in named if index is not None} | {0})

    def batches(self, parsed: Parsed[Statement]) -> Iterator[list[Statement]]:
        """Read all rows, then yield the statements of the accounts in the order they came."""
        try:
            for number, cells in self._rows():
                self._row(parsed, number, cells)
        except FileFault as fault:
            parsed.problems.append(fault.problem)
            parsed.problem_count += 1
        statements = [self._statement(parsed, key, kept) for key, kept in self._accounts.items()]
        for number, statement in enumerate(statements, 1):
            parsed.totals[statement.currency] = (
                parsed.totals.get(statement.currency, Decimal(0)) + statement.booked_amount()
            )
            if untied := tie_problem(statement, f"statement {number}"):
                parsed.problems.append(untied)
                parsed.problem_count += 1
        parsed.row_count += len(statements)
        if not statements and not parsed.problem_count:
            text = gettext_noop("The table holds no movement. Export it again, for a period that has some.")
            parsed.problems.append(Problem("exchange.bank_table.no_movements", text, self._found.sheet.name))
            parsed.problem_count += 1
        if statements:
            yield statements

    def _rows(self) -> Iterator[tuple[int, list[Cell]]]:
        header, most, width = self._found.layout.header_row, self._limits.max_rows, self._reader.width
        for count, (number, cells) in enumerate(self._found.sheet.rows()):
            if count > most:
                text = gettext_noop("The file has more than {most} rows. Split it into parts and send each.")
                raise FileFault(Problem("exchange.file.too_many_rows", text, facts={"most": most}))
            if number > header:
                if len(cells) < width and not isinstance(cells, BrokenRow):
                    cells.extend([""] * (width - len(cells)))
                yield number, cells

    def _row(self, parsed: Parsed[Statement], number: int, cells: list[Cell]) -> None:
        if isinstance(cells, BrokenRow):
            self._fail(parsed, number, cells, (replace(cells.problem, sheet=self._reader.sheet),))
            return
        # The patient look is for rows with a word for balances in them, and for those that cannot be read.
        if self._may_be_balance(cells) and (what := self._is_aside(cells)):
            parsed.skip(what)
            return
        try:
            movement = self._reader.read(number, cells)
        except Skipped as skipped:
            parsed.skip(skipped.what)
        except Unreadable as fault:
            if what := self._is_aside(cells) or self._tells(cells):
                parsed.skip(what)
            else:
                self._fail(parsed, number, cells, self._reader.explain(number, cells, fault))
        else:
            self._last = movement.account, movement.currency
            self._accounts.setdefault(self._last, []).append(movement)

    def _may_be_balance(self, cells: list[Cell]) -> bool:
        return any(isinstance(cells[index], str) and BALANCE_WORD.search(str(cells[index])) for index in self._words)

    def _is_aside(self, cells: list[Cell]) -> str:
        """Return what a row is that holds no movement whatever its cells: blank, headings again, a balance, a sum."""
        filled = [cell for cell in cells if cell != "" and (not isinstance(cell, str) or cell.strip())]
        if not filled:
            return "blank_row"
        if heading_again(cells, self._found.headings):
            return "repeated_heading"
        texts = [shown(cell).strip() for cell in filled]
        if any(is_balance(text) for text in texts[:4]) and self._has_no_amount(cells):
            self._keep_balance(cells)
            return "balance_row"
        if any(is_summary_word(text) for text in texts[:2]) and not self._has_day(cells):
            return "total_row"
        return ""

    def _has_no_amount(self, cells: list[Cell]) -> bool:
        columns = [self._reader.columns.get(name) for name in ("amount", "debit_amount", "credit_amount")]
        return "balance" not in self._reader.columns or all(
            index is None or not shown(cells[index]).strip(" 0.,-") for index in columns
        )

    def _has_day(self, cells: list[Cell]) -> bool:
        try:
            return any(self._reader.cell(name, cells) is not None for name in ("booking_date", "value_date"))
        except Unreadable:
            return False

    def _keep_balance(self, cells: list[Cell]) -> None:
        """Take a row's balance; its label may stand behind a date."""
        texts = [shown(cell).strip() for cell in cells]
        start = next(index for index, text in enumerate(texts) if is_balance(text))
        self._told.take([*texts[start:]], self._decimal)

    def _tells(self, cells: list[Cell]) -> str:
        """Return what a row is that is no movement on a second look: text that goes on, or words around the table."""
        money = [self._reader.columns.get(name) for name in ("amount", "debit_amount", "credit_amount")]
        if any(index is not None and shown(cells[index]).strip() for index in money):
            return ""
        text_column = self._reader.columns.get("text")
        filled = [index for index, cell in enumerate(cells) if shown(cell).strip()]
        if self._last is not None and text_column is not None and filled == [text_column]:
            kept = self._accounts[self._last]
            line = kept[-1].line
            text = f"{line.text} {shown(cells[text_column]).strip()}".strip()
            kept[-1] = kept[-1]._replace(line=line._replace(text=text))

            return "text_row"
        if not self._has_day(cells) and len(filled) <= 3:
            self._told.take(cells, self._decimal)
            return "remark_row"
        return ""

    def _fail(self, parsed: Parsed[Statement], number: int, cells: list[Cell], problems: tuple[Problem, ...]) -> None:
        parsed.failed_count += 1
        parsed.problem_count += len(problems)
        if len(parsed.failed) < self._limits.kept_failures:
            parsed.failed.append(FailedRow(self._reader.sheet, number, tuple(cells), problems))

    def _statement(self, parsed: Parsed[Statement], key: tuple[str, str], kept: list[Movement]) -> Statement:
        found = ordered(kept)
        opening, closing = found.opening, found.closing
        if len(self._accounts) == 1:
            opening = self._told.opening if self._told.opening is not None else opening
            closing = self._told.closing if self._told.closing is not None else closing
        if found.broken_row is not None:
            text = gettext_noop("The balance of this row does not follow from the one before it: a row may be missing.")
            parsed.notes.append(
                Problem("exchange.bank_table.balance_breaks", text, self._found.sheet.name, found.broken_row)
            )
        lines = tuple(one.line for one in found.movements)
        return Statement(
            account=key[0] or self._told.account,
            currency=key[1],
            opening_date=lines[0].booking_date,
            opening=opening,
            closing_date=lines[-1].booking_date,
            closing=closing,
            lines=lines,
        )
