"""Promises: what a customer said it would pay, by when, and what became of it."""

from typing import Any, Literal

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Code, Day, Id, Name, Note, Paging, PathId, QueryId
from dunwell.api.values import shape_of
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.promises.commands import approve_promise, cancel_promise, change_promise, record_promise
from dunwell.outcomes.promises.queries import (
    EvidenceRow,
    PromiseRow,
    TransitionRow,
    evidence_of,
    promise_of,
    promises_after,
    transitions_of,
)
from dunwell.outcomes.promises.rules import Method, Source
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["promises"])
Promise = shape_of(PromiseRow)
Evidence = shape_of(EvidenceRow, title="PromiseEvidence")
Transition = shape_of(TransitionRow, title="PromiseTransition")


class PromisesAsked(Paging):
    """Which promises: `due` by today; `broken` and `kept` in the last 30 days."""

    view: Literal["open", "due", "broken", "kept", "proposed", "all"] = "all"
    customer_id: QueryId | None = None


class Part(Body):
    """So much, by this day."""

    due_date: Day
    amount: Amount


class NewPromise(Body):
    """What was promised: for documents of one currency, or (no documents) for the account in a currency."""

    customer_id: Id
    installments: list[Part]
    open_item_ids: list[Id] = []
    currency: Code | None = None
    method: Method | None = None
    source: Source = Source.CALL
    contact_person_id: Id | None = None
    activity_id: Id | None = None
    note: Note = ""


class ChangedPromise(Body):
    """The days and amounts that take the place of the old ones."""

    installments: list[Part]
    note: Note = ""


class WhyCancelled(Body):
    """Why a promise is taken out of the book."""

    reason: Name


class Leave(Body):
    """What goes with the leave."""

    note: Note = ""


class PromiseMade(BaseModel):
    """The promise, and where it stands."""

    id: int
    state: str
    status: str


def _told(made: Any) -> dict[str, Any]:
    return {"id": made.pk, "state": made.state, "status": made.status}


def _parts(parts: list[Part]) -> list[Installment]:
    return [Installment(part.due_date, part.amount) for part in parts]


@lists(router, "/promises", Promise)
def list_promises(desk: ApiDesk, asked: Query[PromisesAsked], after: Position | None) -> Slice[PromiseRow]:
    """List promises, the newest record first."""
    return promises_after(
        desk.viewer,
        desk.creditor_id,
        view=asked.view,
        as_of=desk.today,
        customer_id=asked.customer_id,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/promises/{promise_id}", Promise)
def get_promise(desk: ApiDesk, promise_id: PathId) -> PromiseRow:
    """Show a promise."""
    return promise_of(desk.viewer, promise_id)


@reads(router, "/promises/{promise_id}/evidence", Evidence, whole_list=True)
def list_promise_evidence(desk: ApiDesk, promise_id: PathId) -> list[EvidenceRow]:
    """List the money that stands for a promise."""
    return evidence_of(desk.viewer, promise_id)


@reads(router, "/promises/{promise_id}/transitions", Transition, whole_list=True)
def list_promise_transitions(desk: ApiDesk, promise_id: PathId) -> list[TransitionRow]:
    """List the steps of a promise's life, first to last."""
    return transitions_of(desk.viewer, promise_id)


@commands(router, "/promises", PromiseMade, right="outcome.record", status=201)
def record_a_promise(desk: ApiDesk, body: NewPromise) -> dict[str, Any]:
    """Record a promise; it holds back what it is about until its day and days of grace are over."""
    return _told(
        record_promise(
            viewer=desk.viewer,
            creditor_id=desk.creditor_id,
            customer_id=body.customer_id,
            installments=_parts(body.installments),
            open_item_ids=body.open_item_ids,
            currency=(body.currency or "").upper(),
            method=body.method or "",
            source=body.source,
            contact_person_id=body.contact_person_id,
            activity_id=body.activity_id,
            note=body.note,
            at=desk.at,
        )
    )


@commands(router, "/promises/{promise_id}/change", PromiseMade, right="outcome.record", status=201)
def change_a_promise(desk: ApiDesk, promise_id: PathId, body: ChangedPromise) -> dict[str, Any]:
    """Put a promise off or change its amount, once, before its day."""
    parts = _parts(body.installments)
    return _told(
        change_promise(viewer=desk.viewer, promise_id=promise_id, installments=parts, at=desk.at, note=body.note)
    )


@commands(router, "/promises/{promise_id}/cancel", PromiseMade, right="outcome.record")
def cancel_a_promise(desk: ApiDesk, promise_id: PathId, body: WhyCancelled) -> dict[str, Any]:
    """Take an open promise out of the book."""
    return _told(cancel_promise(viewer=desk.viewer, promise_id=promise_id, reason=body.reason, at=desk.at))


@commands(router, "/promises/{promise_id}/approve", PromiseMade, right="plan.approve")
def approve_a_promise(desk: ApiDesk, promise_id: PathId, body: Leave) -> dict[str, Any]:
    """Give leave for a promise that waits for it."""
    return _told(approve_promise(viewer=desk.viewer, promise_id=promise_id, at=desk.at, note=body.note))
