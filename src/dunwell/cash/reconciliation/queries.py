"""Reconcile a bank account with the books as of a day, set by set."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.accounts.queries import bank_account
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import MovementKind
from dunwell.cash.reconciliation.rules import (
    TITLES,
    ZERO,
    Chained,
    Difference,
    DifferenceKind,
    DifferencePart,
    Link,
    Reconciliation,
    chained,
)
from dunwell.cash.returns.models import ReturnedLine
from dunwell.cash.returns.rules import ReturnState
from dunwell.cash.statements.models import BankStatement, ConfirmedLine, StatementLine
from dunwell.cash.statements.queries import live_lines
from dunwell.cash.statements.rules import FINAL, StatementState
from dunwell.platform.access import Viewer, require

SHOWN_ROWS = 200


def reconciliations_of(viewer: Viewer, creditor_id: int, as_of: date) -> list[Reconciliation]:
    """Return the reconciliation of each of a creditor's accounts in use as of the end of a day."""
    require(viewer, "book.read", creditor_id)
    held = BankAccount.objects.filter(creditor_id=creditor_id, is_active=True).order_by("name", "number", "currency")
    return [reconciliation_of(viewer, pk, as_of) for pk in held.values_list("pk", flat=True)]


def reconciliation_of(viewer: Viewer, bank_account_id: int, as_of: date) -> Reconciliation:
    """Return one account's statement balance, book balance and what lies between, as of the end of a day.

    The books begin with the first statement's opening balance. They hold the receipts booked by the day less what was
    returned by then; what is on statements and not in the books, or the other way around, is named row by row.
    """
    account = bank_account(viewer, bank_account_id)
    chain = _chain(bank_account_id, as_of)
    links = _links(chain)
    told = chained(links)
    lines = _lines_on(bank_account_id, chain)
    receipts = _receipts(bank_account_id, as_of)
    back = _returned(bank_account_id, as_of)
    book = told.opening + _total(receipts) - _total(back)
    differences = [
        *_line_differences(lines, as_of),
        *_receipt_differences(receipts, back, chain),
        *_statement_differences(told),
    ]
    kept = tuple(each for each in differences if each.count)
    return Reconciliation(
        bank_account_id=account.id,
        account=account.number,
        currency=account.currency,
        as_of=as_of,
        statement_id=links[-1].statement_id if links else None,
        statement_date=links[-1].closing_date if links else None,
        statement_amount=told.closing,
        book_amount=book,
        differences=kept,
        unexplained_amount=told.closing - book - sum((each.amount for each in kept), ZERO),
    )


def _chain(bank_account_id: int, as_of: date) -> QuerySet[BankStatement]:
    return BankStatement.objects.filter(
        bank_account_id=bank_account_id,
        kind__in=[kind.value for kind in FINAL],
        state__in=[StatementState.POSTED, StatementState.WAITING],
        closing_date__lte=as_of,
    )


def _posted(chain: QuerySet[BankStatement]) -> QuerySet[BankStatement]:
    return chain.filter(state=StatementState.POSTED)


def _links(chain: QuerySet[BankStatement]) -> list[Link]:
    names = ("pk", "closing_date", "opening_amount", "closing_amount", "booked_amount", "state")
    rows = list(chain.order_by("closing_date", "opening_date", "pk").values_list(*names))
    again = _again([row[0] for row in rows], _posted(chain))
    return [
        Link(pk, day, opening, closing, booked, state == StatementState.WAITING, again.get(pk, ZERO))
        for pk, day, opening, closing, booked, state in rows
    ]


def _again(order: Sequence[int], posted: QuerySet[BankStatement]) -> dict[int, Decimal]:
    """Return what each statement repeats of those before it, by lines that more than one of them holds."""
    place = {pk: position for position, pk in enumerate(order)}
    held: dict[int, tuple[Decimal, list[int]]] = {}
    confirmed = ConfirmedLine.objects.filter(statement__in=posted, line__is_pending=False)
    for line_id, amount, own, statement_id in confirmed.values_list(
        "line_id", "line__amount", "line__statement_id", "statement_id"
    ):
        holders = held.setdefault(line_id, (amount, [own] if own in place else []))[1]
        holders.append(statement_id)
    posted_ids = set(posted.values_list("pk", flat=True))
    found: dict[int, Decimal] = {}
    for amount, holders in held.values():
        counted = sorted((pk for pk in holders if pk in posted_ids), key=lambda pk: place[pk])
        for pk in counted[1:]:
            found[pk] = found.get(pk, ZERO) + amount
    return found


def _lines_on(bank_account_id: int, chain: QuerySet[BankStatement]) -> QuerySet[StatementLine]:
    """Return the booked lines that the statements of the chain bring or confirm, each once."""
    posted = _posted(chain)
    confirmed = ConfirmedLine.objects.filter(line_id=OuterRef("pk"), statement__in=posted)
    held = StatementLine.objects.filter(bank_account_id=bank_account_id, is_pending=False)
    return held.filter(Q(statement__in=posted) | Exists(confirmed))


