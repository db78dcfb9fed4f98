"""Questions about the journal: what is to be told, what was told, and whether control accounts and sub-ledger tie."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from dunwell.base.money import plain
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.receivables.journal.models import JournalBatch, JournalLine, PostingTemplates
from dunwell.receivables.journal.rules import SHIPPED_TEMPLATES, Templates


@dataclass(frozen=True)
class BatchRow:
    """One posting of the journal; debits are credits, so one sum each tells its size."""

    id: int
    number: int
    journal_date: date
    fact_count: int
    line_count: int
    base_currency: str
    debit_amount: Decimal
    templates_version: int
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True)
class LineRow:
    """One line of the journal; debits are above zero, credits below."""

    sequence: int
    posting_key: str
    account: str
    account_number: str
    effective_date: date
    currency: str
    amount: Decimal
    base_amount: Decimal
    customer_number: str
    item_number: str
    text: str


@dataclass(frozen=True)
class UnequalControl:
    """A currency's control accounts in the journal, and what the told entries add up to; the two must be equal."""

    creditor_id: int
    currency: str
    journal_amount: Decimal
    entries_amount: Decimal


def templates_of(creditor_id: int) -> tuple[int, Templates]:
    """Return the version (0: the shipped one) and templates in force."""
    live = PostingTemplates.objects.filter(creditor_id=creditor_id, is_live=True).first()
    return (live.version, Templates.of_document(live.document)) if live else (0, Templates.of_document({}))


_ENTRIES = """
    SELECT e.id, e.posting_key, e.kind, v.kind AS reversed_kind, i.kind AS item_kind, e.amount, e.currency,
           e.effective_date, COALESCE(i.booking_rate, x.rate, CASE WHEN e.currency = %(base)s THEN 1 END) AS rate,
           e.realized_fx_amount, e.customer_id, e.open_item_id, i.item_number
    FROM receivables_entry e
    JOIN receivables_open_item i ON i.id = e.open_item_id
    LEFT JOIN receivables_entry v ON v.id = e.reverses_id
    LEFT JOIN LATERAL (
        SELECT r.rate FROM receivables_exchange_rate r
        WHERE i.booking_rate IS NULL AND r.creditor_id = e.creditor_id AND r.currency = e.currency
          AND r.rate_date <= e.effective_date ORDER BY r.rate_date DESC LIMIT 1
    ) x ON true
    WHERE e.creditor_id = %(creditor_id)s AND e.effective_date <= %(day)s AND NOT EXISTS (
        SELECT 1 FROM receivables_journal_fact f
        WHERE f.creditor_id = e.creditor_id AND f.kind = 'entry' AND f.fact_id = e.id)
    ORDER BY e.id
"""


def untold_entries(creditor_id: int, day: date, base_currency: str) -> list[dict[str, Any]]:
    """Return entries effective up to a day that no batch told, as `rules.entry_fact` takes them; `rate` may be None."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, {"creditor_id": creditor_id, "day": day, "base": base_currency})
        assert cursor.description is not None
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def batches_of(viewer: Viewer, creditor_id: int, limit: int = 100, day: date | None = None) -> list[BatchRow]:
    """Return the postings of a creditor's journal, newest first; of one day only, if one is given."""
    require(viewer, "book.read", creditor_id)
    held = JournalBatch.objects.filter(creditor_id=creditor_id)
    if day is not None:
        held = held.filter(journal_date=day)
    return [_batch_row(row) for row in held.order_by("-number")[:limit]]


def _batch_row(row: JournalBatch) -> BatchRow:
    debits = row.lines.filter(base_amount__gt=0).aggregate(total=Sum("base_amount"))["total"]
    return BatchRow(
        row.pk, row.number, row.journal_date, row.fact_count, row.line_count, row.base_currency,
        debits or Decimal(0), row.templates_version, row.recorded_at.isoformat(), row.recorded_by,
    )  # fmt: skip


def _batch(viewer: Viewer, batch_id: int) -> JournalBatch:
    found = JournalBatch.objects.select_related("creditor").filter(pk=batch_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "export.rows", found.creditor_id)
    return found


def _debit_credit(amount: Decimal, currency: str) -> list[str]:
    shown = plain(abs(amount), currency)
    return [shown if amount > 0 else "", shown if amount < 0 else ""]


def _plain_rows(batch: JournalBatch, lines: list[JournalLine]) -> list[list[str]]:
    head = [
        "journal", "line", "date", "act", "account", "account_name", "currency", "debit", "credit", "base_currency",
        "base_debit", "base_credit", "customer", "item", "text",
    ]  # fmt: skip
    return [head] + [
        [
            f"{batch.journal_date}-{batch.number}", str(line.sequence), line.effective_date.isoformat(),
            line.posting_key, line.account_number, line.account, line.currency,
            *_debit_credit(line.amount, line.currency), batch.base_currency,
            *_debit_credit(line.base_amount, batch.base_currency), line.customer_number, line.item_number, line.text,
        ]
        for line in lines
    ]  # fmt: skip


