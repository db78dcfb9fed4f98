"""What the run screens show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dunwell.web.shapes import Empty, Pager


@dataclass(frozen=True)
class RunLine:
    """One run in the list."""

    id: int
    url: str
    kind: str
    as_of: date
    state: str
    state_label: str
    started_at: datetime
    seconds: float | None
    decision_count: int
    hash: str
    started_by: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Pulse:
    """What is going on right now, in a sentence; with `url` the page asks again until it is over."""

    text: str
    url: str = ""
    tone: str = "amber"


@dataclass(frozen=True)
class RunsPage:
    """The runs of one creditor, the latest first. `start_url` is given to those who may start one."""

    title: str
    rows: Sequence[RunLine]
    start_url: str = ""
    form: object = None
    pager: Pager | None = None
    empty: Empty | None = None
    refusal: object = None
    pulse: Pulse | None = None


@dataclass(frozen=True)
class StepLine:
    """One step of a run: its words, how many rows, how long, and its sums as (label, value)."""

    name: str
    about: str
    state: str
    rows: int | None
    seconds: float | None
    sums: Sequence[tuple[str, str]] = ()
    error: str = ""


@dataclass(frozen=True)
class RunPage:
    """One run with its steps; facts are versions, engine, hash, counts."""

    title: str
    line: RunLine
    steps: Sequence[StepLine]
    facts: Sequence[tuple[str, str]]
    back_url: str
    proof: str = ""
    proof_ok: bool = True
    actions: Sequence[tuple[str, int]] = ()
    left_alone: Sequence[tuple[str, int]] = ()
    failure: str = ""
    pulse: Pulse | None = None
