"""Write-offs and settlements: asked by one person, checked by another, and what came back."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Flag, Id, Paging, PathId, QueryId, text
from dunwell.api.values import shape_of
from dunwell.outcomes.writeoffs import commands as verbs
from dunwell.outcomes.writeoffs.queries import WriteOffRow, write_off_of, write_offs_after
from dunwell.outcomes.writeoffs.rules import WriteOffKind, WriteOffState
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["write-offs"])
WriteOff = shape_of(WriteOffRow)


class WriteOffsAsked(Paging):
    """Which write-offs; `requested` ones wait for a checker."""

    state: WriteOffState | None = None
    customer_id: QueryId | None = None
    open_item_id: QueryId | None = None


class NewWriteOff(Body):
    """What is to be given up, and why; with `is_forgiven` the claim ends too."""

    open_item_id: Id
    amount: Amount
    kind: WriteOffKind
    reason: text(200, 1)  # type: ignore[valid-type]
    is_forgiven: Flag = False


class WriteOffChecking(Body):
    """What the checker adds."""

    note: text(200) = ""  # type: ignore[valid-type]


class WriteOffRefusing(Body):
    """Why not."""

    note: text(200, 1)  # type: ignore[valid-type]


class Recovering(Body):
    """How much came after all."""

    amount: Amount


@lists(router, "/write-offs", WriteOff)
def list_write_offs(desk: ApiDesk, asked: Query[WriteOffsAsked], after: Position | None) -> Slice[WriteOffRow]:
    """List write-offs, the newest first."""
    return write_offs_after(
        desk.viewer, desk.creditor_id, state=asked.state or "", customer_id=asked.customer_id,
        open_item_id=asked.open_item_id, after=after, limit=asked.limit,
    )  # fmt: skip


@commands(router, "/write-offs", WriteOff, right="writeoff.request", status=201)
def request_a_write_off(desk: ApiDesk, body: NewWriteOff) -> WriteOffRow:
    """Ask that a document or part of it be given up; nothing moves before another person says yes."""
    made = verbs.request_write_off(
        viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at, **body.model_dump()
    )  # fmt: skip
    return write_off_of(desk.viewer, made.pk)


@reads(router, "/write-offs/{write_off_id}", WriteOff)
def get_write_off(desk: ApiDesk, write_off_id: PathId) -> WriteOffRow:
    """Show a write-off."""
    return write_off_of(desk.viewer, write_off_id)


@commands(router, "/write-offs/{write_off_id}/approve", WriteOff, right="writeoff.approve")
def approve_a_write_off(desk: ApiDesk, write_off_id: PathId, body: WriteOffChecking) -> WriteOffRow:
    """Say yes to what another person asked for, within one's authority, and post it."""
    verbs.approve_write_off(viewer=desk.viewer, write_off_id=write_off_id, note=body.note, at=desk.at)
    return write_off_of(desk.viewer, write_off_id)


@commands(router, "/write-offs/{write_off_id}/refuse", WriteOff, right="writeoff.approve")
def refuse_a_write_off(desk: ApiDesk, write_off_id: PathId, body: WriteOffRefusing) -> WriteOffRow:
    """Say no, and why."""
    verbs.refuse_write_off(viewer=desk.viewer, write_off_id=write_off_id, note=body.note, at=desk.at)
    return write_off_of(desk.viewer, write_off_id)


@commands(router, "/write-offs/{write_off_id}/cancel", WriteOff, right="writeoff.request")
def cancel_a_write_off(desk: ApiDesk, write_off_id: PathId, body: WriteOffChecking) -> WriteOffRow:
    """Take a request back before it is checked."""
    verbs.cancel_write_off(viewer=desk.viewer, write_off_id=write_off_id, note=body.note, at=desk.at)
    return write_off_of(desk.viewer, write_off_id)


@commands(router, "/write-offs/{write_off_id}/recover", WriteOff, right="ledger.post")
def recover_a_write_off(desk: ApiDesk, write_off_id: PathId, body: Recovering) -> WriteOffRow:
    """Open so much again, for money that came after all."""
    verbs.recover_write_off(viewer=desk.viewer, write_off_id=write_off_id, amount=body.amount, at=desk.at)
    return write_off_of(desk.viewer, write_off_id)
