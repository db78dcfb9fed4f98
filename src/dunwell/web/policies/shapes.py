"""What the policy screens show: the list, one document being edited, and what publishing it would change today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dunwell.base.money import Money
from dunwell.web.shapes import Empty


@dataclass(frozen=True)
class PolicyLine:
    """One policy in the order in which the day asks them."""

    key: str
    url: str
    name: str
    about: str
    version: int
    published_at: datetime | None
    published_by: str
    step_count: int
    customer_count: int
    has_draft: bool = False
    listed_count: int = 0


@dataclass(frozen=True)
class PoliciesPage:
    """The policies of one creditor."""

    title: str
    rows: Sequence[PolicyLine]
    new_url: str = ""
    empty: Empty | None = None


@dataclass(frozen=True)
class LineError:
    """What is wrong in the document, at a line that counts from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Change:
    """One customer for whom today would come out differently."""

    customer: str
    url: str
    before: str
    after: str
    amount: Money
    why: str = ""


@dataclass(frozen=True)
class WhatChanges:
    """Today under the draft beside today as published: the sentence, the counts and the customers."""

    sentence: str
    counts: Sequence[tuple[str, int]]
    changes: Sequence[Change]
    more: int = 0
    actions: Sequence[tuple[str, int, int]] = ()


@dataclass(frozen=True)
class DiffLine:
    """One line of the difference between two versions; `kind` is `same`, `out`, `in` or `gap`."""

    kind: str
    text: str


@dataclass(frozen=True)
class VersionLine:
    """One version in the history; the addresses show it beside the one before, and open its text."""

    version: int
    state: str
    state_label: str
    by: str
    at: datetime
    note: str
    diff_url: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class HistoryPage:
    """The versions of one document, and how one differs from the one before."""

    title: str
    name: str
    back_url: str
    rows: Sequence[VersionLine]
    heading: str = ""
    diff: Sequence[DiffLine] = ()


@dataclass(frozen=True)
class PolicyPage:
    """One policy in the editor; `text` is the document as typed."""

    title: str
    name: str
    text: str
    action: str
    back_url: str
    errors: Sequence[LineError] = ()
    what_changes: WhatChanges | None = None
    may_edit: bool = True
    may_publish: bool = False
    version: int = 0
    versions: Sequence[tuple[str, str]] = ()
    words: Sequence[tuple[str, str]] = ()
    refusal: object = None
    state_label: str = ""
    state: str = ""
    lede: str = ""
    functions: str = ""
    checked: str = ""
    note: str = ""
    history_url: str = ""
    discard_url: str = ""

    @property
    def numbers(self) -> Sequence[tuple[int, bool]]:
        """The line numbers, each with whether something is wrong there."""
        wrong = {error.line for error in self.errors}
        return [(number, number in wrong) for number in range(1, self.text.count("\n") + 2)]
