"""Where events are sent, and how each got there."""

from uuid import uuid4

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.models import OutboxEvent
from dunwell.platform.webhooks.rules import DeliveryState


@pghistory.track()
class WebhookEndpoint(models.Model):
    """An address of another program, the events it asked for, and the version of the secret that signs them."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    url = models.CharField(max_length=500)
    note = models.CharField(max_length=200, blank=True)
    event_names = ArrayField(models.CharField(max_length=80))
    secret_version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    created_by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "platform_webhook_endpoint"

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One event on its way to one endpoint; `attempts` holds the latest tries as `{"at", "status", "failure"}`."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in DeliveryState])
    attempt_count = models.PositiveIntegerField(default=0)
    total_attempt_count = models.PositiveIntegerField(default=0)
    attempts = models.JSONField(default=list)
    next_attempt_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "platform_webhook_delivery"
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="webhook_delivery_once")]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="webhook_delivery_due", condition=models.Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.endpoint_id}"
