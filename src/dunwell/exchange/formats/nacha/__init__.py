"""Format: NACHA files of the US automated clearing house: incoming entries with addenda, returns, corrections."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.nacha.parse import parse
from dunwell.exchange.formats.nacha.records import sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="nacha",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("ACH entries and returns, NACHA"),
    extensions=("ach", "txt"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
