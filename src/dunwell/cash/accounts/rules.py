"""How a bank account's number is written, and which account a statement means."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

LEAST_LETTERS = 4
"""A number cut shorter than this is nobody's in particular."""
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}")


class KnownAccount(NamedTuple):
    """An account of the creditor as a statement is compared with it."""

    account_id: int
    number: str
    currency: str
    is_active: bool


def plain_number(number: str) -> str:
    """Return an account number as it is compared: letters and digits only, in capitals, leading zeros kept."""
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()


def check_number(number: str) -> str:
    """Return a bank account's number as it is kept; refuse one without a letter or digit, and one that is too long."""
    plain = plain_number(number)
    if not plain or len(plain) > 60:
        raise Refusal(
            "cash.account.number",
            gettext_noop("A bank account needs its number, of 1 to 60 letters and digits. This is {number}."),
            number=number[:80],
        )
    return plain


def check_currency(currency: str) -> str:
    """Return a currency code in capitals; refuse what is none."""
    code = currency.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Refusal(
            "cash.account.currency",
            gettext_noop("{currency} is no currency. Write its three letters, like USD."),
            currency=currency[:20],
        )
    return code


def account_meant(number: str, currency: str, accounts: Iterable[KnownAccount]) -> KnownAccount | None:
    """Return the account that a statement means: the same number, or the same IBAN's account part, in its currency.

    Banks write one account in several ways: as IBAN in one format, as the domestic number in another. The shorter form
    must be the end of an IBAN or the longer one with leading zeros. Two that fit are none: it is never guessed.
    """
    wanted = plain_number(number)
    same = [one for one in accounts if not currency or one.currency == currency]
    exact = [one for one in same if one.number == wanted]
    if len(exact) == 1:
        return exact[0]
    able = [one for one in same if _is_other_form(one.number, wanted)] if len(wanted) >= LEAST_LETTERS else []
    return able[0] if len(able) == 1 and not exact else None


def _is_other_form(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(short) < LEAST_LETTERS or short == long:
        return False
    if short.lstrip("0") == long.lstrip("0"):
        return True
    # An IBAN holds the domestic account at its end, the bank before it; fewer than six digits would fit by chance.
    return bool(_IBAN.fullmatch(long)) and len(short) >= 6 and long.endswith(short) and not _IBAN.fullmatch(short)
