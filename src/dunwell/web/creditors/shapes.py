"""What the screen for creditors shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class CreditorLine:
    """One creditor that the reader may see."""

    key: str
    name: str
    url: str
    base_currency: str
    time_zone: str
    daily_run_at: time
    daily_run_on: bool
    role_label: str
    is_current: bool = False
    edit_url: str = ""


@dataclass(frozen=True)
class CreditorsPage:
    """The creditors whose desks the reader works at."""

    title: str
    rows: Sequence[CreditorLine]
    add_url: str = ""
