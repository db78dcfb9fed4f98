"""Payment terms as rules, not phrases."""

import pghistory
from django.db import models

from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class PaymentTerms(models.Model):
    """One creditor's terms by code; `document` is what `rules.Terms.from_document` reads."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    document = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "receivables_payment_terms"
        constraints = [models.UniqueConstraint(fields=["creditor", "code"], name="terms_code_once")]

    def __str__(self) -> str:
        return self.code
