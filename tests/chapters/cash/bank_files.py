"""MT940, MT942 and NACHA files as a bank writes them, made from lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

ACCOUNT = "HBUS/0012345678"


class Line(NamedTuple):
    """One movement: amount (below zero goes out), reference, and what the payer wrote."""

    amount: str
    reference: str = "NONREF"
    text: str = "PAYMENT"
    code: str = "NTRF"
    mark: str = ""


def _money(amount: Decimal) -> str:
    return f"{abs(amount):.2f}".replace(".", ",")


def _balance(tag: str, day: date, amount: Decimal, currency: str) -> str:
    return f":{tag}:{'D' if amount < 0 else 'C'}{day:%y%m%d}{currency}{_money(amount)}"


def mt940(
    lines: Sequence[Line],
    *,
    day: date = date(2026, 3, 31),
    opening: str = "1000.00",
    closing: str | None = None,
    account: str = ACCOUNT,
    currency: str = "USD",
    number: str = "90/1",
    name: str = "STMT",
) -> bytes:
    """Return one end-of-day statement; it ties unless `closing` says otherwise."""
    total = Decimal(opening) + sum(Decimal(line.amount) for line in lines)
    end = total if closing is None else Decimal(closing)
    rows = [f":20:{name}", f":25:{account}", f":28C:{number}", _balance("60F", day, Decimal(opening), currency)]
    rows += _lines(lines, day)
    rows.append(_balance("62F", day, end, currency))
    return ("\r\n".join(rows) + "\r\n-\r\n").encode()


def mt942(
    lines: Sequence[Line], *, day: date = date(2026, 3, 31), account: str = ACCOUNT, currency: str = "USD"
) -> bytes:
    """Return one intraday report."""
    rows = [":20:INTRA", f":25:{account}", ":28C:90/1", f":34F:{currency}0,", f":13D:{day:%y%m%d}1215+0000"]
    rows += _lines(lines, day)
    return ("\r\n".join(rows) + "\r\n-\r\n").encode()


def _lines(lines: Sequence[Line], day: date) -> list[str]:
    rows = []
    for line in lines:
        amount = Decimal(line.amount)
        mark = line.mark or ("D" if amount < 0 else "C")
        own, _, theirs = line.reference.partition("//")
        shown = f"{own}//{theirs}" if theirs else own
        rows.append(f":61:{day:%y%m%d}{day:%m%d}{mark}{_money(amount)}{line.code}{shown}")
        rows.append(f":86:{line.text}")
    return rows
