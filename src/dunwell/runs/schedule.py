"""Which creditor's day is due: by its own clock, once a day."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.queries import delivery
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.runs.models import Run
from dunwell.platform.runs.rules import RunState
from dunwell.runs.queries import intake_lock, matching_lock

MOST_ATTEMPTS = 3


def is_due(local: datetime, daily_run_at: time, states: Iterable[str]) -> bool:
    """Return whether a creditor's day should start at a local time, by the states of the runs of that day so far.

    A day that failed is tried three times; then somebody has to look.
    """
    seen = list(states)
    if local.time() < daily_run_at or RunState.FINISHED in seen or RunState.RUNNING in seen:
        return False
    return seen.count(RunState.FAILED) < MOST_ATTEMPTS


def due_days(now: datetime) -> list[tuple[int, date]]:
    """Return the creditors whose day is due at an instant, with the day in their own zone."""
    due = []
    for creditor in Creditor.objects.filter(is_active=True, daily_run_on=True).order_by("pk"):
        local = now.astimezone(ZoneInfo(creditor.time_zone))
        runs = Run.objects.filter(creditor=creditor, kind="day", as_of_date=local.date())
        if is_due(local, creditor.daily_run_at, runs.values_list("state", flat=True)):
            due.append((creditor.pk, local.date()))
    return due


def queue_matching(creditor_id: int, *, post: bool = True) -> None:
    """Put a matching of the creditor's waiting receipts into the background queue; one that waits already is enough."""
    from dunwell.runs.tasks import match_waiting_receipts

    try:
        with transaction.atomic():  # a job that waits already must not spoil what the caller is doing
            job = match_waiting_receipts.configure(queueing_lock=matching_lock(creditor_id))
            job.defer(creditor_id=creditor_id, post=post)
    except AlreadyEnqueued:
        return


def queue_money_intake(
    *, viewer: Viewer, delivery_id: int, account: str = "", opens_account: bool = False, profile: str = ""
) -> None:
    """Put the intake of a kept bank's or payer's file into the background queue; once is enough."""
    from dunwell.runs.tasks import take_money_in

    found = delivery(viewer=viewer, delivery_id=delivery_id)
    require(viewer, "intake.run", found.creditor_id)
    job = take_money_in.configure(queueing_lock=intake_lock(delivery_id))
    try:
        with transaction.atomic():
            job.defer(
                delivery_id=delivery_id, account=account, opens_account=opens_account, profile=profile,
                user_id=viewer.user_id,
            )  # fmt: skip
    except AlreadyEnqueued:
        return


def queue_sending(creditor_id: int, at: datetime) -> None:
    """Put the sending of a creditor's due messages into the background queue, not before an instant."""
    from dunwell.runs.tasks import send_due_messages

    send_due_messages.configure(schedule_at=at).defer(creditor_id=creditor_id)


def queue_day(*, viewer: Viewer, creditor_id: int, as_of: date, engine: str = "duckdb") -> int:
    """Put a day into the background queue and return the job's id; refuses one that waits there already."""
    from dunwell.runs.tasks import run_queued_day

    require(viewer, "run.start", creditor_id)
    job = run_queued_day.configure(queueing_lock=f"day:{creditor_id}")
    told = {"as_of": as_of.isoformat(), "engine": engine, "user_id": viewer.user_id}
    try:
        with transaction.atomic():  # a job that waits already must not spoil what the caller is doing
            return int(job.defer(creditor_id=creditor_id, **told))
    except AlreadyEnqueued:
        raise Refusal(
            "runs.day.already_queued",
            gettext_noop("A day of this creditor is waiting to start already. Look at it under Runs."),
        ) from None
