"""What follows from elsewhere: entries change amounts, deductions open disputes, clocks that run out escalate them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from dunwell.outcomes.clocks.rules import Clock
from dunwell.outcomes.disputes.commands import open_dispute
from dunwell.outcomes.disputes.models import Dispute
from dunwell.outcomes.disputes.rules import LIVE, UNDECIDED, DisputeEvent, clock_of, decides_on_evidence, level_due
from dunwell.outcomes.moving.commands import Act, acting_on, require_work
from dunwell.outcomes.reasons.rules import reason_of_deduction
from dunwell.platform.access import Viewer
from dunwell.platform.calendars import is_day_off, local_day
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.open_items.rules import ItemKind


@command
def follow_ledger(
    *, viewer: Viewer, creditor_id: int, at: datetime, customer_ids: Iterable[int] | None = None
) -> list[int]:
    """Bring the live disputes of a creditor, or of some customers, to where the ledger is; return those that changed.

    Only the disputed part of what was paid, credited or written off counts: the rest of a document is settled first.
    """
    require_work(viewer, creditor_id)
    news = Entry.objects.filter(open_item=OuterRef("open_item_id"), pk__gt=OuterRef("entry_seen"))
    live = Dispute.objects.filter(Exists(news), creditor_id=creditor_id, state__in=LIVE)
    if customer_ids is not None:
        live = live.filter(customer_id__in=list(customer_ids))
    changed = []
    for dispute_id, before in list(live.order_by("pk").values_list("pk", "disputed_amount")):
        if acting_on(viewer, dispute_id, at).dispute.disputed_amount != before:
            changed.append(dispute_id)
    return changed


@command
def dispute_deductions(
    *, viewer: Viewer, creditor_id: int, at: datetime, customer_ids: Iterable[int] | None = None
) -> list[int]:
    """Open a dispute for every deduction that has none yet, by the payer's own code; return the disputes.

    Doing it twice changes nothing. It came in on the day it was held back, and ages with the bill it is of.
    """
    require_work(viewer, creditor_id)
    open_ones = OpenItem.objects.filter(creditor_id=creditor_id, kind=ItemKind.DEDUCTION, open_amount__gt=0)
    if customer_ids is not None:
        open_ones = open_ones.filter(customer_id__in=list(customer_ids))
    made = []
    for item in open_ones.filter(disputes__isnull=True).select_related("creditor").order_by("pk"):
        dispute = open_dispute(
            viewer=viewer,
            creditor_id=creditor_id,
            open_item_id=item.pk,
            amount=item.open_amount,
            reason_code=reason_of_deduction(item.reason_code),
            raw_code=item.reason_code,
            received_date=min(item.posting_date, local_day(at, item.creditor.time_zone)),
            note=item.reference,
            channel="remittance",
            source="deduction",
            at=at,
        )
        made.append(dispute.pk)
    return made


@command
def watch_disputes(*, viewer: Viewer, creditor_id: int, at: datetime) -> list[int]:
    """Escalate the undecided disputes whose clock has run out, once when late and once more at half as much again.

    A customer who was asked, reminded twice and did not answer in ten business days lets the evidence decide: the
    dispute is in review again. Returns the disputes that moved; a second run on the same day moves none.
    """
    require_work(viewer, creditor_id)
    creditor = Creditor.objects.get(pk=creditor_id)
    today, is_holiday = local_day(at, creditor.time_zone), is_day_off(creditor.country, creditor.subdivision)
    moved = []
    for one in Dispute.objects.filter(creditor_id=creditor_id, state__in=UNDECIDED).order_by("pk"):
        clock = clock_of(one.state, one.reason_code, one.dates, today, is_holiday)
        silent = decides_on_evidence(one.state, one.dates, one.reminder_count, today, is_holiday)
        if not silent and level_due(clock, one.escalation_level) == one.escalation_level:
            continue
        act = acting_on(viewer, one.pk, at)
        if act.dispute.state not in UNDECIDED:
            continue
        if silent:
            act.move(DisputeEvent.REVIEW, cause="no_answer")
        else:
            _escalate(act, clock)
        act.finish()
        moved.append(one.pk)
    return moved


def _escalate(act: Act, clock: Clock | None) -> None:
    assert clock is not None
    act.dispute.escalation_level = level_due(clock, act.dispute.escalation_level)
    act.move(
        DisputeEvent.ESCALATE, clock=clock.name, due=clock.due_date.isoformat(),
        level=str(act.dispute.escalation_level),
    )  # fmt: skip
