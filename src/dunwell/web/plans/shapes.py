"""What the templates of payment plans expect to be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Chip


@dataclass(frozen=True)
class PlanPartLine:
    """One installment; `name` is its number, or the words for the down payment."""

    name: str
    due_date: date
    amount: Money
    interest: Money
    received: Money
    chip: Chip | None = None


@dataclass(frozen=True)
class PlanLine:
    """One plan of the customer's panel; the addresses are empty where one may not."""

    id: int
    total: Money
    received: Money
    state: Chip
    about: str
    last_date: date
    offer_until_date: date | None
    parts: Sequence[PlanPartLine]
    agreement_url: str
    is_open: bool
    note: str = ""
    accept_url: str = ""
    reject_url: str = ""
    submit_url: str = ""
    cancel_url: str = ""
    reinstate_url: str = ""
    replace_url: str = ""
