"""Verbs of the cash desk that act on more than one allocation."""

from datetime import date

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.commands import undo_allocation
from dunwell.cash.desk.queries import PostedAct, last_posting
from dunwell.platform.access import Viewer
from dunwell.platform.command import command


@command
def undo_posting(*, viewer: Viewer, receipt_id: int, effective_date: date, reason: str) -> PostedAct:
    """Take back the last posting of a receipt that stands, with everything that it put anywhere: all of it or none."""
    act = last_posting(viewer, receipt_id)
    if act is None:
        raise Refusal(
            "cash.desk.nothing_to_undo",
            gettext_noop("Nothing of this receipt is applied any more. Reload it to see where its money is."),
        )
    taken: set[int] = set()
    for allocation_id in act.allocation_ids:
        # What was netted with an earlier one went back with it.
        if allocation_id in taken:
            continue
        made = undo_allocation(viewer=viewer, allocation_id=allocation_id, effective_date=effective_date, reason=reason)
        taken |= {one.reverses_id for one in made if one.reverses_id}
    return act
