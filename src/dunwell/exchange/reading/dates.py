"""Text to dates under a stated order of day, month and year. A column has one order; no row decides for itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.amounts import Unreadable, tidy
from dunwell.exchange.reading.grids import Cell, CellError
from dunwell.exchange.reading.sheet_xml import serial_day

ORDERS = ("mdy", "dmy", "ymd")
SERIALS = ("serial", "serial_1904")
EARLIEST = date(1980, 1, 1)
LATEST = date(2099, 12, 31)
_NEVER = frozenset({"00000000", "0000-00-00", "00.00.0000", "00/00/0000", "9999-12-31", "31.12.9999", "99991231"})

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene janv", "feb february februar fevrier febrero fev",
            "mar march marz maerz mrz mars marzo", "apr april avril abril avr abr", "may mai mayo",
            "jun june juni juin junio", "jul july juli juillet julio juil", "aug august aout agosto ago",
            "sep sept september septembre septiembre", "oct october okt oktober octobre octubre",
            "nov november novembre noviembre", "dec december dez dezember decembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = re.compile(
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)$"
)
_THREE = re.compile(r"(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?", re.ASCII)
_EIGHT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_DAY_FIRST = re.compile(r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/.]*([^\W\d]+)\.?,?[\s\-/.]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"(?:[^\W\d]+,\s+)?([^\W\d]+)\.?[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?,?[\s\-/.]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes its dates: an order of day, month, year; or serial numbers; or one `strptime` pattern.

    `starts_1904` says from which year a workbook counts the days of its bare numbers.
    """

    order: str = "mdy"
    pattern: str = ""
    starts_1904: bool = False


def date_style(text: str) -> DateStyle:
    """Return the style that `m/d/yyyy`, `dd.mm.yyyy`, `yyyymmdd`, `%d/%m/%Y` or `serial` names; refuse others."""
    plain = text.strip()
    lowered = plain.lower()
    if lowered in ORDERS or lowered in SERIALS:
        return DateStyle(lowered)
    if "%" in plain:
        letters = re.findall(r"%-?([A-Za-z])", plain)
        order = "".join(
            {"d": "d", "e": "d", "m": "m", "b": "m", "B": "m", "y": "y", "Y": "y"}.get(x, "") for x in letters
        )
        if order in ORDERS:
            return DateStyle(order)
        if letters and "j" in letters:
            return DateStyle("ymd", plain)
    else:
        letters_only = re.sub(r"[^dmyjt]", "", lowered).replace("j", "y").replace("t", "d")
        order = re.sub(r"(.)\1+", r"\1", letters_only)
        if order in ORDERS:
            return DateStyle(order)
    raise Refusal(
        "exchange.profile.date_format",
        gettext_noop("{format} is not a date format. Write it like m/d/yyyy, dd.mm.yyyy, yyyy-mm-dd or %d/%m/%Y."),
        format=text,
    )


def _year(text: str) -> int:
    """Return a year of two or four digits; 00-69 are 2000s, as in POSIX and Excel's later half."""
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number < 70 else 1900)


def _made(year: str, month: str | int, day: str) -> date | None:
    if len(year) == 3:
        return None
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _named(text: str) -> date | None:
    """Read a date whose month is a word, or is followed by 月: no order is needed."""
    if chinese := _CHINESE.fullmatch(text):
        return _made(*chinese.groups())
    if named := _DAY_FIRST.fullmatch(text):
        day, word, year = named.groups()
    elif named := _MONTH_FIRST.fullmatch(text):
        word, day, year = named.groups()
    else:
        return None
    month = _MONTHS.get(word.casefold().replace("ä", "a").replace("é", "e").replace("û", "u"))
    return _made(year, month, day) if month else None


def without_time(text: str) -> str:
    """Return a date's text without the time of day behind it."""
    return _TIME.sub("", tidy(text)).strip()


