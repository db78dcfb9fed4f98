"""That somebody looked at a posting that the matcher made by itself."""

from django.db import models
from django.db.models.functions import Now

from dunwell.cash.allocations.models import Allocation
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.reviews.rules import ReviewVerdict
from dunwell.platform.creditors.models import Creditor


class PostingReview(models.Model):
    """One look at one automatic posting, known by its first allocation. Append-only."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="+")
    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=10, choices=[(each.value, each.value) for each in ReviewVerdict])
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "cash_posting_review"
        indexes = [models.Index(fields=["creditor", "verdict"], name="posting_review_by_verdict")]

    def __str__(self) -> str:
        return f"{self.receipt} {self.verdict}"
