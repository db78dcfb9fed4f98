"""What the bank took back."""

import pghistory
from django.db import models

from dunwell.cash.receipts.models import Receipt
from dunwell.cash.returns.rules import ReturnState
from dunwell.cash.statements.models import StatementLine
from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class ReturnedLine(models.Model):
    """One return on a bank account, and the receipt that it takes back as far as that is known; `reasons` say why."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField(StatementLine, on_delete=models.PROTECT, related_name="returned")
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT, related_name="returned_lines")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ReturnState])
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_returned_line"
        indexes = [models.Index(fields=["creditor", "state"], name="returned_line_by_state")]

    def __str__(self) -> str:
        return f"{self.line} {self.state}"
