"""Payment plans: agreements to pay documents in installments."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Query, Router
from pydantic import BaseModel, Field, StrictInt

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Day, Flag, Id, Name, Note, Paging, PathId, QueryId, Rate
from dunwell.api.values import shape_of
from dunwell.outcomes.plans.commands import (
    accept_plan,
    cancel_plan,
    propose_plan,
    reinstate_plan,
    reject_plan,
    submit_plan,
)
from dunwell.outcomes.plans.queries import PlanRow, plan_of, plans_after
from dunwell.outcomes.plans.rules import Frequency, Terms
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["plans"])
Plan = shape_of(PlanRow)


class PlansAsked(Paging):
    """Which plans."""

    view: Literal["asked", "running", "arrears", "all"] = "all"
    customer_id: QueryId | None = None


class NewPlan(Body):
    """What is agreed on open documents of one currency; a longer plan than its proposer may agree stays a draft."""

    customer_id: Id
    open_item_ids: list[Id]
    installment_count: Annotated[StrictInt, Field(ge=1, le=104)]
    first_date: Day
    frequency: Frequency = Frequency.MONTHLY
    rate_percent: Rate | None = None
    down_payment_amount: Amount | None = None
    disposable_amount: Amount | None = None
    contact_person_id: Id | None = None
    has_acceleration: Flag = False
    conditions: Note = ""
    note: Note = ""
    replaces_id: Id | None = None


class Acceptance(Body):
    """Who agreed, and how we know."""

    accepted_by: Name
    acceptance: Name


class WhyEnded(Body):
    """Why a plan ends."""

    reason: Name


class WithNote(Body):
    """What goes with the act."""

    note: Note = ""


class PlanMade(BaseModel):
    """The plan, and where it stands."""

    id: int
    state: str


def _told(made: Any) -> dict[str, Any]:
    return {"id": made.pk, "state": made.state}


@lists(router, "/plans", Plan)
def list_plans(desk: ApiDesk, asked: Query[PlansAsked], after: Position | None) -> Slice[PlanRow]:
    """List plans, the newest record first."""
    return plans_after(
        desk.viewer,
        desk.creditor_id,
        view=asked.view,
        customer_id=asked.customer_id,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/plans/{plan_id}", Plan)
def get_plan(desk: ApiDesk, plan_id: PathId) -> PlanRow:
    """Show a plan with its installments."""
    return plan_of(desk.viewer, plan_id)


@commands(router, "/plans", PlanMade, right="outcome.record", status=201)
def propose_a_plan(desk: ApiDesk, body: NewPlan) -> dict[str, Any]:
    """Draw up a plan; within the viewer's authority it is offered at once."""
    terms = Terms(
        body.installment_count,
        body.first_date,
        body.frequency,
        body.rate_percent or Decimal(0),
        body.down_payment_amount or Decimal(0),
    )
    apart = {"installment_count", "first_date", "frequency", "rate_percent", "down_payment_amount"}
    return _told(
        propose_plan(
            viewer=desk.viewer, creditor_id=desk.creditor_id, terms=terms, at=desk.at, **body.model_dump(exclude=apart)
        )
    )


@commands(router, "/plans/{plan_id}/submit", PlanMade, right="plan.approve")
def submit_a_plan(desk: ApiDesk, plan_id: PathId, body: WithNote) -> dict[str, Any]:
    """Give leave for a draft: it is offered."""
    return _told(submit_plan(viewer=desk.viewer, plan_id=plan_id, at=desk.at, note=body.note))


@commands(router, "/plans/{plan_id}/accept", PlanMade, right="outcome.record")
def accept_a_plan(desk: ApiDesk, plan_id: PathId, body: Acceptance) -> dict[str, Any]:
    """Record that the customer agreed; its documents are held until the plan ends."""
    return _told(
        accept_plan(
            viewer=desk.viewer, plan_id=plan_id, accepted_by=body.accepted_by, acceptance=body.acceptance, at=desk.at
        )
    )


@commands(router, "/plans/{plan_id}/reject", PlanMade, right="outcome.record")
def reject_a_plan(desk: ApiDesk, plan_id: PathId, body: WhyEnded) -> dict[str, Any]:
    """Record that the customer did not agree."""
    return _told(reject_plan(viewer=desk.viewer, plan_id=plan_id, reason=body.reason, at=desk.at))


@commands(router, "/plans/{plan_id}/cancel", PlanMade, right="outcome.record")
def cancel_a_plan(desk: ApiDesk, plan_id: PathId, body: WhyEnded) -> dict[str, Any]:
    """End a plan that is not paid."""
    return _told(cancel_plan(viewer=desk.viewer, plan_id=plan_id, reason=body.reason, at=desk.at))


@commands(router, "/plans/{plan_id}/reinstate", PlanMade, right="plan.approve")
def reinstate_a_plan(desk: ApiDesk, plan_id: PathId, body: WithNote) -> dict[str, Any]:
    """Revive a plan in default, once."""
    return _told(reinstate_plan(viewer=desk.viewer, plan_id=plan_id, at=desk.at, note=body.note))
