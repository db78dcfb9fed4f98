"""Reading a table of remittances: rows of one payment become one remittance, whichever row they stand in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_table.guess import guessed, missing, settle_styles
from dunwell.exchange.formats.remit_table.profile import AMOUNT_FIELDS, CATALOG, DATE_FIELDS, LINE_AMOUNTS, RemitProfile
from dunwell.exchange.reading.advice import Advice, AdviceRow, Reading, money_of, remittance_of
from dunwell.exchange.reading.advice_lines import Line, Token, read_lines
from dunwell.exchange.reading.advice_words import is_carried, total_field
from dunwell.exchange.reading.column_styles import Styles, heading_of
from dunwell.exchange.reading.dates import DateStyle, read_day
from dunwell.exchange.reading.files import open_sheets
from dunwell.exchange.reading.grids import BrokenRow, Cell, CellError, FileFault, Limits, shown
from dunwell.exchange.reading.parsed import FailedRow, Parsed
from dunwell.exchange.reading.remittances import Report, parsed_remittances
from dunwell.exchange.reading.sheet_xml import serial_day
from dunwell.exchange.reading.statements import Remittance
from dunwell.exchange.reading.tables import find_table, unplaced
from dunwell.exchange.reading.words import is_like_summary, is_summary_word

CODE = "exchange.remit_table"
MAX_ROWS = 500_000
_SUM_OF = {"paid": "amount", "amount": "amount", "gross": "gross", "discount": "discount", "deduction": "deduction"}


def parse(
    file: BinaryIO,
    profile: RemitProfile | None = None,
    limits: Limits | None = None,
    *,
    date_order: str = "mdy",
    **_: Any,
) -> Parsed[Remittance]:
    """Read the remittances of a CSV or XLSX table under a mapping profile, or under the best guess where none is given.

    Grain: one payment, by its reference, else by payer and day. Never raises for what the file holds. All rows are read
    before the first remittance is given, for a payment's rows may stand apart.
    """
    asked, bounds = profile or RemitProfile(), limits or Limits()

    def read(held: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
        yield from _Table(held, asked, bounds, date_order, parsed, report).remittances()

    parsed = parsed_remittances(file, "table", read, bounds)
    parsed.profile = asked
    return parsed


class _Table:
    """One pass over a table."""

    def __init__(
        self,
        file: BinaryIO,
        asked: RemitProfile,
        limits: Limits,
        date_order: str,
        parsed: Parsed[Remittance],
        report: Report,
    ) -> None:
        self._parsed, self._report, self._limits = parsed, report, limits
        layout, sheets = open_sheets(file, limits, asked.encoding, asked.delimiter)
        guessing = not asked.columns
        self._found, notes = find_table(CATALOG, layout, sheets, asked, guessing=guessing)
        self._styles: Styles = settle_styles(self._found, asked, date_order)
        self._profile = guessed(self._found, asked, self._styles)
        self._asked = asked
        parsed.layout, parsed.profile = self._found.layout, self._profile
        parsed.notes.extend([*notes, *self._styles.notes])
        self._reading = Reading(self._styles.decimal, next(iter(self._styles.dates.values()), None))
        self._incomplete: set[tuple[str, ...]] = set()
        self._advices: dict[tuple[str, ...], Advice] = {}
        self._totals: dict[str, Cell] = {}

    def remittances(self) -> Iterator[Remittance]:
        """Yield what each payment's rows make up; yield nothing where columns are missing."""
        if self._lacks_columns():
            return
        facts = self._above()
        for number, cells in self._rows():
            self._take(number, cells)
        for name, cell in facts.totals.items():
            self._totals.setdefault(name, cell)
        for key, advice in self._advices.items():
            self._complete(advice, facts.facts)
            made = remittance_of(advice, self._reading, self._report, self._parsed.notes.append)
            if made is not None:
                yield made if key in self._incomplete else _with_sum(made)

    def _lacks_columns(self) -> bool:
        headings = ", ".join(heading for heading in self._found.headings if heading)[:500]
        for name, wanted in unplaced(self._found, self._asked):
            words = gettext_noop("There is no column “{wanted}” for the {field}. The file has: {headings}.")
            facts = {"field": name.replace("_", " "), "wanted": wanted, "headings": headings}
            self._report(Problem(f"{CODE}.column_not_found", words, self._found.sheet.name, facts=facts))
        lacking = missing(self._found)
        for name in lacking:
            words = gettext_noop(
                "No column was found for the {field}. Name it: {field_key}=COLUMN. The file has: {headings}."
            )
            facts = {"field": _SAID[name], "field_key": name, "headings": headings}
            self._report(Problem(f"{CODE}.unmapped_field", words, self._found.sheet.name, facts=facts))
        return bool(lacking or unplaced(self._found, self._asked))

    def _above(self) -> Any:
        """Return the facts that stand above the headings, as `Payer` beside its name."""
        lines = []
        for number, cells in self._found.sheet.rows():
            if number >= self._found.layout.header_row:
                break
            texts = [(index, shown(cell)) for index, cell in enumerate(cells) if cell != ""]
            labelled = [
                Token(
                    index, index + 1, text if ":" in text or "：" in text or place % 2 or len(texts) < 2 else f"{text}:"
                )
                for place, (index, text) in enumerate(texts)
            ]
            lines.append(Line(number, tuple(labelled)))
        return read_lines(lines)

    def _rows(self) -> Iterator[tuple[int, list[Cell]]]:
        header, count = self._found.layout.header_row, 0
        for number, cells in self._found.sheet.rows():
            if number <= header:
                continue
            count += 1
            if count > min(MAX_ROWS, self._limits.max_rows):
                words = gettext_noop("The file has more than {most} rows. Split it into parts and send each.")
                raise FileFault(Problem("exchange.file.too_many_rows", words, facts={"most": MAX_ROWS}))
            yield number, cells

    def _take(self, number: int, cells: list[Cell]) -> None:
        """Take one row: a line of a payment, a sum, a repeated heading, or a failure."""
        if isinstance(cells, BrokenRow):
            self._fail(number, cells, [replace(cells.problem, sheet=self._found.sheet.name)])
            return
        named = {name: cells[index] for name, index in self._found.columns.items() if index < len(cells)}
        named = {name: cell for name, cell in named.items() if shown(cell).strip()}
        if not named:
            self._parsed.skip("blank_row") if not any(shown(cell).strip() for cell in cells) else self._sum(
                cells, named
            )
            return
        if self._is_heading(named):
            self._parsed.skip("repeated_headings")
        elif not self._sum(cells, named):
            self._line(number, cells, named)

    def _is_heading(self, named: dict[str, Cell]) -> bool:
        same = sum(shown(cell).strip() == heading_of(self._found, name) for name, cell in named.items())
        return same >= 2 and same * 2 > len(named)

    def _sum(self, cells: list[Cell], named: dict[str, Cell]) -> bool:
        """Take a row that sums the rows above it: of the only payment, or of all; return whether it was one."""
        first = next((shown(cell).strip() for cell in cells if shown(cell).strip()), "")
        number = shown(named.get("number", ""))
        is_sum = is_summary_word(first) or is_carried(first) or is_summary_word(number)
        is_sum = is_sum or (not number and (bool(total_field(first)) or is_like_summary(first)))
        if not is_sum:
            return False
        self._parsed.skip("summary_row")
        if not first.casefold().startswith(("sub", "小計", "zwischen")):
            self._totals |= {_SUM_OF[name]: named[name] for name in LINE_AMOUNTS if name in named}
        return True

    def _line(self, number: int, cells: list[Cell], named: dict[str, Cell]) -> None:
        has_number = "number" in named or "purchase_order" in named
        if not any(name in named for name in LINE_AMOUNTS):
            if not (has_number and self._looks_like_a_number(named)):
                self._parsed.skip("no_money")
                return
            words = gettext_noop("A document stands without an amount; what was paid on it stays open.")
            self._parsed.notes.append(Problem(f"{CODE}.no_amount", words, self._found.sheet.name, number))
        problems = [found for name, cell in named.items() if (found := self._unreadable(number, name, cell))]
        if problems:
            self._fail(number, cells, problems)
            self._incomplete.add(self._key(named))
            return
        days = {name: self._day(name, named[name]) for name in DATE_FIELDS if name in named}
        named |= {name: day for name, day in days.items() if day is not None}
        key = self._key(named)
        advice = self._advices.get(key)
        if advice is None:
            where = ", ".join(part for part in (self._found.sheet.name, f"payment {key[0]}" if key[0] else "") if part)
            advice = self._advices[key] = Advice(CODE, where)
            for name, fact in (
                ("payer", "payer"),
                ("payment_reference", "trace"),
                ("payment_date", "payment_date"),
                ("payer_number", "payer_number"),
            ):
                if name in named:
                    advice.facts[fact] = named[name]
            if "payment_amount" in named:
                advice.totals["amount"] = named["payment_amount"]
        advice.rows.append(AdviceRow(number, named, self._found.sheet.name))

    @staticmethod
    def _looks_like_a_number(named: dict[str, Cell]) -> bool:
        text = shown(named.get("number", named.get("purchase_order", "")))
        return any(letter.isdigit() for letter in text) and " " not in text.strip()

    def _key(self, named: dict[str, Cell]) -> tuple[str, ...]:
        """Return what tells one payment from another: its reference, else the payer and the day."""
        reference = shown(named.get("payment_reference", "")).strip()
        payer = shown(named.get("payer_number", named.get("payer", ""))).strip()
        return (reference, payer) if reference else ("", payer, shown(named.get("payment_date", "")))

    def _unreadable(self, number: int, name: str, cell: Cell) -> Problem | None:
        """Return the problem of an amount or a day that cannot be read."""
        text = shown(cell).strip()
        if name in AMOUNT_FIELDS and text not in ("-", "–", "—"):
            if not isinstance(cell, CellError) and money_of(cell, self._reading)[0] is not None:
                return None
            words = gettext_noop("{text} is no amount. Correct it, or ask the payer; this line is left out.")
            code = "bad_amount"
        elif name in DATE_FIELDS and self._day(name, cell) is None:
            words, code = gettext_noop("{text} is no date. Correct it, or state how dates are written."), "bad_date"
        else:
            return None
        heading = heading_of(self._found, name)
        return Problem(f"{CODE}.{code}", words, self._found.sheet.name, number, heading, {"text": text[:40]})

    def _day(self, name: str, cell: Cell) -> Any:
        style = self._styles.dates.get(name)
        if isinstance(cell, str) and style is not None:
            return read_day(cell, style)
        if isinstance(cell, bool | CellError | str):
            return None
        eight = read_day(f"{cell:f}", DateStyle("ymd")) if not hasattr(cell, "year") else None
        return cell if hasattr(cell, "year") else eight or serial_day(cell, style.starts_1904 if style else False)

    def _fail(self, number: int, cells: list[Cell], problems: list[Problem]) -> None:
        self._parsed.failed_count += 1
        self._parsed.problem_count += len(problems)
        if len(self._parsed.failed) < self._limits.kept_failures:
            self._parsed.failed.append(FailedRow(self._found.sheet.name, number, tuple(cells), tuple(problems)))

    def _complete(self, advice: Advice, above: dict[str, str]) -> None:
        """Add what stands above the table, the profile's defaults, and, for the only payment, the sums below it."""
        if len(self._advices) == 1:
            advice.totals = {**self._totals, **advice.totals}
            advice.facts = {**above, **advice.facts}
        else:
            advice.facts = {**{name: cell for name, cell in above.items() if name in _OF_ALL}, **advice.facts}
        for name, value in self._profile.defaults.items():
            fact = "trace" if name == "payment_reference" else name
            if fact in ("payer", "payer_number", "currency", "trace", "payment_date"):
                advice.facts.setdefault(fact, value)


def _with_sum(found: Remittance) -> Remittance:
    """Return a payment whose amount the table does not state: it is the sum of what its rows say was paid."""
    return found._replace(amount=found.listed_amount()) if found.amount is None else found


_SAID = {"number": "document's number", "paid": "amount paid"}
_OF_ALL = ("payer", "payer_number", "payee", "currency", "method")
