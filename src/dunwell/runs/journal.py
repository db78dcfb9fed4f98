"""The journal of a day: the ledger's own facts, and those of cash, which the ledger cannot ask for."""

from datetime import date

from dunwell.cash.posting.queries import untold_cash
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.receivables.journal.commands import post_journal
from dunwell.receivables.models import JournalBatch


@command
def post_day_journal(*, viewer: Viewer, creditor_id: int, journal_date: date) -> JournalBatch | None:
    """Tell the general ledger everything up to a day that it was not told; None when there is nothing."""
    require(viewer, "ledger.post", creditor_id)
    return post_journal(
        viewer=viewer,
        creditor_id=creditor_id,
        journal_date=journal_date,
        cash_facts=untold_cash(creditor_id, journal_date),
    )
