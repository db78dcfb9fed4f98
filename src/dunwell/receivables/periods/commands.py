"""Verbs on periods: lock the books through a day, and reopen them with a reason."""

from datetime import date

from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.periods import rules
from dunwell.receivables.periods.models import PeriodLock
from dunwell.receivables.periods.queries import hold_off_postings, locked_through


@command
def lock_period(*, viewer: Viewer, creditor_id: int, through_date: date, reason: str) -> PeriodLock:
    """Lock the books through a day: from now on nothing is posted on it or before; postings under way finish first."""
    require(viewer, "period.lock", creditor_id)
    hold_off_postings(creditor_id)
    rules.check_lock(locked_through(creditor_id), through_date, reason)
    return _kept(viewer, creditor_id, through_date, reason, is_reopening=False)


@command
def reopen_period(*, viewer: Viewer, creditor_id: int, reason: str, through_date: date | None = None) -> PeriodLock:
    """Reopen the books after a day (or wholly, without one), and keep why."""
    require(viewer, "period.lock", creditor_id)
    hold_off_postings(creditor_id)
    rules.check_reopening(locked_through(creditor_id), through_date, reason)
    return _kept(viewer, creditor_id, through_date, reason, is_reopening=True)


def _kept(
    viewer: Viewer, creditor_id: int, through_date: date | None, reason: str, *, is_reopening: bool
) -> PeriodLock:
    kept = PeriodLock.objects.create(
        creditor_id=creditor_id,
        through_date=through_date,
        is_reopening=is_reopening,
        reason=reason.strip(),
        recorded_by=viewer.name or viewer.kind,
    )
    emit(
        "receivables.period_reopened" if is_reopening else "receivables.period_locked",
        creditor_id,
        through_date=through_date.isoformat() if through_date else None,
    )
    return kept
