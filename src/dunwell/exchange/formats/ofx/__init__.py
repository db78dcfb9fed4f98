"""Format: OFX statements, versions 1.x (SGML) and 2.x (XML), and QFX, which is OFX by another name."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.ofx.parse import parse
from dunwell.exchange.formats.ofx.tags import sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="ofx",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Bank statement, OFX or QFX"),
    extensions=("ofx", "qfx"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
