"""From a row's cells to a movement, or everything that cannot be read of it."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from dunwell.base.money import round_amount
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bank_table.profile import AMOUNT_FIELDS, DATE_FIELDS, FIELDS, TEXT_FIELDS, Profile
from dunwell.exchange.reading.amounts import ReadAmount, Unreadable, amount_converter
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.currencies import currency_of
from dunwell.exchange.reading.dates import DateStyle, DayReader
from dunwell.exchange.reading.grids import Cell, CellError, shown
from dunwell.exchange.reading.statements import LineKind, StatementLine
from dunwell.exchange.reading.tables import Found
from dunwell.exchange.reading.words import heading_key

_CREDIT = frozenset({
    "c", "cr", "credit", "crdt", "h", "haben", "gutschrift", "bij", "crédit", "abono", "haber", "in",
    "deposit", "+", "貸",
    "贷", "存入", "收入", "money in", "paid in", "received",
})  # fmt: skip
_DEBIT = frozenset({
    "d", "dr", "debit", "dbit", "s", "soll", "belastung", "lastschrift", "af", "débit", "cargo", "debe", "out",
    "withdrawal",
    "-", "借", "支出", "money out", "paid out", "sent",
})  # fmt: skip
_KIND_WORDS = {
    LineKind.RETURN: r"\b(?:return(?:ed)?|reject(?:ed)?|chargeback|storno)\b|"
    r"rücklastschrift|retour|impay|devoluci|退票|退回",
    LineKind.DIRECT_DEBIT: r"direct debit|lastschrift|incasso|pr[ée]l[èe]vement|domiciliaci|adeudo|自動轉帳|自動轉賬",
    LineKind.CHECK: r"\bche(?:ck|que)|\bchq|scheck|chèque|支票",
    LineKind.CARD: r"\bcard\b|kartenzahlung|betaalautomaat|\bcarte\b|tarjeta|debit_card|信用卡",
    LineKind.CASH: r"\bcash\b|\batm\b|bargeld|geldautomaat|retrait|efectivo|現金|櫃員機",
    LineKind.FEE: r"\bfees?\b|\bcharges?\b|gebühr|entgelt|kosten|\bfrais\b|comisi|手續費|收費",
    LineKind.INTEREST: r"\binterest\b|zins|\brente\b|intérêt|interes|利息",
    LineKind.TRANSFER: r"transfer|überweisung|ueberweisung|gutschr|overboeking|overschrijving|virement|"
    r"\bach\b|\bwire\b|\bfps\b|"
    r"轉帳|轉賬|转账|匯款",
}
_KINDS = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _KIND_WORDS.items()]
_PENDING = re.compile(r"pending|vorgemerkt|reserv|en attente|pendiente|處理中", re.IGNORECASE)
_UNDONE = re.compile(r"declin|fail|cancel|revert|reject|abgelehnt|annul|失敗|取消", re.IGNORECASE)
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)


class Movement(NamedTuple):
    """A row that was read: its line, the account and currency as the row says, and the balance behind it."""

    row: int
    account: str
    currency: str
    line: StatementLine
    balance: Decimal | None


class Skipped(Exception):
    """The row holds no movement; carries what it is."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def _unreadable(code: str, text: str, field: str = "", **facts: object) -> Unreadable:
    return Unreadable(f"exchange.bank_table.{code}", text, field=field, **facts)


def _maker(code: str, text: str) -> Any:
    return lambda cell: _unreadable(code, text, cell=cell[:80])


_AMOUNT = _maker("amount_unreadable", gettext_noop("“{cell}” is not an amount. Write it like 1,234.56."))
_DATE = _maker("date_unreadable", gettext_noop("“{cell}” is not a date in this column's style."))
_ABSURD = _maker("date_absurd", gettext_noop("The date “{cell}” is not between 1980 and 2099."))


def text_of(cell: Cell) -> str:
    """Return a cell as trimmed text without control characters or a spreadsheet's own quoting."""
    if type(cell) is str and cell.isprintable() and cell[:1] not in ("=", "'"):
        plain = cell.strip()
        return plain if "  " not in plain else " ".join(plain.split())
    if isinstance(cell, CellError):
        raise _unreadable("error_cell", gettext_noop("The cell shows the error {cell}. Correct it."), cell=str(cell))
    text = shown(cell).strip()
    if quoted := _QUOTED.fullmatch(text):
        text = quoted[1].strip()
    text = text.removeprefix("'")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


