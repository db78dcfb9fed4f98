"""The journal: what the general ledger is told, day by day."""

import pghistory
from django.db import models
from django.db.models.functions import Now

from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class PostingTemplates(models.Model):
    """One version of a creditor's chart of accounts and posting templates; at most one is live."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    is_live = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    saved_by = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "receivables_posting_templates"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "version"], name="posting_templates_version_once"),
            models.UniqueConstraint(
                fields=["creditor"], name="posting_templates_one_live", condition=models.Q(is_live=True)
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class JournalBatch(models.Model):
    """What one posting of the journal told: every fact up to a day that no batch told before. Append-only."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    journal_date = models.DateField()
    base_currency = models.CharField(max_length=3)
    templates_version = models.PositiveIntegerField(default=0)
    fact_count = models.PositiveIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "receivables_journal_batch"
        constraints = [models.UniqueConstraint(fields=["creditor", "number"], name="journal_batch_number_once")]

    def __str__(self) -> str:
        return f"{self.journal_date} {self.number}"


class JournalLine(models.Model):
    """One line; `amount` in its currency and `base_amount` are debits above zero, credits below. Append-only."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(JournalBatch, on_delete=models.PROTECT, related_name="lines")
    sequence = models.PositiveIntegerField()
    posting_key = models.CharField(max_length=140, blank=True)
    account = models.CharField(max_length=40)
    account_number = models.CharField(max_length=40)
    effective_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    base_amount = models.DecimalField(max_digits=18, decimal_places=4)
    customer_number = models.CharField(max_length=60, blank=True)
    item_number = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "receivables_journal_line"
        constraints = [models.UniqueConstraint(fields=["batch", "sequence"], name="journal_line_once")]
        indexes = [models.Index(fields=["creditor", "account", "currency"], name="journal_line_by_account")]

    def __str__(self) -> str:
        return f"{self.account_number} {self.amount} {self.currency}"


class JournalFact(models.Model):
    """That a fact (an entry, a movement of a receipt, a refund) was told, and in which batch; once. Append-only."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(JournalBatch, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=10)
    fact_id = models.BigIntegerField()

    class Meta:
        db_table = "receivables_journal_fact"
        constraints = [models.UniqueConstraint(fields=["creditor", "kind", "fact_id"], name="journal_fact_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact_id}"
