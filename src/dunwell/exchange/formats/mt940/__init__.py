"""Format: SWIFT's customer statement MT940 and interim report MT942, in the dialects that banks send."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.mt940.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="mt940",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Bank statement, MT940 or MT942"),
    extensions=("sta", "940", "942", "mt940", "mt942", "swi", "txt"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse", "sniff"]
