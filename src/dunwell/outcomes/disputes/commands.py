"""Verbs on disputes: open, look at, give to somebody, ask, escalate, decide, resolve, close, withdraw, reopen."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.causes.rules import check_cause
from dunwell.outcomes.disputes import rules
from dunwell.outcomes.disputes.models import Dispute
from dunwell.outcomes.disputes.rules import ZERO, Amounts, DisputeEvent, DisputeState, Resolution
from dunwell.outcomes.moving.commands import (
    DECIDE,
    POST,
    SOURCE,
    Act,
    acting_on,
    disputed_beside,
    hand_of,
    require_work,
)
from dunwell.outcomes.moving.commands import told as told_amounts
from dunwell.outcomes.reasons.rules import OWNERS, UNCODED, reason_named
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.platform.people.models import Membership
from dunwell.receivables.entries.commands import apply_credit
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.commands import lift_hold
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity

BY_HAND = ("desk", "api", "cli")
"""Sources of holds that people place: a dispute of the same document takes their place."""


@command
def open_dispute(
    *,
    viewer: Viewer,
    creditor_id: int,
    open_item_id: int,
    amount: Decimal | None,
    reason_code: str,
    at: datetime,
    note: str = "",
    channel: str = "",
    contact_person_id: int | None = None,
    activity_id: int | None = None,
    received_date: date | None = None,
    source: str = "desk",
    raw_code: str = "",
) -> Dispute:
    """Keep that a customer questions a document or part of it: only that part is not chased from now on.

    `amount` is in the document's currency, at most what is open and not questioned already, and without one all of
    that; `note` is what the customer says.
    """
    require_work(viewer, creditor_id)
    item = _locked_item(creditor_id, open_item_id)
    reason = reason_named(reason_code)
    if reason.code == UNCODED and source != "deduction":
        raise Refusal("outcomes.dispute.reason_missing", gettext_noop("Say why the customer questions it."))
    beside = disputed_beside(item.pk)
    asked = item.open_amount - beside if amount is None else amount
    wanted = rules.check_amount(asked, item.open_amount, beside, item.currency)
    today = local_day(at, item.creditor.time_zone)
    received = _received(received_date, today)
    _check_belongs(item, contact_person_id, activity_id)
    dispute = Dispute(
        creditor_id=creditor_id,
        customer_id=item.customer_id,
        open_item=item,
        contact_person_id=contact_person_id,
        activity_id=activity_id,
        state=DisputeState.NEW,
        reason_code=reason.code,
        raw_code=raw_code[:20],
        channel=channel[:20],
        source=source,
        received_date=received,
        clock_date=received,
        currency=item.currency,
        customer_position=note.strip(),
        owner_department=reason.owner,
        entry_seen=Entry.objects.filter(open_item=item).aggregate(last=Max("pk"))["last"] or 0,
        opened_by=viewer.name or viewer.kind,
        changed_at=at,
    )
    dispute.amounts = Amounts(wanted, wanted)
    dispute.save(force_insert=True)
    act = Act(viewer, dispute, at)
    act.remark("open", note, reason=reason.code, **told_amounts(dispute))
    _replace_holds(act)
    act.finish()
    emit(
        "outcomes.dispute_opened", creditor_id, customer_id=item.customer_id, dispute_id=dispute.pk,
        open_item_id=item.pk,
    )  # fmt: skip
    return dispute


def _locked_item(creditor_id: int, open_item_id: int) -> OpenItem:
    customer_id = (
        OpenItem.objects.filter(pk=open_item_id, creditor_id=creditor_id).values_list("customer_id", flat=True).first()
    )
    customer = Customer.objects.select_for_update().filter(pk=customer_id or 0).first()
    item = OpenItem.objects.select_for_update(of=("self",)).select_related("creditor").filter(pk=open_item_id).first()
    if customer is None or item is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    if item.open_amount <= 0:
        raise Refusal(
            "outcomes.dispute.nothing_open",
            gettext_noop("Nothing is owed on {item}, so there is nothing to dispute."),
            item=item.item_number,
        )
    return item


def _received(received_date: date | None, today: date) -> date:
    if received_date is not None and received_date > today:
        raise Refusal("outcomes.dispute.in_the_future", gettext_noop("A dispute cannot come in on a day to come."))
    return received_date or today


def _check_belongs(item: OpenItem, contact_person_id: int | None, activity_id: int | None) -> None:
    person_ok = contact_person_id is None or ContactPerson.objects.filter(
        pk=contact_person_id, customer_id=item.customer_id
    ).exists()  # fmt: skip
    activity_ok = activity_id is None or Activity.objects.filter(pk=activity_id, customer_id=item.customer_id).exists()
    if not (person_ok and activity_ok):
        raise Refusal("outcomes.dispute.of_another", gettext_noop("That person or call belongs to another customer."))


def _replace_holds(act: Act) -> None:
    """Lift the dispute holds that people placed on the document by hand: the dispute's own holds the right amount."""
    own = Dispute.objects.filter(hold__isnull=False).values("hold_id")
    held = Hold.objects.filter(
        open_item_id=act.dispute.open_item_id, reason="dispute", lifted_date__isnull=True, source__in=BY_HAND
    ).exclude(pk__in=own)
    for one in held.order_by("pk"):
        lift_hold(
            viewer=hand_of(act.viewer), hold_id=one.pk, lifted_date=max(act.day, one.placed_date),
            note=act.dispute.number,
        )  # fmt: skip


