"""Money that arrived, and where it is now."""

from django.db import models
from django.db.models.functions import Now

from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.receipts.rules import MovementKind, ReceiptState
from dunwell.cash.statements.models import StatementLine
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.open_items.models import OpenItem


class Receipt(models.Model):
    """One amount that came in, from a bank line or by hand (a check, cash).

    The five places of its money are caches of `ReceiptMovement`, proved by `dunwell check`, and always sum to `amount`:
    in suspense (payer not known: out of receivables), on account at customers, applied to documents, refunded
    (forfeited money included), returned by the bank. `customer` is who paid, as far as it is known.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    bank_account = models.ForeignKey(BankAccount, null=True, on_delete=models.PROTECT, related_name="+")
    statement_line = models.OneToOneField(StatementLine, null=True, on_delete=models.PROTECT, related_name="receipt")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="receipts")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in ReceiptState])
    method = models.CharField(max_length=20)
    booking_date = models.DateField()
    value_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    suspense_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    on_account_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    applied_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    refunded_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    returned_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    payer_name = models.CharField(max_length=300, blank=True)
    payer_account = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=140, blank=True)
    text = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_receipt"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "number"], name="receipt_number_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="receipt_above_zero"),
            models.CheckConstraint(
                condition=models.Q(
                    amount=models.F("suspense_amount")
                    + models.F("on_account_amount")
                    + models.F("applied_amount")
                    + models.F("refunded_amount")
                    + models.F("returned_amount")
                ),
                name="receipt_places_sum",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    suspense_amount__gte=0,
                    on_account_amount__gte=0,
                    applied_amount__gte=0,
                    refunded_amount__gte=0,
                    returned_amount__gte=0,
                ),
                name="receipt_places_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "state", "value_date"], name="receipt_by_state"),
            models.Index(fields=["creditor", "customer", "value_date"], name="receipt_of_customer"),
            models.Index(fields=["creditor", "amount", "currency"], name="receipt_by_amount"),
        ]

    def __str__(self) -> str:
        return self.number


class ReceiptMovement(models.Model):
    """One movement of a receipt's money from one place to another. Append-only.

    `from_place` and `to_place` are bank, suspense, on_account, applied, refunded or returned; `on_account_item` is the
    customer's on-account item that the money stands on or leaves; its entries carry the same `posting_key`.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in MovementKind])
    from_place = models.CharField(max_length=20)
    to_place = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    on_account_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="+")
    effective_date = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    posting_key = models.CharField(max_length=120, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        db_table = "cash_receipt_movement"
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="receipt_movement_above_zero")]
        indexes = [models.Index(fields=["creditor", "effective_date"], name="receipt_movement_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"
