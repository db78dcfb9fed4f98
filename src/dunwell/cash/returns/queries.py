"""Questions about what banks took back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.returns.models import ReturnedLine
from dunwell.cash.returns.rules import FAR_BACK_DAYS, Returnable, ReturnedMoney
from dunwell.cash.statements.models import StatementLine
from dunwell.cash.statements.rules import plain_reference
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after


@dataclass(frozen=True)
class ReturnRow:
    """One return, and the receipt it takes back as far as that is known, with why. `amount` is as the bank signs it."""

    id: int
    line_id: int
    bank_account_id: int
    booking_date: date
    amount: Decimal
    currency: str
    return_code: str
    payer: str
    text: str
    state: str
    receipt_id: int | None
    receipt_number: str
    reasons: tuple[Reason, ...]
    note: str
    settled_by: str


def returns_after(
    viewer: Viewer, creditor_id: int, *, state: str = "", after: Position | None = None, limit: int = 50
) -> Slice[ReturnRow]:
    """Return a creditor's returns, the latest first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = ReturnedLine.objects.filter(creditor_id=creditor_id).select_related("line", "receipt")
    if state:
        held = held.filter(state=state)
    found, following = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(return_row(each) for each in found), following)


def return_of(viewer: Viewer, return_id: int) -> ReturnRow:
    """Return one return; refuse one out of sight."""
    found = ReturnedLine.objects.select_related("line", "receipt").filter(pk=return_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return return_row(found)


def return_row(found: ReturnedLine) -> ReturnRow:
    """Return a return as faces show it."""
    line = found.line
    return ReturnRow(
        id=found.pk,
        line_id=line.pk,
        bank_account_id=line.bank_account_id,
        booking_date=line.booking_date,
        amount=line.amount,
        currency=line.currency,
        return_code=line.return_code,
        payer=line.payer,
        text=line.text,
        state=found.state,
        receipt_id=found.receipt_id,
        receipt_number=found.receipt.number if found.receipt else "",
        reasons=tuple(Reason.from_dict(each) for each in found.reasons),
        note=found.note,
        settled_by=found.settled_by,
    )


def money_of(line: StatementLine) -> ReturnedMoney:
    """Return what a return line says, with everything by which its receipt may be known."""
    # What a return names as its original (the trace of a NACHA entry) stands among the line's references.
    named = _plain([str(each.get("reference") or "") for each in line.details.get("references", ())])
    return ReturnedMoney(-line.amount, line.currency, line.booking_date, _marks(line) | named, line.payer)


def receipts_for(line: StatementLine) -> list[Returnable]:
    """Return the receipts that a return line may take back: the same amount, on the account, not after it."""
    held = Receipt.objects.filter(
        Q(bank_account_id=line.bank_account_id) | Q(bank_account_id__isnull=True),
        creditor_id=line.creditor_id,
        amount=-line.amount,
        currency=line.currency,
        returned_amount=0,
        booking_date__lte=line.booking_date,
        booking_date__gte=line.booking_date - timedelta(days=FAR_BACK_DAYS * 3),
    ).select_related("statement_line")
    taken = ReturnedLine.objects.filter(receipt_id__isnull=False, state="posted").values("receipt_id")
    return [
        Returnable(one.pk, one.amount, one.currency, one.booking_date, _receipt_marks(one), one.payer_name)
        for one in held.exclude(pk__in=taken).order_by("-booking_date", "-pk")[:500]
    ]


def _receipt_marks(receipt: Receipt) -> frozenset[str]:
    own = [receipt.reference]
    return (_marks(receipt.statement_line) if receipt.statement_line else frozenset()) | _plain(own)


def _marks(line: StatementLine) -> frozenset[str]:
    return _plain([line.reference, line.end_to_end_id, line.check_number])


def _plain(marks: Iterable[str]) -> frozenset[str]:
    return frozenset(plain for mark in marks if len(plain := plain_reference(mark)) > 2)
