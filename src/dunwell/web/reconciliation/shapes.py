"""What the reconciliation shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money


@dataclass(frozen=True)
class DifferenceShape:
    """One named difference; `rows` are (day, words, amount, address)."""

    title: str
    count: int
    amount: Money
    rows: Sequence[tuple[date | None, str, Money, str]]
    more: int = 0


@dataclass(frozen=True)
class AccountShape:
    """One account on one day: statement = books + differences + unexplained."""

    name: str
    statement_date: date | None
    statement_url: str
    statement: Money
    book: Money
    differences: Sequence[DifferenceShape]
    unexplained: Money

    @property
    def ties(self) -> bool:
        """Whether nothing is unexplained."""
        return not self.unexplained.amount


@dataclass(frozen=True)
class ReconciliationPage:
    """Every account in use on one day."""

    title: str
    day: date
    earlier_url: str
    later_url: str
    accounts: Sequence[AccountShape]
    statements_url: str
    problem: str = ""
    export_urls: Sequence[tuple[str, str]] = ()
