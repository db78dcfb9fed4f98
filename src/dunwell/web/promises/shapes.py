"""What the templates of promises expect to be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Chip, Empty, Tab


@dataclass(frozen=True)
class PromiseLine:
    """One promise as a row or a line of the customer's panel; the addresses are empty where one may not."""

    id: int
    customer: str
    customer_url: str
    amount: Money
    received: Money
    promised_date: date
    cutoff_date: date
    state: Chip
    about: str
    taken_by: str
    taken_date: date
    note: str = ""
    late: bool = False
    change_url: str = ""
    cancel_url: str = ""
    approve_url: str = ""


@dataclass(frozen=True)
class AttainmentLine:
    """How one collector's promises (or everybody's) of a currency were kept; ratios as written, `–` where none."""

    who: str
    currency: str
    judged: int
    kept: int
    partly: int
    broken: int
    promised: Money
    received: Money
    by_count: str
    by_value: str
    by_cash: str


@dataclass(frozen=True)
class PromisesPage:
    """The screen of promises."""

    title: str
    tabs: Sequence[Tab]
    rows: Sequence[PromiseLine]
    attainment: Sequence[AttainmentLine]
    since: date
    until: date
    who: str
    people: Sequence[tuple[str, str]]
    more: bool
    empty: Empty