@command
def recode_dispute(*, viewer: Viewer, dispute_id: int, reason_code: str, at: datetime, note: str = "") -> Dispute:
    """Give an undecided dispute another reason; the department that answers, and the clock, follow from it."""
    act = acting_on(viewer, dispute_id, at)
    _check_undecided(act)
    reason = reason_named(reason_code)
    was, act.dispute.reason_code = act.dispute.reason_code, reason.code
    act.dispute.owner_department = reason.owner
    act.remark("recode", note, reason=reason.code, before=was)
    return act.finish()


@command
def move_dispute(*, viewer: Viewer, dispute_id: int, to: str, at: datetime, note: str = "") -> Dispute:
    """Bring a dispute to another column of the board, by every step between; deciding and closing have their own."""
    act = acting_on(viewer, dispute_id, at)
    for event in rules.path_to(DisputeState(act.dispute.state), _state(to)):
        _move(act, event, note)
    return act.finish()


def _state(word: str) -> DisputeState:
    try:
        return DisputeState(word)
    except ValueError:
        raise Refusal(
            "outcomes.dispute.unknown_choice",
            gettext_noop("“{choice}” is not on the list. Choose one of: {known}."),
            choice=word[:40],
            known=", ".join(rules.UNDECIDED),
        ) from None


def _move(act: Act, event: DisputeEvent, note: str = "", **facts: str) -> None:
    dispute = act.dispute
    if event is DisputeEvent.ASSIGN:
        dispute.assigned_date = act.day
        facts = {"department": dispute.owner_department, "owner": dispute.owner_name, **facts}
    if event is DisputeEvent.ASK_CUSTOMER:
        dispute.asked_customer_date, dispute.reminder_count = act.day, 0
    if event is DisputeEvent.ESCALATE:
        dispute.escalation_level += 1
        facts = {"level": str(dispute.escalation_level), **facts}
    act.move(event, note, **facts)


@command
def assign_dispute(
    *,
    viewer: Viewer,
    dispute_id: int,
    at: datetime,
    owner_id: int | None = None,
    department: str = "",
    note: str = "",
) -> Dispute:
    """Give a dispute to a member of the desk, or to a department; one that is new is looked at by that."""
    act = acting_on(viewer, dispute_id, at)
    dispute = act.dispute
    if department and department not in OWNERS:
        raise Refusal(
            "outcomes.dispute.unknown_choice",
            gettext_noop("“{choice}” is not on the list. Choose one of: {known}."),
            choice=department[:40],
            known=", ".join(OWNERS),
        )
    dispute.owner_department = department or dispute.owner_department
    dispute.owner_id, dispute.owner_name = None, ""
    if owner_id is not None:
        member = Membership.objects.select_related("user").filter(creditor_id=dispute.creditor_id, user_id=owner_id)
        found = member.first()
        if found is None:
            raise Refusal("outcomes.dispute.stranger", gettext_noop("Choose somebody who works for this creditor."))
        dispute.owner_id, dispute.owner_name = found.user_id, str(found.user)
    if dispute.state == DisputeState.NEW:
        _move(act, DisputeEvent.TRIAGE)
    _move(act, DisputeEvent.ASSIGN, note)
    return act.finish()


