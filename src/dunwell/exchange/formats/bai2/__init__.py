"""Format: BAI2 cash management balance reporting (also called BTRS), previous day and intraday."""

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bai2.parse import parse
from dunwell.exchange.formats.bai2.records import sniff
from dunwell.exchange.reading.parsed import Family, Format

FORMAT = Format(
    key="bai2",
    parse=parse,
    package=__name__,
    family=Family.STATEMENTS,
    title=gettext_noop("Bank statement, BAI2"),
    extensions=("bai", "bai2", "txt"),
    sniff=sniff,
)

__all__ = ["FORMAT", "parse"]
