"""Disputes: what customers question, who answers, who is right, and what caused it."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Day, Email, Id, Line, Note, Paging, PathId, QueryId, Word, text
from dunwell.api.values import shape_of
from dunwell.outcomes.disputes import commands as verbs
from dunwell.outcomes.disputes.queries import (
    CauseLine,
    DisputeFilter,
    DisputeRow,
    StepRow,
    causes_of,
    dispute_of,
    disputes_after,
    steps_of,
)
from dunwell.outcomes.disputes.rules import Decision, DisputeState, Resolution
from dunwell.outcomes.links.commands import NewLink, ask_owner
from dunwell.outcomes.proofs.queries import ProofRow, proofs_of
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["disputes"])
Dispute = shape_of(DisputeRow)
Step = shape_of(StepRow, title="DisputeStep")
Proof = shape_of(ProofRow)
Cause = shape_of(CauseLine, title="DisputeCause")
Why = text(10_000, 1)


class DisputesAsked(Paging):
    """Which disputes: a group (live, closed, all) or one state."""

    group: Literal["live", "closed", "all"] = "live"
    state: DisputeState | None = None
    customer_id: QueryId | None = None
    open_item_id: QueryId | None = None
    reason_code: Word = ""
    department: Word = ""


class CausesAsked(BaseModel):
    """Of which days: received from `since` on, as it stands on `as_of` (today where nothing is said)."""

    since: date | None = None
    as_of: date | None = None


class NewDispute(Body):
    """What is questioned: so much of one document, in its currency, for a reason (PRICE, QTY, NODEL, DUP, …)."""

    open_item_id: Id
    amount: Amount
    reason_code: Word
    note: Note = ""
    channel: text(20) = ""  # type: ignore[valid-type]
    contact_person_id: Id | None = None
    received_date: Day | None = None


class Moving(Body):
    """Where to; deciding, closing and withdrawing have verbs of their own."""

    to: DisputeState
    note: Note = ""


class Recoding(Body):
    """Another reason."""

    reason_code: Word
    note: Note = ""


class Remark(Body):
    """What is to be remembered."""

    note: Why  # type: ignore[valid-type]


class Deciding(Body):
    """Who is right, what is done, how much is credited; `note` is our position as the customer will be told."""

    decision: Decision
    resolution: Resolution | None = None
    credited_amount: Amount | None = None
    note: Note = ""


class Closing(Body):
    """What went wrong at the root: `billing.duplicate`, or only the first level."""

    root_cause: Word
    note: Note = ""


class DisputeReopening(Body):
    """Why it is questioned again, and how much of it; all that was upheld where nothing is said."""

    note: Why  # type: ignore[valid-type]
    amount: Amount | None = None


class Asking(Body):
    """Whom to ask who has no account, what, and for how many days the link is good."""

    email: Email
    name: Line = ""
    question: text(4000) = ""  # type: ignore[valid-type]


class LinkShape(BaseModel):
    """A link just made; its secret is told this once."""

    id: int
    dispute_id: int
    email: str
    secret: str
    expires_at: datetime


def _one(desk: ApiDesk, dispute_id: int) -> DisputeRow:
    return dispute_of(desk.viewer, dispute_id, desk.today)


@lists(router, "/disputes", Dispute)
def list_disputes(desk: ApiDesk, asked: Query[DisputesAsked], after: Position | None) -> Slice[DisputeRow]:
    """List disputes, the newest first."""
    wanted = DisputeFilter(
        group=asked.group,
        state=asked.state or "",
        customer_id=asked.customer_id,
        open_item_id=asked.open_item_id,
        reason_code=asked.reason_code,
        department=asked.department,
    )
    return disputes_after(desk.viewer, desk.creditor_id, desk.today, wanted, after, asked.limit)


@commands(router, "/disputes", Dispute, right="outcome.record", status=201)
def open_a_dispute(desk: ApiDesk, body: NewDispute) -> DisputeRow:
    """Keep that a customer questions a document or part of it; only that part is not chased from now on."""
    made = verbs.open_dispute(
        viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at, source="api", **body.model_dump()
    )
    return _one(desk, made.pk)


@reads(router, "/disputes/causes", Cause, whole_list=True)
def list_dispute_causes(desk: ApiDesk, asked: Query[CausesAsked]) -> list[CauseLine]:
    """Report causes by amount: cause, owner, how much, how long, how often again."""
    return causes_of(desk.viewer, desk.creditor_id, asked.as_of or desk.today, asked.since)


@reads(router, "/disputes/{dispute_id}", Dispute)
def get_dispute(desk: ApiDesk, dispute_id: PathId) -> DisputeRow:
    """Show a dispute."""
    return _one(desk, dispute_id)


@reads(router, "/disputes/{dispute_id}/steps", Step, whole_list=True)
def list_dispute_steps(desk: ApiDesk, dispute_id: PathId) -> list[StepRow]:
    """List what happened to a dispute, the oldest first."""
    return steps_of(desk.viewer, dispute_id)


@reads(router, "/disputes/{dispute_id}/proofs", Proof, whole_list=True)
def list_dispute_proofs(desk: ApiDesk, dispute_id: PathId) -> list[ProofRow]:
    """List what proves a dispute."""
    return proofs_of(desk.viewer, dispute_id)


@commands(router, "/disputes/{dispute_id}/move", Dispute, right="outcome.record")
def move_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Moving) -> DisputeRow:
    """Bring a dispute to another state, by every step between."""
    verbs.move_dispute(viewer=desk.viewer, dispute_id=dispute_id, to=body.to, note=body.note, at=desk.at)
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/recode", Dispute, right="outcome.record")
def recode_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Recoding) -> DisputeRow:
    """Give an undecided dispute another reason; its owner and its clock follow."""
    verbs.recode_dispute(viewer=desk.viewer, dispute_id=dispute_id, at=desk.at, **body.model_dump())
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/comment", Dispute, right="outcome.record")
def comment_on_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Remark) -> DisputeRow:
    """Write a remark into a dispute's history."""
    verbs.comment_dispute(viewer=desk.viewer, dispute_id=dispute_id, note=body.note, at=desk.at)
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/ask", LinkShape, right="outcome.record", hides=("secret",))
def ask_about_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Asking) -> NewLink:
    """Make a link by which somebody without an account answers; the dispute waits for them."""
    return ask_owner(viewer=desk.viewer, dispute_id=dispute_id, at=desk.at, **body.model_dump())


