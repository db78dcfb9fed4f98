"""Where the movements are in a bank's table, and what the rows around it say: account, currency, balances."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from dunwell.base.problems import Problem
from dunwell.exchange.formats.bank_table.profile import REQUIRED, SHAPE, Profile
from dunwell.exchange.formats.bank_table.seeds import seed_marks, seeded_profiles
from dunwell.exchange.reading import tables
from dunwell.exchange.reading.amounts import read_amount
from dunwell.exchange.reading.currencies import currency_of
from dunwell.exchange.reading.dates import DateStyle, read_day
from dunwell.exchange.reading.files import open_sheets
from dunwell.exchange.reading.grids import Cell, FileFault, Layout, Limits, Sheet, shown
from dunwell.exchange.reading.tables import PLAIN, Catalog, Found
from dunwell.exchange.reading.words import heading_key

CATALOG = Catalog(SHAPE, seeded_profiles, seed_marks)
_OPENING = re.compile(
    r"(?:opening|beginning|starting|start|previous|initial)\s+(?:\w+\s+)?balance.*|(?:balance\s+)?(?:brought\s+forward|b/f)|"
    r"balance\s+at\s+(?:the\s+)?(?:start|beginning).*|anfangssaldo|alter\s+kontostand|(?:start|begin)saldo|vorig\s+saldo|"
    r"ancien\s+solde|solde\s+(?:initial|de\s+départ|au\s+début).*|saldo\s+(?:inicial|anterior)|"
    r"承前結餘|承上結餘|承上頁|上期結餘|期初餘額|期初余额",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:closing|ending|end|final|new)\s+(?:\w+\s+)?balance.*|(?:balance\s+)?(?:carried\s+forward|c/f)|"
    r"balance\s+at\s+(?:the\s+)?end.*|endsaldo|schlusssaldo|neuer\s+kontostand|eindsaldo|nieuw\s+saldo|"
    r"(?:nouveau\s+solde|solde\s+(?:final|de\s+clôture|en\s+fin).*)|saldo\s+final|結轉結餘|本期結餘|期末餘額|期末余额|結轉下頁",
    re.IGNORECASE,
)
# What every word for an opening or closing balance has in it.
BALANCE_WORD = re.compile(r"balance|sald|solde|kontostand|forward|[bc]/f|[結餘额額余上下]", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:account(?:\s+(?:number|no\.?|id))?|acct(?:\s+no\.?)?|iban|konto(?:nummer)?|rekening(?:nummer)?|"
    r"(?:numéro\s+de\s+)?compte|(?:número\s+de\s+)?cuenta|帳戶號碼|账户号码|戶口號碼|賬戶號碼|帳號|账号)\s*[:：]?\s*(.*)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"(?:(?:account\s+)?currency|ccy|währung|munt|valuta|devise|divisa|moneda|貨幣|货币|幣別)?\s*[:：]\s*(\S+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]{10,32}|[\d][\d\s\-*xX]{4,33}\d")
_STYLES = ("1,234.56", "1.234,56")
_AROUND = 60
_ISO = re.compile(r"\b([A-Z]{3})\b")


def find_table(
    layout: Layout, sheets: Sequence[Sheet], profile: Profile, *, guessing: bool
) -> tuple[Found, list[Problem]]:
    """Return where the movements are and remarks on sheets left out; raise `FileFault` where no headings are found."""
    found, notes = tables.find_table(CATALOG, layout, sheets, profile, guessing=guessing)
    return (_by_values(found) if guessing else found), notes


def _by_values(found: Found) -> Found:
    """Give a needed field that no heading names the one column whose cells can only be that."""
    columns = dict(found.columns)
    for fields, reads in ((REQUIRED[0], _is_day), (REQUIRED[1], _is_amount)):
        if any(field in columns for field in fields):
            continue
        free = [index for index in range(len(found.headings)) if index not in columns.values()]
        fitting = [index for index in free if _share(found, index, reads) >= 0.9]
        if len(fitting) == 1:
            columns[fields[0]] = fitting[0]
    return replace(found, columns=columns)


def _share(found: Found, index: int, reads: object) -> float:
    cells = [cells[index] for _, cells in found.sample if index < len(cells) and cells[index] != ""]
    return sum(bool(reads(cell)) for cell in cells) / len(cells) if cells and callable(reads) else 0.0


def _is_day(cell: Cell) -> bool:
    return not isinstance(cell, Decimal | bool) and read_day(shown(cell), DateStyle("dmy")) is not None


def _is_amount(cell: Cell) -> bool:
    text = shown(cell)
    return isinstance(cell, Decimal) or (
        ("." in text or "," in text) and any(read_amount(text, one) for one in _STYLES)
    )


@dataclass
class Around:
    """What rows above and below the movements say; blank or None where they do not."""

    account: str = ""
    currency: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None

    def take(self, cells: Sequence[Cell], style: str) -> str:
        """Read a row; return what it was: `balance_row` or `heading_row`, blank where it told nothing."""
        texts = [shown(cell).strip() for cell in cells]
        filled = [text for text in texts if text]
        if not filled:
            return ""
        if is_balance(filled[0]) or (len(filled) > 1 and is_balance(filled[1])):
            return self._balance(filled, style)
        for index, text in enumerate(filled):
            if not self.account and (match := _ACCOUNT.fullmatch(text)):
                told = match[1] or (filled[index + 1] if index + 1 < len(filled) else "")
                if number := _NUMBER.search(told):
                    self.account = number[0].strip()
            if not self.currency and (match := _CURRENCY.search(text)):
                self.currency = currency_of(match[1])
            elif not self.currency and heading_key(text) in ("currency", "währung", "貨幣") and index + 1 < len(filled):
                self.currency = currency_of(filled[index + 1])
        return "heading_row"

    def _balance(self, filled: list[str], style: str) -> str:
        parts = [part for text in filled[1:] for part in (text, text.rpartition(":")[2])]
        parts += [text.rpartition(":")[2] for text in filled[:2] if ":" in text]
        amounts = [read for part in parts if (read := read_amount(part, style)) is not None]
        if not amounts:
            return ""
        label = next(text for text in filled[:2] if is_balance(text)).partition(":")[0].strip()
        if _OPENING.fullmatch(label):
            self.opening = amounts[-1].amount if self.opening is None else self.opening
        else:
            self.closing = amounts[-1].amount
        return "balance_row"


def is_balance(text: str) -> bool:
    """Return whether a cell is a word for an opening or a closing balance."""
    label = text.partition(":")[0].strip()
    return (_OPENING.fullmatch(label) or _CLOSING.fullmatch(label)) is not None


def around(found: Found, style: str) -> Around:
    """Return what the rows above the headings say."""
    told = Around()
    for number, cells in islice(found.sheet.rows(), _AROUND):
        if number >= found.layout.header_row:
            break
        told.take(cells, style)
    return told


def heading_currency(found: Found) -> str:
    """Return the currency that stands in the heading of an amount: `Bedrag (EUR)`."""
    for name in ("amount", "credit_amount", "debit_amount", "balance"):
        if name in found.columns and found.columns[name] < len(found.headings):
            for match in _ISO.finditer(found.headings[found.columns[name]]):
                if match[1] in _KNOWN:
                    return match[1]
    return ""


# What stands in the headings of a list of open items or of what a payment is for.
_OTHER_LISTS = (
    "duedate",
    "invoicedate",
    "documentdate",
    "invoiceno",
    "invoicenumber",
    "documentno",
    "documentnumber",
    "openamount",
    "outstanding",
    "pastdue",
    "fällig",
    "rechnungsn",
    "rechnungsdatum",
    "belegn",
    "échéance",
    "facture",
    "vencimiento",
    "到期",
    "發票號",
    "发票号",
    "discount",
)
# fmt: off
_KNOWN = frozenset({
    "USD", "EUR", "GBP", "HKD", "CNY", "TWD", "JPY", "SGD", "AUD", "CAD", "NZD", "CHF", "SEK", "NOK",
    "DKK", "PLN", "CZK",
    "HUF", "PHP", "THB", "MYR", "IDR", "INR", "KRW", "VND", "MOP", "AED", "SAR", "KWD", "BHD", "ZAR", "BRL",
    "MXN", "ARS",
    "CLP", "COP", "TRY", "ILS", "RON", "BGN",
})
# fmt: on
# Fields that a list of payments or of open items seldom has.
_TELLING = frozenset(
    {"balance", "payer_account", "debit_amount", "credit_amount", "value_date", "debit_credit", "text"}
)


def sniff(head: bytes, file_name: str) -> int:  # noqa: ARG001 - the signature every sniffer has
    """Return how sure it is that a file is a bank's table: by its headings, never as sure as a format with marks."""
    whole = head if head.startswith(b"PK") else head[: head.rfind(b"\n") + 1] or head
    try:
        _, sheets = open_sheets(io.BytesIO(whole), Limits())
        rows = [
            [heading_key(shown(cell)) for cell in cells]
            for sheet in sheets[:3]
            for _, cells in islice(sheet.rows(), 40)
        ]
    except FileFault:
        return 0
    return min(max(map(_likeness, rows), default=0), 75)


def _likeness(keys: list[str]) -> int:
    """Return how much a row is like the headings of a bank's list, and not of items or of remittances."""
    named = tables.assign_near(CATALOG, keys, tables.assign(SHAPE, keys, seeded_profiles()[PLAIN].columns))
    if not all(any(field in named for field in group) for group in REQUIRED):
        return 0
    if any(word in key for key in keys for word in _OTHER_LISTS):
        return 0
    return 30 + 10 * len(_TELLING & set(named)) + 3 * len(named)
