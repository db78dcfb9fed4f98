"""How a payer's account and name are written so that the same payer is the same value."""

import re
import unicodedata
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

CONFIDENT_AFTER = 2
"""A payer seen twice for one customer and never for another is that customer (handbook §4.1)."""

LONGEST = 300


class AliasKind(StrEnum):
    """By what a payer is known again."""

    ACCOUNT = "account"
    NAME = "name"


def account_value(number: str) -> str:
    """Return a payer's account as it is compared: letters and digits, in capitals, without leading zeros."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def name_value(name: str) -> str:
    """Return a payer's name as it is compared: letters and digits of any script, in capitals, full width made plain."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[\W_]+", "", plain).upper()


def alias_value(kind: AliasKind, text: str) -> str:
    """Return an account or a name as it is kept."""
    return (account_value(text) if kind is AliasKind.ACCOUNT else name_value(text))[:LONGEST]


def checked_value(kind: str, text: str) -> tuple[AliasKind, str]:
    """Return a kind and value as they are kept; refuse another kind, and nothing."""
    if kind not in set(AliasKind) or not alias_value(AliasKind(kind), text):
        raise Refusal(
            "cash.alias.unreadable", gettext_noop("Give the payer's account or name by which it is known again.")
        )
    return AliasKind(kind), alias_value(AliasKind(kind), text)
