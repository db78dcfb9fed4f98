"""Questions of the cash desk: which receipts wait, what each probably pays, and which documents it may pay."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.matching.models import Proposal
from dunwell.cash.posting.queries import proposed_lines
from dunwell.cash.receipts.models import Receipt
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.receivables.entries.rules import CASH_SOURCE
from dunwell.receivables.open_items.models import OpenItem
from dunwell.receivables.periods.queries import first_open_day

VIEWS = ("certain", "suggested", "unknown", "on_account", "all")


@dataclass(frozen=True)
class WaitingRow:
    """One receipt that waits. `amount` is what of it waits; score, verdict and reason are those of its best answer."""

    receipt_id: int
    number: str
    payer: str
    customer_name: str
    currency: str
    amount: Decimal
    value_date: date
    method: str
    proposal_id: int | None = None
    score: Decimal | None = None
    verdict: str = ""
    reason: Reason | None = None
    kind: str = ""
    solution_count: int = 1


@dataclass(frozen=True)
class WaitingTotals:
    """How many receipts wait in each view, and how much in all by currency."""

    counts: dict[str, int]
    amounts: dict[str, Decimal]


@dataclass(frozen=True)
class AnswerRow:
    """One answer to what a receipt pays: its lines, what is left, and why; rank 1 is the best."""

    id: int
    receipt_id: int
    rank: int
    score: Decimal
    verdict: str
    lines: tuple[AllocationLine, ...]
    numbers: dict[int, str]
    residual_amount: Decimal
    kind: str
    reasons: tuple[Reason, ...]
    solution_count: int


@dataclass(frozen=True)
class DocumentRow:
    """One document that money may be put against."""

    open_item_id: int
    item_number: str
    kind: str
    customer_id: int
    customer_number: str
    customer_name: str
    reference: str
    due_date: date
    currency: str
    open_amount: Decimal
    discount_date: date | None
    discount_amount: Decimal | None
    is_disputed: bool


@dataclass(frozen=True)
class PostedAct:
    """The last posting of a receipt that stands: what one act put against documents."""

    allocation_ids: tuple[int, ...]
    amount: Decimal
    currency: str
    item_numbers: tuple[str, ...]
    recorded_by: str
    last_date: date


_WAITING = """
    FROM cash_receipt r
    LEFT JOIN parties_customer c ON c.id = r.customer_id
    LEFT JOIN LATERAL (
        SELECT p.id, p.score, p.verdict, p.reasons, p.residual_kind, p.solution_count, p.items FROM cash_proposal p
        WHERE p.receipt_id = r.id AND p.is_current ORDER BY p.rank LIMIT 1
    ) p ON true
    WHERE r.creditor_id = %(creditor_id)s AND (r.suspense_amount > 0 OR r.on_account_amount > 0)
"""
_IN_VIEW = {
    "certain": "p.verdict = 'auto'",
    "suggested": "p.verdict = 'suggested' AND p.items <> '[]'::jsonb",
    "unknown": "r.suspense_amount > 0 AND (p.verdict IS NULL OR p.verdict = 'weak' OR p.items = '[]'::jsonb)",
    "on_account": "r.on_account_amount > 0",
    "all": "true",
}
_SOUGHT = """
    AND (r.payer_name ILIKE %(like)s OR c.name ILIKE %(like)s OR r.number ILIKE %(begins)s
         OR r.reference ILIKE %(like)s OR r.amount = %(number)s)
