"""What the screens of files show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dunwell.base.problems import Problem
from dunwell.web.shapes import Chip, Pager


@dataclass(frozen=True)
class FoundStatement:
    """One statement of a file: what the preview found, or what became of it."""

    title: str
    opening: str
    closing: str
    difference: str
    chip: Chip
    lines: int
    receipts: int
    duplicates: int
    why: str = ""
    notes: Sequence[str] = ()
    url: str = ""


@dataclass(frozen=True)
class FoundRemittance:
    """One remittance of a file."""

    title: str
    amount: str
    lines: int
    why: str


@dataclass(frozen=True)
class Progress:
    """How far an intake has come; with `url` the page asks again until it is over."""

    text: str
    url: str
    part: int = 0
    whole: int = 0
    tone: str = ""


@dataclass(frozen=True)
class FileLine:
    """One file in the list of those that came."""

    name: str
    url: str
    format: str
    when: Any
    by: str
    chip: Chip
    statements: int
    receipts: int
    problems: int


@dataclass(frozen=True)
class FilesPage:
    """The strip where a file is dropped, and the files that came."""

    title: str
    rows: Sequence[FileLine]
    pager: Pager
    read_url: str
    back_url: str
    form: Any = None
    refusal: object = None


@dataclass(frozen=True)
class FilePage:
    """One file: a preview, its progress, or what came of it."""

    title: str
    lede: Sequence[str]
    counts: Sequence[tuple[str, int]]
    statements: Sequence[FoundStatement]
    remittances: Sequence[FoundRemittance]
    problems: Sequence[Problem]
    problem_count: int
    notes: Sequence[str]
    back_url: str
    format: str
    chip: Chip
    more: int = 0
    progress: Progress | None = None
    confirm_url: str = ""
    confirm_query: Sequence[tuple[str, str]] = ()
    read_form: Any = None
    read_url: str = ""
    roll_back_url: str = ""
    refusal: object = None
    is_preview: bool = False
