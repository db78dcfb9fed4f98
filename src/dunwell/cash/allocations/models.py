"""Which part of a receipt paid which document."""

from django.db import models
from django.db.models.functions import Now

from dunwell.cash.matching.models import Proposal
from dunwell.cash.receipts.models import Receipt
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.open_items.models import OpenItem


class Allocation(models.Model):
    """Part of a receipt put against an open item. Append-only; an undone one is reversed by a row of its own.

    `amount` is in the receipt's currency, `item_amount` what it settled in the item's. Discount, tolerance, fee and
    withholding settled more of the item, in the item's currency; a deduction became `deduction_item`. All entries of
    the posting carry `posting_key`.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="allocations")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="allocations")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    on_account_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    item_amount = models.DecimalField(max_digits=18, decimal_places=4)
    item_currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=10, null=True)
    discount_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    tolerance_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    fee_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    withholding_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    deduction_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    deduction_code = models.CharField(max_length=20, blank=True)
    deduction_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="+")
    effective_date = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    posting_key = models.CharField(max_length=120)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        db_table = "cash_allocation"
        constraints = [models.CheckConstraint(condition=~models.Q(amount=0), name="allocation_not_zero")]
        indexes = [
            models.Index(fields=["creditor", "effective_date"], name="allocation_by_day"),
            models.Index(fields=["open_item"], name="allocation_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} to {self.open_item}: {self.amount} {self.currency}"
