"""What follows from what: event name -> commands, read top to bottom."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from dunwell.outcomes.evidence.commands import judge_promises
from dunwell.outcomes.following.commands import dispute_deductions, follow_ledger
from dunwell.platform.access import current_viewer
from dunwell.platform.calendars import local_day
from dunwell.platform.creditors.queries import creditor_of
from dunwell.platform.models import OutboxEvent
from dunwell.runs.inbox.commands import take_remittances
from dunwell.runs.schedule import queue_matching, queue_sending
from dunwell.work.commands import resolve_held, resolve_paid


def _leave_paid_alone(event: OutboxEvent) -> None:
    """Take off today's list whoever paid since it was made."""
    told = event.payload
    customer_ids = [told["customer_id"]] if "customer_id" in told else told.get("customer_ids")
    resolve_paid(viewer=current_viewer(), creditor_id=event.creditor_id, at=timezone.now(), customer_ids=customer_ids)


def _leave_held_alone(event: OutboxEvent) -> None:
    """Take off today's list whoever was put on hold as a whole."""
    resolve_held(
        viewer=current_viewer(),
        creditor_id=event.creditor_id,
        at=timezone.now(),
        customer_ids=[event.payload["customer_id"]],
    )


def _follow_disputes(event: OutboxEvent) -> None:
    """Open a dispute for what payers held back, and bring the disputes of who paid to where the ledger is."""
    told, viewer, at = event.payload, current_viewer(), timezone.now()
    paid = [told["customer_id"]] if "customer_id" in told else told.get("customer_ids")
    dispute_deductions(viewer=viewer, creditor_id=event.creditor_id, at=at, customer_ids=paid)
    follow_ledger(viewer=viewer, creditor_id=event.creditor_id, at=at, customer_ids=paid)


def _match_receipts(event: OutboxEvent) -> None:
    """Match what waits, now that money or a payer's list of it came in."""
    queue_matching(event.creditor_id)


def _take_remittances(event: OutboxEvent) -> None:
    """Give cash the payer's lists that came with an answer."""
    take_remittances(viewer=current_viewer(), reply_id=event.payload["reply_id"])


def _send_later(event: OutboxEvent) -> None:
    """Let a message go when its time has come."""
    queue_sending(event.creditor_id, datetime.fromisoformat(event.payload["scheduled_at"]))


def _judge_promises(event: OutboxEvent) -> None:
    """See what became of the promises and plans of whoever paid, or whose payment was taken back."""
    told = event.payload
    customer_ids = [told["customer_id"]] if told.get("customer_id") is not None else told.get("customer_ids")
    creditor = creditor_of(current_viewer(), event.creditor_id)
    today = local_day(timezone.now(), creditor.time_zone)
    judge_promises(viewer=current_viewer(), creditor_id=event.creditor_id, as_of=today, customer_ids=customer_ids)


REACTIONS: dict[str, tuple[Callable[[OutboxEvent], None], ...]] = {
    "cash.allocation_undone": (_judge_promises,),
    "cash.proposals_posted": (_leave_paid_alone, _follow_disputes, _judge_promises),
    "cash.receipt_allocated": (_leave_paid_alone, _follow_disputes, _judge_promises),
    "cash.receipt_identified": (_judge_promises,),
    "cash.receipt_returned": (_judge_promises,),
    "cash.receipt_transferred": (_judge_promises,),
    "cash.receipt_unidentified": (_judge_promises,),
    "cash.remittance_recorded": (_match_receipts,),
    "cash.statement_posted": (_match_receipts,),
    "receivables.entry_posted": (_leave_paid_alone, _follow_disputes, _judge_promises),
    "receivables.feed_posted": (_leave_paid_alone, _follow_disputes, _judge_promises),
    "receivables.hold_placed": (_leave_held_alone, _judge_promises),
    "work.reply_landed": (_take_remittances,),
    "work.message_scheduled": (_send_later,),
}
