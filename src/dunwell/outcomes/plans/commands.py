"""Verbs on payment plans: propose, give leave, accept, reject, cancel, reinstate."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from dunwell.base.days import add_months
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.plans import rules
from dunwell.outcomes.plans.models import Plan, PlanInstallment, PlanItem, PlanTransition
from dunwell.outcomes.plans.queries import months_of
from dunwell.outcomes.plans.rules import PLAN, RUNNING, PlanEvent, PlanPart, PlanState, Terms
from dunwell.outcomes.promises.commands import cancel as cancel_held
from dunwell.outcomes.promises.models import Promise
from dunwell.outcomes.promises.rules import OPEN
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.holds.commands import lift_holds, place_hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.open_items.commands import issue_item, locked_items
from dunwell.receivables.open_items.models import OpenItem

RECORD, LEAVE = "outcome.record", "plan.approve"


@command
def propose_plan(
    *,
    viewer: Viewer,
    creditor_id: int,
    customer_id: int,
    open_item_ids: Sequence[int],
    terms: Terms,
    at: datetime,
    contact_person_id: int | None = None,
    disposable_amount: Decimal | None = None,
    has_acceleration: bool = False,
    conditions: str = "",
    note: str = "",
    replaces_id: int | None = None,
) -> Plan:
    """Draw up a plan on open documents of one currency; within the viewer's authority it is offered at once.

    A longer one stays a draft until somebody who may submits it (`submit_plan`). A consumer's needs
    `disposable_amount`: what is left each month. With `replaces_id` it renegotiates a running or defaulted plan.
    """
    customer = locked(viewer, customer_id, RECORD)
    today = local_day(at, customer.creditor.time_zone)
    items = list(locked_items(viewer, sorted(set(open_item_ids)), RECORD).values())
    strange = customer.creditor_id != creditor_id or any(item.customer_id != customer_id for item in items)
    if contact_person_id is not None:
        strange |= not ContactPerson.objects.filter(pk=contact_person_id, customer=customer).exists()
    if strange:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    replaced = _replaced(viewer, replaces_id, customer_id)
    currency = _checked_items(items, replaced)
    principal = sum((item.open_amount for item in items), Decimal(0))
    rules.check_terms(principal, currency, terms, today)
    offer_until = today + timedelta(days=rules.OFFER_DAYS)
    parts = rules.schedule(principal, currency, terms, min(offer_until, terms.first_date))
    if customer.kind == "consumer":
        rules.check_affordable(parts, terms.frequency, disposable_amount, currency)
    plan = Plan.objects.create(
        creditor_id=creditor_id,
        customer=customer,
        contact_person_id=contact_person_id,
        replaces=replaced,
        state=PlanState.DRAFT,
        currency=currency,
        principal_amount=principal,
        down_payment_amount=terms.down_payment_amount,
        interest_amount=sum((part.interest_amount for part in parts), Decimal(0)),
        tolerance_amount=Decimal(1),
        rate_percent=terms.rate_percent,
        frequency=terms.frequency,
        first_date=terms.first_date,
        last_date=parts[-1].due_date,
        grace_days=rules.GRACE_DAYS,
        cure_days=rules.CURE_DAYS,
        has_acceleration=has_acceleration,
        disposable_amount=disposable_amount,
        conditions=conditions.strip(),
        note=note.strip(),
        proposed_by_id=viewer.user_id,
        proposed_by=viewer.name or viewer.kind,
        proposed_at=at,
        proposed_date=today,
    )
    _write_parts(plan, parts, items)
    _keep_step(plan, "", "", today, viewer, note)
    if _within(viewer, plan, today):
        _offer(viewer, plan, today)
    return plan


@command
def submit_plan(*, viewer: Viewer, plan_id: int, at: datetime, note: str = "") -> Plan:
    """Give leave for a draft that was longer than its proposer may agree: from here on it is offered."""
    plan = _locked(viewer, plan_id, LEAVE)
    today = local_day(at, plan.creditor.time_zone)
    if not _within(viewer, plan, today):
        raise Refusal(
            "outcomes.plan.beyond_authority",
            gettext_noop("This plan is longer than the {most} months you may agree. Ask somebody who may."),
            most=months_of(viewer, plan.creditor_id),
        )
    _offer(viewer, plan, today, note)
    return plan


@command
def accept_plan(*, viewer: Viewer, plan_id: int, accepted_by: str, acceptance: str, at: datetime) -> Plan:
    """Record that the customer agreed (who, and how we know), and hold its documents until the plan ends.

    Interest of the plan is billed as a finance charge, for which the viewer must be able to post. Open promises on the
    documents end; a plan that this one replaces is renegotiated.
    """
    if not accepted_by.strip() or not acceptance.strip():
        raise Refusal(
            "outcomes.plan.acceptance_missing",
            gettext_noop("Say who accepted, and how we know: a signed agreement, an e-mail of that day."),
        )
    plan = _locked(viewer, plan_id, RECORD)
    today = local_day(at, plan.creditor.time_zone)
    if plan.offer_until_date is not None and today > plan.offer_until_date:
        raise Refusal(
            "outcomes.plan.offer_expired",
            gettext_noop("The offer ended on {day}. Propose the plan again."),
            day=plan.offer_until_date.isoformat(),
        )
    covered = sorted(plan.covered.values_list("open_item_id", flat=True))
    items = locked_items(viewer, covered, RECORD)
    owed = sum((item.open_amount for item in items.values()), Decimal(0))
    if owed != plan.principal_amount:
        raise Refusal(
            "outcomes.plan.amount_changed",
            gettext_noop("{owed} is open on its documents now, not {planned}. Propose the plan again."),
            owed=f"{owed.normalize():f}",
            planned=f"{plan.principal_amount.normalize():f}",
        )
    plan.accepted_at, plan.accepted_date = at, today
    plan.accepted_by, plan.acceptance = accepted_by.strip()[:200], acceptance.strip()[:200]
    step(plan, PlanEvent.ACCEPT, today, viewer, acceptance)
    plan.save()
    _end_what_it_replaces(viewer, plan, covered, today)
    _bill_interest(viewer, plan, today)
    hold_back(viewer, plan, today)
    _tell("outcomes.plan_accepted", plan)
    return plan


@command
def reject_plan(*, viewer: Viewer, plan_id: int, reason: str, at: datetime) -> Plan:
    """Record that the customer did not agree, and why."""
    return _ended(viewer, plan_id, PlanEvent.REJECT, reason, at)


@command
def cancel_plan(*, viewer: Viewer, plan_id: int, reason: str, at: datetime) -> Plan:
    """End a plan that should not have been, or is not needed any more; what it held is chased again."""
    return _ended(viewer, plan_id, PlanEvent.CANCEL, reason, at)


@command
def reinstate_plan(*, viewer: Viewer, plan_id: int, at: datetime, note: str = "") -> Plan:
    """Revive a defaulted plan, once, when its arrears and the next installment are paid; needs a lead."""
    plan = _locked(viewer, plan_id, LEAVE)
    today = local_day(at, plan.creditor.time_zone)
    parts = [rules.Paid(one.cutoff_date, one.amount, one.received_amount) for one in parts_of(plan)]
    if plan.state == PlanState.DEFAULTED:
        rules.check_reinstatement(parts, plan.reinstated_count, today, plan.tolerance_amount)
    step(plan, PlanEvent.REINSTATE, today, viewer, note)
    plan.reinstated_count += 1
    plan.defaulted_date = plan.missed_date = None
    plan.save()
    # What was missed before does not count towards another default.
    plan.installments.update(missed_date=None)
    hold_back(viewer, plan, today)
    _tell("outcomes.plan_reinstated", plan)
    return plan


def step(plan: Plan, event: PlanEvent, day: date, viewer: Viewer, note: str = "") -> None:
    """Move a locked plan by one event and keep the step; the caller saves the plan."""
    before = PlanState(plan.state)
    plan.state = PLAN.next(before, event)
    _keep_step(plan, event, before, day, viewer, note)


def _keep_step(plan: Plan, event: str, before: str, day: date, viewer: Viewer, note: str) -> None:
    PlanTransition.objects.create(
        creditor_id=plan.creditor_id,
        plan=plan,
        event=event,
        from_state=before,
        to_state=plan.state,
        effective_date=day,
        currency=plan.currency,
        received_amount=plan.received_amount,
        done_by=viewer.name or viewer.kind,
        note=note.strip()[:300],
    )


def parts_of(plan: Plan) -> list[PlanInstallment]:
    """Return a plan's installments in their order."""
    return list(plan.installments.order_by("position"))


