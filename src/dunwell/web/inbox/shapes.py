"""What the inbox's templates are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dunwell.web.shapes import Choice, Empty


@dataclass(frozen=True)
class ReplyLine:
    """One answer in the list."""

    id: int
    url: str
    customer: str
    sender: str
    subject: str
    words: str
    wants: str
    is_sure: bool
    language: str
    told: str
    state: str
    at: datetime


@dataclass(frozen=True)
class InboxPage:
    """Answers of one state."""

    title: str
    tabs: Sequence[Choice]
    rows: Sequence[ReplyLine]
    empty: Empty
    later_url: str


@dataclass(frozen=True)
class ReplyPage:
    """One answer: its text, what was read in it, and what may be done."""

    line: ReplyLine
    words: str
    confidence: int
    facts: Sequence[tuple[str, str]]
    attachments: Sequence[str]
    customer_url: str
    follow_up: Sequence[tuple[str, str]]
    confirm_url: str
    give_url: str
    acts: Sequence[tuple[str, str, str]]
