"""Format: remittances in the words of a mail: .eml, text or HTML."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_text.parse import parse, sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="remit_text",
    parse=parse,
    package=__name__,
    family=Family.REMITTANCES,
    title=gettext_noop("Remittance advice, e-mail or text"),
    extensions=("eml", "txt", "html", "htm"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
