"""What the screens of the journal show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunwell.base.money import Money
from dunwell.web.shapes import Pager


@dataclass(frozen=True)
class BatchLine:
    """One posting of the journal."""

    id: int
    title: str
    url: str
    day: date
    facts: int
    lines: int
    amount: Money
    by: str
    exports: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class ControlLine:
    """One currency: the control accounts in the journal beside the sub-ledger as far as the journal was told of it."""

    currency: str
    journal: Money
    ledger: Money
    off: Money | None


@dataclass(frozen=True)
class LockLine:
    """One locking or reopening."""

    words: str
    why: str
    by: str
    at: str


@dataclass(frozen=True)
class JournalPage:
    """The journal, the control account and the periods."""

    title: str
    locked: str
    batches: Sequence[BatchLine]
    controls: Sequence[ControlLine]
    locks: Sequence[LockLine]
    lock_url: str = ""
    reopen_url: str = ""
    post_url: str = ""


@dataclass(frozen=True)
class JournalRow:
    """One line: a debit or a credit."""

    sequence: int
    day: date
    account: str
    debit: Money | None
    credit: Money | None
    base: Money
    about: str
    text: str


@dataclass(frozen=True)
class BatchPage:
    """One posting of the journal, line by line."""

    title: str
    rows: Sequence[JournalRow]
    pager: Pager
    back_url: str
    lede: str
    exports: Sequence[tuple[str, str]] = ()
