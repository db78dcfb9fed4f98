"""Verbs on returns: note what a bank took back, post it against its receipt, or dismiss it with a reason."""

from collections.abc import Sequence

from django.db.models import QuerySet

from dunwell.base.money import plain
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.commands import return_receipt
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.returns import queries
from dunwell.cash.returns.models import ReturnedLine
from dunwell.cash.returns.rules import RETURN, ReturnEvent, ReturnState, Verdict, find_receipt
from dunwell.cash.statements.models import StatementLine
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit

NO_CODE = "RETURN"
"""Kept where the bank gives no code."""


@command
def note_returns(*, viewer: Viewer, creditor_id: int, lines: Sequence[StatementLine]) -> int:
    """Keep each return with the receipt it takes back; where a shared reference makes that sure, post it at once."""
    require(viewer, "intake.run", creditor_id)
    for line in lines:
        verdict = find_receipt(queries.money_of(line), queries.receipts_for(line)) if line.amount < 0 else _debit_back()
        made = ReturnedLine.objects.create(
            creditor_id=creditor_id,
            line=line,
            receipt_id=verdict.receipt_id,
            state=ReturnState.OPEN,
            reasons=[reason.as_dict() for reason in verdict.reasons],
        )
        if verdict.is_sure and viewer.may("cash.post", creditor_id):
            _post_sure(viewer, made)
        emit("cash.return_noted", creditor_id, return_id=made.pk, state=made.state)
    return len(lines)


def _post_sure(viewer: Viewer, made: ReturnedLine) -> None:
    """Post a return that is sure; one that the rules refuse stays open and says why."""
    try:
        post_return(viewer=viewer, return_id=made.pk)
    except Refusal as refusal:
        made.reasons = [*made.reasons, Reason(refusal.code, refusal.text, refusal.facts).as_dict()]
        made.save(update_fields=["reasons"])
    else:
        made.refresh_from_db()


@command
def post_return(*, viewer: Viewer, return_id: int, receipt_id: int | None = None, reason: str = "") -> ReturnedLine:
    """Take back the receipt of a return: exactly what it paid is open again, on the day the bank took the money.

    Without `receipt_id` the receipt that was found; refuses when none was, or when it has another amount.
    """
    found = _locked(viewer, return_id)
    RETURN.next(ReturnState(found.state), ReturnEvent.POST)
    line = found.line
    wanted = receipt_id if receipt_id is not None else found.receipt_id
    receipt = Receipt.objects.filter(pk=wanted, creditor_id=found.creditor_id).first() if wanted else None
    if receipt is None:
        raise Refusal(
            "cash.return.receipt_missing", gettext_noop("Say which receipt comes back: none was found for this return.")
        )
    if (receipt.amount, receipt.currency) != (-line.amount, line.currency):
        raise Refusal(
            "cash.return.other_amount",
            gettext_noop("The receipt {number} is of {amount} {currency}; another amount came back."),
            number=receipt.number,
            amount=plain(receipt.amount, receipt.currency),
            currency=receipt.currency,
        )
    if receipt.returned_amount:
        raise Refusal(
            "cash.return.returned_already",
            gettext_noop("The receipt {number} was returned before. Choose another, or dismiss this return."),
            number=receipt.number,
        )
    return_receipt(
        viewer=viewer,
        receipt_id=receipt.pk,
        return_code=line.return_code or NO_CODE,
        effective_date=line.booking_date,
        reason=" ".join((reason or line.text).split())[:120],
    )
    return _settled(viewer, found, ReturnEvent.POST, receipt=receipt, note=reason)


@command
def reopen_return(*, viewer: Viewer, return_id: int) -> ReturnedLine:
    """Look at a dismissed return again: it is open, with the receipt that can be found for it by now."""
    found = _locked(viewer, return_id)
    _settled(viewer, found, ReturnEvent.REOPEN)
    verdict = find_receipt(queries.money_of(found.line), queries.receipts_for(found.line))
    found.receipt_id, found.reasons = verdict.receipt_id, [reason.as_dict() for reason in verdict.reasons]
    found.save()
    return found


def _debit_back() -> Verdict:
    text = gettext_noop("Money that had gone out came back: no receipt. Dismiss it with a note of what it was.")
    return Verdict(None, False, (Reason("cash.return.of_debit", text),))


def refuse_posted_returns(lines: QuerySet[StatementLine]) -> None:
    """Refuse to take back lines of which a return is posted; dismiss those that are still open."""
    held = ReturnedLine.objects.filter(line__in=lines)
    posted = held.filter(state=ReturnState.POSTED).select_related("receipt").first()
    if posted is not None:
        raise Refusal(
            "cash.statement.return_posted",
            gettext_noop("A return of it is posted against the receipt {number}. Undo that first."),
            number=str(posted.receipt),
        )
    held.filter(state=ReturnState.OPEN).update(state=ReturnState.DISMISSED, note="withdrawn")


@command
def dismiss_return(*, viewer: Viewer, return_id: int, reason: str) -> ReturnedLine:
    """Say that a return takes back no receipt (or one that was never here), and why."""
    found = _locked(viewer, return_id)
    if not reason.strip():
        raise Refusal("cash.return.reason_missing", gettext_noop("Dismissing a return needs a reason."))
    return _settled(viewer, found, ReturnEvent.DISMISS, note=reason)


def _locked(viewer: Viewer, return_id: int) -> ReturnedLine:
    held = ReturnedLine.objects.select_for_update(of=("self",)).select_related("line")
    found = held.filter(pk=return_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "cash.post", found.creditor_id)
    return found


def _settled(
    viewer: Viewer, found: ReturnedLine, event: ReturnEvent, *, receipt: Receipt | None = None, note: str = ""
) -> ReturnedLine:
    found.state = RETURN.next(ReturnState(found.state), event)
    found.receipt = receipt
    found.note, found.settled_by = note.strip()[:200], viewer.name or viewer.kind
    found.save()
    return found
