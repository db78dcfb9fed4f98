"""The sample book as files a creditor's own system would send: open items in CSV and XLSX."""

import csv
from collections.abc import Iterator
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
    "Disputed",
)
SETTLED_DAYS = 45

Row = tuple[str, str, str, str, date, date, str, Decimal, Decimal, date | None, str, str]


def open_item_rows(creditor: SampleCreditor, as_of: date, *, settled_days: int = SETTLED_DAYS) -> Iterator[Row]:
    """Yield what is open at the end of a day, and what was settled in the days before it; one row per document."""
    names = {customer.number: customer.name for customer in creditor.customers}
    disputed = {hold.item_number for hold in creditor.holds if hold.reason == "dispute" and not hold.lifted_date}
    for item in creditor.items:
        if item.document_date > as_of:
            continue
        settled = item.settled_date(as_of)
        if settled and settled < as_of - timedelta(days=settled_days):
            continue
        yield _row(item, names[item.customer_number], as_of, settled, item.item_number in disputed)


def _row(item: SampleItem, name: str, as_of: date, settled: date | None, disputed: bool) -> Row:
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
        "yes" if disputed else "",
    )


def write_open_items_csv(creditor: SampleCreditor, path: Path, *, as_of: date, settled_days: int = SETTLED_DAYS) -> int:
    """Write the open items of a day as UTF-8 CSV; returns the number of rows. Amounts and dates are in ISO style."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for row in open_item_rows(creditor, as_of, settled_days=settled_days):
            writer.writerow([_text(value, row[6]) for value in row])
            count += 1
    return count


def write_open_items_xlsx(
    creditor: SampleCreditor, path: Path, *, as_of: date, settled_days: int = SETTLED_DAYS
) -> int:
    """Write the open items of a day as a workbook with real dates and numbers; returns the number of rows."""
    count = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": as_of})
        sheet = book.add_worksheet("Open items")
        day, amount = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, HEADINGS)
        for count, row in enumerate(open_item_rows(creditor, as_of, settled_days=settled_days), start=1):
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
