"""Verbs of the cash desk: receipts, what they pay, what comes back, and the closing of a period."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.commands import allocate_receipt, undo_allocation
from dunwell.cash.allocations.queries import allocations_of
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.receipts.commands import identify_receipt, record_receipt, return_receipt
from dunwell.cash.receipts.queries import ReceiptRow, movements_of, receipt_by_number
from dunwell.cash.refunds.commands import approve_refund, pay_refund, request_refund
from dunwell.receivables.periods.commands import lock_period, reopen_period
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.ledger import item_named
from dunwell.story.telling import Telling, given, tells


def receipt_named(telling: Telling, number: str) -> ReceiptRow:
    """Return a receipt of the story's creditor by its number."""
    return receipt_by_number(telling.operator, telling.desk().id, number)


@tells("receipt")
def receipt(telling: Telling, line: Line) -> None:
    """Record money that came in."""
    money, payer = line.values["money"], line.values.get("from")
    record_receipt(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        amount=money.amount,
        currency=money.currency,
        value_date=line.values["date"],
        number=line.values["name"],
        customer_id=telling.customer_numbered(payer).id if payer else None,
    )


@tells("identify")
def identify(telling: Telling, line: Line) -> None:
    """Say who paid."""
    part = line.values.get("amount")
    identify_receipt(
        viewer=telling.acting,
        receipt_id=receipt_named(telling, line.values["name"]).id,
        customer_id=telling.customer_numbered(line.values["customer"]).id,
        effective_date=line.values["date"],
        amount=part.amount if part else None,
    )


@tells("apply")
def apply(telling: Telling, line: Line) -> None:
    """Put money of a receipt against a document, with what settles it beside money."""
    item = item_named(telling, line.values["item"])
    extras: dict[str, Any] = given(
        line, discount="discount_amount", tolerance="tolerance_amount", fee="fee_amount",
        withheld="withholding_amount", deduction="deduction_amount", code="deduction_code", rate="rate",
    )  # fmt: skip
    lines = [AllocationLine(item.pk, line.values["money"].amount, **extras)]
    if "credit" in line.values:
        memo = item_named(telling, line.values["credit"])
        lines.append(AllocationLine(memo.pk, memo.open_amount))
    allocate_receipt(
        viewer=telling.acting,
        receipt_id=receipt_named(telling, line.values["name"]).id,
        lines=lines,
        effective_date=line.values["date"],
        **given(line, because="reason"),
    )


@tells("unapply")
def unapply(telling: Telling, line: Line) -> None:
    """Undo what a receipt paid of a document, the last time it did."""
    paid = allocations_of(telling.operator, receipt_named(telling, line.values["name"]).id)
    live = [row for row in paid if row.item_number == line.values["item"] and row.reverses_id is None]
    standing = [row for row in live if not row.is_undone] or live
    if not standing:
        raise Refusal("story.nothing_applied", gettext_noop("The receipt paid nothing of it."))
    undo_allocation(
        viewer=telling.acting,
        allocation_id=standing[-1].id,
        effective_date=line.values["date"],
        reason=line.values.get("because", "put on the wrong document"),
    )


@tells("return")
def returned(telling: Telling, line: Line) -> None:
    """The bank takes a receipt back."""
    return_receipt(
        viewer=telling.acting,
        receipt_id=receipt_named(telling, line.values["name"]).id,
        return_code=line.values["code"],
        effective_date=line.values["date"],
    )


@tells("refund")
def refund(telling: Telling, line: Line) -> None:
    """Ask for a refund as who is acting, have it checked by another person, and pay it."""
    found = receipt_named(telling, line.values["name"])
    held = [row.on_account_item_id for row in movements_of(telling.operator, found.id) if row.on_account_item_id]
    # One line of a story is one act: refused at any step, nothing of it stands.
    with transaction.atomic():
        asked = request_refund(
            viewer=telling.acting,
            amount=line.values["money"].amount,
            reason="paid too much",
            credit_item_id=held[-1] if held else None,
            receipt_id=None if held else found.id,
        )
        approve_refund(viewer=telling.person(line.values["checked"]), refund_id=asked.pk)
        pay_refund(viewer=telling.acting, refund_id=asked.pk, paid_date=line.values["date"])


@tells("lock_period")
def lock(telling: Telling, line: Line) -> None:
    """Lock the books through a day."""
    lock_period(
        viewer=telling.acting, creditor_id=telling.desk().id, through_date=line.values["date"],
        reason=line.values["reason"],
    )  # fmt: skip


@tells("reopen_period")
def reopen(telling: Telling, line: Line) -> None:
    """Reopen the books, wholly or after a day."""
    reopen_period(
        viewer=telling.acting, creditor_id=telling.desk().id, reason=line.values["reason"],
        **given(line, through="through_date"),
    )  # fmt: skip


@tells("expect_receipt")
def expect_receipt(telling: Telling, line: Line) -> None:
    """A receipt's state, and how much of it is where; places not named are zero."""
    found = receipt_named(telling, line.values["name"])
    kept = {
        "suspense": found.suspense_amount,
        "on_account": found.on_account_amount,
        "applied": found.applied_amount,
        "refunded": found.refunded_amount,
        "returned": found.returned_amount,
    }
    said = {name: line.values.get(name, Decimal(0)) for name in kept}
    expected = (line.values["state"], said)
    if expected != (found.state, kept):
        raise Unmet(expected, (found.state, kept))
