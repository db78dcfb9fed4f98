"""What the statement screens show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Chip, Empty, Pager, Tab


@dataclass(frozen=True)
class StatementShape:
    """One statement: opening + booked = closing, or by how much it does not tie."""

    id: int
    url: str
    day: date | None
    account: str
    number: str
    kind: str
    chip: Chip
    currency: str
    opening: Money | None
    booked: Money | None
    closing: Money | None
    difference: Money | None
    lines: int
    duplicates: int
    why: str = ""

    @property
    def ties(self) -> bool:
        """Whether opening, lines and closing are known and equal."""
        return self.opening is not None and self.closing is not None and self.difference is None


@dataclass(frozen=True)
class StatementsPage:
    """The statements of a creditor, and the strip where a file is dropped."""

    title: str
    rows: Sequence[StatementShape]
    tabs: Sequence[Tab]
    pager: Pager
    lede: Sequence[str] = ()
    read_url: str = ""
    empty: Empty | None = None
    accounts: Sequence[Tab] = ()


@dataclass(frozen=True)
class LineShape:
    """One line of a statement and what became of it: the receipt `number`, which opens at `url`, or nothing."""

    day: date
    title: str
    text: str
    amount: Money
    became: str
    number: str = ""
    url: str = ""
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class StatementPage:
    """One statement with its lines."""

    title: str
    statement: StatementShape
    lines: Sequence[LineShape]
    facts: Sequence[tuple[str, str]]
    back_url: str
    more_url: str = ""
    release_url: str = ""
    withdraw_url: str = ""
    delivery_url: str = ""
    banner: str = ""
    notes: Sequence[str] = ()
