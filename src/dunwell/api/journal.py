"""The journal: what the general ledger is told, posting by posting, line by line."""

from django.http import HttpResponse
from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, gives_files, lists, reads
from dunwell.api.inputs import Body, Day, Paging, PathId
from dunwell.api.values import shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.journal.queries import (
    BatchRow,
    LineRow,
    UnequalControl,
    batch_of,
    batches_of,
    controls_of,
    exported,
    lines_after,
)
from dunwell.runs.journal import post_day_journal

router = Router(tags=["journal"])
JournalPosting = shape_of(BatchRow, title="JournalPosting")
JournalLine = shape_of(LineRow, title="JournalLine")
ControlAccount = shape_of(UnequalControl, title="ControlAccount")


class PostingsAsked(Body):
    """Of which day; of every day without one."""

    date: Day | None = None


class Posting(Body):
    """Up to which day the journal is posted."""

    date: Day


@reads(router, "/journal", JournalPosting, whole_list=True)
def list_journal_postings(desk: ApiDesk, asked: Query[PostingsAsked]) -> list[BatchRow]:
    """List the last hundred postings of the journal, the newest first."""
    return batches_of(desk.viewer, desk.creditor_id, day=asked.date)


@commands(router, "/journal", JournalPosting, right="ledger.post", status=201)
def post_the_journal(desk: ApiDesk, body: Posting) -> list[BatchRow] | BatchRow | None:
    """Tell the journal everything up to a day that it was not told; the last posting where there is nothing new."""
    made = post_day_journal(viewer=desk.viewer, creditor_id=desk.creditor_id, journal_date=body.date)
    found = [batch_of(desk.viewer, made.pk)[0]] if made else batches_of(desk.viewer, desk.creditor_id, limit=1)
    if not found:
        raise Refusal(
            "receivables.journal.nothing_to_tell",
            gettext_noop("Nothing has happened by {day} that the journal could be told."),
            day=body.date.isoformat(),
        )
    return found[0]


@reads(router, "/journal/controls", ControlAccount, whole_list=True)
def list_control_accounts(desk: ApiDesk) -> list[UnequalControl]:
    """List the control accounts in the journal beside the sub-ledger, currency by currency; the two are equal."""
    return controls_of(desk.viewer, desk.creditor_id)


@lists(router, "/journal/{batch_id}/lines", JournalLine)
def list_journal_lines(desk: ApiDesk, batch_id: PathId, asked: Query[Paging], after: Position | None) -> Slice[LineRow]:
    """List the lines of a posting in their order; debits are above zero, credits below."""
    return lines_after(desk.viewer, batch_id, after=after, limit=asked.limit)


@gives_files(router, "/journal/{batch_id}/export/{kind}", right="export.rows", kinds=("text/csv",))
def export_a_journal(desk: ApiDesk, batch_id: PathId, kind: str) -> HttpResponse:
    """Download a posting as csv, or as sap (a general journal upload)."""
    return HttpResponse(exported(desk.viewer, batch_id, kind), content_type="text/csv")
