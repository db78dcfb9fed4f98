"""What the text of one transaction says, whatever dialect it is written in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from dunwell.exchange.formats.mt940.grammar import amount_of

_MONEY = re.compile(r"([A-Z]{3})?\s?([\d.,]+)\s?([A-Z]{3})?")
_RATE = re.compile(r"\d{1,9}(?:[.,]\d{1,12})?")
# Placeholders that banks write where there is no reference.
NO_REFERENCE = frozenset(
    (
        "", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOTPROVIDEDNOTPROVIDED", "NONE", "NON REF", "NOREF", "EREF",
        "KREF", "KREF+", "EREF+", "PREF", "MREF", "IREF", "IKREF+", "KEINE", "BRAK", "NIEPODANO", "0", "-", "//",
    )
)  # fmt: skip


@dataclass(slots=True)
class Details:
    """What `:86:` and the second line of `:61:` give; empty where they do not say."""

    text: str = ""
    posting: str = ""
    payer: str = ""
    account: str = ""
    bank: str = ""
    end_to_end_id: str = ""
    creditor_reference: str = ""
    supplement: str = ""
    return_code: str = ""
    ultimate: str = ""
    labelled_account: str = ""
    labelled_bank: str = ""
    check_number: str = ""
    original_amount: Decimal | None = None
    original_currency: str = ""
    exchange_rate: Decimal | None = None
    charges_amount: Decimal | None = None


def plain_words(text: str) -> str:
    """Return a text with runs of blanks made one."""
    return " ".join(text.split())


def reference_of(text: str) -> str:
    """Return a reference, or nothing where a placeholder stands for none."""
    bare = text.strip("/ ")
    return "" if bare.upper() in NO_REFERENCE or not bare.strip("0") else bare


def read_money(text: str) -> tuple[Decimal | None, str]:
    """Return an amount and its currency from `EUR11,85`, `11,85 EUR` or `11,85`; None where it cannot be read."""
    match = _MONEY.match(text.strip())
    if match is None:
        return None, ""
    return amount_of(match[2].rstrip(".")), match[1] or match[3] or ""


def read_rate(text: str) -> Decimal | None:
    """Return an exchange rate; None where there is none."""
    match = _RATE.search(text)
    rate = Decimal(match[0].replace(",", ".")) if match else None
    return rate or None
