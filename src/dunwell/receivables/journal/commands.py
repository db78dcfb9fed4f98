"""Verbs on the journal: save posting templates, tell the day's facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.receivables.journal.models import JournalBatch, JournalFact, JournalLine, PostingTemplates
from dunwell.receivables.journal.queries import templates_of, untold_entries
from dunwell.receivables.journal.rules import Fact, Line, Templates, entry_fact, lines_of
from dunwell.receivables.open_items.models import OpenItem

_LOCK = 0x6A726E6C


@command
def save_templates(
    *, viewer: Viewer, creditor_id: int, document: Mapping[str, Any], note: str = ""
) -> PostingTemplates:
    """Put a version of the chart of accounts and templates in force, over the shipped ones; refuse an unsound one."""
    require(viewer, "cash.rules", creditor_id)
    Templates.of_document(document)
    _lock(creditor_id)
    held = PostingTemplates.objects.filter(creditor_id=creditor_id)
    held.filter(is_live=True).update(is_live=False)
    return PostingTemplates.objects.create(
        creditor_id=creditor_id,
        version=(held.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        document=dict(document),
        is_live=True,
        note=note,
        saved_by=viewer.name or viewer.kind,
    )


@command
def post_journal(
    *, viewer: Viewer, creditor_id: int, journal_date: date, cash_facts: Sequence[Fact] = ()
) -> JournalBatch | None:
    """Tell every fact effective up to a day that no batch told: entries, and the facts of cash that runs hands in.

    A late fact is in the next batch, with its own effective day. An entry in a currency without a rate waits for one.
    Returns None when there is nothing to tell.
    """
    require(viewer, "ledger.post", creditor_id)
    _lock(creditor_id)
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=creditor_id)
    version, templates = templates_of(creditor_id)
    entries = [row for row in untold_entries(creditor_id, journal_date, base) if row["rate"] is not None]
    facts = [entry_fact(row, templates, base) for row in entries]
    facts += cash_facts
    if not facts:
        return None
    lines = lines_of(facts, templates)
    newest = JournalBatch.objects.filter(creditor_id=creditor_id).aggregate(number=Max("number"))["number"] or 0
    batch = JournalBatch.objects.create(
        creditor_id=creditor_id,
        number=newest + 1,
        journal_date=journal_date,
        base_currency=base,
        templates_version=version,
        fact_count=len(facts),
        line_count=len(lines),
        recorded_by=viewer.name or viewer.kind,
    )
    _write(batch, lines, facts)
    emit("receivables.journal_posted", creditor_id, batch_id=batch.pk, lines=len(lines))
    return batch


def _write(batch: JournalBatch, lines: Sequence[Line], facts: Sequence[Fact]) -> None:
    customers = dict(Customer.objects.filter(pk__in={line.customer_id for line in lines}).values_list("pk", "number"))
    items = dict(OpenItem.objects.filter(pk__in={line.open_item_id for line in lines}).values_list("pk", "item_number"))
    JournalLine.objects.bulk_create(
        [
            JournalLine(
                creditor_id=batch.creditor_id,
                batch=batch,
                sequence=place,
                posting_key=line.posting_key,
                account=line.account,
                account_number=line.number,
                effective_date=line.effective_date,
                currency=line.currency,
                amount=line.amount,
                base_amount=line.base_amount,
                customer_number=customers.get(line.customer_id or 0, ""),
                item_number=items.get(line.open_item_id or 0, ""),
                text=line.text[:200],
            )
            for place, line in enumerate(lines, start=1)
        ],
        batch_size=2_000,
    )
    JournalFact.objects.bulk_create(
        [JournalFact(creditor_id=batch.creditor_id, batch=batch, kind=one.kind, fact_id=one.fact_id) for one in facts],
        batch_size=5_000,
    )


def _lock(creditor_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, creditor_id])
