"""The company the money is owed to; the tenant that every later row hangs on."""

from datetime import time

import pghistory
from django.db import models


@pghistory.track()
class Creditor(models.Model):
    """One company whose receivables are worked here; a BPO has many."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    base_currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=20, default="en_US")
    language = models.CharField(max_length=20, default="en")
    daily_run_at = models.TimeField(default=time(5, 0))
    daily_run_on = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "platform_creditor"
        constraints = [
            models.CheckConstraint(condition=models.Q(base_currency__regex="^[A-Z]{3}$"), name="creditor_currency_code")
        ]

    def __str__(self) -> str:
        return self.name
