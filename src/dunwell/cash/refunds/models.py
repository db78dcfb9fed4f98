"""Money given back, by a maker and a checker."""

import pghistory
from django.db import models

from dunwell.cash.receipts.models import Receipt
from dunwell.cash.refunds.rules import RefundState
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.open_items.models import OpenItem


@pghistory.track()
class Refund(models.Model):
    """A refund of an on-account item or credit memo, or of a receipt in suspense. `amount` is above zero."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    credit_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT, related_name="refunds")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in RefundState])
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=200)
    pay_to = models.CharField(max_length=200, blank=True)
    requested_by_id = models.BigIntegerField(null=True)
    requested_by = models.CharField(max_length=200, blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    checked_by_id = models.BigIntegerField(null=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    check_note = models.CharField(max_length=200, blank=True)
    paid_date = models.DateField(null=True)
    payment_reference = models.CharField(max_length=80, blank=True)
    posting_key = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "cash_refund"
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_above_zero")]
        indexes = [models.Index(fields=["creditor", "state"], name="refund_by_state")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} {self.state}"
