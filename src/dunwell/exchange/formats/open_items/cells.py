"""One function per column, made once: from a cell to the field's value, or `Unreadable` with the reason."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import (
    AMOUNT_FIELDS,
    DATE_FIELDS,
    ID_FIELDS,
    MAX_LENGTHS,
    UNNAMED,
    Kind,
)
from dunwell.exchange.formats.open_items.styles import kind_of, kind_words
from dunwell.exchange.reading.amounts import ReadAmount, Unreadable, amount_converter
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.currencies import currency_of
from dunwell.exchange.reading.dates import DateStyle, DayReader
from dunwell.exchange.reading.grids import Cell, CellError, shown
from dunwell.exchange.reading.words import NO, yes_or_no

Convert = Callable[[Cell], Any]
_CACHED = 100_000
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!)", re.IGNORECASE)
# Text that needs no cleaning: neither spaces at its ends nor a spreadsheet's own quoting, nothing unprintable.
is_plain = re.compile(r"(?:[A-Za-z0-9](?:[ -~]*[!-~])?)?", re.ASCII).fullmatch


class FlaggedText(str):
    """An id that a person should look at; `flag` says why."""

    __slots__ = ("flag",)
    flag: str


def unreadable(code: str, text: str) -> Callable[[str], Unreadable]:
    """Return a maker of refusals that quote the cell."""

    def make(cell: str) -> Unreadable:
        if _ERRORS.fullmatch(cell.strip()):
            return Unreadable(
                "exchange.open_items.error_cell",
                gettext_noop("The cell shows the error {cell}. Correct the formula in the source."),
                cell=cell,
            )
        return Unreadable(f"exchange.open_items.{code}", text, cell=cell[:80])

    return make


AMOUNT_UNREADABLE = unreadable("amount_unreadable", gettext_noop("“{cell}” is not an amount. Write it like 1,234.56."))
DATE_UNREADABLE = unreadable("date_unreadable", gettext_noop("“{cell}” is not a date in this column's style."))
DATE_ABSURD = unreadable("date_absurd", gettext_noop("The date “{cell}” is not between 1980 and 2099."))
TEXT_UNREADABLE = unreadable(
    "text_unreadable", gettext_noop("“{cell}” has letters that could not be decoded. State the encoding.")
)


class Remembered(dict[Cell, Any]):
    """A converter that remembers its answers, for columns of few different values."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: Cell) -> Any:
        """Convert a cell seen for the first time."""
        value = self._convert(cell)
        if len(self) < _CACHED:
            self[cell] = value
        return value


def clean_text(cell: Cell) -> str:
    """Return a cell as trimmed text without control characters or a spreadsheet's own quoting (`="007"`, `'007`)."""
    if isinstance(cell, CellError):
        raise TEXT_UNREADABLE(cell)
    text = shown(cell).strip()
    if text.startswith('="') and (inner := _FORMULA_TEXT.fullmatch(text)):
        text = inner[1].strip()
    text = text.removeprefix("'").strip() if text.startswith("'") else text
    if not text.isprintable():
        text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if "\ufffd" in text:
        raise TEXT_UNREADABLE(text)
    if text.startswith("#") and _ERRORS.fullmatch(text):
        raise TEXT_UNREADABLE(text)
    return text


def _text_converter(name: str) -> Convert:
    longest = MAX_LENGTHS[name]

    def convert(cell: Cell) -> str:
        if type(cell) is str and len(cell) < 40 and cell.isascii() and is_plain(cell):
            return cell
        text = clean_text(cell)
        if len(text) > longest:
            if name in ID_FIELDS:
                raise _too_long(text, longest)
            return text[: longest - 1] + "…"
        return text

    return convert


def _too_long(text: str, longest: int) -> Unreadable:
    return Unreadable(
        "exchange.open_items.too_long",
        gettext_noop("“{cell}” is longer than {longest} signs. Check which column this is."),
        cell=text[:80],
        longest=longest,
    )


def _id_converter(name: str, usual_length: int, pad_to: int) -> Convert:
    as_text = _text_converter(name)

    def convert(cell: Cell) -> str:
        text: str = as_text(cell)
        if "+" in text and _SCIENTIFIC.fullmatch(text):
            raise Unreadable(
                "exchange.open_items.id_rounded",
                gettext_noop(
                    "“{cell}” is a number that a spreadsheet rounded; its digits are lost. Export it as text."
                ),
                cell=text,
            )
        if text.isdigit() and len(text) < max(usual_length, pad_to):
            if pad_to:
                return text.zfill(pad_to)
            flagged = FlaggedText(text)
            flagged.flag = f"{name}_lost_zeros"
            return flagged
        return text

    return convert


