"""What the matcher proposes, and the rules it proposes by."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from dunwell.cash.receipts.models import Receipt
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.runs.models import Run


@pghistory.track()
class MatchingRules(models.Model):
    """One version of a creditor's matching rules (weights, tolerances, thresholds); at most one is live."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    is_live = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    saved_by = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cash_matching_rules"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "version"], name="matching_rules_version_once"),
            models.UniqueConstraint(
                fields=["creditor"], name="matching_rules_one_live", condition=models.Q(is_live=True)
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Proposal(models.Model):
    """One answer to "which documents does this receipt pay?" Grain: one row per receipt, run and candidate set.

    `items` is a list of `{"open_item_id", "item_number", "customer_id", "amount", "discount", "tolerance", "fee",
    "deduction", "deduction_code"}`; amounts are decimal strings, `amount` in the receipt's currency. `arithmetic` is a
    list of `{"code", "text", "facts", "amount"}` that sums to the receipt; `reasons` as Reason.as_json gives them.
    `verdict` is auto, suggested or weak; the newest run's proposals of a receipt are the ones shown.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="proposals")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    rules = models.ForeignKey(MatchingRules, null=True, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=4)
    verdict = models.CharField(max_length=10)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(default=list)
    residual_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    residual_kind = models.CharField(max_length=20, blank=True)
    arithmetic = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    solution_count = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    proposed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "cash_proposal"
        indexes = [
            models.Index(fields=["receipt", "rank"], name="proposal_current", condition=models.Q(is_current=True)),
            models.Index(
                fields=["creditor", "verdict", "score"], name="proposal_by_verdict", condition=models.Q(is_current=True)
            ),
            # Whose documents a proposal names: asked for one customer before every contact.
            GinIndex(
                fields=["items"],
                name="proposal_by_item",
                opclasses=["jsonb_path_ops"],
                condition=models.Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} {self.rank}"
