"""What the aging screen shows: one table whose every number opens to its items, and the controls that ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.charts import AgingBar
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
    key: int | str | None = None


@dataclass(frozen=True)
class Head:
    """The head of one column: its words, the address that orders by it, and whether it does."""

    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class BucketSetLine:
    """Buckets kept under a name; `forget_url` for those who may."""

    name: str
    label: str
    forget_url: str = ""
    current: bool = False


@dataclass(frozen=True)
class AgingItemLine:
    """One open part behind a number; `brings` is what it adds to that number."""

    customer: str
    customer_url: str
    number: str
    url: str
    kind: str
    document_date: date
    due_date: date
    days: int
    bucket: str
    open: Money
    disputed: Money
    brings: Money


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
    columns: Sequence[Head] = ()
    credits: Sequence[Choice] = ()
    sets: Sequence[BucketSetLine] = ()
    keep_url: str = ""
    views: Sequence[Choice] = ()
    show: str = "table"
    rates: Sequence[str] = ()
    missing_rates: Sequence[str] = ()
    shown: str = ""
    lede: str = ""


@dataclass(frozen=True)
class AgingItemsPage:
    """The items behind one number; `totals` add up to it."""

    title: str
    back_url: str
    items: Sequence[AgingItemLine]
    totals: Sequence[Money]
    lede: str = ""
    pager: Pager | None = None
    export_urls: Sequence[tuple[str, str]] = ()
