"""Questions about bank statements: lists for faces, and what of an incoming one is on the books already."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, BinaryIO, cast

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.statements.models import BankStatement, ConfirmedLine, StatementLine
from dunwell.cash.statements.rules import (
    FINAL,
    NEAR_DAYS,
    SUMMED,
    HeldLine,
    Span,
    StatementState,
    plain_reference,
)
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.models import Delivery
from dunwell.exchange.queries import open_delivery
from dunwell.exchange.reading import statements as reading
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after

_IN_MEMORY_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class StatementRow:
    """One bank statement as a list shows it; amounts in its currency."""

    id: int
    creditor_id: int
    bank_account_id: int | None
    account: str
    account_name: str
    kind: str
    number: str
    state: str
    waiting_reason: str
    currency: str
    opening_date: date | None
    opening_amount: Decimal | None
    closing_date: date | None
    closing_amount: Decimal | None
    difference_amount: Decimal | None
    booked_amount: Decimal
    line_count: int
    duplicate_count: int
    delivery_id: int
    release_note: str
    released_by: str
    withdrawal_note: str
    withdrawn_by: str
    created_at: datetime


@dataclass(frozen=True)
class LineRow:
    """One movement of a bank account. `statement_id` brought it first; `receipt_id` is what became of money in."""

    id: int
    statement_id: int
    bank_account_id: int
    sequence: int
    booking_date: date
    value_date: date
    amount: Decimal
    currency: str
    kind: str
    reference: str
    end_to_end_id: str
    payer: str
    payer_account: str
    text: str
    check_number: str
    creditor_reference: str
    return_code: str
    is_reversal: bool
    is_pending: bool
    receipt_id: int | None
    receipt_number: str
    details: dict[str, Any]


def statements_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "",
    kind: str = "",
    bank_account_id: int | None = None,
    delivery_id: int | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[StatementRow]:
    """Return a creditor's statements, the latest first, after a position."""
    require(viewer, "book.read", creditor_id)
    asked = {"state": state, "kind": kind, "bank_account_id": bank_account_id, "delivery_id": delivery_id}
    held = BankStatement.objects.filter(
        creditor_id=creditor_id, **{name: value for name, value in asked.items() if value}
    ).select_related("bank_account")
    found, following = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(_row(each) for each in found), following)


