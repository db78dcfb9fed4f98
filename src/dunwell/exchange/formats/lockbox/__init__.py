"""Format: lockbox deposits in the BAI lockbox layout (BAI1 and BAI2), as banks adapt it."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.lockbox.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="lockbox",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Lockbox deposits, BAI"),
    extensions=("bai", "lbx", "txt"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
