"""What the board, the table, and the page of a dispute show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.web.shapes import Choice, Empty, Tab


@dataclass(frozen=True)
class Card:
    """One dispute on the board and in the table; `forward` is the one step that is next."""

    id: int
    number: str
    url: str
    customer: str
    customer_url: str
    item: str
    reason_code: str
    reason: str
    state: str
    state_label: str
    amount: Money
    original: Money
    owner: str
    age_days: int
    clock: str
    clock_tone: str
    evidence: str
    level: int
    move_url: str = ""
    forward_url: str = ""
    forward_label: str = ""
    forward_to: str = ""


@dataclass(frozen=True)
class Column:
    """One column of the board: its cards, what is disputed in it, and its oldest."""

    key: str
    label: str
    cards: Sequence[Card]
    sums: Sequence[Money]
    oldest_days: int


@dataclass(frozen=True)
class BoardPage:
    """The disputes as they were asked for, as a board or as a table of the same."""

    title: str
    tabs: Sequence[Tab]
    views: Sequence[Choice]
    show: str
    columns: Sequence[Column]
    cards: Sequence[Card]
    sums: Sequence[Money]
    search: str
    hidden: Sequence[tuple[str, str]]
    reasons: Sequence[Choice]
    departments: Sequence[Choice]
    export_urls: Sequence[tuple[str, str]]
    causes_url: str
    empty: Empty | None = None


@dataclass(frozen=True)
class Part:
    """One part of what was questioned."""

    label: str
    amount: Money


@dataclass(frozen=True)
class StepLine:
    """One thing that happened."""

    label: str
    note: str
    by: str
    at: datetime
    facts: Sequence[str]
    url: str = ""


@dataclass(frozen=True)
class CheckLine:
    """One line of the checklist."""

    label: str
    count: int


@dataclass(frozen=True)
class ProofLine:
    """One piece of proof."""

    label: str
    file_name: str
    url: str
    note: str
    by: str


@dataclass(frozen=True)
class LinkLine:
    """One link that was given out."""

    email: str
    name: str
    until: datetime
    state: str
    revoke_url: str = ""


@dataclass(frozen=True)
class DisputePage:
    """One dispute with all that is known of it."""

    card: Card
    due_date: date
    received_date: date
    source: str
    customer_position: str
    our_position: str
    decision: str
    resolution: str
    root_cause: str
    credit_item: str
    answer: Reason | None
    answer_text: str
    parts: Sequence[Part]
    checks: Sequence[CheckLine]
    proofs: Sequence[ProofLine]
    links: Sequence[LinkLine]
    steps: Sequence[StepLine]
    actions: Sequence[tuple[str, str, str]]
    proof_url: str
    new_link: str = ""
    mail_url: str = ""
    decides_on_evidence: bool = False


@dataclass(frozen=True)
class CausesPage:
    """Causes by amount."""

    title: str
    since: str
    rows: Sequence[dict[str, Any]]
    export_urls: Sequence[tuple[str, str]]
    back_url: str
    refusal: Refusal | None = None
    empty: Empty | None = None
