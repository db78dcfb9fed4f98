"""Tokens by which programs come in."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


@pghistory.track(exclude=["digest", "last_used_at", "window_at", "window_count"])
class ApiToken(models.Model):
    """One program's way in, as one person at one creditor, narrowed to scopes; only a digest of the secret is kept."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    shown_part = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    rate_per_minute = models.PositiveIntegerField()
    created_by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    window_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "platform_api_token"
        indexes = [models.Index(fields=["creditor", "user"], name="api_token_of")]

    def __str__(self) -> str:
        return f"{self.name} ({self.shown_part}…)"
