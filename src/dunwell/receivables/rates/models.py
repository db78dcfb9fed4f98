"""Dated exchange rates of a creditor."""

from django.db import models

from dunwell.platform.creditors.models import Creditor


class ExchangeRate(models.Model):
    """Base currency per unit of `currency` on a day; the newest on or before a day is that day's closing rate."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    rate_date = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=10)
    source = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "receivables_exchange_rate"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "currency", "rate_date"], name="rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate_date} {self.rate}"
