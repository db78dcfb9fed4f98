"""Remittances: the payer's own lists of what payments are for."""

from enum import StrEnum
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Amount, Body, Code, Day, Id, Line, Paging, PathId, QueryId, text
from dunwell.api.values import shape_of
from dunwell.cash.remittances.commands import link_remittance, record_remittance, unlink_remittance
from dunwell.cash.remittances.queries import RemittanceRow, remittance, remittances_after
from dunwell.exchange.reading.statements import Adjustment, PaidReference, Remittance
from dunwell.platform.keyset import Position, Slice

router = Router(tags=["remittances"])
RemittanceShape = shape_of(RemittanceRow)


class DocumentKind(StrEnum):
    """What a payer names."""

    INVOICE = "invoice"
    CREDIT_MEMO = "credit_memo"
    PURCHASE_ORDER = "purchase_order"
    STATEMENT = "statement"
    CUSTOMER = "customer"
    OTHER = "other"


class RemittancesAsked(Paging):
    """Which remittances; `open` keeps those whose money is not known."""

    receipt_id: QueryId | None = None
    delivery_id: QueryId | None = None
    open: bool = False


class HeldBack(Body):
    """What the payer held back (below zero) or added, with the payer's code."""

    code: text(20)  # type: ignore[valid-type]
    amount: Amount
    text: Line = ""


class Document(Body):
    """One document the payment is for; `paid_amount` is below zero where a credit is netted."""

    number: text(120, 1)  # type: ignore[valid-type]
    kind: DocumentKind = DocumentKind.INVOICE
    gross_amount: Amount | None = None
    discount_amount: Amount | None = None
    paid_amount: Amount | None = None
    document_date: Day | None = None
    adjustments: Annotated[list[HeldBack], Field(max_length=50)] = []


class NewRemittance(Body):
    """A remittance to record; it is linked to its money where that is sure."""

    payer: text(300) = ""  # type: ignore[valid-type]
    payer_number: text(80) = ""  # type: ignore[valid-type]
    payer_account: text(60) = ""  # type: ignore[valid-type]
    currency: Code
    amount: Amount | None = None
    payment_date: Day | None = None
    method: text(20) = ""  # type: ignore[valid-type]
    trace: text(80) = ""  # type: ignore[valid-type]
    number: text(80) = ""  # type: ignore[valid-type]
    lines: Annotated[list[Document], Field(max_length=5000)] = []
    note: text(10_000) = ""  # type: ignore[valid-type]


class Linking(Body):
    """The receipt that it belongs to."""

    receipt_id: Id


class Unlinking(Body):
    """Why it does not belong there."""

    reason: Line = ""


@lists(router, "/remittances", RemittanceShape)
def list_remittances(desk: ApiDesk, asked: Query[RemittancesAsked], after: Position | None) -> Slice[RemittanceRow]:
    """List remittances without their documents, the latest first."""
    return remittances_after(
        desk.viewer,
        desk.creditor_id,
        receipt_id=asked.receipt_id,
        open_only=asked.open,
        delivery_id=asked.delivery_id,
        after=after,
        limit=asked.limit,
    )


@commands(router, "/remittances", RemittanceShape, right="intake.run", status=201)
def record_a_remittance(desk: ApiDesk, body: NewRemittance) -> RemittanceRow:
    """Record what a payer says a payment is for; the same list again answers with the one that is here."""
    found = Remittance(
        payer=body.payer,
        payer_number=body.payer_number,
        payer_account=body.payer_account,
        currency=body.currency.upper(),
        amount=body.amount,
        payment_date=body.payment_date,
        method=body.method,
        trace=body.trace,
        number=body.number,
        lines=tuple(_document(each) for each in body.lines),
        text=body.note,
    )
    made = record_remittance(viewer=desk.viewer, creditor_id=desk.creditor_id, found=found)
    return remittance(desk.viewer, made.remittance_id)


def _document(told: Document) -> PaidReference:
    return PaidReference(
        told.number,
        told.kind.value,
        told.gross_amount,
        told.discount_amount,
        told.paid_amount,
        told.document_date,
        tuple(Adjustment(each.code, each.amount, each.text) for each in told.adjustments),
    )


@reads(router, "/remittances/{remittance_id}", RemittanceShape)
def get_remittance(desk: ApiDesk, remittance_id: PathId) -> RemittanceRow:
    """Show a remittance with its documents, and why it belongs to its receipt."""
    return remittance(desk.viewer, remittance_id)


@commands(router, "/remittances/{remittance_id}/link", RemittanceShape, right="cash.post")
def link_a_remittance(desk: ApiDesk, remittance_id: PathId, body: Linking) -> RemittanceRow:
    """Say to which receipt a remittance belongs."""
    link_remittance(viewer=desk.viewer, remittance_id=remittance_id, receipt_id=body.receipt_id)
    return remittance(desk.viewer, remittance_id)


@commands(router, "/remittances/{remittance_id}/unlink", RemittanceShape, right="cash.post")
def unlink_a_remittance(desk: ApiDesk, remittance_id: PathId, body: Unlinking) -> RemittanceRow:
    """Take a remittance from its receipt; it stays open."""
    unlink_remittance(viewer=desk.viewer, remittance_id=remittance_id, reason=body.reason)
    return remittance(desk.viewer, remittance_id)
