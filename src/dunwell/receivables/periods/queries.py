"""The one place that is asked whether a day may still be posted on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from dunwell.platform.access import Viewer, require
from dunwell.receivables.periods import rules
from dunwell.receivables.periods.models import PeriodLock

_LOCK = 0x7065726C


@dataclass(frozen=True)
class PeriodLockRow:
    """One locking or reopening, newest first in lists."""

    id: int
    through_date: date | None
    is_reopening: bool
    reason: str
    recorded_at: str
    recorded_by: str


def locked_through(creditor_id: int) -> date | None:
    """Return the last locked day of a creditor's books, None where none is."""
    held = PeriodLock.objects.filter(creditor_id=creditor_id).order_by("-pk")
    return held.values_list("through_date", flat=True).first()


def check_open_days(creditor_id: int, days: Iterable[date]) -> None:
    """Refuse (`receivables.period.locked`) when one of the days lies in a locked period.

    Holds off whoever would lock the period until the running transaction ends; must be asked inside one.
    """
    earliest = min(days, default=None)
    if earliest is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK, creditor_id])
    rules.check_open(locked_through(creditor_id), earliest)


def first_open_day(creditor_id: int, day: date) -> date:
    """Return the day, or the first one after the locked period where it lies inside."""
    locked = locked_through(creditor_id)
    return day if locked is None or day > locked else locked + timedelta(days=1)


def hold_off_postings(creditor_id: int) -> None:
    """Wait for running postings of a creditor, and let none begin until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, creditor_id])


def period_locks(viewer: Viewer, creditor_id: int, limit: int = 100) -> list[PeriodLockRow]:
    """Return who locked and reopened what and why, newest first."""
    require(viewer, "book.read", creditor_id)
    return [
        PeriodLockRow(
            row.pk, row.through_date, row.is_reopening, row.reason, row.recorded_at.isoformat(), row.recorded_by
        )
        for row in PeriodLock.objects.filter(creditor_id=creditor_id).order_by("-pk")[:limit]
    ]
