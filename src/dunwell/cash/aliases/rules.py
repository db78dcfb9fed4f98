"""How a payer's account and name are written so that the same payer is the same value."""

import re
import unicodedata

CONFIDENT_AFTER = 2
"""A payer seen twice for one customer and never for another is that customer (handbook §4.1)."""


def account_value(number: str) -> str:
    """Return a payer's account as it is compared: letters and digits, in capitals, without leading zeros."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def name_value(name: str) -> str:
    """Return a payer's name as it is compared: letters and digits of any script, in capitals, full width made plain."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[\W_]+", "", plain).upper()
