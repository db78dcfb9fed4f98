"""Format: a remittance advice as a PDF, with text or scanned."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_pdf.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="remit_pdf",
    parse=parse,
    package=__name__,
    family=Family.REMITTANCES,
    title=gettext_noop("Remittance advice, PDF"),
    extensions=("pdf",),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
