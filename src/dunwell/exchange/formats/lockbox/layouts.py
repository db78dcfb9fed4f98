"""Which columns of a lockbox record hold what: banks move them, so the file's own sums and check digits decide.

The base layout is that of the BAI lockbox standard: batch 3, item 3, amount 10, routing number 9, account 10, check 10.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from dunwell.exchange.reading.statements import Adjustment, PaidReference

# Where routing number, account and check number stand in record 6, from 0; the first is the standard's.
MICR = ((17, 26, 36, 46), (17, 27, 37, 46), (17, 27, 37, 47), (17, 26, 38, 48))
# How many checks of a batch are looked at to find its columns.
_SAMPLE = 40
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-/.#]*")


@dataclass
class Item:
    """One check while its records come in: what record 6 says, and what it and records 4 say of its invoices."""

    row: int
    batch: str
    number: str
    amount: int
    record: str
    details: list[str]


class Invoices(NamedTuple):
    """How invoices are listed: a number of so many letters, an amount of so many digits, perhaps a deduction's too."""

    number: int
    amount: int
    deduction: int = 0


_LAYOUTS = [
    Invoices(number, amount, deduction)
    for number, amount, deduction in product((10, 12, 15, 16, 20, 8, 9, 11, 14, 25, 30), (10, 9, 11, 8, 12), (0, 10))
]


def is_routing_number(text: str) -> bool:
    """Return whether nine digits have the check digit of an ABA routing number."""
    if len(text) != 9 or not text.isdigit() or text == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True)) % 10 == 0


def micr_layout(records: Iterable[str]) -> tuple[int, int, int, int]:
    """Return where the checks' numbers stand: where the most routing numbers have their check digit."""
    kept = list(records)
    counts = [sum(is_routing_number(record[one[0] : one[1]].strip()[-9:]) for record in kept[:_SAMPLE]) for one in MICR]
    return MICR[max(range(len(MICR)), key=lambda index: (counts[index], -index))]


def day_of(text: str, order: str = "ymd") -> date | None:
    """Return the day of six digits, year first or (`mdy`) last; None where they are none."""
    if len(text) != 6 or not text.isdigit() or not text.isascii():
        return None
    one, two, three = int(text[:2]), int(text[2:4]), int(text[4:])
    year, month, day = (one, two, three) if order == "ymd" else (three, one, two)
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None


class Listed(NamedTuple):
    """One invoice as a record lists it, in cents, with the reason of its deduction."""

    number: str
    amount: int
    deduction: int = 0
    reason: str = ""


def _listed(details: str, layout: Invoices) -> list[Listed] | None:
    """Return the invoices that a layout finds in a record's rest, or None where it does not fit."""
    width = sum(layout)
    found: list[Listed] = []
    for start in range(0, len(details.rstrip()), width):
        part = details[start : start + width].ljust(width)
        number = part[: layout.number].strip()
        amount = part[layout.number : layout.number + layout.amount].strip()
        deduction = part[layout.number + layout.amount :].strip() or "0"
        if not number and not amount.strip("0"):
            continue
        if found and layout.deduction and not amount:
            # What follows the last deduction is its reason.
            found[-1] = found[-1]._replace(reason=number)
            continue
        if not number or not amount.isdigit() or not deduction.isdigit() or not any(map(str.isdigit, number)):
            return None
        found.append(Listed(number, int(amount), int(deduction)))
    return found or None


def invoices_layout(items: Iterable[Item]) -> Invoices | None:
    """Return the layout under which invoices sum to the most checks; None where it does not for half of them."""
    kept = [item for item in items if item.details][:_SAMPLE]
    best, most = None, 0
    for layout in _LAYOUTS:
        count = sum(1 for item in kept if _sum(item, layout) == item.amount)
        if count > most:
            best, most = layout, count
        if most == len(kept):
            break
    return best if most * 2 >= len(kept) else None


def _sum(item: Item, layout: Invoices) -> int | None:
    total = 0
    for details in item.details:
        found = _listed(details, layout)
        if found is None:
            return None
        total += sum(one.amount for one in found)
    return total


def references_of(item: Item, layout: Invoices | None) -> tuple[PaidReference, ...]:
    """Return the invoices that a check is for; without amounts where no layout makes them sum up."""
    found: list[PaidReference] = []
    for details in item.details:
        listed = _listed(details, layout) if layout else None
        if listed is None:
            tokens = [token for token in _TOKEN.findall(details) if any(map(str.isdigit, token))]
            found.extend(PaidReference(token.rstrip(".-/")) for token in tokens)
            continue
        found.extend(map(_paid, listed))
    return tuple(found)


def _paid(listed: Listed) -> PaidReference:
    paid, held = Decimal(listed.amount).scaleb(-2), Decimal(listed.deduction).scaleb(-2)
    number = listed.number.lstrip("0") if listed.number.isdigit() else listed.number
    return PaidReference(
        number or "0",
        gross_amount=paid + held if held else None,
        paid_amount=paid,
        adjustments=(Adjustment(listed.reason, -held),) if held else (),
    )
