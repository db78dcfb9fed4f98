"""Take a bank's or a payer's file in: keep its bytes, read it, preview or post it; and roll an intake back."""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from django.db import transaction

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.remittances.commands import (
    RemittanceResult,
    link_open_remittances,
    record_remittance,
    withdraw_remittances,
)
from dunwell.cash.statements.commands import post_statement, withdraw_statement
from dunwell.cash.statements.queries import delivered_file, kept_positions, statement_ids_of, statements_after
from dunwell.cash.statements.rules import StatementResult
from dunwell.exchange import queries as exchange
from dunwell.exchange.commands import (
    clear_problems,
    receive_delivery,
    record_problems,
    record_reading,
    roll_back_delivery,
)
from dunwell.exchange.formats import FORMATS, guess_format
from dunwell.exchange.reading.parsed import Family, Format, Parsed
from dunwell.exchange.reading.statements import Remittance
from dunwell.platform.access import Viewer, require
from dunwell.runs.cash.results import SHOWN, MoneyReading, MoneyResult

HEAD_BYTES = 64 * 1024
PLAIN = MoneyReading()
SOURCES = {Family.STATEMENTS: "bank", Family.REMITTANCES: "remittances"}


@dataclass
class _Counting:
    """What an intake has done so far; it holds the first thousand results and counts all."""

    statements: list[StatementResult] = field(default_factory=list)
    remittances: list[RemittanceResult] = field(default_factory=list)
    statement_count: int = 0
    remittance_count: int = 0
    receipt_count: int = 0
    duplicate_count: int = 0
    waiting_count: int = 0
    linked_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused_count: int = 0

    def add_statement(self, made: StatementResult) -> None:
        self.statement_count += 1
        self.receipt_count += made.receipts
        self.duplicate_count += made.duplicates
        self.waiting_count += made.state == "waiting"
        if len(self.statements) < SHOWN:
            self.statements.append(made)

    def add_remittance(self, made: RemittanceResult) -> None:
        self.remittance_count += 1
        self.duplicate_count += made.state == "repeated"
        self.linked_count += bool(made.receipt) and made.state == "recorded"
        if len(self.remittances) < SHOWN:
            self.remittances.append(made)

    def add_refusal(self, refusal: Refusal, position: int) -> None:
        self.refused_count += 1
        if len(self.problems) < SHOWN:
            self.problems.append(Problem(refusal.code, refusal.text, f"part {position}", facts=refusal.facts))


def family_of(head: bytes, file_name: str, format_key: str = "") -> Family:
    """Return what a file's rows are: by its format, or guessed from its first bytes; open items where none is sure."""
    key = format_key or guess_format(head, file_name)
    return FORMATS.get(key).family if key else Family.ITEMS


def intake_money(
    *,
    viewer: Viewer,
    creditor_id: int,
    stream: BinaryIO,
    file_name: str,
    format_key: str = "",
    reading: MoneyReading = PLAIN,
    dry_run: bool = False,
) -> MoneyResult:
    """Take a file of statements or remittances in; the same file twice changes nothing.

    The bytes are kept before anything is read. Each statement is posted in a transaction of its own: one that is
    refused or waits stops no other, and an intake that was cut short goes on where it was when it is begun again.
    """
    require(viewer, "intake.run", creditor_id)
    key = format_key or _guessed(stream, file_name)
    chosen = _of_money(FORMATS.get(key))
    received = receive_delivery(
        viewer=viewer,
        creditor_id=creditor_id,
        source=reading.source or SOURCES[chosen.family],
        file_name=file_name,
        stream=stream,
        format_key=key,
    )
    return intake_money_delivery(
        viewer=viewer, delivery_id=received.delivery_id, reading=reading, dry_run=dry_run, format_key=format_key
    )


def intake_money_delivery(
    *,
    viewer: Viewer,
    delivery_id: int,
    reading: MoneyReading = PLAIN,
    dry_run: bool = False,
    format_key: str = "",
) -> MoneyResult:
    """Read a kept delivery and preview or post it; `format_key` reads one that is not posted yet as another format."""
    found = exchange.delivery(viewer=viewer, delivery_id=delivery_id)
    require(viewer, "intake.run", found.creditor_id)
    chosen = _of_money(FORMATS.get(format_key or found.format))
    profile = _profile(viewer, found, chosen, reading)
    if found.state == "posted":
        return _repeated(viewer, found, chosen, dry_run)
    counting = _Counting()
    with delivered_file(viewer, delivery_id) as file:
        parsed = chosen.parse(file, profile)
        with transaction.atomic() if dry_run else nullcontext():
            _take(viewer, found, parsed, reading, counting)
            if dry_run:
                transaction.set_rollback(True)
    result = _result(found, chosen, parsed, counting, dry_run)
    with transaction.atomic():
        clear_problems(viewer=viewer, delivery_id=delivery_id)
        record_problems(
            viewer=viewer,
            delivery_id=delivery_id,
            problems=[*parsed.problems, *counting.problems],
            failed=parsed.take_failed(),
        )
        record_reading(
            viewer=viewer,
            delivery_id=delivery_id,
            event="preview" if dry_run else ("reject" if result.is_unreadable else "post"),
            profile=parsed.profile.document() if parsed.profile else {},
            layout=parsed.layout,
            counts=result.counts(),
            format_key=chosen.key,
        )
    return result