def _sap_rows(batch: JournalBatch, lines: list[JournalLine]) -> list[list[str]]:
    """One document per act and currency, balanced in document and local currency; posting keys 40 debit, 50 credit."""
    head = [
        "BUKRS", "XBLNR", "BELNR_EXT", "BLDAT", "BUDAT", "WAERS", "BUZEI", "BSCHL", "HKONT", "WRBTR", "DMBTR", "HWAER",
        "ZUONR", "SGTXT",
    ]  # fmt: skip
    documents: dict[tuple[str, date, str], int] = {}
    places: dict[int, int] = {}
    rows = []
    for line in lines:
        document = documents.setdefault((line.posting_key, line.effective_date, line.currency), len(documents) + 1)
        places[document] = places.get(document, 0) + 1
        is_debit = (line.amount or line.base_amount) > 0
        rows.append(
            [
                batch.creditor.key[:4].upper(), f"{batch.journal_date:%Y%m%d}-{batch.number}", str(document),
                f"{line.effective_date:%Y%m%d}", f"{batch.journal_date:%Y%m%d}", line.currency, str(places[document]),
                "40" if is_debit else "50", line.account_number,
                plain(abs(line.amount), line.currency), plain(abs(line.base_amount), batch.base_currency),
                batch.base_currency, line.customer_number, (line.text or line.posting_key)[:50],
            ]
        )  # fmt: skip
    return [head, *rows]


FORMATS: dict[str, Callable[[JournalBatch, list[JournalLine]], list[list[str]]]] = {
    "csv": _plain_rows,
    "sap": _sap_rows,
}


def exported(viewer: Viewer, batch_id: int, form: str = "csv") -> str:
    """Return a batch as text in a format: `csv` (every column we have) or `sap` (general journal upload)."""
    batch = _batch(viewer, batch_id)
    if form not in FORMATS:
        raise Refusal(
            "receivables.journal.format_unknown",
            gettext_noop("There is no journal format {form}. Choose one of: {known}."),
            form=form,
            known=", ".join(sorted(FORMATS)),
        )
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(FORMATS[form](batch, list(batch.lines.order_by("sequence"))))
    return out.getvalue()


def exported_day(viewer: Viewer, creditor_id: int, day: date, form: str = "csv") -> str:
    """Return every batch of a day as text in a format, under one heading; refuse a day without one."""
    ids = list(_of_day(viewer, creditor_id, day).values_list("pk", flat=True))
    if not ids:
        raise Refusal(
            "receivables.journal.nothing_posted",
            gettext_noop("No journal was posted for {day}. Post it first; the night does so for the day that ended."),
            day=day.isoformat(),
        )
    parts = [exported(viewer, pk, form) for pk in ids]
    return parts[0] + "".join(part.split("\r\n", 1)[1] for part in parts[1:])


def _of_day(viewer: Viewer, creditor_id: int, day: date) -> QuerySet[JournalBatch]:
    require(viewer, "book.read", creditor_id)
    return JournalBatch.objects.filter(creditor_id=creditor_id, journal_date=day).order_by("number")


def batch_of(viewer: Viewer, batch_id: int) -> tuple[BatchRow, int]:
    """Return one posting of the journal and whose it is; refuse one out of sight."""
    found = JournalBatch.objects.filter(pk=batch_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _batch_row(found), found.creditor_id


def batch_lines(viewer: Viewer, batch_id: int, *, offset: int = 0, limit: int = 200) -> list[LineRow]:
    """Return the lines of a posting of the journal in their order."""
    batch_of(viewer, batch_id)
    held = JournalLine.objects.filter(batch_id=batch_id).order_by("sequence")[offset : offset + limit]
    return [LineRow(**{name: getattr(row, name) for name in LineRow.__dataclass_fields__}) for row in held]


def lines_after(viewer: Viewer, batch_id: int, *, after: Position | None = None, limit: int = 50) -> Slice[LineRow]:
    """Return the lines of a posting of the journal in their order, after a position."""
    batch_of(viewer, batch_id)
    found, following = slice_after(JournalLine.objects.filter(batch_id=batch_id), ("sequence", "pk"), after, limit)
    rows = (LineRow(**{name: getattr(row, name) for name in LineRow.__dataclass_fields__}) for row in found)
    return Slice(tuple(rows), following)


_CONTROL = """
    WITH told AS (
        SELECT e.currency, sum(e.amount) AS amount FROM receivables_entry e
        JOIN receivables_journal_fact f ON f.creditor_id = e.creditor_id AND f.kind = 'entry' AND f.fact_id = e.id
        WHERE e.creditor_id = %(creditor_id)s GROUP BY e.currency
    ), booked AS (
        SELECT currency, sum(amount) AS amount FROM receivables_journal_line
        WHERE creditor_id = %(creditor_id)s AND account = ANY(%(control)s) GROUP BY currency
    )
    SELECT %(creditor_id)s::bigint, COALESCE(t.currency, b.currency), COALESCE(b.amount, 0), COALESCE(t.amount, 0)
    FROM told t FULL JOIN booked b ON b.currency = t.currency
    ORDER BY 2
"""


def controls_of(viewer: Viewer, creditor_id: int) -> list[UnequalControl]:
    """Return the control accounts beside the told entries, currency by currency, equal ones too."""
    require(viewer, "book.read", creditor_id)
    return _controls(creditor_id)


def unequal_controls(creditor_id: int) -> list[UnequalControl]:
    """Compare the control accounts (receivables and unapplied cash) with the entries that were told, by currency."""
    return [each for each in _controls(creditor_id) if each.journal_amount != each.entries_amount]


def _controls(creditor_id: int) -> list[UnequalControl]:
    _, templates = templates_of(creditor_id)
    control = sorted({*templates.control.values(), *SHIPPED_TEMPLATES["control"].values()})
    with connection.cursor() as cursor:
        cursor.execute(_CONTROL, {"creditor_id": creditor_id, "control": control})
        return [UnequalControl(*row) for row in cursor.fetchall()]