"""


def waiting_totals(viewer: Viewer, creditor_id: int) -> WaitingTotals:
    """Return how many receipts wait in each view, and the money by currency."""
    require(viewer, "book.read", creditor_id)
    counted = ", ".join(f"count(*) FILTER (WHERE {_IN_VIEW[view]})" for view in VIEWS)
    waiting = "sum(r.suspense_amount + r.on_account_amount)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted} {_WAITING}", {"creditor_id": creditor_id})
        counts = dict(zip(VIEWS, cursor.fetchone(), strict=True))
        cursor.execute(
            f"SELECT r.currency, {waiting} {_WAITING} GROUP BY r.currency ORDER BY r.currency",
            {"creditor_id": creditor_id},
        )
        return WaitingTotals(counts, dict(cursor.fetchall()))


def waiting_receipts(
    viewer: Viewer, creditor_id: int, *, view: str = "all", search: str = "", offset: int = 0, limit: int = 50
) -> list[WaitingRow]:
    """Return receipts that wait, the surest answer first, then the oldest; `search` is of a payer, number or amount."""
    require(viewer, "book.read", creditor_id)
    text = search.strip()
    told: dict[str, Any] = {
        "creditor_id": creditor_id,
        "like": f"%{_escaped(text)}%",
        "begins": f"{_escaped(text)}%",
        "number": amount_in(text),
        "offset": offset,
        "limit": limit,
    }
    columns = """
        SELECT r.id, r.number, r.payer_name, c.name, r.currency, r.suspense_amount + r.on_account_amount,
               r.value_date, r.method, p.id, p.score, p.verdict, p.reasons, p.residual_kind, p.solution_count
    """
    order = "ORDER BY p.score DESC NULLS LAST, r.value_date, r.id OFFSET %(offset)s LIMIT %(limit)s"
    sought = _SOUGHT if text else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{columns} {_WAITING} AND ({_IN_VIEW[view]}) {sought} {order}", told)
        return [_waiting(row) for row in cursor.fetchall()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def amount_in(text: str) -> Decimal | None:
    """Return the amount that somebody typed, thousands separated or not; None where it is none."""
    try:
        found = Decimal(text.replace(",", "").replace(" ", "") or "x")
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal("1e14") else None


def _waiting(row: Sequence[Any]) -> WaitingRow:
    (pk, number, payer, customer, currency, amount, value_date, method, proposal_id, score, verdict, reasons, kind,
     solutions) = row  # fmt: skip
    kept = reasons if isinstance(reasons, list) else _loaded(reasons)
    told = sorted((Reason.from_dict(each) for each in kept), key=lambda reason: -(reason.points or 0))
    return WaitingRow(
        pk, number, payer, customer or "", currency, amount, value_date, method, proposal_id, score, verdict or "",
        told[0] if told else None, kind or "", solutions or 1,
    )  # fmt: skip


def _loaded(stored: object) -> list[dict[str, Any]]:
    # A raw cursor gives JSON as its text.
    return json.loads(stored) if isinstance(stored, str) else []


def answers_of(viewer: Viewer, receipt_id: int) -> list[AnswerRow]:
    """Return the current answers to what a receipt pays, the best first."""
    receipt = Receipt.objects.filter(pk=receipt_id).first()
    if receipt is None:
        raise _not_found()
    require(viewer, "book.read", receipt.creditor_id)
    held = Proposal.objects.filter(receipt_id=receipt_id, is_current=True).order_by("rank")
    return [_answer(found) for found in held]


def answer(viewer: Viewer, proposal_id: int) -> AnswerRow:
    """Return one answer, current or not; refuse one out of sight."""
    found = Proposal.objects.filter(pk=proposal_id).first()
    if found is None:
        raise _not_found()
    require(viewer, "book.read", found.creditor_id)
    return _answer(found)


def _answer(found: Proposal) -> AnswerRow:
    return AnswerRow(
        id=found.pk,
        receipt_id=found.receipt_id,
        rank=found.rank,
        score=found.score,
        verdict=found.verdict,
        lines=tuple(proposed_lines(found)),
        numbers={int(item["open_item_id"]): str(item.get("item_number", "")) for item in found.items},
        residual_amount=found.residual_amount,
        kind=found.residual_kind,
        reasons=tuple(Reason.from_dict(each) for each in found.reasons),
        solution_count=found.solution_count,
    )


def documents_for(
    viewer: Viewer,
    creditor_id: int,
    *,
    customer_ids: Collection[int] = (),
    item_ids: Collection[int] = (),
    limit: int = 60,
) -> list[DocumentRow]:
    """Return the named documents, then what else is open at the customers, the earliest due first."""
    require(viewer, "book.read", creditor_id)
    open_items = _open_documents(creditor_id)
    named = open_items.filter(pk__in=list(item_ids)).order_by("due_date", "pk")
    others = open_items.filter(customer_id__in=list(customer_ids)).exclude(pk__in=list(item_ids))
    room = max(limit - len(item_ids), 0)
    return [_document(item) for item in (*named, *others.order_by("due_date", "pk")[:room])]


def documents_found(viewer: Viewer, creditor_id: int, text: str, limit: int = 30) -> list[DocumentRow]:
    """Return open documents by number, reference, purchase order, exact open amount, or customer."""
    require(viewer, "book.read", creditor_id)
    sought = text.strip()
    if not sought:
        return []
    matching = (
        Q(item_number__icontains=sought)
        | Q(reference__icontains=sought)
        | Q(purchase_order__icontains=sought)
        | Q(customer__name__icontains=sought)
        | Q(customer__number__iexact=sought)
    )
    amount = amount_in(sought)
    if amount is not None:
        matching |= Q(open_amount=amount)
    held = _open_documents(creditor_id).filter(matching).order_by("due_date", "pk")
    return [_document(item) for item in held[:limit]]


def _open_documents(creditor_id: int) -> QuerySet[OpenItem]:
    held = OpenItem.objects.filter(creditor_id=creditor_id).exclude(open_amount=0).exclude(source=CASH_SOURCE)
    return held.select_related("customer")


def _document(item: OpenItem) -> DocumentRow:
    return DocumentRow(
        item.pk, item.item_number, item.kind, item.customer_id, item.customer.number, item.customer.name,
        item.reference, item.due_date, item.currency, item.open_amount, item.discount_date, item.discount_amount,
        item.is_disputed,
    )  # fmt: skip


def customer_named(viewer: Viewer, creditor_id: int, text: str) -> tuple[int, str]:
    """Return the id and name of the customer with a number or name; refuse none, and more than one."""
    require(viewer, "book.read", creditor_id)
    sought = text.strip()
    held = Customer.objects.filter(creditor_id=creditor_id)
    found = list(held.filter(Q(number__iexact=sought) | Q(name__iexact=sought)).order_by("pk")[:2])
    if not found and sought:
        found = list(held.filter(name__icontains=sought).order_by("pk")[:2])
    if len(found) != 1:
        code = "cash.desk.customer_unclear" if found else "cash.desk.customer_unknown"
        words = (
            gettext_noop("“{text}” is more than one customer. Give the number.")
            if found
            else gettext_noop("There is no customer “{text}”. Give the number, or the name as it is in the book.")
        )
        raise Refusal(code, words, text=sought)
    return found[0].pk, found[0].name


def posting_day(viewer: Viewer, receipt_id: int, item_ids: Collection[int] = ()) -> date:
    """Return the first day on which the money and the documents are on the books, and the books are open."""
    receipt = Receipt.objects.filter(pk=receipt_id).first()
    if receipt is None:
        raise _not_found()
    require(viewer, "book.read", receipt.creditor_id)
    documents = OpenItem.objects.filter(creditor_id=receipt.creditor_id, pk__in=list(item_ids))
    standing = OpenItem.objects.filter(pk__in=receipt.movements.values("on_account_item_id"), open_amount__lt=0)
    days = [*documents.values_list("posting_date", flat=True), *standing.values_list("posting_date", flat=True)]
    return first_open_day(receipt.creditor_id, max([receipt.value_date, *days]))


def last_posting(viewer: Viewer, receipt_id: int) -> PostedAct | None:
    """Return the last act on a receipt whose allocations still stand; None where nothing is applied."""
    receipt = Receipt.objects.filter(pk=receipt_id).first()
    if receipt is None:
        raise _not_found()
    require(viewer, "book.read", receipt.creditor_id)
    standing = Allocation.objects.filter(receipt_id=receipt_id, reverses__isnull=True, reversed_by__isnull=True)
    # All rows of one act were written by one transaction, and rows of this table never change.
    standing = standing.annotate(written_in=RawSQL("cash_allocation.xmin::text", []))
    latest = standing.order_by("-recorded_at", "-pk").first()
    if latest is None:
        return None
    act = list(standing.filter(written_in=latest.written_in).select_related("open_item").order_by("pk"))
    return PostedAct(
        allocation_ids=tuple(one.pk for one in act),
        amount=sum((one.amount for one in act), Decimal(0)),
        currency=receipt.currency,
        item_numbers=tuple(one.open_item.item_number for one in act),
        recorded_by=latest.recorded_by,
        last_date=max(one.effective_date for one in act),
    )


def last_receipt_posted_by(viewer: Viewer, creditor_id: int) -> int | None:
    """Return the receipt that this viewer posted last and whose posting stands; None where there is none."""
    require(viewer, "book.read", creditor_id)
    mine = Allocation.objects.filter(
        creditor_id=creditor_id, reverses__isnull=True, reversed_by__isnull=True, recorded_by=viewer.name or viewer.kind
    )
    return mine.order_by("-recorded_at", "-pk").values_list("receipt_id", flat=True).first()


def certain_answers(viewer: Viewer, creditor_id: int, limit: int = 2000) -> list[WaitingRow]:
    """Return the receipts whose answer is certain: what accepting all of them would post."""
    return waiting_receipts(viewer, creditor_id, view="certain", limit=limit)


def _not_found() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
