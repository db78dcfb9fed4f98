"""What a run decided."""

from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.platform.runs.models import Run


class Decision(models.Model):
    """What one run decided for one customer; written in bulk and never changed.

    `rank` is null where the customer is left alone; `exclusions` then holds the codes. `factors` are reasons as
    `decision.rules.stored_reason` leaves them. `facts` keeps the few numbers that a list shows (LISTED_FACTS), and only
    of ranked customers: a book of a million stays small, and `explain` asks for all facts again as of the day.

    One foreign key over creditor and customer together (a migration makes it) proves both. Indexes are few, because
    every day writes one row a customer: `decision_once_per_run` begins with the run, nobody asks by creditor or owner.
    """

    creditor = models.ForeignKey(
        Creditor, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="decisions", db_constraint=False)
    segment = models.CharField(max_length=40)
    policy_key = models.CharField(max_length=40)
    policy_version = models.IntegerField()
    step = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=10, blank=True)
    tone = models.CharField(max_length=2, blank=True)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    queue = models.CharField(max_length=60, blank=True)
    minutes = models.IntegerField(default=0)
    points = models.IntegerField(default=0)
    expected_amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    rank = models.IntegerField(null=True)
    floor_due = models.BooleanField(default=False)
    exclusions = models.JSONField(default=list)
    factors = models.JSONField(default=list)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "strategy_decision"
        constraints = [models.UniqueConstraint(fields=["run", "customer"], name="decision_once_per_run")]
        indexes = [
            models.Index(fields=["run", "rank"], name="decision_by_rank", condition=models.Q(rank__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.step or 'nothing'}"
