"""Verbs on refunds: one person asks, another checks, then it is paid; only paying moves money."""

from datetime import date
from decimal import Decimal

from django.db.models.functions import Now

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.posting.commands import CASH_POST, Act, locked_receipt, new_key
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.receipts.rules import MovementKind, Place
from dunwell.cash.refunds import rules
from dunwell.cash.refunds.models import Refund
from dunwell.cash.refunds.queries import asked_already, receipt_behind
from dunwell.cash.refunds.rules import REFUND, RefundEvent, RefundState
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.entries.commands import move_item
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.commands import locked_items
from dunwell.receivables.open_items.models import OpenItem


@command
def request_refund(
    *,
    viewer: Viewer,
    amount: Decimal,
    reason: str,
    credit_item_id: int | None = None,
    receipt_id: int | None = None,
    pay_to: str = "",
) -> Refund:
    """Ask that money be given back: of a credit (a credit memo, money on account), or of a receipt in suspense."""
    if (credit_item_id is None) == (receipt_id is None):
        raise Refusal(
            "cash.refund.of_what", gettext_noop("Say what is given back: a credit of a customer, or a receipt.")
        )
    if credit_item_id is not None:
        item = locked_items(viewer, [credit_item_id], CASH_POST)[credit_item_id]
        source: OpenItem | Receipt = item
        customer_id, available = item.customer_id, max(-item.open_amount, Decimal(0))
    else:
        assert receipt_id is not None
        source = receipt = locked_receipt(viewer, receipt_id)
        customer_id, available = None, receipt.suspense_amount
    asked = asked_already(credit_item_id=credit_item_id, receipt_id=receipt_id)
    rules.check_request(amount, available - asked, source.currency, reason)
    refund = Refund.objects.create(
        creditor_id=source.creditor_id,
        customer_id=customer_id,
        credit_item_id=credit_item_id,
        receipt_id=receipt_id if credit_item_id is None else receipt_behind(credit_item_id),
        state=RefundState.REQUESTED,
        amount=amount,
        currency=source.currency,
        reason=reason.strip(),
        pay_to=pay_to,
        requested_by_id=viewer.user_id,
        requested_by=viewer.name or viewer.kind,
    )
    emit("cash.refund_requested", refund.creditor_id, refund_id=refund.pk, customer_id=customer_id)
    return refund


@command
def approve_refund(*, viewer: Viewer, refund_id: int, note: str = "") -> Refund:
    """Say yes to a refund that another person asked for."""
    return _checked(viewer, refund_id, RefundEvent.APPROVE, note)


@command
def refuse_refund(*, viewer: Viewer, refund_id: int, note: str) -> Refund:
    """Say no to a refund that another person asked for, and why."""
    if not note.strip():
        raise Refusal("cash.refund.reason_missing", gettext_noop("Say why, for whoever asked."))
    return _checked(viewer, refund_id, RefundEvent.REFUSE, note)


def _checked(viewer: Viewer, refund_id: int, event: RefundEvent, note: str) -> Refund:
    refund = _locked(viewer, refund_id, "cash.check")
    name = viewer.name or viewer.kind
    rules.check_another(refund.requested_by_id, refund.requested_by, viewer.user_id, name)
    refund.state = REFUND.next(RefundState(refund.state), event)
    refund.checked_by_id, refund.checked_by, refund.checked_at = viewer.user_id, name, Now()
    refund.check_note = note.strip()
    refund.save()
    refund.refresh_from_db(fields=["checked_at"])
    told = "cash.refund_approved" if event is RefundEvent.APPROVE else "cash.refund_refused"
    emit(told, refund.creditor_id, refund_id=refund.pk, customer_id=refund.customer_id)
    return refund


@command
def cancel_refund(*, viewer: Viewer, refund_id: int, reason: str = "") -> Refund:
    """Take a refund back before it is paid."""
    refund = _locked(viewer, refund_id, CASH_POST)
    refund.state = REFUND.next(RefundState(refund.state), RefundEvent.CANCEL)
    refund.check_note = (reason.strip() or refund.check_note)[:200]
    refund.save()
    return refund


@command
def pay_refund(*, viewer: Viewer, refund_id: int, paid_date: date, payment_reference: str = "") -> Refund:
    """Record that an approved refund was paid: the credit is used up by it. Refused where the credit is gone."""
    refund = _locked(viewer, refund_id, CASH_POST)
    refund.state = REFUND.next(RefundState(refund.state), RefundEvent.PAY)
    refund.posting_key = new_key("refund")
    if refund.receipt_id is not None:
        _pay_from_receipt(viewer, refund, paid_date)
    else:
        assert refund.credit_item_id is not None
        item = locked_items(viewer, [refund.credit_item_id], CASH_POST)[refund.credit_item_id]
        _check_still_there(refund, -item.open_amount)
        move_item(
            viewer, item, EntryKind.REFUND, refund.amount, paid_date, reason=refund.reason,
            posting_key=refund.posting_key,
        )  # fmt: skip
    refund.paid_date, refund.payment_reference = paid_date, payment_reference
    refund.save()
    emit("cash.refund_paid", refund.creditor_id, refund_id=refund.pk, customer_id=refund.customer_id)
    return refund


def _pay_from_receipt(viewer: Viewer, refund: Refund, day: date) -> None:
    assert refund.receipt_id is not None
    receipt = locked_receipt(viewer, refund.receipt_id)
    act = Act(viewer, receipt, day, key=refund.posting_key, reason=refund.reason)
    act.hold()
    if refund.credit_item_id is None:
        _check_still_there(refund, receipt.suspense_amount)
        act.move(MovementKind.REFUNDED, Place.SUSPENSE, Place.REFUNDED, refund.amount)
    else:
        item = act.money[refund.credit_item_id]
        _check_still_there(refund, -item.open_amount)
        act.draw(item, refund.amount, EntryKind.REFUND)
        act.move(MovementKind.REFUNDED, Place.ON_ACCOUNT, Place.REFUNDED, refund.amount, item=item)
    act.finish()


def _check_still_there(refund: Refund, available: Decimal) -> None:
    if refund.amount > available:
        raise Refusal(
            "cash.refund.credit_gone",
            gettext_noop(
                "The credit was used meanwhile; {amount} {currency} is not there any more. Cancel the refund."
            ),
            amount=f"{refund.amount:f}",
            currency=refund.currency,
        )


def _locked(viewer: Viewer, refund_id: int, right: str) -> Refund:
    refund = Refund.objects.select_for_update().filter(pk=refund_id).first()
    if refund is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, refund.creditor_id)
    return refund
