"""Background entry points of the day; Procrastinate finds this module by its name."""

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.cash.matching.commands import propose
from dunwell.exchange.commands import record_problems
from dunwell.outcomes.following.commands import follow_ledger, watch_disputes
from dunwell.platform.access import system_viewer, viewer_of, viewing
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.creditors.queries import creditors_of
from dunwell.platform.events.tasks import deliver_event
from dunwell.platform.people.models import User
from dunwell.runs.cash.commands import intake_money_delivery
from dunwell.runs.cash.results import MoneyReading
from dunwell.runs.cash.watching import look_into_folders
from dunwell.runs.day import run_day
from dunwell.runs.inbox.mailboxes import fetch_mail, mailbox_of
from dunwell.runs.journal import post_day_journal
from dunwell.runs.schedule import due_days, queue_day
from dunwell.runs.sending.commands import send_due
from dunwell.work.items.commands import wake_due

# A worker imports only modules named `tasks` of the rooms; naming this one makes it known there.
EVENTS = deliver_event
logger = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="runs", queueing_lock="schedule", pass_context=False)
def start_due_days(timestamp: int) -> None:
    """Queue the day of every creditor whose hour has come, wake what was snoozed until today, escalate disputes."""
    now = datetime.fromtimestamp(timestamp, UTC)
    with viewing(system_viewer("schedule")) as viewer:
        for creditor_id, as_of in due_days(now):
            try:
                queue_day(viewer=viewer, creditor_id=creditor_id, as_of=as_of)
            except Refusal:
                continue
        for creditor_id in Creditor.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True):
            wake_due(viewer=viewer, creditor_id=creditor_id, at=now)
            follow_ledger(viewer=viewer, creditor_id=creditor_id, at=now)
            watch_disputes(viewer=viewer, creditor_id=creditor_id, at=now)


@app.periodic(cron="* * * * *")
@app.task(queue="runs", queueing_lock="watch", pass_context=False)
def look_into_watched_folders(timestamp: int) -> None:
    """Take in what lies in the folder named by DUNWELL_WATCH, one folder below it per creditor key."""
    if not settings.DUNWELL_WATCH:
        return
    with viewing(system_viewer("watched folder")) as viewer:
        creditors = dict(Creditor.objects.filter(is_active=True).values_list("key", "pk"))
        look_into_folders(viewer=viewer, root=Path(settings.DUNWELL_WATCH), now=float(timestamp), creditors=creditors)


@app.periodic(cron="*/2 * * * *")
@app.task(queue="runs", queueing_lock="mailboxes", pass_context=False)
def fetch_mailboxes(timestamp: int) -> None:
    """Fetch the mail of every creditor for whom the environment names a mailbox; one that fails stops no other."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with viewing(system_viewer("mailbox")) as viewer:
        for creditor in creditors_of(viewer):
            try:
                mailbox = mailbox_of(creditor.key)
                if mailbox is not None:
                    fetch_mail(viewer=viewer, creditor=creditor, mailbox=mailbox, at=at)
            except Refusal as refusal:
                logger.warning("%s: %s", creditor.key, refusal)


@app.task(queue="runs", pass_context=False)
def run_queued_day(creditor_id: int, as_of: str, engine: str = "duckdb", user_id: int | None = None) -> None:
    """Run one day as whoever asked for it; a refusal is on the run's record and needs no second try."""
    viewer = system_viewer("schedule") if user_id is None else viewer_of(User.objects.get(pk=user_id))
    with viewing(viewer):
        try:
            run_day(viewer=viewer, creditor_id=creditor_id, as_of=date.fromisoformat(as_of), engine=engine)
        except Refusal:
            return
        if user_id is None:
            # The night also tells the general ledger of the day that ended.
            ended = date.fromisoformat(as_of) - timedelta(days=1)
            post_day_journal(viewer=viewer, creditor_id=creditor_id, journal_date=ended)


@app.task(queue="sending", pass_context=False)
def send_due_messages(creditor_id: int) -> None:
    """Let a creditor's messages go whose time has come."""
    with viewing(system_viewer("sending")) as viewer:
        send_due(viewer=viewer, creditor_id=creditor_id, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queue="sending", queueing_lock="sending", pass_context=False)
def send_all_due_messages(timestamp: int) -> None:
    """Let go what is due, find what a killed worker left; what was queued for its second has gone before."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with viewing(system_viewer("sending")) as viewer:
        for creditor_id in Creditor.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True):
            send_due(viewer=viewer, creditor_id=creditor_id, at=at)


@app.task(queue="runs", pass_context=False)
def match_waiting_receipts(creditor_id: int, post: bool = True) -> None:
    """Say what a creditor's waiting receipts pay, and (if so asked) post what is certain by its rules."""
    with viewing(system_viewer("matcher")) as viewer:
        propose(viewer=viewer, creditor_id=creditor_id, post=post)


@app.task(queue="runs", pass_context=False)
def take_money_in(
    delivery_id: int, account: str = "", opens_account: bool = False, profile: str = "", user_id: int | None = None
) -> None:
    """Take a kept bank's or payer's file in as whoever confirmed it; a refusal is kept with the delivery's problems."""
    viewer = system_viewer("intake") if user_id is None else viewer_of(User.objects.get(pk=user_id))
    reading = MoneyReading(account=account, opens_account=opens_account, profile=profile)
    with viewing(viewer):
        try:
            intake_money_delivery(viewer=viewer, delivery_id=delivery_id, reading=reading)
        except Refusal as refusal:
            told = Problem(refusal.code, refusal.text, facts=refusal.facts)
            record_problems(viewer=viewer, delivery_id=delivery_id, problems=[told])
