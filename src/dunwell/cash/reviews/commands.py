"""Verbs on the sample of automatic postings: it was right, or it is taken back."""

from datetime import date

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.desk.commands import undo_posting
from dunwell.cash.desk.queries import last_posting
from dunwell.cash.posting.commands import CASH_POST, locked_receipt
from dunwell.cash.reviews.models import PostingReview
from dunwell.cash.reviews.rules import ReviewVerdict
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit


@command
def confirm_posting(*, viewer: Viewer, allocation_id: int, note: str = "") -> PostingReview:
    """Say that an automatic posting was right; nothing moves."""
    return _reviewed(viewer, _automatic(viewer, allocation_id), ReviewVerdict.CONFIRMED, note)


@command
def undo_reviewed(*, viewer: Viewer, allocation_id: int, effective_date: date, reason: str) -> PostingReview:
    """Take an automatic posting back: its documents are open again, and the sample says it was wrong."""
    found = _automatic(viewer, allocation_id)
    last = last_posting(viewer, found.receipt_id)
    if last is None or found.pk not in last.allocation_ids:
        raise Refusal(
            "cash.review.posted_since",
            gettext_noop("More of this receipt was posted after it. Undo that first, at the cash desk."),
        )
    kept = _reviewed(viewer, found, ReviewVerdict.UNDONE, reason)
    undo_posting(viewer=viewer, receipt_id=found.receipt_id, effective_date=effective_date, reason=reason)
    return kept


def _automatic(viewer: Viewer, allocation_id: int) -> Allocation:
    """Return the first allocation of an automatic posting that stands, with its receipt locked."""
    found = Allocation.objects.filter(pk=allocation_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, CASH_POST, found.creditor_id)
    locked_receipt(viewer, found.receipt_id)
    stands = Allocation.objects.filter(pk=found.pk, method="auto", reverses__isnull=True, reversed_by__isnull=True)
    if not stands.exists() or PostingReview.objects.filter(allocation=found).exists():
        raise Refusal(
            "cash.review.over",
            gettext_noop("This posting was looked at or taken back meanwhile. Go on with the next one."),
        )
    return found


def _reviewed(viewer: Viewer, found: Allocation, verdict: ReviewVerdict, note: str) -> PostingReview:
    kept = PostingReview.objects.create(
        creditor_id=found.creditor_id,
        receipt_id=found.receipt_id,
        allocation=found,
        verdict=verdict,
        note=note.strip()[:200],
        recorded_by=viewer.name or viewer.kind,
    )
    emit("cash.posting_reviewed", found.creditor_id, receipt_id=found.receipt_id, verdict=verdict.value)
    return kept
