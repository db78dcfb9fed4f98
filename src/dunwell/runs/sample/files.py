"""The sample book as files a creditor's own system would send: open items in CSV and XLSX."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from dunwell.base.money import plain
from dunwell.runs.sample.shapes import SampleCreditor, SampleItem

HEADINGS = (
    "Customer number",
    "Customer name",
    "Document number",
    "Document type",
    "Document date",
    "Due date",
    "Currency",
    "Amount",
    "Open amount",
    "Settled date",
    "Reference",
)
DISPUTED = "Disputed"
SETTLED_DAYS = 45

Row = tuple[date | Decimal | str | None, ...]
CURRENCY, DOCUMENT, AMOUNT = 6, 2, 7


def open_item_rows(
    creditor: SampleCreditor, as_of: date, *, settled_days: int = SETTLED_DAYS, with_disputed: bool = True
) -> Iterator[Row]:
    """Yield what is open at the end of a day, and what was settled in the days before it; one row per document."""
    names = {customer.number: customer.name for customer in creditor.customers}
    disputed = {hold.item_number for hold in creditor.holds if hold.reason == "dispute" and not hold.lifted_date}
    for item in creditor.items:
        if item.document_date > as_of:
            continue
        settled = item.settled_date(as_of)
        if settled and settled < as_of - timedelta(days=settled_days):
            continue
        row = _row(item, names[item.customer_number], as_of, settled)
        yield (*row, "yes" if item.item_number in disputed else "") if with_disputed else row


def _row(item: SampleItem, name: str, as_of: date, settled: date | None) -> Row:
    return (
        item.customer_number,
        name,
        item.item_number,
        item.kind,
        item.document_date,
        item.due_date,
        item.currency,
        item.amount,
        item.open_amount(as_of),
        settled,
        item.reference,
    )


def with_flaws(rows: Iterator[Row], *, every: int) -> Iterator[Row]:
    """Yield the rows, with now and then a mistyped one beside them: an amount in words, a day that never was."""
    for at, row in enumerate(rows, start=1):
        yield row
        if at % every == 0:
            flawed = list(row)
            flawed[DOCUMENT] = f"{row[DOCUMENT]}-X"
            flawed[AMOUNT if at % (2 * every) else AMOUNT - 3] = "to follow" if at % (2 * every) else "31/02/2026"
            yield tuple(flawed)


def write_open_items_csv(rows: Iterable[Row], path: Path, *, headings: Sequence[str] = (*HEADINGS, DISPUTED)) -> int:
    """Write rows as UTF-8 CSV; returns how many. Amounts and dates are in ISO style."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([_text(value, str(row[CURRENCY])) for value in row])
            count += 1
    return count


def write_open_items_xlsx(
    rows: Iterable[Row], path: Path, *, as_of: date, headings: Sequence[str] = (*HEADINGS, DISPUTED)
) -> int:
    """Write rows as a workbook with real dates and numbers; returns how many."""
    count = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": as_of})
        sheet = book.add_worksheet("Open items")
        day, amount = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, headings)
        for count, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(count, column, value, day)
                elif isinstance(value, Decimal):
                    sheet.write_number(count, column, float(value), amount)
                else:
                    sheet.write_string(count, column, value or "")
    return count


def _text(value: date | Decimal | str | None, currency: str) -> str:
    if isinstance(value, Decimal):
        return plain(value, currency)
    return value.isoformat() if isinstance(value, date) else value or ""
