"""Format: X12 820, payment order and remittance advice."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.x12_820.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="x12_820",
    parse=parse,
    package=__name__,
    family=Family.REMITTANCES,
    title=gettext_noop("Remittance advice, X12 820"),
    extensions=("edi", "x12", "820", "txt"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
