"""Which money kept a promise or paid an installment of a plan."""

from django.db import models

from dunwell.cash.receipts.models import Receipt
from dunwell.outcomes.plans.models import PlanInstallment
from dunwell.outcomes.promises.models import PromiseInstallment
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.open_items.models import OpenItem


class Evidence(models.Model):
    """Part of some money that stands for one installment; a euro stands for one only.

    The money is a receipt's, or (`receipt` empty) what the ledger says was paid on `open_item`. Rows are what the last
    judgement found: the next one replaces them.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    promise_installment = models.ForeignKey(
        PromiseInstallment, null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    plan_installment = models.ForeignKey(PlanInstallment, null=True, on_delete=models.PROTECT, related_name="evidence")
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT, related_name="+")
    open_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="+")
    value_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    is_late = models.BooleanField(default=False)

    class Meta:
        db_table = "outcomes_evidence"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="evidence_above_zero"),
            models.CheckConstraint(
                condition=models.Q(promise_installment__isnull=True) ^ models.Q(plan_installment__isnull=True),
                name="evidence_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} of {self.value_date}"