def hold_back(viewer: Viewer, plan: Plan, today: date) -> None:
    """Hold the plan's documents, without an end: the plan lifts the holds when it ends."""
    for covered in plan.covered.filter(hold__isnull=True, open_item__open_amount__gt=0).order_by("open_item_id"):
        hold = place_hold(
            viewer=viewer,
            customer_id=plan.customer_id,
            open_item_id=covered.open_item_id,
            reason=HoldReason.PLAN,
            placed_date=today,
            source=f"plan {plan.pk}",
        )
        PlanItem.objects.filter(pk=covered.pk).update(hold=hold)


def release(viewer: Viewer, plan: Plan, today: date, note: str = "") -> None:
    """Lift the plan's holds."""
    placed = PlanItem.objects.filter(plan=plan, hold__isnull=False)
    lift_holds(viewer=viewer, hold_ids=placed.values_list("hold_id", flat=True), lifted_date=today, note=note)
    placed.update(hold=None)


def _write_parts(plan: Plan, parts: Sequence[PlanPart], items: Sequence[OpenItem]) -> None:
    PlanInstallment.objects.bulk_create(
        PlanInstallment(
            creditor_id=plan.creditor_id,
            plan=plan,
            position=part.position,
            due_date=part.due_date,
            cutoff_date=part.due_date + timedelta(days=plan.grace_days),
            currency=plan.currency,
            amount=part.amount,
            principal_amount=part.principal_amount,
            interest_amount=part.interest_amount,
        )
        for part in parts
    )
    PlanItem.objects.bulk_create(PlanItem(creditor_id=plan.creditor_id, plan=plan, open_item=item) for item in items)


