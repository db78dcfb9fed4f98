"""The creditor's own bank accounts."""

import pghistory
from django.db import models

from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class BankAccount(models.Model):
    """An account on which money for the creditor arrives. `number` is as `plain_number` writes it."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=120, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    ledger_account = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_bank_account"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "number", "currency"], name="bank_account_number_once")
        ]

    def __str__(self) -> str:
        return self.name or self.number
