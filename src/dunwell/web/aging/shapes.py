"""What the aging screen shows: one table whose every number opens to its items, and the controls that ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.charts import AgingBar
from dunwell.web.customers.shapes import ItemLine
from dunwell.web.shapes import Choice, Empty, Pager, Sum


@dataclass(frozen=True)
class AgingLine:
    """One row: whose it is, its buckets in the order of the edges, and the columns that stand beside them."""

    label: str
    url: str
    currency: str
    buckets: Sequence[Sum]
    unapplied: Sum
    disputed: Sum
    total: Sum
    detail: str = ""
    bar: AgingBar | None = None


@dataclass(frozen=True)
class AgingPage:
    """The aging of a creditor's book as of a day; `totals` has one line for each currency."""

    title: str
    as_of: date
    basis: str
    edges: str
    by: str
    bases: Sequence[Choice]
    groupings: Sequence[Choice]
    heads: Sequence[str]
    rows: Sequence[AgingLine]
    totals: Sequence[AgingLine]
    in_base_currency: bool = False
    base_currency: str = ""
    sort: str = ""
    pager: Pager | None = None
    empty: Empty | None = None
    refusal: object = None
    export_urls: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class AgingItemsPage:
    """The items behind one number; `totals` add up to it."""

    title: str
    back_url: str
    items: Sequence[ItemLine]
    totals: Sequence[Money]
    pager: Pager | None = None
    export_urls: Sequence[tuple[str, str]] = ()
