"""The grammar of the fields: mt-940's tags, loosened where banks write what SWIFT's pattern does not allow."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, NamedTuple

from mt940 import tags

# 1,5 / 1, / 1.50 / 1.234,56: the comma is SWIFT's, the rest is what banks send.
_AMOUNT = re.compile(r"(?P<whole>\d+|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](?P<part>\d*))?", re.ASCII)
_MOST_DIGITS = 14


class Balance(tags.BalanceBase):
    """`:60a:`, `:62a:`, `:64:`, `:65:` with a dot for a comma, and blanks between the parts."""

    pattern: ClassVar[str] = r"""^\s*
    (?P<status>[DC])\s?
    (?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})\s?
    (?P<currency>[A-Z]{3})\s?
    (?P<amount>\S+)\s*
    $"""


class Line(tags.Statement):
    """`:61:` as SWIFT has it, and as banks do.

    A blank entry date or a blank before the amount or the type; `EC` and `ED` (expected) of MT942; a type code that is
    missing (`NONREF` follows at once); a customer reference longer than 16 characters before `//`; an IBAN in its
    place.
    """

    pattern: ClassVar[str] = r"""^\s*
    (?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})
    (?:(?P<entry_month>\d{2})(?P<entry_day>\d{2})|\s{4})?\s?
    (?P<status>[RE]?[DC])
    (?P<funds_code>[A-Z])?[\s]?
    (?P<amount>[\d.,]+)\s?
    (?:(?P<id>(?!NONREF)[NFS][A-Z0-9][A-Z0-9 ]{2}))?
    (?P<customer_reference>(?:(?!//).)*)
    (?://(?P<bank_reference>.*))?
    $"""


class Sums(tags.SumEntries):
    """`:90D:` and `:90C:`: how many, and how much."""

    pattern: ClassVar[str] = r"^\s*(?P<number>\d*)\s?(?P<currency>[A-Z]{3})\s?(?P<amount>\S+)\s*$"


BALANCE = Balance().re
LINE = Line().re
SUMS = Sums().re
FLOOR = re.compile(r"\s*(?P<currency>[A-Z]{3})")
PAGE = re.compile(r"\s*(?P<number>\d+)(?:/(?P<page>\d+))?\s*$")


class ReadBalance(NamedTuple):
    """A balance, signed as the account's owner sees it."""

    day: date
    currency: str
    amount: Decimal


def amount_of(text: str) -> Decimal | None:
    """Return an amount without a sign, or None where the text is none: never a zero for want of figures."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    whole = match["whole"].replace(".", "").lstrip("0") or "0"
    return None if len(whole) > _MOST_DIGITS else Decimal(f"{whole}.{match['part']}" if match["part"] else whole)


@lru_cache(maxsize=4096)
def day_of(year: str, month: str, day: str) -> date | None:
    """Return the day, with the 30th of February of banks that count months of 30 days as its last; None if none."""
    numbers = 2000 + int(year) if int(year) < 80 else 1900 + int(year), int(month), int(day)
    if numbers[1] == 2 and numbers[2] in (29, 30):
        numbers = (*numbers[:2], min(numbers[2], monthrange(*numbers[:2])[1]))
    try:
        return date(*numbers)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def entry_day(value_date: date, month: str, day: str) -> date | None:
    """Return the booking date of a line: the day and month given, in the year that lies nearest to the value date."""
    near = [
        found
        for year in (value_date.year - 1, value_date.year, value_date.year + 1)
        if (found := day_of(f"{year % 100:02}", month, day))
    ]
    return min(near, key=lambda found: abs((found - value_date).days)) if near else None


def balance_of(text: str) -> ReadBalance | None:
    """Return what a balance field says, or None where it cannot be read."""
    match = BALANCE.match(text)
    if match is None:
        return None
    day, amount = day_of(match["year"], match["month"], match["day"]), amount_of(match["amount"])
    if day is None or amount is None:
        return None
    sign = -1 if match["status"].upper() == "D" else 1
    return ReadBalance(day, match["currency"].upper(), amount * sign)
