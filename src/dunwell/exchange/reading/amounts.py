"""Text to amounts under a stated number style. What cannot be read is unreadable: nothing here ever becomes a zero."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from dunwell.exchange.reading.grids import Cell, CellError

STYLES = ("1,234.56", "1.234,56", "1 234,56", "1'234.56")
DEFAULT_STYLE = "1,234.56"
# Decimal columns hold 14 digits before the point.
MAX_DIGITS = 14

_GROUPS = {"1,234.56": ",", "1.234,56": r"\.", "1 234,56": " ", "1'234.56": "'"}
_POINTS = {"1,234.56": r"\.", "1.234,56": ",", "1 234,56": ",", "1'234.56": r"\."}

# What a sign may mean; one meaning names the currency, several only rule others out.
SIGNS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",), "HK$": ("HKD",), "NT$": ("TWD",), "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",),
    "S$": ("SGD",), "NZ$": ("NZD",), "R$": ("BRL",), "MX$": ("MXN",), "€": ("EUR",), "£": ("GBP",), "₱": ("PHP",),
    "₹": ("INR",), "₩": ("KRW",), "₫": ("VND",), "฿": ("THB",), "₺": ("TRY",), "zł": ("PLN",), "Kč": ("CZK",),
    "Rp": ("IDR",), "RM": ("MYR",), "₽": ("RUB",), "₪": ("ILS",), "₦": ("NGN",), "Fr.": ("CHF",), "SFr.": ("CHF",),
    "$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BBD", "BSD", "BMD", "JMD"),
    "¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "元": ("CNY", "TWD", "HKD"), "圓": ("TWD", "HKD"), "円": ("JPY",),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "RMB": ("CNY",),
}  # fmt: skip
_BY_LENGTH = sorted(SIGNS, key=len, reverse=True)
_CODE = re.compile(r"[A-Z]{3}")
_FIGURES = frozenset("0123456789-()+.,")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u2002\u2003\t"), " ")
_MARKS = {ord("\u2019"): "'", ord("\u2212"): "-", ord("\u2013"): "-", ord("\u2014"): "-", ord("\u00b4"): "'"}


class Unreadable(Exception):
    """A cell or row that cannot be read; carries a problem's code, its words and facts, and the field it lies in."""

    def __init__(self, code: str, text: str, *, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.field = field
        self.facts = {**facts, "field": field.replace("_", " ")} if field else facts


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount as written, with the currencies its sign or code allows (empty: it names none)."""

    amount: Decimal
    currencies: tuple[str, ...] = ()


def _pattern(style: str) -> re.Pattern[str]:
    group, point = _GROUPS[style], _POINTS[style]
    # Groups of three; also India's groups of two before the last three.
    whole = rf"[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]{{1,2}}(?:{group}[0-9]{{2}})+{group}[0-9]{{3}}"
    return re.compile(rf"(?P<whole>{whole})?(?:{point}(?P<part>[0-9]*))?", re.ASCII)


_PATTERNS = {style: _pattern(style) for style in STYLES}


def tidy(text: str) -> str:
    """Return text with wide digits, odd spaces and typographic signs in their plain form."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_SPACES).translate(_MARKS).strip()


def _cut_currency(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a currency's sign or code off either end."""
    if text[:1] in _FIGURES and text[-1:] in _FIGURES:
        return text, ()
    for sign in _BY_LENGTH:
        if text.startswith(sign):
            return text[len(sign) :].strip(), SIGNS[sign]
        if text.endswith(sign):
            return text[: -len(sign)].strip(), SIGNS[sign]
    if len(text) > 3 and _CODE.fullmatch(text[:3]):
        return text[3:].strip(), (text[:3],)
    if len(text) > 3 and _CODE.fullmatch(text[-3:]):
        return text[:-3].strip(), (text[-3:],)
    return text, ()


def _cut_sign(text: str) -> tuple[str, bool]:
    """Take one minus off: in front, behind, as brackets, or as a trailing CR."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-"):
        return text[1:].strip(), True
    if text.endswith("-"):
        return text[:-1].strip(), True
    if text[-2:].upper() == "CR":
        return text[:-2].strip(), True
    if text[-2:].upper() == "DR":
        return text[:-2].strip(), False
    return (text[1:].strip(), False) if text.startswith("+") else (text, False)


def read_amount(text: str, style: str) -> ReadAmount | None:
    """Return the amount a text states under a style, or None where it states none (blank, a dash, words, `1e5`)."""
    rest, currencies = _cut_currency(tidy(text))
    rest, negative = _cut_sign(rest)
    if not currencies:
        rest, currencies = _cut_currency(rest)
        if not negative:
            rest, negative = _cut_sign(rest)
    match = _PATTERNS[style].fullmatch(rest)
    if match is None or not (match["whole"] or match["part"]):
        return None
    whole = "".join(letter for letter in match["whole"] or "0" if letter.isdigit()).lstrip("0") or "0"
    if len(whole) > MAX_DIGITS:
        return None
    amount = Decimal(f"{whole}.{match['part'] or '0'}")
    return ReadAmount(-amount if negative else amount, currencies)


def amount_converter(
    style: str, unreadable: Callable[[str], Unreadable]
) -> Callable[[Cell], Decimal | ReadAmount | None]:
    """Return a function from a cell to its amount; None for a blank cell; `ReadAmount` where a currency is glued to it.

    Numbers of a spreadsheet are taken as they are. Everything else must match the style whole; else `unreadable`.
    """
    is_usual = _usual(style)
    plain = {ord(_GROUPS[style][-1]): None, ord(_POINTS[style][-1]): "."}

    def convert(cell: Cell) -> Decimal | ReadAmount | None:
        if type(cell) is str and is_usual(cell):
            return Decimal(cell.translate(plain))
        if isinstance(cell, Decimal):
            return cell
        if not isinstance(cell, str) or isinstance(cell, CellError):
            raise unreadable(str(cell))
        if not cell or cell.isspace():
            return None
        read = read_amount(cell, style)
        if read is None:
            raise unreadable(cell)
        return read if read.currencies else read.amount

    return convert


def _usual(style: str) -> Callable[[str], object]:
    """Return a quick test for amounts in the style's usual form; all others take the patient way."""
    group, point = _GROUPS[style], _POINTS[style]
    return re.compile(
        rf"-?(?:[0-9]{{1,14}}|[0-9]{{1,3}}(?:{group}[0-9]{{3}}){{1,3}})(?:{point}[0-9]{{1,4}})?", re.ASCII
    ).fullmatch


def _styles_of(text: str) -> tuple[str, ...]:
    return tuple(style for style in STYLES if read_amount(text, style) is not None)


def guess_style(texts: Iterable[str]) -> tuple[str, bool, int]:
    """Return the number style of a column, whether that is only assumed, and how many texts were numbers at all.

    Only texts that some styles read and others do not tell anything; `1,234` and `1.234` read under several, so a
    column of nothing else is ambiguous and the default stands.
    """
    votes: Counter[str] = Counter()
    numbers = ambiguous = decided = 0
    for text in texts:
        fits = _styles_of(text)
        if not fits:
            continue
        numbers += 1
        rest = tidy(text)
        if len(fits) == len(STYLES):
            continue
        values = {read.amount for style in fits if (read := read_amount(text, style)) is not None}
        if len(values) > 1:
            ambiguous += 1
        elif any(sign in rest for sign in ",.' "):
            decided += 1
            votes.update(fits)
    if not votes:
        return DEFAULT_STYLE, ambiguous > 0, numbers
    best = max(STYLES, key=lambda style: (votes[style], -STYLES.index(style)))
    return best, votes[best] * 10 < decided * 8, numbers