def _receipts(bank_account_id: int, as_of: date) -> QuerySet[Receipt]:
    """Return the receipts booked on the account by the day; those of withdrawn statements never were."""
    live = live_lines(StatementLine.objects.filter(pk=OuterRef("statement_line_id")))
    held = Receipt.objects.filter(bank_account_id=bank_account_id, booking_date__lte=as_of)
    return held.filter(Q(statement_line__isnull=True) | Exists(live))


def _returned(bank_account_id: int, as_of: date) -> QuerySet[ReceiptMovement]:
    live = live_lines(StatementLine.objects.filter(pk=OuterRef("receipt__statement_line_id")))
    held = ReceiptMovement.objects.filter(
        receipt__bank_account_id=bank_account_id, kind=MovementKind.RETURNED, effective_date__lte=as_of
    )
    return held.filter(Q(receipt__statement_line__isnull=True) | Exists(live))


def _total(rows: QuerySet[Any]) -> Decimal:
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total or ZERO


def _line_differences(lines: QuerySet[StatementLine], as_of: date) -> list[Difference]:
    """Name what is on statements and not in the books."""
    booked = Receipt.objects.filter(statement_line_id=OuterRef("pk"), booking_date__lte=as_of)
    taken_back = ReturnedLine.objects.filter(
        line_id=OuterRef("pk"), state=ReturnState.POSTED, receipt__bank_account_id=F("line__bank_account_id")
    )
    taken_back = taken_back.filter(line__booking_date__lte=as_of)
    waiting = ReturnedLine.objects.filter(line_id=OuterRef("pk"), state=ReturnState.OPEN)
    bare = lines.filter(~Exists(booked), ~Exists(taken_back))
    return [
        _of_lines(DifferenceKind.LINES_NOT_BOOKED, bare.filter(~Exists(waiting))),
        _of_lines(DifferenceKind.RETURNS_IN_TRANSIT, bare.filter(Exists(waiting))),
    ]


def _of_lines(kind: DifferenceKind, lines: QuerySet[StatementLine]) -> Difference:
    rows = tuple(
        DifferencePart("line", line.pk, line.booking_date, line.amount, line.payer or line.text[:80] or line.kind)
        for line in lines.order_by("-booking_date", "-pk")[:SHOWN_ROWS]
    )
    return Difference(kind, TITLES[kind], _total(lines), lines.count(), rows)


def _receipt_differences(
    receipts: QuerySet[Receipt], back: QuerySet[ReceiptMovement], chain: QuerySet[BankStatement]
) -> list[Difference]:
    """Name what is in the books and not on statements."""
    confirmed = ConfirmedLine.objects.filter(line_id=OuterRef("statement_line_id"), statement__in=_posted(chain))
    typed = receipts.filter(statement_line__isnull=True)
    early = receipts.filter(statement_line__isnull=False).filter(
        ~Q(statement_line__statement__in=_posted(chain)), ~Exists(confirmed)
    )
    own = ReturnedLine.objects.filter(
        Q(line__statement__in=_posted(chain)) | Q(line__confirmations__statement__in=_posted(chain)),
        receipt_id=OuterRef("receipt_id"),
        line__booking_date=OuterRef("effective_date"),
        line__is_pending=False,
        state=ReturnState.POSTED,
    )
    unseen = back.filter(~Exists(own))
    return [
        _of_receipts(DifferenceKind.RECEIPTS_WITHOUT_LINES, typed),
        _of_receipts(DifferenceKind.RECEIPTS_NOT_ON_STATEMENT, early),
        _of_returns(unseen),
    ]


def _of_receipts(kind: DifferenceKind, receipts: QuerySet[Receipt]) -> Difference:
    rows = tuple(
        DifferencePart("receipt", one.pk, one.booking_date, -one.amount, f"{one.number} {one.payer_name}".strip())
        for one in receipts.order_by("-booking_date", "-pk")[:SHOWN_ROWS]
    )
    return Difference(kind, TITLES[kind], -_total(receipts), receipts.count(), rows)


def _of_returns(back: QuerySet[ReceiptMovement]) -> Difference:
    kind = DifferenceKind.RETURNS_NOT_ON_STATEMENT
    rows = tuple(
        DifferencePart("receipt", one.receipt_id, one.effective_date, one.amount, f"{one.receipt.number} {one.reason}")
        for one in back.select_related("receipt").order_by("-effective_date", "-pk")[:SHOWN_ROWS]
    )
    return Difference(kind, TITLES[kind], _total(back), back.count(), rows)


def _statement_differences(told: Chained) -> list[Difference]:
    return [
        _of_statements(DifferenceKind.WAITING_STATEMENTS, told.waiting),
        _of_statements(DifferenceKind.RELEASED_DIFFERENCES, told.released),
        _of_statements(DifferenceKind.GAPS, told.gaps),
    ]


def _of_statements(kind: DifferenceKind, found: Sequence[tuple[Link, Decimal]]) -> Difference:
    rows = tuple(
        DifferencePart("statement", link.statement_id, link.closing_date, amount, "")
        for link, amount in found[-SHOWN_ROWS:]
    )
    return Difference(kind, TITLES[kind], sum((amount for _, amount in found), ZERO), len(found), rows)
