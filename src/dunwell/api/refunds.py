"""Refunds: money given back, asked for by one person, checked by another, then paid."""

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Day, Id, Line, Paging, PathId, text
from dunwell.api.values import shape_of
from dunwell.cash.refunds.commands import approve_refund, cancel_refund, pay_refund, refuse_refund, request_refund
from dunwell.cash.refunds.queries import RefundRow, refund_of, refunds_after
from dunwell.cash.refunds.rules import RefundState
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["refunds"])
Refund = shape_of(RefundRow)


class RefundsAsked(Paging):
    """Which refunds; `requested` ones await a checker."""

    state: RefundState | None = None


class RefundRequest(Body):
    """What is given back: a credit of a customer by its open item, or a receipt in suspense; one of the two."""

    amount: Amount
    reason: Line
    credit_item_id: Id | None = None
    receipt_id: Id | None = None
    pay_to: Line = ""


class Check(Body):
    """A word for whoever asked."""

    note: Line = ""


class RefundRefusing(Body):
    """Why not."""

    note: text(200, 1)  # type: ignore[valid-type]


class RefundPayment(Body):
    """When and by which payment it was given back."""

    paid_date: Day
    payment_reference: text(80) = ""  # type: ignore[valid-type]


class Cancelling(Body):
    """Why it is taken back."""

    reason: Line = ""


@lists(router, "/refunds", Refund)
def list_refunds(desk: ApiDesk, asked: Query[RefundsAsked], after: Position | None) -> Slice[RefundRow]:
    """List refunds, the latest request first."""
    return refunds_after(desk.viewer, desk.creditor_id, state=asked.state or "", after=after, limit=asked.limit)


@reads(router, "/refunds/{refund_id}", Refund)
def get_refund(desk: ApiDesk, refund_id: PathId) -> RefundRow:
    """Show a refund."""
    return refund_of(desk.viewer, refund_id)


@commands(router, "/refunds", Refund, right="cash.post", status=201)
def request_a_refund(desk: ApiDesk, body: RefundRequest) -> RefundRow:
    """Ask that money be given back; another person checks it."""
    made = request_refund(
        viewer=desk.viewer,
        amount=body.amount,
        reason=body.reason,
        credit_item_id=body.credit_item_id,
        receipt_id=body.receipt_id,
        pay_to=body.pay_to,
    )
    return refund_of(desk.viewer, made.pk)


@commands(router, "/refunds/{refund_id}/approve", Refund, right="cash.check")
def approve_a_refund(desk: ApiDesk, refund_id: PathId, body: Check) -> RefundRow:
    """Say yes to a refund that another person asked for."""
    approve_refund(viewer=desk.viewer, refund_id=refund_id, note=body.note)
    return refund_of(desk.viewer, refund_id)


@commands(router, "/refunds/{refund_id}/refuse", Refund, right="cash.check")
def refuse_a_refund(desk: ApiDesk, refund_id: PathId, body: RefundRefusing) -> RefundRow:
    """Say no to a refund that another person asked for, and why."""
    refuse_refund(viewer=desk.viewer, refund_id=refund_id, note=body.note)
    return refund_of(desk.viewer, refund_id)


@commands(router, "/refunds/{refund_id}/pay", Refund, right="cash.post")
def pay_a_refund(desk: ApiDesk, refund_id: PathId, body: RefundPayment) -> RefundRow:
    """Record that an approved refund was paid: its credit is used up by it."""
    pay_refund(
        viewer=desk.viewer, refund_id=refund_id, paid_date=body.paid_date, payment_reference=body.payment_reference
    )
    return refund_of(desk.viewer, refund_id)


@commands(router, "/refunds/{refund_id}/cancel", Refund, right="cash.post")
def cancel_a_refund(desk: ApiDesk, refund_id: PathId, body: Cancelling) -> RefundRow:
    """Take a refund back before it is paid."""
    cancel_refund(viewer=desk.viewer, refund_id=refund_id, reason=body.reason)
    return refund_of(desk.viewer, refund_id)
