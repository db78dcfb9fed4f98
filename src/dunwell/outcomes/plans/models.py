"""What a customer agreed to pay in parts, and what became of it."""

import pghistory
from django.db import models
from django.db.models.functions import Now

from dunwell.outcomes.plans.rules import Frequency, PlanEvent, PlanState
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import OpenItem

_STATES = [(state.value, state.value) for state in PlanState]


@pghistory.track()
class Plan(models.Model):
    """An agreement on named documents of one customer and currency.

    `principal_amount` is what is owed on them, `interest_amount` what the plan adds over its life, `received_amount`
    what came in for it. `rate_percent` is a year's. `grace_days` and `cure_days` are calendar days. `missed_date` is
    the day from which the days to cure count.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="plans")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    state = models.CharField(max_length=12, choices=_STATES)
    currency = models.CharField(max_length=3)
    principal_amount = models.DecimalField(max_digits=18, decimal_places=4)
    down_payment_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    interest_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    tolerance_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    rate_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    frequency = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Frequency])
    first_date = models.DateField()
    last_date = models.DateField()
    grace_days = models.PositiveSmallIntegerField()
    cure_days = models.PositiveSmallIntegerField()
    has_acceleration = models.BooleanField(default=False)
    disposable_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    conditions = models.TextField(blank=True)
    note = models.TextField(blank=True)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField()
    proposed_date = models.DateField()
    offer_until_date = models.DateField(null=True)
    offered_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_date = models.DateField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    acceptance = models.CharField(max_length=200, blank=True)
    missed_date = models.DateField(null=True)
    missed_count = models.PositiveSmallIntegerField(default=0)
    defaulted_date = models.DateField(null=True)
    suspended_date = models.DateField(null=True)
    reinstated_count = models.PositiveSmallIntegerField(default=0)
    ended_date = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outcomes_plan"
        constraints = [models.CheckConstraint(condition=models.Q(principal_amount__gt=0), name="plan_above_zero")]
        indexes = [
            models.Index(fields=["creditor", "customer", "-proposed_date"], name="plan_of_customer"),
            models.Index(fields=["creditor", "state"], name="plan_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.principal_amount} {self.currency} until {self.last_date}: {self.state}"


class PlanInstallment(models.Model):
    """One part of a plan: its amount is principal and interest; `position` 0 is the down payment."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="installments")
    position = models.PositiveSmallIntegerField()
    due_date = models.DateField()
    cutoff_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    principal_amount = models.DecimalField(max_digits=18, decimal_places=4)
    interest_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    missed_date = models.DateField(null=True)

    class Meta:
        db_table = "outcomes_plan_installment"
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_installment_once"),
            models.CheckConstraint(
                condition=models.Q(amount=models.F("principal_amount") + models.F("interest_amount")),
                name="plan_installment_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} by {self.due_date}"


class PlanItem(models.Model):
    """A document that a plan covers, and the hold that it placed there."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="covered")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="planned")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "outcomes_plan_item"
        constraints = [models.UniqueConstraint(fields=["plan", "open_item"], name="plan_item_once")]

    def __str__(self) -> str:
        return f"plan {self.plan_id} on {self.open_item_id}"


class PlanTransition(models.Model):
    """One step of a plan's life, with what had come in by then; append-only. The first has no state before it."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=12, choices=[(event.value, event.value) for event in PlanEvent], blank=True)
    from_state = models.CharField(max_length=12, choices=_STATES, blank=True)
    to_state = models.CharField(max_length=12, choices=_STATES)
    effective_date = models.DateField()
    currency = models.CharField(max_length=3)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    done_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outcomes_plan_transition"
        indexes = [models.Index(fields=["creditor", "-recorded_at"], name="plan_transition_recent")]

    def __str__(self) -> str:
        return f"{self.event}: {self.from_state} to {self.to_state}"
