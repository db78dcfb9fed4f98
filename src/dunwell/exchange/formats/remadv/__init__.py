"""Format: EDIFACT REMADV, remittance advice, also as the XML that some networks make of it."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remadv.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="remadv",
    parse=parse,
    package=__name__,
    family=Family.REMITTANCES,
    title=gettext_noop("Remittance advice, EDIFACT REMADV"),
    extensions=("edi", "edifact", "txt", "xml"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
