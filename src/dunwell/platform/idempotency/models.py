"""What was answered to a write, so that asking again gives the answer and does nothing."""

from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.tokens.models import ApiToken


class IdempotencyKey(models.Model):
    """One key of one token: what was asked (as a digest) and what was answered, written with what it did."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "platform_idempotency_key"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="idempotency_key_once")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_age")]

    def __str__(self) -> str:
        return self.key
