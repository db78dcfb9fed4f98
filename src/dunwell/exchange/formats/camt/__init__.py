"""Format: ISO 20022 account reports, statements and notifications: camt.052, camt.053, camt.054, all versions."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.camt.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="camt",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Bank statement, camt.052, 053 or 054"),
    extensions=("xml", "camt", "053", "052", "054"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse", "sniff"]
