"""How a bank account's number is written."""

import re


def plain_number(number: str) -> str:
    """Return an account number as it is compared: letters and digits only, in capitals, leading zeros kept."""
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()
