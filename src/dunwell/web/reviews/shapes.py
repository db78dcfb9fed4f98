"""What the screen of the sample shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money


@dataclass(frozen=True)
class ReviewLine:
    """One automatic posting of the sample."""

    id: int
    name: str
    number: str
    url: str
    documents: str
    day: date
    score: str
    amount: Money
    confirm_url: str = ""
    undo_url: str = ""


@dataclass(frozen=True)
class ReviewsPage:
    """The sample of automatic postings that nobody looked at, the least sure first."""

    title: str
    lede: Sequence[str]
    rows: Sequence[ReviewLine]