def _within(viewer: Viewer, plan: Plan, today: date) -> bool:
    return plan.last_date <= add_months(today, months_of(viewer, plan.creditor_id))


def _offer(viewer: Viewer, plan: Plan, today: date, note: str = "") -> None:
    plan.offer_until_date = today + timedelta(days=rules.OFFER_DAYS)
    plan.offered_by = viewer.name or viewer.kind
    step(plan, PlanEvent.SUBMIT, today, viewer, note)
    plan.save()
    _tell("outcomes.plan_offered", plan)


def _checked_items(items: Sequence[OpenItem], replaced: Plan | None) -> str:
    currencies = {item.currency for item in items}
    if len(currencies) != 1:
        raise Refusal(
            "outcomes.plan.documents",
            gettext_noop("Choose the documents of the plan: at least one, all in one currency."),
        )
    busy = PlanItem.objects.filter(open_item__in=items, plan__state__in=RUNNING).select_related("open_item")
    for one in busy.exclude(plan=replaced) if replaced is not None else busy:
        raise Refusal(
            "outcomes.plan.on_plan_already",
            gettext_noop("{item} is on a plan already. Renegotiate that one."),
            item=one.open_item.item_number,
        )
    for item in items:
        if item.open_amount <= 0:
            raise Refusal(
                "outcomes.plan.nothing_open",
                gettext_noop("Nothing is open on these documents. Choose what is still owed."),
            )
    return currencies.pop()


def _replaced(viewer: Viewer, plan_id: int | None, customer_id: int) -> Plan | None:
    if plan_id is None:
        return None
    old = _locked(viewer, plan_id, RECORD)
    if old.customer_id != customer_id:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    PLAN.next(PlanState(old.state), PlanEvent.RENEGOTIATE)
    return old


def _end_what_it_replaces(viewer: Viewer, plan: Plan, item_ids: Sequence[int], today: date) -> None:
    if plan.replaces_id is not None:
        old = _locked(viewer, plan.replaces_id, RECORD)
        step(old, PlanEvent.RENEGOTIATE, today, viewer, f"plan {plan.pk}")
        old.ended_date = today
        old.save()
        release(viewer, old, today, f"plan {plan.pk}")
    waited = Promise.objects.filter(customer_id=plan.customer_id, state__in=OPEN, covered__open_item_id__in=item_ids)
    for number in sorted(set(waited.values_list("pk", flat=True))):
        promise = Promise.objects.select_for_update(of=("self",)).select_related("creditor").get(pk=number)
        cancel_held(viewer, promise, today, f"plan {plan.pk}")


def _bill_interest(viewer: Viewer, plan: Plan, today: date) -> None:
    if not plan.interest_amount:
        return
    charge = issue_item(
        viewer=viewer,
        customer_id=plan.customer_id,
        kind="finance_charge",
        item_number=f"PLAN-{plan.pk}",
        amount=plan.interest_amount,
        currency=plan.currency,
        document_date=today,
        due_date=plan.last_date,
        reference=f"{plan.rate_percent.normalize():f}%",
    )
    PlanItem.objects.create(creditor_id=plan.creditor_id, plan=plan, open_item=charge)


def _ended(viewer: Viewer, plan_id: int, event: PlanEvent, reason: str, at: datetime) -> Plan:
    if not reason.strip():
        raise Refusal("outcomes.plan.reason_missing", gettext_noop("Say why; whoever reads this later asks."))
    plan = _locked(viewer, plan_id, RECORD)
    today = local_day(at, plan.creditor.time_zone)
    step(plan, event, today, viewer, reason)
    plan.ended_date = today
    plan.save()
    release(viewer, plan, today, reason)
    _tell("outcomes.plan_ended", plan)
    return plan


def _tell(name: str, plan: Plan) -> None:
    emit(name, plan.creditor_id, plan_id=plan.pk, customer_id=plan.customer_id)


def _locked(viewer: Viewer, plan_id: int, right: str) -> Plan:
    found = Plan.objects.select_for_update(of=("self",)).select_related("creditor").filter(pk=plan_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found
