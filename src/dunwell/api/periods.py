"""Periods: which days of the books are locked, by whom and why."""

from ninja import Router

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Day, text
from dunwell.api.values import shape_of
from dunwell.receivables.periods.commands import lock_period, reopen_period
from dunwell.receivables.periods.queries import PeriodLockRow, period_locks

router = Router(tags=["periods"])
PeriodLock = shape_of(PeriodLockRow)


class Locking(Body):
    """Through which day the books are locked, and why."""

    through_date: Day
    reason: text(200, 1)  # type: ignore[valid-type]


class PeriodReopening(Body):
    """Through which day the books stay locked (none: they are reopened wholly), and why."""

    reason: text(200, 1)  # type: ignore[valid-type]
    through_date: Day | None = None


@reads(router, "/periods", PeriodLock, whole_list=True)
def list_period_locks(desk: ApiDesk) -> list[PeriodLockRow]:
    """List the last hundred lockings and reopenings, the newest first; the first says what is locked now."""
    return period_locks(desk.viewer, desk.creditor_id)


@commands(router, "/periods/lock", PeriodLock, right="period.lock", status=201)
def lock_a_period(desk: ApiDesk, body: Locking) -> PeriodLockRow:
    """Lock the books through a day: from now on nothing is posted on it or before."""
    lock_period(viewer=desk.viewer, creditor_id=desk.creditor_id, through_date=body.through_date, reason=body.reason)
    return period_locks(desk.viewer, desk.creditor_id, limit=1)[0]


@commands(router, "/periods/reopen", PeriodLock, right="period.lock", status=201)
def reopen_a_period(desk: ApiDesk, body: PeriodReopening) -> PeriodLockRow:
    """Reopen the books after a day, or wholly, and keep why."""
    reopen_period(viewer=desk.viewer, creditor_id=desk.creditor_id, through_date=body.through_date, reason=body.reason)
    return period_locks(desk.viewer, desk.creditor_id, limit=1)[0]