@command
def comment_dispute(*, viewer: Viewer, dispute_id: int, note: str, at: datetime) -> Dispute:
    """Write a remark into a dispute's history."""
    act = acting_on(viewer, dispute_id, at)
    if not note.strip():
        raise Refusal("outcomes.dispute.words_missing", gettext_noop("Write the remark first."))
    act.remark("comment", note)
    return act.finish()


@command
def remind_customer(*, viewer: Viewer, dispute_id: int, at: datetime, note: str = "") -> Dispute:
    """Keep that the customer was reminded to answer; after ten business days and two reminders the evidence decides."""
    act = acting_on(viewer, dispute_id, at)
    if act.dispute.state != DisputeState.AWAITING_CUSTOMER:
        raise Refusal("outcomes.dispute.nothing_asked", gettext_noop("The customer was asked nothing. Ask first."))
    act.dispute.reminder_count += 1
    act.remark("remind", note, count=act.dispute.reminder_count)
    return act.finish()


@command
def escalate_dispute(*, viewer: Viewer, dispute_id: int, at: datetime, note: str) -> Dispute:
    """Take a dispute up a level, and say why."""
    act = acting_on(viewer, dispute_id, at)
    if not note.strip():
        raise Refusal("outcomes.dispute.words_missing", gettext_noop("Say why it goes up a level."))
    _move(act, DisputeEvent.ESCALATE, note)
    return act.finish()


# --- deciding


@command
def decide_dispute(
    *,
    viewer: Viewer,
    dispute_id: int,
    decision: str,
    at: datetime,
    resolution: str = "",
    credited_amount: Decimal | None = None,
    note: str = "",
) -> Dispute:
    """Say who is right, and what is done; done at once where nothing is posted, or by whoever may post.

    `note` is our position, as the customer will be told. A decision by somebody who may not post waits for
    `resolve_dispute` by somebody who may.
    """
    act = acting_on(viewer, dispute_id, at, DECIDE)
    dispute = act.dispute
    _check_undecided(act)
    verdict = rules.verdict_of(
        decision, resolution, credited_amount, dispute.disputed_amount, dispute.currency, dispute.reason_code
    )
    dispute.decision, dispute.resolution = verdict.decision, verdict.resolution
    dispute.decided_credit_amount, dispute.decided_date = verdict.credited, act.day
    dispute.our_position = note.strip() or dispute.our_position
    act.move(
        DisputeEvent.DECIDE, note, decision=verdict.decision.value, resolution=verdict.resolution.value,
        credited=f"{verdict.credited:f}", upheld=f"{verdict.upheld:f}",
    )  # fmt: skip
    emit("outcomes.dispute_decided", dispute.creditor_id, customer_id=dispute.customer_id, dispute_id=dispute.pk)
    if verdict.credited == 0 or viewer.may(POST, dispute.creditor_id):
        _resolve(act)
    return act.finish()


@command
def resolve_dispute(*, viewer: Viewer, dispute_id: int, at: datetime, note: str = "") -> Dispute:
    """Do what was decided: post the credit memo, and let what stands be chased again."""
    act = acting_on(viewer, dispute_id, at, POST)
    _resolve(act, note)
    return act.finish()


def _resolve(act: Act, note: str = "") -> None:
    dispute = act.dispute
    act.move(DisputeEvent.RESOLVE, note, resolution=dispute.resolution)
    credited = min(dispute.decided_credit_amount or ZERO, dispute.disputed_amount)
    if credited > 0:
        require(act.viewer, POST, dispute.creditor_id)
        _credit(act, credited)
    if dispute.resolution != Resolution.REDELIVER:
        dispute.amounts = dispute.amounts.moved("disputed", "upheld", dispute.disputed_amount)
    act.remark("amounts", **told_amounts(dispute))
    if dispute.resolution == Resolution.REBILL:
        emit(
            "outcomes.rebill_requested", dispute.creditor_id, customer_id=dispute.customer_id, dispute_id=dispute.pk,
            open_item_id=dispute.open_item_id, amount=f"{credited:f}",
        )  # fmt: skip


