"""What the customer page is told of payment plans."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dunwell.base.money import Money, round_amount
from dunwell.outcomes.plans.queries import PlanPartRow, PlanRow, plans_of
from dunwell.parties.customers.queries import CustomerRow
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.plans.shapes import PlanLine, PlanPartLine
from dunwell.web.shapes import Chip
from dunwell.web.wording import PLAN_STATES, label

TONES = {"active": "green", "completed": "green", "in_arrears": "amber", "defaulted": "brick", "draft": "amber"}


def plan_lines(request: DeskRequest, customer: CustomerRow, today: date) -> list[PlanLine]:
    """The customer's latest plans with their installments, and what may be done to each."""
    return [_line(request, row, today) for row in plans_of(request.viewer, customer, limit=3)]


def _line(request: DeskRequest, row: PlanRow, today: date) -> PlanLine:
    viewer, creditor_id = request.viewer, request.creditor.id
    may, may_leave = viewer.may("outcome.record", creditor_id), viewer.may("plan.approve", creditor_id)
    offered, running = row.state == "offered", row.is_running

    def url(name: str, when: bool) -> str:
        return place(request, name, row.id) if when else ""

    replaceable = may and row.state in ("active", "in_arrears", "defaulted")
    return PlanLine(
        id=row.id,
        total=_money(row.total_amount, row.currency),
        received=_money(row.received_amount, row.currency),
        state=Chip(str(label(PLAN_STATES, row.state)), TONES.get(row.state, "")),
        about=", ".join(row.items),
        last_date=row.last_date,
        offer_until_date=row.offer_until_date if offered else None,
        parts=[_part(row, part, today) for part in row.installments],
        agreement_url=url("plan_agreement", True),
        is_open=offered or running or row.state == "draft",
        note=row.note,
        accept_url=url("plan_accept", may and offered),
        reject_url=url("plan_reject", may and offered),
        submit_url=url("plan_submit", may_leave and row.state == "draft"),
        cancel_url=url("plan_cancel", may and (offered or running or row.state == "draft")),
        reinstate_url=url("plan_reinstate", may_leave and row.state == "defaulted"),
        replace_url=f"{place(request, 'customer_plan', row.customer_id)}?replaces={row.id}" if replaceable else "",
    )


def _part(row: PlanRow, part: PlanPartRow, today: date) -> PlanPartLine:
    chip = None
    if part.received_amount >= part.amount:
        chip = Chip(_("paid"), "green")
    elif row.is_running and part.cutoff_date < today:
        chip = Chip(_("missed"), "brick")
    elif row.is_running and part.due_date <= today:
        chip = Chip(_("due"), "amber")
    return PlanPartLine(
        name=str(part.position) if part.position else _("down payment"),
        due_date=part.due_date,
        amount=_money(part.amount, row.currency),
        interest=_money(part.interest_amount, row.currency),
        received=_money(part.received_amount, row.currency),
        chip=chip,
    )


def _money(amount: Decimal, currency: str) -> Money:
    return Money(round_amount(amount, currency), currency)
