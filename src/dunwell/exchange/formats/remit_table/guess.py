"""Guessing which column is which, and whether a file is a table of remittances at all."""

import csv
import io
import zipfile
from typing import BinaryIO

from dunwell.exchange.formats.remit_table.profile import AMOUNT_FIELDS, CATALOG, LINE_AMOUNTS, RemitProfile
from dunwell.exchange.reading.advice_words import heading_field
from dunwell.exchange.reading.column_styles import Styles, settle_dates, settle_numbers
from dunwell.exchange.reading.delimited import sniff_delimiter
from dunwell.exchange.reading.files import open_sheets, seekable
from dunwell.exchange.reading.grids import FileFault, Limits, shown
from dunwell.exchange.reading.guesses import ProfileGuess
from dunwell.exchange.reading.tables import Found, find_table
from dunwell.exchange.reading.words import heading_key

_PREVIEW_ROWS = 20
# Headings of what is still owed, not of what was paid.
_OF_OPEN_ITEMS = frozenset(
    map(
        heading_key,
        (
            "due date", "open amount", "open balance", "balance", "amount remaining", "days past due", "terms", "aging",
            "net due date", "settled date", "clear date", "posting date", "baseline create date", "customer number",
            "到期日", "未付金額", "結餘", "Fälligkeit", "Nettofälligkeit", "Offener Betrag",
        ),
    )
)  # fmt: skip
_NAMES = ("remit", "payment_advice", "payment advice", "paymentadvice", "付款", "匯款")


def guess_profile(
    file: BinaryIO, base: RemitProfile | None = None, limits: Limits | None = None, *, date_order: str = "mdy"
) -> ProfileGuess[RemitProfile]:
    """Return the likeliest profile of a file; what `base` states stands. A bad file is a problem."""
    limits, base = limits or Limits(), base or RemitProfile()
    try:
        layout, sheets = open_sheets(seekable(file, limits), limits, base.encoding, base.delimiter)
        found, notes = find_table(CATALOG, layout, sheets, base, guessing=True)
    except FileFault as fault:
        return ProfileGuess(base, problems=(fault.problem,))
    styles = settle_styles(found, base, date_order)
    return ProfileGuess(
        profile=guessed(found, base, styles),
        confidence={name: 0.6 if name in found.near else 0.9 for name in found.columns},
        notes=(*notes, *styles.notes),
        layout=found.layout,
        seed=found.seed,
        headings=found.headings,
        preview=tuple(tuple(shown(cell) for cell in cells) for _, cells in found.sample[:_PREVIEW_ROWS]),
        missing=tuple(missing(found)),
    )


def settle_styles(found: Found, profile: RemitProfile, date_order: str) -> Styles:
    """Return how the table writes amounts and days."""
    styles = Styles()
    settle_numbers(found, profile, styles)
    settle_dates(found, profile, styles, date_order)
    return styles


def guessed(found: Found, base: RemitProfile, styles: Styles) -> RemitProfile:
    """Return a profile that states what was found, so that the next file of the same payer needs no guess."""
    columns = {name: found.headings[index] for name, index in found.columns.items() if index < len(found.headings)}
    return RemitProfile(
        name=base.name,
        columns={**columns, **base.columns},
        date_format=base.date_format or styles.date_format(),
        decimal_style=styles.decimal,
        defaults=base.defaults,
        header_row=base.header_row,
        sheet=base.sheet,
        encoding=base.encoding,
        delimiter=base.delimiter,
    )


def missing(found: Found) -> list[str]:
    """Return what a table of remittances cannot do without and this one has not: a number, and an amount."""
    lacking = [] if {"number", "purchase_order"} & set(found.columns) else ["number"]
    return lacking if set(AMOUNT_FIELDS) & set(found.columns) else [*lacking, "paid"]


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is, by headings that only a list of payments has, else by the file's name."""
    named = any(word in file_name.casefold() for word in _NAMES)
    if head.startswith(b"PK\x03\x04"):
        rows = _workbook_rows(head)
        return max(_by_rows(rows), 40 if named else 0)
    if b"\x00" in head[:200] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0
    return _by_rows(_text_rows(head), named=named)


def _by_rows(rows: list[list[str]], *, named: bool = False) -> int:
    """Return how much a row of headings looks like remittances, not like open items or a bank's list."""
    best = 0
    for row in rows[:40]:
        if any(heading_key(cell) in _OF_OPEN_ITEMS for cell in row):
            continue
        fields = {heading_field(cell) for cell in row if cell}
        if not fields & {"number", "purchase_order"} or not fields & set(LINE_AMOUNTS):
            continue
        own = len(fields & {"payment_reference", "payment_date", "payment_amount", "reason"})
        sure = 25 + 12 * own + 10 * bool(fields & {"discount", "deduction"}) + 10 * ("paid" in fields)
        best = max(best, sure if own or fields & {"paid", "discount", "deduction"} or named else 0)
    return min(best + (20 if named and best else 0), 90)


def _text_rows(head: bytes) -> list[list[str]]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        try:
            text = head.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = head.decode("utf-8-sig" if error.start > len(head) - 4 else "big5hkscs", "replace")
    try:
        return list(csv.reader(io.StringIO(text[:20_000]), delimiter=sniff_delimiter(text[:20_000]) or ","))
    except csv.Error:
        return []


def _workbook_rows(head: bytes) -> list[list[str]]:
    """Return a small workbook's first rows; a large one is not whole in its first bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(head)):
            pass
        limits = Limits(max_unpacked_bytes=1 << 24, max_shared_text_bytes=1 << 22)
        _, sheets = open_sheets(io.BytesIO(head), limits)
        return [
            [shown(cell) for cell in cells]
            for sheet in sheets[:3]
            for (_, cells), _ in zip(sheet.rows(), range(40), strict=False)
        ]
    except (zipfile.BadZipFile, FileFault):
        return []