def currency_code(text: str) -> str:
    """Return the ISO code that a currency's code, sign or name means; raise where it means none or several."""
    if code := currency_of(text):
        return code
    raise Unreadable(
        "exchange.open_items.currency_unreadable",
        gettext_noop("“{cell}” is not a currency. Write its three-letter code, such as USD."),
        cell=text.strip()[:40],
    )


def _kind_converter(profile: Profile, styles: Styles) -> Convert:
    words = kind_words(profile)

    def convert(cell: Cell) -> Kind | None:
        text = clean_text(cell)
        if not text:
            return UNNAMED
        kind = kind_of(text, words)
        if kind is None and styles.sign_rule == "by_kind":
            raise Unreadable(
                "exchange.open_items.kind_unknown",
                gettext_noop("The document type “{cell}” is not known. Say in the profile which kind it is."),
                cell=text[:80],
            )
        return kind

    return convert


def _disputed(cell: Cell) -> bool | None:
    """Return whether a row is disputed; None where the cell gives a reason instead of a yes."""
    if isinstance(cell, CellError):
        raise TEXT_UNREADABLE(cell)
    return yes_or_no(cell)


def _is_credit(cell: Cell) -> bool | None:
    word = clean_text(cell).casefold()
    if not word:
        return None
    if word in {"h", "c", "cr", "credit", "haben", "貸", "贷", "-", "k"}:
        return True
    if word in {"s", "d", "dr", "debit", "soll", "借", "+"}:
        return False
    raise Unreadable(
        "exchange.open_items.debit_credit_unreadable",
        gettext_noop("“{cell}” is neither debit nor credit."),
        cell=word[:40],
    )


def _dash_as_zero(convert: Convert) -> Convert:
    def with_dash(cell: Cell) -> Decimal | ReadAmount | None:
        if isinstance(cell, str) and cell.strip() in ("-", "–", "—"):
            return Decimal(0)
        found: Decimal | ReadAmount | None = convert(cell)
        return found

    return with_dash


def _paid(convert: Convert) -> Convert:
    """Take a lone dash for nothing paid: unlike an open amount, leaving a payment out never lowers what is owed."""

    def with_dash(cell: Cell) -> Decimal | ReadAmount | None:
        if isinstance(cell, str) and cell.strip() in NO and cell.strip() != "0":
            return None
        found: Decimal | ReadAmount | None = convert(cell)
        return found

    return with_dash


def converter(name: str, profile: Profile, styles: Styles) -> Convert:
    """Return the function for one field's cells. Blank cells give None, an empty text, or the field's default."""
    convert = _bare_converter(name, profile, styles)
    if name not in profile.defaults:
        return convert
    fallback = convert(profile.defaults[name])

    def with_default(cell: Cell) -> Any:
        return fallback if cell == "" or (isinstance(cell, str) and cell.isspace()) else convert(cell)

    return with_default


def _bare_converter(name: str, profile: Profile, styles: Styles) -> Convert:
    if name in DATE_FIELDS:
        return DayReader(styles.dates.get(name, DateStyle()), DATE_UNREADABLE, DATE_ABSURD).__getitem__
    if name in AMOUNT_FIELDS:
        convert: Convert = amount_converter(styles.decimal, AMOUNT_UNREADABLE)
        if profile.dash_is_zero:
            return _dash_as_zero(convert)
        return _paid(convert) if name == "paid_amount" else convert
    if name == "item_number":
        return _id_converter(name, styles.id_lengths.get(name, 0), profile.digits.get(name, 0))
    if name in ("reference", "purchase_order"):
        return _text_converter(name)
    return Remembered(_few_values(name, profile, styles)).__getitem__


def _few_values(name: str, profile: Profile, styles: Styles) -> Convert:
    """Return the converter of a field that has few different values in a file, so that each is worked out once."""
    if name == "customer_number":
        return _id_converter(name, styles.id_lengths.get(name, 0), profile.digits.get(name, 0))
    if name == "item_kind":
        return _kind_converter(profile, styles)
    if name == "currency":
        return lambda cell: currency_code(text) if (text := clean_text(cell)) else ""
    return {"disputed": _disputed, "debit_credit": _is_credit}.get(name) or _text_converter(name)
