"""What the intake screens show: a delivery on its way from upload to the book, and the deliveries before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dunwell.base.problems import Problem
from dunwell.web.shapes import Choice, Empty, Pager


@dataclass(frozen=True)
class ColumnLine:
    """One field: its words, the bound form field that says which column it is in, that column's values, how sure."""

    heading: str
    samples: Sequence[str]
    field: object
    guess: str = ""
    guess_is_weak: bool = False


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in the history."""

    id: int
    url: str
    file_name: str
    received_at: datetime
    received_by: str
    mode: str
    state: str
    state_label: str
    rows: int
    new: int
    changed: int
    unchanged: int
    closed: int
    problem_count: int


@dataclass(frozen=True)
class IntakePage:
    """Upload and history. `form` has: file, mode, control_total."""

    title: str
    form: object
    upload_url: str
    history: Sequence[DeliveryLine] = ()
    pager: Pager | None = None
    refusal: object = None
    repairs: str = ""
    repairs_url: str = ""


@dataclass(frozen=True)
class MapPage:
    """Say what each column is. `form` carries the styles: date_format, number_style, sign_rule, defaults, save_as."""

    title: str
    file_name: str
    columns: Sequence[ColumnLine]
    form: object
    action: str
    back_url: str
    missing: Sequence[str] = ()
    refusal: object = None
    more: Sequence[ColumnLine] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    notes: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    profiles: Sequence[Choice] = ()


@dataclass(frozen=True)
class PreviewPage:
    """What taking the delivery in would do; nothing has been written."""

    title: str
    file_name: str
    counts: Sequence[tuple[str, int]]
    sums: Sequence[tuple[str, str]]
    problems: Sequence[Problem]
    problem_count: int
    confirm_url: str
    map_url: str
    back_url: str
    problem_rows_url: str = ""
    changes: Sequence[tuple[str, str, str]] = ()
    warning: str = ""
    refusal: object = None
    form: object = None
    notes: Sequence[str] = ()
    ties: str = ""
    may_confirm: bool = True
    form_is_open: bool = False
    pager: Pager | None = None


@dataclass(frozen=True)
class DeliveryPage:
    """One delivery after it was taken in (or refused)."""

    title: str
    line: DeliveryLine
    facts: Sequence[tuple[str, str]]
    problems: Sequence[Problem]
    back_url: str
    problem_rows_url: str = ""
    original_url: str = ""
    empty: Empty | None = None
    repair_url: str = ""
    notes: Sequence[str] = ()
    columns: Sequence[tuple[str, str]] = ()
    pager: Pager | None = None
    go_on_url: str = ""