class RowReader:
    """Reads the rows of one table; what can be decided once is decided here."""

    def __init__(self, found: Found, profile: Profile, styles: Styles, currency: str) -> None:
        self.columns = found.columns
        self.headings = found.headings
        self.sheet = found.sheet.name
        self.width = max(found.columns.values(), default=-1) + 1
        self._styles = styles
        self._profile = profile
        self._currency = currency or currency_of(profile.defaults.get("currency", ""))
        self._account = profile.defaults.get("account", "")
        self._convert: dict[str, Any] = {name: self._converter(name) for name in FIELDS}
        self._defaults = profile.defaults
        bare = {*DATE_FIELDS, *AMOUNT_FIELDS}
        self._blanks: dict[str, Any] = {
            name: None if name in bare else profile.defaults.get(name, "") for name in FIELDS
        }
        self._texts = [name for name in TEXT_FIELDS if name in found.columns]
        self._last: date | None = None

    def _converter(self, name: str) -> Any:
        if name in DATE_FIELDS:
            return DayReader(self._styles.dates.get(name, DateStyle()), _DATE, _ABSURD).__getitem__
        if name in AMOUNT_FIELDS:
            convert = amount_converter(self._styles.decimal, _AMOUNT)
            return lambda cell: None if isinstance(cell, str) and cell.strip() in ("-", "–", "—") else convert(cell)
        return text_of

    def cell(self, name: str, cells: Sequence[Cell]) -> Any:
        """Return a field's value; blank or None where it has no column."""
        index = self.columns.get(name)
        if index is None:
            return self._blanks[name]
        value = self._convert[name](cells[index])
        return value if value is not None and value != "" else self._defaults.get(name, value)

    def read(self, number: int, cells: Sequence[Cell]) -> Movement:
        """Return the row's movement; raise `Skipped` where it holds none and `Unreadable` where it cannot be read."""
        amount, named = self._amount(cells)
        currency = self._row_currency(cells, named)
        if not amount:
            raise Skipped("no_money")
        booked, valued = self._days(cells)
        status = self.cell("status", cells)
        if status and _UNDONE.search(status):
            raise Skipped("not_completed")
        balance = self.cell("balance", cells)
        balance = balance.amount if isinstance(balance, ReadAmount) else balance
        kind = self.cell("kind", cells)
        text = " ".join(part for name in self._texts if (part := self.cell(name, cells)))
        line = StatementLine(
            booking_date=booked,
            value_date=valued,
            amount=_exact(amount, currency, "amount"),
            currency=currency,
            kind=kind_of(kind, text),
            reference=self.cell("reference", cells),
            end_to_end_id=self.cell("end_to_end_id", cells),
            payer=self.cell("payer", cells),
            payer_account=self.cell("payer_account", cells),
            payer_bank=self.cell("payer_bank", cells),
            text=text,
            check_number=self.cell("check_number", cells).lstrip("0"),
            bank_code=kind,
            is_pending=bool(status and _PENDING.search(status)),
            address=f"row {number}",
        )
        balance = None if balance is None else _exact(balance, currency, "balance")
        return Movement(number, self.cell("account", cells) or self._account, currency, line, balance)

    def _row_currency(self, cells: Sequence[Cell], named: tuple[str, ...]) -> str:
        told = self.cell("currency", cells)
        currency = currency_of(told) if told else ""
        if told and not currency:
            text = gettext_noop("“{cell}” is not a currency. Write its three-letter code, such as USD.")
            raise _unreadable("currency_unreadable", text, "currency", cell=told[:40])
        currency = currency or (named[0] if len(named) == 1 else "") or self._currency
        if not currency:
            raise _unreadable("missing", gettext_noop("The {field} is blank."), "currency")
        if named and currency not in named:
            text = gettext_noop("The amount is in {named}, but the currency is {currency}. Correct one of them.")
            raise _unreadable("currencies_differ", text, "amount", named="/".join(named), currency=currency)
        return currency

    def _days(self, cells: Sequence[Cell]) -> tuple[date, date]:
        booked, valued = self.cell("booking_date", cells), self.cell("value_date", cells)
        if booked is None and valued is None and "booking_date" in self._profile.fill_down:
            booked = self._last
        booked = booked or valued
        if booked is None:
            raise _unreadable("missing", gettext_noop("The {field} is blank."), "booking_date")
        self._last = booked
        return booked, valued or booked

    def _amount(self, cells: Sequence[Cell]) -> tuple[Decimal | None, tuple[str, ...]]:
        """Return the amount with its sign, money in positive, and the currencies that are written with it."""
        named: tuple[str, ...] = ()
        values: dict[str, Decimal | None] = {}
        for name in ("amount", "debit_amount", "credit_amount"):
            value = self.cell(name, cells)
            if isinstance(value, ReadAmount):
                named, value = value.currencies, value.amount
            values[name] = value
        amount, debit, credit = values["amount"], values["debit_amount"], values["credit_amount"]
        if debit and credit:
            text = gettext_noop("The row has {debit} out and {credit} in. Write each on a row of its own.")
            raise _unreadable("two_amounts", text, "debit_amount", debit=str(debit), credit=str(credit))
        if amount is None and (debit is not None or credit is not None):
            amount = credit or (-abs(debit) if debit else Decimal(0))
            return amount, named
        if amount is not None and "debit_credit" in self.columns:
            amount = self._directed(amount, self.cell("debit_credit", cells))
        elif amount is not None and self._styles.sign_rule == "inverted":
            amount = -amount
        if amount is None:
            raise _unreadable("missing", gettext_noop("The {field} is blank."), "amount")
        return amount, named

    def _directed(self, amount: Decimal, word: str) -> Decimal:
        plain = word.casefold()
        if plain in _CREDIT:
            return amount
        if plain in _DEBIT:
            return -abs(amount)
        if not plain:
            raise _unreadable("missing", gettext_noop("The {field} is blank."), "debit_credit")
        text = gettext_noop("“{cell}” is neither debit nor credit.")
        raise _unreadable("debit_credit_unreadable", text, "debit_credit", cell=word[:40])

    def explain(self, number: int, cells: Sequence[Cell], first: Unreadable) -> tuple[Problem, ...]:
        """Return everything that is wrong with a row, each with its column."""
        problems = []
        for name in (*DATE_FIELDS, *AMOUNT_FIELDS):
            if name in self.columns:
                try:
                    self._convert[name](cells[self.columns[name]])
                except Unreadable as fault:
                    problems.append(self.problem(number, fault, name))
        return tuple(problems) or (self.problem(number, first, first.field),)

    def problem(self, number: int, fault: Unreadable, name: str) -> Problem:
        """Return a fault as a problem with its address."""
        index = self.columns.get(name)
        heading = self.headings[index] if index is not None and index < len(self.headings) else ""
        return Problem(fault.code, fault.text, self.sheet, number, heading, fault.facts)


def kind_of(kind: str, text: str) -> LineKind:
    """Return how the money moved, by the bank's word for it, else by the text where it begins with such a word."""
    return _kind_in(kind) or _kind_in(text[:40]) or LineKind.OTHER


@lru_cache(maxsize=4096)
def _kind_in(told: str) -> LineKind | None:
    return next((found for found, words in _KINDS if words.search(told)), None) if told else None


def _exact(amount: Decimal, currency: str, field: str) -> Decimal:
    """Return an amount with its currency's digits; a spreadsheet's rounding dust is none, a third digit is a fault."""
    rounded = round_amount(amount, currency)
    if abs(rounded - amount) > Decimal("0.00001"):
        text = gettext_noop("{amount} has more digits than {currency} has. Check which column is which.")
        raise _unreadable("too_many_digits", text, field, amount=str(amount), currency=currency)
    return rounded


def heading_again(cells: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Return whether a row repeats the headings, as a page of a statement does."""
    keys = [heading_key(shown(cell)) for cell in cells]
    return (
        bool(headings)
        and any(keys)
        and keys[: len(headings)] == [heading_key(heading) for heading in headings][: len(keys)]
    )
