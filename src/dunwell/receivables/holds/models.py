"""Do not chase this, because, until."""

import pghistory
from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.open_items.models import OpenItem


@pghistory.track()
class Hold(models.Model):
    """A hold on a whole customer, one item, or (with `amount`) the disputed part of one item.

    It counts on every day D with placed_date ≤ D, D ≤ until_date (or none), and D < lifted_date (or none).
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="holds")
    open_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=30, choices=[(reason.value, reason.value) for reason in HoldReason])
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    placed_date = models.DateField()
    until_date = models.DateField(null=True)
    lifted_date = models.DateField(null=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=40, default="desk")
    placed_by = models.CharField(max_length=200, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    lift_note = models.TextField(blank=True, default="", db_default="")
    lifted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "receivables_hold"
        indexes = [
            models.Index(
                fields=["creditor", "customer"], name="hold_not_lifted", condition=models.Q(lifted_date__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} since {self.placed_date}"
