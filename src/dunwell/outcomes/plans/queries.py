"""Questions about payment plans."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.plans.models import Plan
from dunwell.outcomes.plans.rules import ASKED, RUNNING, PlanState, most_months
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after

VIEWS = {
    "asked": ASKED,
    "running": RUNNING,
    "arrears": frozenset({PlanState.IN_ARREARS, PlanState.DEFAULTED}),
    "all": frozenset(PlanState),
}


@dataclass(frozen=True)
class PlanPartRow:
    """One installment of a plan; `position` 0 is the down payment."""

    position: int
    due_date: date
    cutoff_date: date
    amount: Decimal
    principal_amount: Decimal
    interest_amount: Decimal
    received_amount: Decimal
    missed_date: date | None


@dataclass(frozen=True)
class PlanRow:
    """One plan as screens and programs show it, with its installments and documents."""

    id: int
    creditor_id: int
    creditor_name: str
    customer_id: int
    customer_number: str
    customer_name: str
    contact_name: str
    language: str
    state: str
    currency: str
    principal_amount: Decimal
    interest_amount: Decimal
    down_payment_amount: Decimal
    received_amount: Decimal
    rate_percent: Decimal
    frequency: str
    first_date: date
    last_date: date
    grace_days: int
    cure_days: int
    has_acceleration: bool
    conditions: str
    note: str
    proposed_by: str
    proposed_date: date
    offer_until_date: date | None
    offered_by: str
    accepted_date: date | None
    accepted_by: str
    acceptance: str
    missed_date: date | None
    missed_count: int
    defaulted_date: date | None
    reinstated_count: int
    ended_date: date | None
    replaces_id: int | None
    items: tuple[str, ...]
    installments: tuple[PlanPartRow, ...]

    @property
    def total_amount(self) -> Decimal:
        """Return all that is to be paid."""
        return self.principal_amount + self.interest_amount

    @property
    def is_running(self) -> bool:
        """Return whether the plan, not the ladder, says what happens."""
        return self.state in RUNNING


def _row(plan: Plan) -> PlanRow:
    parts = sorted(plan.installments.all(), key=lambda one: one.position)
    return PlanRow(
        id=plan.pk,
        creditor_id=plan.creditor_id,
        creditor_name=plan.creditor.legal_name or plan.creditor.name,
        customer_id=plan.customer_id,
        customer_number=plan.customer.number,
        customer_name=plan.customer.name,
        contact_name=plan.contact_person.name if plan.contact_person else "",
        language=plan.customer.language or plan.creditor.language,
        state=plan.state,
        currency=plan.currency,
        principal_amount=plan.principal_amount,
        interest_amount=plan.interest_amount,
        down_payment_amount=plan.down_payment_amount,
        received_amount=plan.received_amount,
        rate_percent=plan.rate_percent,
        frequency=plan.frequency,
        first_date=plan.first_date,
        last_date=plan.last_date,
        grace_days=plan.grace_days,
        cure_days=plan.cure_days,
        has_acceleration=plan.has_acceleration,
        conditions=plan.conditions,
        note=plan.note,
        proposed_by=plan.proposed_by,
        proposed_date=plan.proposed_date,
        offer_until_date=plan.offer_until_date,
        offered_by=plan.offered_by,
        accepted_date=plan.accepted_date,
        accepted_by=plan.accepted_by,
        acceptance=plan.acceptance,
        missed_date=plan.missed_date,
        missed_count=plan.missed_count,
        defaulted_date=plan.defaulted_date,
        reinstated_count=plan.reinstated_count,
        ended_date=plan.ended_date,
        replaces_id=plan.replaces_id,
        items=tuple(one.open_item.item_number for one in sorted(plan.covered.all(), key=lambda one: one.pk)),
        installments=tuple(
            PlanPartRow(
                part.position, part.due_date, part.cutoff_date, part.amount, part.principal_amount,
                part.interest_amount, part.received_amount, part.missed_date,
            )
            for part in parts
        ),
    )  # fmt: skip


def _rows(held: "QuerySet[Plan]") -> list[PlanRow]:
    whole = held.select_related("customer", "contact_person", "creditor")
    return [_row(plan) for plan in whole.prefetch_related("covered__open_item", "installments")]


def plan_of(viewer: Viewer, plan_id: int) -> PlanRow:
    """Return one plan; refuse one out of sight."""
    found = _rows(Plan.objects.filter(pk=plan_id))
    if not found:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found[0].creditor_id)
    return found[0]


def plans_of(viewer: Viewer, customer: OneCustomer, *, limit: int = 20) -> list[PlanRow]:
    """Return a customer's plans, the newest first."""
    seen = seen_customer(viewer, customer)
    return _rows(Plan.objects.filter(customer_id=seen.id).order_by("-proposed_at", "-pk")[:limit])


def plans_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    view: str = "all",
    customer_id: int | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[PlanRow]:
    """Return a creditor's plans, the newest record first, after a position: asked, running, arrears, or all."""
    require(viewer, "book.read", creditor_id)
    if view not in VIEWS:
        raise Refusal(
            "outcomes.plan.unknown_view",
            gettext_noop("{view} is no view of plans. Choose one of: {known}."),
            view=view[:40],
            known=", ".join(VIEWS),
        )
    held = Plan.objects.filter(creditor_id=creditor_id, state__in=VIEWS[view])
    if customer_id is not None:
        held = held.filter(customer_id=customer_id)
    whole = held.select_related("customer", "contact_person", "creditor")
    whole = whole.prefetch_related("covered__open_item", "installments")
    found, following = slice_after(whole, ("-pk",), after, limit)
    return Slice(tuple(_row(plan) for plan in found), following)


def months_of(viewer: Viewer, creditor_id: int) -> int:
    """Return how many months a plan may last that the viewer agrees alone."""
    return most_months(viewer.roles.get(creditor_id), viewer.sees_all)