def statement_list(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "",
    bank_account_id: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> list[StatementRow]:
    """Return a creditor's statements, the latest day first."""
    require(viewer, "book.read", creditor_id)
    asked = {"state": state, "bank_account_id": bank_account_id}
    held = BankStatement.objects.filter(creditor_id=creditor_id, **{name: each for name, each in asked.items() if each})
    held = held.select_related("bank_account").order_by(F("closing_date").desc(nulls_first=True), "-pk")
    return [_row(each) for each in held[offset : offset + limit]]


def statement_counts(viewer: Viewer, creditor_id: int, *, bank_account_id: int | None = None) -> dict[str, int]:
    """Return how many statements a creditor has in each state."""
    require(viewer, "book.read", creditor_id)
    held = BankStatement.objects.filter(creditor_id=creditor_id)
    if bank_account_id is not None:
        held = held.filter(bank_account_id=bank_account_id)
    found = dict(held.values_list("state").annotate(count=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in StatementState}


def statement(viewer: Viewer, statement_id: int) -> StatementRow:
    """Return one statement; refuse one out of sight."""
    found = BankStatement.objects.select_related("bank_account").filter(pk=statement_id).first()
    if found is None:
        raise not_found()
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def lines_after(viewer: Viewer, statement_id: int, *, after: Position | None = None, limit: int = 50) -> Slice[LineRow]:
    """Return what a statement says line by line: its own lines and those it confirms; none while it waits."""
    found = statement(viewer, statement_id)
    confirmed = ConfirmedLine.objects.filter(statement_id=found.id).values("line_id")
    held = StatementLine.objects.filter(Q(statement_id=found.id) | Q(pk__in=confirmed)).select_related("receipt")
    lines, following = slice_after(held, ("pk",), after, limit)
    return Slice(tuple(_line(each) for each in lines), following)


def account_lines_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    bank_account_id: int | None = None,
    from_date: date | None = None,
    to_date: date | None = None,
    without_receipt: bool = False,
    after: Position | None = None,
    limit: int = 50,
) -> Slice[LineRow]:
    """Return the movements of a creditor's accounts that count, the latest first; `to_date` is not part of it."""
    require(viewer, "book.read", creditor_id)
    held = live_lines(StatementLine.objects.filter(creditor_id=creditor_id)).select_related("receipt")
    if bank_account_id is not None:
        held = held.filter(bank_account_id=bank_account_id)
    if from_date is not None:
        held = held.filter(booking_date__gte=from_date)
    if to_date is not None:
        held = held.filter(booking_date__lt=to_date)
    if without_receipt:
        held = held.filter(receipt__isnull=True)
    lines, following = slice_after(held, ("-booking_date", "-pk"), after, limit)
    return Slice(tuple(_line(each) for each in lines), following)


def waiting_lines(viewer: Viewer, statement_id: int, limit: int = 200) -> list[reading.StatementLine]:
    """Return the first lines of a statement that waits, read from its delivery."""
    found = statement(viewer, statement_id)
    held = BankStatement.objects.select_related("delivery").get(pk=found.id)
    return list(statement_in_delivery(viewer, held.delivery, held.position).lines[:limit])


def not_found() -> Refusal:
    """Return the refusal of what is not there or out of sight."""
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def live_lines(lines: QuerySet[StatementLine]) -> QuerySet[StatementLine]:
    """Narrow lines to those that a posted statement brings or confirms: of the others nothing counts."""
    confirmed = ConfirmedLine.objects.filter(line_id=OuterRef("pk"), statement__state=StatementState.POSTED)
    return lines.filter(Q(statement__state=StatementState.POSTED) | Exists(confirmed))


def kept_positions(delivery_id: int) -> frozenset[int]:
    """Return which statements of a delivery are here already, by their place in it; withdrawn ones are not."""
    held = BankStatement.objects.filter(delivery_id=delivery_id).exclude(state=StatementState.WITHDRAWN)
    return frozenset(held.values_list("position", flat=True))


def statement_ids_of(delivery_id: int) -> list[int]:
    """Return the statements of a delivery that are not withdrawn, the last first."""
    held = BankStatement.objects.filter(delivery_id=delivery_id).exclude(state=StatementState.WITHDRAWN)
    return list(held.order_by("-pk").values_list("pk", flat=True))


def spans_of(bank_account_id: int, *, through: date | None = None) -> list[Span]:
    """Return what the posted end-of-day statements of an account cover, in the order of the account."""
    held = BankStatement.objects.filter(
        bank_account_id=bank_account_id, state=StatementState.POSTED, kind__in=[kind.value for kind in FINAL]
    )
    if through is not None:
        held = held.filter(closing_date__lte=through)
    ordered = held.order_by("closing_date", "opening_date", "pk")
    names = ("pk", "opening_date", "opening_amount", "closing_date", "closing_amount", "booked_amount")
    return [Span(*row) for row in ordered.values_list(*names)]


def held_lines(bank_account_id: int, lines: Sequence[reading.StatementLine], apart: frozenset[int]) -> list[HeldLine]:
    """Return the lines on the books that some of these may be: near them in time, and in no statement of `apart`."""
    if not lines:
        return []
    days = [line.value_date for line in lines] + [line.booking_date for line in lines]
    near = timedelta(days=NEAR_DAYS)
    first, last = min(days) - near, max(days) + near
    window = StatementLine.objects.filter(bank_account_id=bank_account_id)
    window = window.filter(Q(value_date__range=(first, last)) | Q(booking_date__range=(first, last)))
    elsewhere = ConfirmedLine.objects.filter(line_id=OuterRef("pk"), statement_id__in=list(apart))
    final = ConfirmedLine.objects.filter(
        line_id=OuterRef("pk"), statement__state=StatementState.POSTED, statement__kind__in=list(FINAL)
    )
    counted = live_lines(window).exclude(statement_id__in=list(apart)).filter(~Exists(elsewhere))
    rows = counted.annotate(is_final=Exists(final)).order_by("booking_date", "pk").values_list(*_HELD)
    return [_held(row) for row in rows.iterator(chunk_size=5000)]


_HELD = (
    "pk", "natural_key", "amount", "currency", "value_date", "booking_date", "reference", "end_to_end_id",
    "check_number", "payer_account", "is_pending", "is_final", "statement__kind", "statement_id", "batch",
)  # fmt: skip


def _held(row: Sequence[Any]) -> HeldLine:
    line_id, key, amount, currency, value_date, booking_date, *rest = row
    marks, (is_pending, is_final, kind, statement_id, batch) = rest[:4], rest[4:]
    reference, end_to_end, check, account = (plain_reference(mark) for mark in marks)
    is_early = not is_pending and not is_final and kind not in FINAL
    parts_of = f"{statement_id}/{batch}" if is_early and (batch or kind in SUMMED) else ""
    return HeldLine(
        line_id, key, amount, currency, value_date, booking_date, (reference, end_to_end, check, account), is_early,
        parts_of,
    )  # fmt: skip


def last_occurrences(bank_account_id: int, keys: Sequence[str]) -> dict[str, int]:
    """Return the highest occurrence of each key on the account, withdrawn statements included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT natural_key, max(occurrence) FROM cash_statement_line"
            " WHERE bank_account_id = %s AND natural_key = ANY(%s) GROUP BY natural_key",
            [bank_account_id, list(keys)],
        )
        return dict(cursor.fetchall())


def statement_in_delivery(viewer: Viewer, delivery: Delivery, position: int) -> reading.Statement:
    """Return a statement as its delivery says it, read anew from the kept bytes; refuse where it is not there."""
    chosen = FORMATS.get(delivery.format)
    profile = chosen.profiles.profile_of(delivery.profile) if chosen.mapping and delivery.profile else None
    with delivered_file(viewer, delivery.pk) as file:
        for place, found in enumerate(chosen.parse(file, profile).rows(), start=1):
            if place == position:
                return cast("reading.Statement", found)
    raise Refusal(
        "cash.statement.not_in_delivery",
        gettext_noop("Statement {position} is no longer found in {file}. Withdraw it and take the file in again."),
        position=position,
        file=delivery.file_name,
    )


@contextmanager
def delivered_file(viewer: Viewer, delivery_id: int) -> Iterator[BinaryIO]:
    """Give a delivery's bytes as a file of this machine, so that reading it asks nothing of the connection."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as spool:
        shutil.copyfileobj(open_delivery(viewer=viewer, delivery_id=delivery_id), spool, 1 << 20)
        spool.seek(0)
        yield cast("BinaryIO", spool)


def _row(found: BankStatement) -> StatementRow:
    account = found.bank_account
    own = {name: getattr(found, name) for name in StatementRow.__dataclass_fields__ if name not in _TOLD}
    return StatementRow(
        account=account.number if account else found.account_number,
        account_name=(account.name if account else "") or found.account_name,
        **own,
    )


def _line(found: StatementLine) -> LineRow:
    receipt = getattr(found, "receipt", None)
    own = {name: getattr(found, name) for name in LineRow.__dataclass_fields__ if not name.startswith("receipt_")}
    return LineRow(receipt_id=receipt.pk if receipt else None, receipt_number=receipt.number if receipt else "", **own)


_TOLD = frozenset({"account", "account_name"})
