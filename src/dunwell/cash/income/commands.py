"""Turn bank lines into receipts, and take receipts back whose statement is withdrawn."""

from collections.abc import Sequence

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import MovementKind, ReceiptState
from dunwell.cash.statements.models import StatementLine
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command


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
                from_place="bank",
                to_place="suspense",
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
    """Take back the receipts of bank lines that never were, each on its booking day; return how many.

    Refuses when any of their money has been put on a customer, applied, refunded or returned: undo that first.
    """
    require(viewer, "cash.post", creditor_id)
    held = Receipt.objects.select_for_update(of=("self",)).filter(statement_line_id__in=line_ids).order_by("pk")
    receipts = list(held)
    used = [receipt.number for receipt in receipts if receipt.suspense_amount != receipt.amount]
    if used:
        raise Refusal(
            "cash.statement.receipts_used",
            gettext_noop("{count} receipts of it are in use already, {number} first. Undo what was done with them."),
            count=len(used),
            number=used[0],
        )
    ReceiptMovement.objects.bulk_create(
        [
            ReceiptMovement(
                creditor_id=creditor_id,
                receipt=receipt,
                kind=MovementKind.RETURNED,
                from_place="suspense",
                to_place="returned",
                amount=receipt.amount,
                currency=receipt.currency,
                effective_date=receipt.booking_date,
                recorded_by=viewer.name or viewer.kind,
                reason=reason[:200],
                posting_key=posting_key,
            )
            for receipt in receipts
        ],
        batch_size=1000,
    )
    for receipt in receipts:
        receipt.suspense_amount, receipt.returned_amount = receipt.amount - receipt.amount, receipt.amount
        receipt.state = ReceiptState.RETURNED
        receipt.version += 1
    Receipt.objects.bulk_update(receipts, ["suspense_amount", "returned_amount", "state", "version"], batch_size=500)
    return len(receipts)
