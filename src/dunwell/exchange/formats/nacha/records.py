"""NACHA records: 94 letters each, by position; with or without line ends.

Source: NACHA Operating Rules, appendix three (ACH Record Format Specifications). Positions here count from 0.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import BinaryIO

from dunwell.exchange.reading.gathering import lines_of, parted

LENGTH = 94
_HEADER = re.compile(r"\ufeff?101[ \d].{19}\d{6}.{4}.094")
_BATCH = re.compile(r"\ufeff?5(?:200|220|225|280).{46}[A-Z]{3}")
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
CREDITS = frozenset({"21", "22", "23", "24", "31", "32", "33", "34", "41", "42", "43", "44", "51", "52", "53", "54"})
DEBITS = frozenset({"26", "27", "28", "29", "36", "37", "38", "39", "46", "47", "48", "49", "55", "56"})
ADVICE_CREDITS = frozenset({"81", "83", "85", "87"})
ADVICE_DEBITS = frozenset({"82", "84", "86", "88"})
PRENOTES = frozenset({"23", "28", "33", "38", "43", "48", "53"})


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is NACHA: by its file header, else by a batch header of 94 letters."""
    text = head[:4096].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
    text = text.removeprefix("ï»¿")
    if _HEADER.match(text):
        return 98
    if _BATCH.match(text):
        return 85
    return 20 if file_name.lower().endswith(".ach") else 0


def numbered_records(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield each record's number and letters, without blanks at its end; blank lines are passed over."""
    for row, line in parted(lines_of(file, encoding), LENGTH):
        record = line.lstrip("\ufeff").rstrip(" \t\r\x00")
        if record:
            yield row, record


def has_full_length(record: str) -> bool:
    """Return whether a record that ends in figures reaches its last column and no further."""
    return len(record) == LENGTH


@lru_cache(maxsize=4096)
def check_digit(eight: str) -> str:
    """Return the check digit of a routing number's first eight digits; blank where they are none."""
    if len(eight) != 8 or not eight.isdigit() or not eight.isascii():
        return ""
    return str(-sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, eight, strict=True)) % 10)


def whole(text: str) -> int | None:
    """Return a numeric field, or None where anything but digits stands in it."""
    return int(text) if text.isdigit() and text.isascii() else None


@lru_cache(maxsize=1024)
def day_of(text: str) -> date | None:
    """Return the day of YYMMDD in this century, or None."""
    if whole(text) is None or len(text) != 6:
        return None
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


def settlement_day(julian: str, near: date) -> date | None:
    """Return the day that an operator's three figures name (day of the year), in the year nearest to another day."""
    number = whole(julian)
    if number is None or not 1 <= number <= 366:
        return None
    days = [date(year, 1, 1) + timedelta(days=number - 1) for year in (near.year - 1, near.year, near.year + 1)]
    return min(days, key=lambda day: abs((day - near).days))
