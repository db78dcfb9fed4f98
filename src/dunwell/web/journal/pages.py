"""What the screens of the journal are given."""

from django.http import Http404
from django.utils.translation import gettext as _

from dunwell.platform.words import format_day
from dunwell.receivables.journal.queries import (
    FORMATS,
    BatchRow,
    LineRow,
    batch_lines,
    batch_of,
    batches_of,
    controls_of,
)
from dunwell.receivables.periods.queries import PeriodLockRow, locked_through, period_locks
from dunwell.web.doors import DeskRequest
from dunwell.web.journal.shapes import BatchLine, BatchPage, ControlLine, JournalPage, JournalRow, LockLine
from dunwell.web.people.views import place
from dunwell.web.shapes import Pager
from dunwell.web.statements.pages import page_number
from dunwell.web.wording import money_of, written

PAGE_SIZE = 200


def journal_page(request: DeskRequest) -> JournalPage:
    """The journal with its control account, and which days are locked."""
    viewer, creditor_id = request.viewer, request.creditor.id
    through = locked_through(creditor_id)
    controls = [
        ControlLine(
            row.currency, money_of(row.journal_amount, row.currency), money_of(row.entries_amount, row.currency),
            money_of(row.journal_amount - row.entries_amount, row.currency)
            if row.journal_amount != row.entries_amount else None,
        )
        for row in controls_of(viewer, creditor_id)
    ]  # fmt: skip
    is_off = any(each.off for each in controls)
    may_lock = viewer.may("period.lock", creditor_id)
    return JournalPage(
        title=_("The control account is off") if is_off else _("Control account and sub-ledger tie"),
        locked=_("Locked through %(day)s") % {"day": format_day(through)} if through else _("No day is locked"),
        batches=[_batch(request, row) for row in batches_of(viewer, creditor_id, limit=60)],
        controls=controls,
        locks=[_lock(row) for row in period_locks(viewer, creditor_id, limit=20)],
        lock_url=place(request, "period_lock") if may_lock else "",
        reopen_url=place(request, "period_reopen") if may_lock and through else "",
        post_url=place(request, "journal_post") if viewer.may("ledger.post", creditor_id) else "",
    )


def _lock(row: PeriodLockRow) -> LockLine:
    day = format_day(row.through_date) if row.through_date else ""
    if row.is_reopening:
        words = _("reopened, locked through %(day)s") % {"day": day} if day else _("reopened wholly")
    else:
        words = _("locked through %(day)s") % {"day": day}
    return LockLine(words, row.reason, row.recorded_by, row.recorded_at[:16].replace("T", " "))


def _exports(request: DeskRequest, batch_id: int) -> list[tuple[str, str]]:
    if not request.viewer.may("export.rows", request.creditor.id):
        return []
    return [(form.upper(), place(request, "journal_export", batch_id, form)) for form in FORMATS]


def _batch(request: DeskRequest, row: BatchRow) -> BatchLine:
    return BatchLine(
        row.id, _("Journal %(n)s") % {"n": row.number}, place(request, "journal_batch", row.id), row.journal_date,
        row.fact_count, row.line_count, money_of(row.debit_amount, row.base_currency), row.recorded_by,
        _exports(request, row.id),
    )  # fmt: skip


def batch_here(request: DeskRequest, batch_id: int) -> BatchRow:
    """One posting of this creditor's journal; any other's is not there."""
    found, owner = batch_of(request.viewer, batch_id)
    if owner != request.creditor.id:
        raise Http404
    return found


def batch_page(request: DeskRequest, found: BatchRow) -> BatchPage:
    """One posting of the journal, line by line."""
    page = page_number(request)
    rows = batch_lines(request.viewer, found.id, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    told = {"n": found.number, "day": format_day(found.journal_date)}
    return BatchPage(
        title=_("Journal %(n)s of %(day)s") % told,
        rows=[_row(row, found.base_currency) for row in rows],
        pager=Pager(page, PAGE_SIZE, found.line_count),
        back_url=place(request, "journal"),
        lede=_("Debits are credits: %(amount)s each") % {"amount": written(found.debit_amount, found.base_currency)},
        exports=_exports(request, found.id),
    )


def _row(row: LineRow, base: str) -> JournalRow:
    amount = money_of(abs(row.amount), row.currency)
    return JournalRow(
        row.sequence, row.effective_date, f"{row.account_number} {row.account.replace('_', ' ')}".strip(),
        amount if row.amount > 0 else None, amount if row.amount < 0 else None, money_of(row.base_amount, base),
        " ".join(part for part in (row.customer_number, row.item_number) if part), row.text,
    )  # fmt: skip
