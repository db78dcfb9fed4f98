"""What is on screen as a file: CSV or XLSX of the same rows, in the same order, with the same columns."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Spreadsheets in East Asian languages take the full-width signs for the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def file_answer(kind: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a download of `name` as `csv` or `xlsx`; 404 for any other kind."""
    if kind not in KINDS:
        raise Http404
    body = _csv(heads, rows) if kind == "csv" else _xlsx(name, heads, rows)
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(head)) for head in heads])
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    # The mark at the front tells spreadsheets that this is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "" if value is None else harmless(value)


def _xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    )
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
