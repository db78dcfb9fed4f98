"""Facts that a command tells the rest of the house, written in its own transaction."""

from django.db import models

from dunwell.platform.creditors.models import Creditor


class OutboxEvent(models.Model):
    """One event; delivered by a background task to the reactions of its name."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    emitted_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)
    attempt_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        db_table = "platform_outbox_event"
        indexes = [
            models.Index(
                fields=["emitted_at"], name="outbox_undelivered", condition=models.Q(delivered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name
