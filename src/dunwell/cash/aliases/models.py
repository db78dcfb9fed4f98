"""What past postings taught: which payer account or name is which customer."""

import pghistory
from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor


# Counting is no change of what a person is told: a row of history for every posting would drown those that are.
@pghistory.track(exclude=["seen_count", "last_seen_date"])
class PayerAlias(models.Model):
    """A payer's account (`account`) or name (`name`) seen paying for a customer.

    `value` is normalized. `seen_count` counts postings by a person or a confident rule; `is_confirmed` was said by a
    person; one value seen for two customers is no evidence for either until one is confirmed.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=300)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="payer_aliases")
    seen_count = models.PositiveIntegerField(default=0)
    is_confirmed = models.BooleanField(default=False)
    learned_by = models.CharField(max_length=200, blank=True)
    last_seen_date = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_payer_alias"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "kind", "value", "customer"], name="payer_alias_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
