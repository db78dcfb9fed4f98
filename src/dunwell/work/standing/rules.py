"""How what a customer said reads as law: which channels a notice covers, which times are inconvenient."""

from collections.abc import Iterator
from datetime import time
from typing import Protocol

from dunwell.compliance.clauses.rules import DAY_MINUTES, Channel
from dunwell.compliance.hours.rules import Slot


class Inconvenient(Protocol):
    """What of a notice tells when somebody does not want to be contacted."""

    @property
    def kind(self) -> str:
        """The kind of notice."""

    @property
    def weekdays(self) -> str:
        """ISO weekdays as digits; empty is every day."""

    @property
    def from_time(self) -> time | None:
        """From when on; None is the beginning of the day."""

    @property
    def until_time(self) -> time | None:
        """Until when; None is the end of the day."""

    @property
    def place(self) -> str:
        """Where; a notice of a place says nothing of the time."""


def covers(noticed: str, channel: Channel) -> bool:
    """Return whether a notice about one channel (empty: all) speaks of another: a call and its voicemail are one."""
    if not noticed or noticed == channel:
        return True
    return noticed == Channel.CALL and channel is Channel.VOICEMAIL


def slots_of(notice: Inconvenient) -> Iterator[Slot]:
    """Yield the times that a notice calls inconvenient; one that runs over midnight is two."""
    if notice.kind != "inconvenient" or notice.place:
        return
    days = frozenset(int(day) - 1 for day in notice.weekdays) or frozenset(range(7))
    first = _minute(notice.from_time) if notice.from_time is not None else 0
    last = _minute(notice.until_time) if notice.until_time is not None else DAY_MINUTES
    if first < last:
        yield Slot(days, first, last)
    else:
        yield Slot(days, first, DAY_MINUTES)
        if last:
            yield Slot(frozenset((day + 1) % 7 for day in days), 0, last)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
