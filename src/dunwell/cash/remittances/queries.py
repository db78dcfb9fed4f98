"""Questions about remittances, and which receipts one may belong to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.receipts.rules import ReceiptState
from dunwell.cash.remittances.models import RemittanceAdvice, RemittanceLine
from dunwell.cash.remittances.rules import EARLY_DAYS, LATE_DAYS, Advice, Money, plain_mark
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after


@dataclass(frozen=True)
class NamedDocumentRow:
    """One document that a payer names; `paid_amount` is below zero where a credit is netted."""

    sequence: int
    number: str
    kind: str
    gross_amount: Decimal | None
    discount_amount: Decimal | None
    paid_amount: Decimal | None
    document_date: date | None
    adjustments: list[dict[str, Any]]


@dataclass(frozen=True)
class RemittanceRow:
    """One remittance; `reasons` say why it belongs to its receipt, or why that is open. Lines come with one alone."""

    id: int
    delivery_id: int | None
    customer_id: int | None
    payer: str
    payer_number: str
    payer_account: str
    number: str
    trace: str
    method: str
    payment_date: date | None
    currency: str
    amount: Decimal | None
    difference_amount: Decimal | None
    receipt_id: int | None
    receipt_number: str
    reasons: tuple[Reason, ...]
    linked_by: str
    is_withdrawn: bool
    text: str
    recorded_by: str
    created_at: datetime
    adjustments: list[dict[str, Any]]
    lines: tuple[NamedDocumentRow, ...] = ()


def remittances_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    receipt_id: int | None = None,
    open_only: bool = False,
    delivery_id: int | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[RemittanceRow]:
    """Return a creditor's remittances without their lines, the latest first, after a position."""
    require(viewer, "book.read", creditor_id)
    held = RemittanceAdvice.objects.filter(creditor_id=creditor_id).select_related("receipt")
    if receipt_id is not None:
        held = held.filter(receipt_id=receipt_id)
    if delivery_id is not None:
        held = held.filter(delivery_id=delivery_id)
    if open_only:
        held = held.filter(receipt__isnull=True, is_withdrawn=False)
    found, following = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_row(each) for each in found), following)


def remittance(viewer: Viewer, remittance_id: int) -> RemittanceRow:
    """Return one remittance with its lines; refuse one out of sight."""
    found = RemittanceAdvice.objects.select_related("receipt").filter(pk=remittance_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    lines = RemittanceLine.objects.filter(remittance=found).order_by("sequence")
    return _row(found, tuple(_line(each) for each in lines))


def advice_of(found: RemittanceAdvice) -> Advice:
    """Return a remittance as it looks for its money."""
    return Advice(
        found.pk, found.amount, found.currency, found.payment_date, found.trace, found.payer, found.payer_account
    )


def receipts_for(found: RemittanceAdvice) -> list[Money]:
    """Return the receipts that a remittance may belong to: of its amount near its date, or with its trace."""
    held = _receipts(found.creditor_id)
    asked = Q(pk__in=[])
    if found.amount is not None:
        of_amount = Q(amount=found.amount)
        if found.payment_date is not None:
            first = found.payment_date - timedelta(days=EARLY_DAYS)
            of_amount &= Q(value_date__range=(first, found.payment_date + timedelta(days=LATE_DAYS)))
        asked |= of_amount
    if found.trace:
        asked |= Q(reference=found.trace) | Q(statement_line__end_to_end_id=found.trace)
        asked |= Q(statement_line__check_number=found.trace)
    taken = RemittanceAdvice.objects.filter(receipt_id=OuterRef("pk"), is_withdrawn=False).exclude(pk=found.pk)
    chosen = held.filter(asked).annotate(is_taken=Exists(taken)).order_by("-value_date", "-pk")[:500]
    return [_money(each, found.trace) for each in chosen]


def _receipts(creditor_id: int) -> QuerySet[Receipt]:
    held = Receipt.objects.filter(creditor_id=creditor_id).exclude(state=ReceiptState.RETURNED)
    return held.select_related("statement_line")


def open_remittances(creditor_id: int, limit: int) -> QuerySet[RemittanceAdvice]:
    """Return remittances without money for which a receipt of the amount or with the trace is there, oldest first."""
    held = RemittanceAdvice.objects.filter(creditor_id=creditor_id, receipt__isnull=True, is_withdrawn=False)
    receipts = _receipts(creditor_id)
    by_amount = receipts.filter(amount=OuterRef("amount"))
    traced = Q(reference=OuterRef("trace")) | Q(statement_line__end_to_end_id=OuterRef("trace"))
    by_trace = receipts.filter(traced | Q(statement_line__check_number=OuterRef("trace")))
    return held.filter(Exists(by_amount) | (~Q(trace="") & Exists(by_trace))).order_by("pk")[:limit]


def _money(found: Receipt, trace: str) -> Money:
    line = found.statement_line
    marks = [found.reference]
    if line is not None:
        marks += [line.reference, line.end_to_end_id, line.check_number]
    # A trace within the bank's free text counts where it stands there as a whole word.
    words = found.text.replace("/", " ").replace(",", " ").split()
    if trace and any(plain_mark(word) == plain_mark(trace) for word in words):
        marks.append(trace)
    plain = frozenset(mark for each in marks if (mark := plain_mark(each)))
    return Money(
        found.pk, found.amount, found.currency, found.value_date, plain, found.payer_name, found.payer_account,
        bool(getattr(found, "is_taken", False)),
    )  # fmt: skip


def _row(found: RemittanceAdvice, lines: tuple[NamedDocumentRow, ...] = ()) -> RemittanceRow:
    told = {"receipt_number", "reasons", "lines"}
    own = {name: getattr(found, name) for name in RemittanceRow.__dataclass_fields__ if name not in told}
    return RemittanceRow(
        receipt_number=found.receipt.number if found.receipt else "",
        reasons=tuple(Reason.from_dict(each) for each in found.reasons),
        lines=lines,
        **own,
    )


def _line(found: RemittanceLine) -> NamedDocumentRow:
    return NamedDocumentRow(**{name: getattr(found, name) for name in NamedDocumentRow.__dataclass_fields__})