def read_day(text: str, style: DateStyle) -> date | None:
    """Return the day a text states under a style, or None. Year-first and named months read under any order."""
    plain = without_time(text)
    if style.pattern:
        try:
            return datetime.strptime(plain, style.pattern).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            return None
    if eight := _EIGHT.fullmatch(plain):
        return _made(*eight.groups())
    if style.order in SERIALS and _SERIAL.fullmatch(plain):
        return serial_day(Decimal(plain), style.order == "serial_1904")
    three = _THREE.fullmatch(plain)
    if three is None:
        return _named(plain)
    first, _, second, third = three.groups()
    return _ordered(first, second, third, style.order)


def _ordered(first: str, second: str, third: str, order: str) -> date | None:
    """Read three numbers: a year of four digits in front says so itself, all else goes by the order."""
    if len(first) == 4:
        return _made(first, second, third)
    if len(first) > 2 or len(third) == 3:
        return None
    if order == "ymd":
        return _made(first, second, third) if len(third) <= 2 else None
    day, month = (first, second) if order == "dmy" else (second, first)
    return _made(third, month, day) if len(third) in (2, 4) else None


class DayReader(dict[Cell, date | None]):
    """Reads a column's cells to days and remembers them: a book has few days and many rows."""

    def __init__(
        self, style: DateStyle, unreadable: Callable[[str], Unreadable], absurd: Callable[[str], Unreadable]
    ) -> None:
        super().__init__({"": None})
        self._style = style
        self._unreadable = unreadable
        self._absurd = absurd

    def __missing__(self, cell: Cell) -> date | None:
        """Read a cell seen for the first time."""
        day = self._read(cell)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise self._absurd(str(cell))
        if len(self) < 50_000:
            self[cell] = day
        return day

    def _read(self, cell: Cell) -> date | None:
        if isinstance(cell, bool | CellError):
            raise self._unreadable(str(cell))
        if isinstance(cell, Decimal):
            day = serial_day(cell, self._style.starts_1904 or self._style.order == "serial_1904")
            eight = read_day(f"{cell:f}", self._style) if day is None or cell > 1_000_000 else None
            if day is None and eight is None:
                raise self._unreadable(str(cell))
            return eight or day
        if isinstance(cell, date):
            return None if cell == date(9999, 12, 31) else cell
        plain = without_time(cell)
        if not plain or plain in _NEVER:
            return None
        day = read_day(plain, self._style)
        if day is None:
            raise self._unreadable(cell)
        return day


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What a column's cells tell of their order: empty where nothing tells; `dates` is how many were dates."""

    order: str
    dates: int
    conflicting: bool = False


def _evidence(cell: Cell) -> str:
    """Return what one cell tells: `plain`, `serial`, `dmy`, `mdy`, `dotted` or `open` (day and month may swap)."""
    if isinstance(cell, date):
        return "plain"
    text = without_time(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))
    three = _THREE.fullmatch(text)
    if three is None:
        if _EIGHT.fullmatch(text) or _named(text):
            return "plain"
        return "serial" if _SERIAL.fullmatch(text) and 20_000 <= float(text) <= 73_000 else ""
    if len(three[1]) == 4:
        return "plain"
    if int(three[1]) > 12:
        return "dmy"
    if int(three[3]) > 12:
        return "mdy"
    return "dotted" if three[2] == "." else "open"


def guess_order(cells: Iterable[Cell]) -> DateEvidence:
    """Return the order of day and month that a column proves by a part above 12, looking at every cell given."""
    seen = Counter(_evidence(cell) for cell in cells)
    dates = seen.total() - seen[""]
    if seen["serial"] * 2 > dates:
        return DateEvidence("serial", dates)
    if seen["dmy"] or seen["mdy"]:
        order = "dmy" if seen["dmy"] >= seen["mdy"] else "mdy"
        return DateEvidence(order, dates, bool(seen["dmy"] and seen["mdy"]))
    if seen["dotted"]:
        # Nobody writes the month first and puts dots between.
        return DateEvidence("dmy", dates)
    return DateEvidence("" if seen["open"] or not dates else "ymd", dates)
