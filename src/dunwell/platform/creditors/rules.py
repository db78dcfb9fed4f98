"""What makes a creditor sound."""

import re
import unicodedata
from zoneinfo import available_timezones

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


def check_currency(code: str) -> str:
    """Return an ISO 4217 code in capitals; refuse anything that cannot be one."""
    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Refusal(
            "platform.creditor.currency_unknown",
            gettext_noop("{code} is not a currency code. Give three letters, like USD."),
            code=code,
        )
    return code


def check_time_zone(name: str) -> str:
    """Return an IANA time zone; refuse an unknown one."""
    if name not in available_timezones():
        raise Refusal(
            "platform.creditor.time_zone_unknown",
            gettext_noop("{name} is not a time zone. Give one like Asia/Manila or America/Chicago."),
            name=name,
        )
    return name


def key_of(name: str) -> str:
    """Return a short address for a name: `Northline Freight` is `northline-freight`; empty if nothing Latin is left."""
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")[:50]
