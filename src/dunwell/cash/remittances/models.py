"""The payer's own list of what a payment is for."""

from django.db import models

from dunwell.cash.receipts.models import Receipt
from dunwell.exchange.models import Delivery
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor


class RemittanceAdvice(models.Model):
    """One remittance, from a file, a mail or typed in; `receipt` is the money it belongs to, once that is known.

    `reasons` say why it was linked, or why it was left open. `natural_key` tells it from every other, so that the same
    list in another file is none. A withdrawn one is kept and no longer counts.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=1)
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT, related_name="remittances")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    payer = models.CharField(max_length=300, blank=True)
    payer_number = models.CharField(max_length=80, blank=True)
    payer_account = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=80, blank=True)
    trace = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=20, blank=True)
    payment_date = models.DateField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    difference_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    adjustments = models.JSONField(default=list)
    text = models.TextField(blank=True)
    natural_key = models.CharField(max_length=64, blank=True)
    reasons = models.JSONField(default=list)
    linked_by = models.CharField(max_length=200, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_remittance"
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "sequence"], name="remittance_once", condition=models.Q(delivery__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["creditor", "natural_key"],
                name="remittance_key_once",
                condition=models.Q(is_withdrawn=False) & ~models.Q(natural_key=""),
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "amount", "currency"], name="remittance_by_amount"),
            models.Index(
                fields=["creditor", "payment_date"],
                name="remittance_open",
                condition=models.Q(receipt__isnull=True, is_withdrawn=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.trace or self.payer


class RemittanceLine(models.Model):
    """One document the payer names, with the payer's amounts; `paid_amount` is negative where a credit is netted."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    remittance = models.ForeignKey(RemittanceAdvice, on_delete=models.PROTECT, related_name="lines")
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, default="invoice")
    gross_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    discount_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    paid_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    document_date = models.DateField(null=True)
    adjustments = models.JSONField(default=list)

    class Meta:
        db_table = "cash_remittance_line"
        constraints = [models.UniqueConstraint(fields=["remittance", "sequence"], name="remittance_line_once")]

    def __str__(self) -> str:
        return self.number
