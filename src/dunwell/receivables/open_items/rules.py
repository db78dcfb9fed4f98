"""Kinds of open items and the sign each has."""

import re
from decimal import Decimal
from enum import StrEnum

from dunwell.base.money import has_currency_digits
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


class ItemKind(StrEnum):
    """A document still owed in whole or part (handbook §1.2)."""

    INVOICE = "invoice"
    DEBIT_MEMO = "debit_memo"
    FINANCE_CHARGE = "finance_charge"
    DEDUCTION = "deduction"
    CREDIT_MEMO = "credit_memo"
    ON_ACCOUNT = "on_account"


CREDIT_KINDS = frozenset({ItemKind.CREDIT_MEMO, ItemKind.ON_ACCOUNT})


def sign_of(kind: ItemKind) -> int:
    """Return 1 for what the customer owes, -1 for what reduces it."""
    return -1 if kind in CREDIT_KINDS else 1


def signed_amount(kind: ItemKind, amount: Decimal, currency: str) -> Decimal:
    """Return the document's amount with its kind's sign; refuse zero, not-a-number and too many digits."""
    if not amount.is_finite() or not has_currency_digits(amount, currency):
        raise Refusal(
            "receivables.item.amount_unreadable",
            gettext_noop("{amount} is not an amount in {currency}. Give it with the digits the currency has."),
            amount=str(amount),
            currency=currency,
        )
    if amount == 0:
        raise Refusal(
            "receivables.item.zero",
            gettext_noop("A document of zero cannot be owed. Leave it out, or give its amount."),
        )
    return abs(amount) * sign_of(kind)


_WRITTEN = re.compile(r"-?[0-9][0-9.,'\u00a0 ]*")
MOST_DIGITS = 14


def amounts_in(text: str) -> list[Decimal]:
    """Return the amounts that somebody may mean by a number, `1,234.56` or `1.234,56`; none where it is none.

    What can be read in two ways (`1,234`) gives both.
    """
    text = text.strip()
    if not _WRITTEN.fullmatch(text):
        return []
    bare = re.sub(r"['\u00a0 ]", "", text)
    found = []
    for thousands, point in ((",", "."), (".", ",")):
        grouped = re.fullmatch(rf"-?(\d+|\d{{1,3}}(\{thousands}\d{{3}})+)(\{point}\d{{1,4}})?", bare)
        if grouped is not None:
            amount = Decimal(bare.replace(thousands, "").replace(point, "."))
            if amount and amount not in found and amount.adjusted() < MOST_DIGITS:
                found.append(amount)
    return found