def roll_back_intake(*, viewer: Viewer, delivery_id: int, reason: str) -> int:
    """Take back everything that a delivery brought, while nothing of it is allocated; return how many statements.

    All of it or nothing. The delivery is then as it was received, and can be taken in again.
    """
    found = exchange.delivery(viewer=viewer, delivery_id=delivery_id)
    require(viewer, "cash.post", found.creditor_id)
    _of_money(FORMATS.get(found.format))
    with transaction.atomic():
        ids = statement_ids_of(delivery_id)
        for statement_id in ids:
            withdraw_statement(viewer=viewer, statement_id=statement_id, reason=reason)
        withdraw_remittances(viewer=viewer, creditor_id=found.creditor_id, delivery_id=delivery_id)
        roll_back_delivery(viewer=viewer, delivery_id=delivery_id, reason=reason)
    return len(ids)


def _guessed(stream: BinaryIO, file_name: str) -> str:
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    key = guess_format(head, file_name)
    if not key:
        raise Refusal(
            "exchange.format.unknown",
            gettext_noop("It cannot be told what kind of file {name} is. Say it with --format; one of: {known}."),
            name=file_name or "this",
            known=", ".join(FORMATS.keys()),
        )
    return key


def _of_money(chosen: Format) -> Format:
    if chosen.family is Family.ITEMS:
        raise Refusal(
            "runs.cash.not_money",
            gettext_noop("The format {format} holds open items, no statements or remittances."),
            format=chosen.key,
        )
    return chosen


def _profile(viewer: Viewer, found: exchange.DeliveryRow, chosen: Format, reading: MoneyReading) -> Any:
    """Return how a table's columns are mapped: as said now, else as said of this delivery before."""
    if chosen.mapping is None:
        return None
    if reading.document:
        return chosen.profiles.profile_of(reading.document)
    named = None
    if reading.profile:
        named = exchange.profile_named(
            viewer=viewer, creditor_id=found.creditor_id, name=reading.profile, format_key=chosen.key
        )
    if reading.columns or reading.defaults:
        base = named or chosen.profiles.profile_of({})
        return base.overridden(columns=reading.columns, defaults=reading.defaults)
    return named


def _take(
    viewer: Viewer, found: exchange.DeliveryRow, parsed: Parsed[Any], reading: MoneyReading, counting: _Counting
) -> None:
    known = kept_positions(found.delivery_id)
    told: dict[str, Any] = {"viewer": viewer, "creditor_id": found.creditor_id, "delivery_id": found.delivery_id}
    meant: dict[str, Any] = {"account_number": reading.account, "opens_account": reading.opens_account}
    for position, row in enumerate(parsed.rows(), start=1):
        try:
            if isinstance(row, Remittance):
                counting.add_remittance(record_remittance(found=row, **told))
            elif position not in known:
                counting.add_statement(post_statement(found=row, position=position, **told, **meant))
        except Refusal as refusal:
            counting.add_refusal(refusal, position)
    if counting.receipt_count:
        counting.linked_count += link_open_remittances(viewer=viewer, creditor_id=found.creditor_id)


def _result(
    found: exchange.DeliveryRow, chosen: Format, parsed: Parsed[Any], counting: _Counting, dry_run: bool
) -> MoneyResult:
    return MoneyResult(
        delivery_id=found.delivery_id,
        format=chosen.key,
        family=chosen.family.value,
        statements=tuple(counting.statements),
        remittances=tuple(counting.remittances),
        statement_count=counting.statement_count,
        remittance_count=counting.remittance_count,
        receipt_count=counting.receipt_count,
        duplicate_count=counting.duplicate_count,
        waiting_count=counting.waiting_count,
        linked_count=counting.linked_count,
        problems=tuple([*parsed.all_problems(), *counting.problems][:SHOWN]),
        problem_count=parsed.problem_count + counting.refused_count,
        notes=tuple(parsed.notes[:SHOWN]),
        is_dry_run=dry_run,
    )


def _repeated(viewer: Viewer, found: exchange.DeliveryRow, chosen: Format, dry_run: bool) -> MoneyResult:
    """Return what a delivery that is posted brings when it comes again: nothing."""
    counts = found.counts
    result = MoneyResult(
        delivery_id=found.delivery_id,
        format=found.format,
        family=chosen.family.value,
        statement_count=int(counts.get("statements", 0)),
        remittance_count=int(counts.get("remittances", 0)),
        duplicate_count=int(counts.get("receipts", 0)) + int(counts.get("duplicates", 0)),
        problem_count=int(counts.get("problems", 0)),
        problems=tuple(exchange.problems_of(viewer=viewer, delivery_id=found.delivery_id, limit=SHOWN)),
        is_repeated=True,
        is_dry_run=dry_run,
    )
    return replace(result, statements=_as_before(viewer, found))


def _as_before(viewer: Viewer, found: exchange.DeliveryRow) -> tuple[StatementResult, ...]:
    rows = statements_after(viewer, found.creditor_id, delivery_id=found.delivery_id, limit=SHOWN).rows
    return tuple(
        StatementResult(
            account=row.account,
            currency=row.currency,
            kind=row.kind,
            number=row.number,
            opening=row.opening_amount,
            closing=row.closing_amount,
            difference=row.difference_amount,
            state="repeated" if row.state == "posted" else row.state,
            lines=row.line_count,
            duplicates=row.line_count if row.state == "posted" else 0,
            statement_id=row.id,
        )
        for row in reversed(rows)
    )
