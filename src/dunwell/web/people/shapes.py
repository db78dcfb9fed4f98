"""What the screen for people shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PersonLine:
    """One person with a role at this creditor."""

    id: int
    name: str
    email: str
    role: str
    role_label: str
    capacity_minutes: int
    last_seen_at: datetime | None = None
    is_active: bool = True
    edit_url: str = ""


@dataclass(frozen=True)
class PeoplePage:
    """Who works at one creditor's desk."""

    title: str
    rows: Sequence[PersonLine]
    add_url: str = ""
    trail_url: str = ""
    roles: Sequence[tuple[str, str]] = ()
