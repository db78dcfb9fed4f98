"""Periods: nothing is posted on a day up to which the books are locked."""

from datetime import date

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


def check_lock(locked_through: date | None, through: date, reason: str) -> None:
    """Refuse to lock without a reason, or through a day that is locked already."""
    _check_reason(reason)
    if locked_through is not None and through <= locked_through:
        raise Refusal(
            "receivables.period.already_locked",
            gettext_noop("The books are locked through {day} already. Reopen the period to lock less of it."),
            day=locked_through.isoformat(),
        )


def check_reopening(locked_through: date | None, through: date | None, reason: str) -> None:
    """Refuse to reopen without a reason, what is not locked, or to a day that would lock more."""
    _check_reason(reason)
    if locked_through is None:
        raise Refusal("receivables.period.not_locked", gettext_noop("No period is locked, so none can be reopened."))
    if through is not None and through >= locked_through:
        raise Refusal(
            "receivables.period.not_reopening",
            gettext_noop("The books are locked through {day}; reopening leaves fewer days locked, or none."),
            day=locked_through.isoformat(),
        )


def check_open(locked_through: date | None, day: date) -> None:
    """Refuse a posting whose effective day lies in a locked period."""
    if locked_through is not None and day <= locked_through:
        raise Refusal(
            "receivables.period.locked",
            gettext_noop(
                "The books are locked through {locked_through}, so nothing is posted on {day}. Post it on a later day,"
                " or ask a manager to reopen the period."
            ),
            locked_through=locked_through.isoformat(),
            day=day.isoformat(),
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "receivables.period.reason_missing",
            gettext_noop("Locking or reopening a period needs a reason, for whoever reads the books later."),
        )
