"""Questions about a whole run's decisions at once."""

from django.db.models import Count

from dunwell.platform.access import Viewer, require
from dunwell.strategy.decision.models import Decision


def segments_of(viewer: Viewer, creditor_id: int, *, run_id: int) -> dict[int, str]:
    """Return the segment that a run put each customer in: customer id -> segment."""
    require(viewer, "book.read", creditor_id)
    decided = Decision.objects.filter(creditor_id=creditor_id, run_id=run_id)
    return dict(decided.values_list("customer_id", "segment"))


def policy_counts_of(viewer: Viewer, creditor_id: int, *, run_id: int) -> dict[str, tuple[int, int]]:
    """Return for each policy that a run followed how many customers it decided for, and how many are listed."""
    require(viewer, "book.read", creditor_id)
    decided = Decision.objects.filter(creditor_id=creditor_id, run_id=run_id)
    counted = decided.values("policy_key").annotate(customers=Count("pk"), listed=Count("rank")).order_by("policy_key")
    return {row["policy_key"]: (row["customers"], row["listed"]) for row in counted}
