"""What the audit trail shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dunwell.web.shapes import Empty


@dataclass(frozen=True)
class Change:
    """One field before and after; `before` is empty where the row is new."""

    field: str
    after: str
    before: str = ""


@dataclass(frozen=True)
class TraceLine:
    """One change of one row: when, who, what, of what, why."""

    id: str
    at: datetime
    by: str
    did: str
    noun: str
    name: str
    changes: Sequence[Change]
    why: str = ""
    command: str = ""
    url: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class TrailPage:
    """One page of the audit trail, the newest change first."""

    title: str
    rows: Sequence[TraceLine]
    form: object
    path: str
    customer: str = ""
    customer_id: int | None = None
    customer_url: str = ""
    everything_url: str = ""
    earlier_url: str = ""
    empty: Empty | None = None
