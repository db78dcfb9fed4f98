"""Turn bank lines into receipts, and take receipts back whose statement is withdrawn."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Max

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.commands import unidentify_receipt
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import MovementKind, Place, ReceiptState
from dunwell.cash.statements.models import StatementLine
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.receivables.periods.queries import check_open_days


@command
def receive_lines(*, viewer: Viewer, creditor_id: int, lines: Sequence[StatementLine]) -> int:
    """Record one receipt for each bank line, in suspense until its payer is known; return how many."""
    require(viewer, "intake.run", creditor_id)
    made = [_receipt(pk, line) for pk, line in zip(_ids(len(lines)), lines, strict=True)]
    receipts = Receipt.objects.bulk_create(made, batch_size=1000)
    ReceiptMovement.objects.bulk_create(
        [
            ReceiptMovement(
                creditor_id=creditor_id,
                receipt=receipt,
                kind=MovementKind.RECEIVED,
                from_place=Place.BANK,
                to_place=Place.SUSPENSE,
                amount=receipt.amount,
                currency=receipt.currency,
                effective_date=receipt.booking_date,
                recorded_by=viewer.name or viewer.kind,
                posting_key=f"receipt-{receipt.pk}",
            )
            for receipt in receipts
        ],
        batch_size=1000,
    )
    return len(receipts)


def _ids(count: int) -> list[int]:
    """Return ids for so many receipts, so that each can be numbered by its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cash_receipt_id_seq') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def _receipt(pk: int, line: StatementLine) -> Receipt:
    return Receipt(
        id=pk,
        creditor_id=line.creditor_id,
        number=f"R{pk}",
        bank_account_id=line.bank_account_id,
        statement_line=line,
        state=ReceiptState.UNIDENTIFIED,
        method=line.kind,
        booking_date=line.booking_date,
        value_date=line.value_date,
        currency=line.currency,
        amount=line.amount,
        suspense_amount=line.amount,
        payer_name=line.payer,
        payer_account=line.payer_account,
        reference=line.reference or line.end_to_end_id,
        text=line.text,
        details=line.details,
    )


@command
def void_receipts(*, viewer: Viewer, creditor_id: int, line_ids: Sequence[int], reason: str, posting_key: str) -> int:
    """Take back the receipts of bank lines that never were, each on the day it last moved; return how many.

    Who paid is forgotten with them. Refuses when any of their money is applied, refunded or returned: undo that first.
    """
    require(viewer, "cash.post", creditor_id)
    held = Receipt.objects.select_for_update(of=("self",)).filter(statement_line_id__in=line_ids).order_by("pk")
    receipts = list(held)
    used = [
        receipt.number for receipt in receipts if receipt.suspense_amount + receipt.on_account_amount < receipt.amount
    ]
    if used:
        raise Refusal(
            "cash.statement.receipts_used",
            gettext_noop("{count} receipts of it are in use already, {number} first. Undo what was done with them."),
            count=len(used),
            number=used[0],
        )
    days = _last_days(receipts)
    check_open_days(creditor_id, days.values())
    for receipt in receipts:
        if receipt.on_account_amount:
            unidentify_receipt(viewer=viewer, receipt_id=receipt.pk, effective_date=days[receipt.pk], reason=reason)
            receipt.refresh_from_db()
    ReceiptMovement.objects.bulk_create(
        [
            ReceiptMovement(
                creditor_id=creditor_id,
                receipt=receipt,
                kind=MovementKind.RETURNED,
                from_place=Place.SUSPENSE,
                to_place=Place.RETURNED,
                amount=receipt.amount,
                currency=receipt.currency,
                effective_date=days[receipt.pk],
                recorded_by=viewer.name or viewer.kind,
                reason=reason[:200],
                posting_key=posting_key,
            )
            for receipt in receipts
        ],
        batch_size=1000,
    )
    for receipt in receipts:
        receipt.suspense_amount, receipt.returned_amount = Decimal(0), receipt.amount
        receipt.state = ReceiptState.RETURNED
        receipt.version += 1
    Receipt.objects.bulk_update(receipts, ["suspense_amount", "returned_amount", "state", "version"], batch_size=500)
    return len(receipts)


def _last_days(receipts: Sequence[Receipt]) -> dict[int, date]:
    """Return the day on which each receipt last moved: nothing is taken back before it was there."""
    moved = ReceiptMovement.objects.filter(receipt__in=receipts).values("receipt_id")
    return dict(moved.annotate(day=Max("effective_date")).values_list("receipt_id", "day"))
