"""What the screens of refunds show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Chip, Empty, Tab


@dataclass(frozen=True)
class RefundLine:
    """One refund; `acts` are (words, address, whether it is the main one) for what this viewer may do with it."""

    id: int
    title: str
    amount: Money
    reason: str
    pay_to: str
    asked: str
    checked: str
    chip: Chip
    acts: Sequence[tuple[str, str, bool]] = ()
    why_not: str = ""


@dataclass(frozen=True)
class RefundsPage:
    """Refunds as they are asked for, by how far they have come."""

    title: str
    rows: Sequence[RefundLine]
    tabs: Sequence[Tab]
    empty: Empty
    unclaimed_url: str


@dataclass(frozen=True)
class UnclaimedLine:
    """A credit that nobody uses."""

    number: str
    kind: str
    who: str
    who_url: str
    since: date
    days: int
    amount: Money
    asked: Money | None
    ask_url: str = ""


@dataclass(frozen=True)
class UnclaimedPage:
    """Credits that nobody uses, the oldest first."""

    title: str
    rows: Sequence[UnclaimedLine]
    days: int
    sums: Sequence[Money]
    back_url: str
    export_urls: Sequence[tuple[str, str]] = ()
