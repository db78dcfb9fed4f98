"""What the screens of unapplied cash show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Sum, Tab


@dataclass(frozen=True)
class UnappliedLine:
    """One customer or payer in one currency: an amount for each age (in words), and together."""

    name: str
    url: str
    cells: Sequence[tuple[str, Sum]]
    total: Sum


@dataclass(frozen=True)
class UnappliedPage:
    """Unapplied cash by age; `over` says what of it is late."""

    title: str
    lede: Sequence[str]
    tabs: Sequence[Tab]
    heads: Sequence[str]
    rows: Sequence[UnappliedLine]
    totals: Sequence[UnappliedLine]
    head: str
    export_urls: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class UnappliedReceipt:
    """One receipt behind a number."""

    number: str
    url: str
    payer: str
    customer: str
    since: date
    days: int
    place: str
    amount: Money


@dataclass(frozen=True)
class UnappliedRowsPage:
    """The receipts behind a number."""

    title: str
    rows: Sequence[UnappliedReceipt]
    back_url: str
    export_urls: Sequence[tuple[str, str]] = ()
    more: int = 0
