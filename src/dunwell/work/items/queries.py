"""Questions about single work items, for the chapter itself."""

from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.work.items.models import WorkItem


def item_for(viewer: Viewer, item_id: int, right: str) -> WorkItem:
    """Return an item that the viewer has a right on; refuse one out of sight."""
    found = WorkItem.objects.filter(pk=item_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found


def amounts_known(run_id: int | None, customer_id: int) -> dict[str, Decimal | int | None]:
    """Return what a run's list says of a customer's balance: open_amount, past_due_amount, oldest_days_past_due."""
    names = ("open_amount", "past_due_amount", "oldest_days_past_due")
    if run_id is None:
        return dict.fromkeys(names)
    found = WorkItem.objects.filter(run_id=run_id, customer_id=customer_id, open_amount__isnull=False)
    known = found.values(*names).first()
    return dict(known) if known else dict.fromkeys(names)
