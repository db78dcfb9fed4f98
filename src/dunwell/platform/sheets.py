"""Rows as a file: CSV or XLSX, with nothing in it that a spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Spreadsheets in East Asian languages take the full-width signs for the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV in UTF-8; the mark at its front tells spreadsheets so."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(head)) for head in heads])
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "" if value is None else harmless(value)


def xlsx_bytes(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, made_on: date | None = None) -> bytes:
    """Return rows as a workbook of one sheet; with the day that it was made on, the same rows make the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    )
    if made_on is not None:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})  # noqa: DTZ001 - a day
    sheet = book.add_worksheet(name[:31])
    bold, amounts = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00##"})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, str(head), bold)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(sheet, line, column, value, amounts)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return out.getvalue()


def _cell(sheet: Any, line: int, column: int, value: Any, amounts: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        sheet.write_number(line, column, float(value), amounts)
    elif isinstance(value, datetime):
        sheet.write_string(line, column, value.isoformat())
    elif isinstance(value, date):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a cell's day
    elif isinstance(value, bool) or not isinstance(value, int):
        sheet.write_string(line, column, harmless(str(value)))
    else:
        sheet.write_number(line, column, value)
