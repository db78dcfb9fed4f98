"""Links by which owners outside of the desk answer."""

from django.db import models

from dunwell.outcomes.disputes.models import Dispute
from dunwell.outcomes.links.rules import Answer
from dunwell.platform.creditors.models import Creditor


class OwnerLink(models.Model):
    """One person's way to answer about one dispute, until it expires; only a digest of the secret is kept."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254)
    question = models.TextField(blank=True)
    made_by = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Answer])
    answer_count = models.PositiveIntegerField(default=0)
    window_at = models.DateTimeField(null=True)
    window_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "outcomes_owner_link"
        indexes = [models.Index(fields=["dispute", "id"], name="owner_link_of")]

    def __str__(self) -> str:
        return self.email
