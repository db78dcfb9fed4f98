"""The rows that failed, in the columns and form they came in, to be repaired and sent again."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from dunwell.exchange.reading.grids import Cell, Layout, shown
from dunwell.exchange.reading.parsed import FailedRow

PROBLEM_HEADING = "problem"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# What such a cell may be and stay as it was: a signed amount, and the ="007" with which programs keep zeros in front.
_PLAIN = re.compile(r"\s*(?:[-+][\d.,'\s]*|=\"[^\"]*\")\s*")


def failed_rows_file(layout: Layout, failed: Iterable[FailedRow]) -> bytes:
    """Return a file of only the failed rows: their own headings and cells, then a column saying what is wrong.

    It has the encoding, delimiter and sheet of the original, so the same profile reads it again (a further column is
    ignored). CSV for CSV, XLSX for XLSX.
    """
    headings = list(layout.headings)
    rows = [
        (_to_width(row.cells, len(headings)), "; ".join(_said(problem) for problem in row.problems)) for row in failed
    ]
    width = max((len(cells) for cells, _ in rows), default=len(headings))
    headings += [""] * (width - len(headings))
    return _workbook(layout, headings, rows) if layout.kind == "xlsx" else _text(layout, headings, rows)


def _said(problem: object) -> str:
    """Return a problem's words with the column it is in."""
    column = getattr(problem, "column", "")
    sentence = getattr(problem, "sentence", lambda: str(problem))()
    return f"{column}: {sentence}" if column else sentence


def _to_width(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells, *[""] * (width - len(cells))]


def _harmless(text: str) -> str:
    """Return text that a spreadsheet will not run as a formula; the quote is taken off again when it is read."""
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN.fullmatch(text) else text


def _text(layout: Layout, headings: list[str], rows: list[tuple[list[Cell], str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=layout.delimiter or ",", lineterminator="\r\n")
    if layout.header_row:
        writer.writerow([*map(_harmless, headings), PROBLEM_HEADING])
    for cells, problem in rows:
        writer.writerow([*(_harmless(shown(cell)) for cell in cells), _harmless(problem)])
    encoding = layout.encoding or "utf-8-sig"
    return out.getvalue().encode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")


def _workbook(layout: Layout, headings: list[str], rows: list[tuple[list[Cell], str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "date_1904": layout.starts_1904})
    sheet = book.add_worksheet(layout.sheet[:31] or None)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    start = 0
    if layout.header_row:
        sheet.write_row(0, 0, [*headings, PROBLEM_HEADING], book.add_format({"bold": True}))
        start = 1
    for number, (cells, problem) in enumerate(rows, start):
        for column, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(number, column, cell)
            elif isinstance(cell, Decimal):
                sheet.write_number(number, column, float(cell))
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif cell:
                sheet.write_string(number, column, str(cell))
        sheet.write_string(number, len(cells), problem)
    book.close()
    return out.getvalue()