def _credit(act: Act, amount: Decimal) -> None:
    dispute = act.dispute
    again = OpenItem.objects.filter(customer_id=dispute.customer_id, item_number__startswith=f"CM-{dispute.number}")
    number = f"CM-{dispute.number}" + (f"-{again.count() + 1}" if again.exists() else "")
    memo = issue_item(
        viewer=act.viewer,
        customer_id=dispute.customer_id,
        kind="credit_memo",
        item_number=number,
        amount=amount,
        currency=dispute.currency,
        document_date=act.day,
        due_date=act.day,
        reference=f"{dispute.number} {dispute.open_item.item_number}"[:200],
        source=SOURCE,
    )
    on_item, _ = apply_credit(
        viewer=act.viewer, credit_item_id=memo.pk, open_item_id=dispute.open_item_id, amount=amount,
        effective_date=act.day,
    )  # fmt: skip
    dispute.amounts = dispute.amounts.moved("disputed", "credited", amount)
    dispute.credit_item, dispute.entry_seen = memo, on_item.pk


@command
def close_dispute(*, viewer: Viewer, dispute_id: int, root_cause: str, at: datetime, note: str = "") -> Dispute:
    """End a dispute that was resolved, and say what went wrong at the root; nothing of it is held any longer."""
    act = acting_on(viewer, dispute_id, at)
    dispute = act.dispute
    dispute.root_cause = check_cause(root_cause)
    act.move(DisputeEvent.CLOSE, note, cause=dispute.root_cause)
    return _ended(act)


@command
def withdraw_dispute(*, viewer: Viewer, dispute_id: int, at: datetime, note: str, root_cause: str = "") -> Dispute:
    """Keep that the customer does not question it any more, and why; all of it is owed, and chased again."""
    act = acting_on(viewer, dispute_id, at)
    if not note.strip():
        raise Refusal("outcomes.dispute.words_missing", gettext_noop("Say why the customer withdrew it."))
    act.dispute.root_cause = check_cause(root_cause) if root_cause.strip() else ""
    act.move(DisputeEvent.WITHDRAW, note, cause=act.dispute.root_cause)
    return _ended(act)


def _ended(act: Act) -> Dispute:
    dispute = act.dispute
    dispute.amounts = dispute.amounts.moved("disputed", "upheld", dispute.disputed_amount)
    dispute.closed_date = act.day
    saved = act.finish(dispute.number)
    emit("outcomes.dispute_closed", dispute.creditor_id, customer_id=dispute.customer_id, dispute_id=dispute.pk)
    return saved


@command
def reopen_dispute(
    *, viewer: Viewer, dispute_id: int, at: datetime, note: str, amount: Decimal | None = None
) -> Dispute:
    """Question again what a dispute closed within sixty days had found owed, all of it or `amount`."""
    act = acting_on(viewer, dispute_id, at)
    dispute = act.dispute
    if not note.strip():
        raise Refusal("outcomes.dispute.words_missing", gettext_noop("Say why it is questioned again."))
    act.move(DisputeEvent.REOPEN, note)
    assert dispute.closed_date is not None
    rules.check_reopening(dispute.closed_date, act.day)
    item = _locked_item(dispute.creditor_id, dispute.open_item_id)
    most = min(dispute.upheld_amount, item.open_amount)
    again = most if amount is None else amount
    rules.check_amount(
        again, most, max(disputed_beside(item.pk, dispute.pk) + most - item.open_amount, ZERO), item.currency
    )
    dispute.amounts = dispute.amounts.moved("upheld", "disputed", again)
    dispute.entry_seen = Entry.objects.filter(open_item=item).aggregate(last=Max("pk"))["last"] or 0
    dispute.clock_date, dispute.closed_date, dispute.escalation_level = act.day, None, 0
    dispute.decision = dispute.resolution = dispute.root_cause = ""
    dispute.decided_credit_amount = dispute.decided_date = None
    act.remark("amounts", **told_amounts(dispute))
    return act.finish()


def _check_undecided(act: Act) -> None:
    if act.dispute.state not in rules.UNDECIDED:
        raise Refusal(
            "outcomes.dispute.decided_already",
            gettext_noop("This is {state}: it was decided. Reopen it once it is closed."),
            state=act.dispute.state,
        )