@commands(router, "/disputes/{dispute_id}/decide", Dispute, right="dispute.decide")
def decide_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Deciding) -> DisputeRow:
    """Say who is right, and do it; a credit memo is posted by who may post."""
    verbs.decide_dispute(
        viewer=desk.viewer, dispute_id=dispute_id, decision=body.decision, resolution=body.resolution or "",
        credited_amount=body.credited_amount, note=body.note, at=desk.at,
    )  # fmt: skip
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/resolve", Dispute, right="ledger.post")
def resolve_a_dispute(desk: ApiDesk, dispute_id: PathId) -> DisputeRow:
    """Post what was decided by somebody who may not post."""
    verbs.resolve_dispute(viewer=desk.viewer, dispute_id=dispute_id, at=desk.at)
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/close", Dispute, right="outcome.record")
def close_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Closing) -> DisputeRow:
    """End a resolved dispute with its root cause."""
    verbs.close_dispute(viewer=desk.viewer, dispute_id=dispute_id, at=desk.at, **body.model_dump())
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/withdraw", Dispute, right="outcome.record")
def withdraw_a_dispute(desk: ApiDesk, dispute_id: PathId, body: Remark) -> DisputeRow:
    """Keep that the customer does not question it any more; all of it is owed."""
    verbs.withdraw_dispute(viewer=desk.viewer, dispute_id=dispute_id, note=body.note, at=desk.at)
    return _one(desk, dispute_id)


@commands(router, "/disputes/{dispute_id}/reopen", Dispute, right="outcome.record")
def reopen_a_dispute(desk: ApiDesk, dispute_id: PathId, body: DisputeReopening) -> DisputeRow:
    """Question again what a dispute closed within sixty days had found owed."""
    verbs.reopen_dispute(viewer=desk.viewer, dispute_id=dispute_id, at=desk.at, **body.model_dump())
    return _one(desk, dispute_id)
