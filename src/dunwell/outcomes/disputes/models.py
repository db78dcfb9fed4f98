"""Disputes and what happened to them."""

from django.db import models
from django.db.models import F, Q

from dunwell.outcomes.disputes.rules import Amounts, Dates, Decision, DisputeEvent, DisputeState, Resolution
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity

_PARTS = F("disputed_amount") + F("paid_amount") + F("credited_amount") + F("written_off_amount") + F("upheld_amount")


class Dispute(models.Model):
    """A document, or part of it, that the customer questions; amounts in the document's currency, never below zero.

    `original_amount` is what was questioned and always the sum of the other five. `entry_seen` is the last entry of the
    document that the amounts know of. Clocks run from `clock_date`: the day it came in, or was reopened. `hold` stops
    chasing the disputed part, and only while one is disputed.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="disputes")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="disputes")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, null=True, on_delete=models.PROTECT, related_name="+")
    credit_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in DisputeState])
    reason_code = models.CharField(max_length=20)
    raw_code = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20, default="desk")
    received_date = models.DateField()
    clock_date = models.DateField()
    currency = models.CharField(max_length=3)
    original_amount = models.DecimalField(max_digits=18, decimal_places=4)
    disputed_amount = models.DecimalField(max_digits=18, decimal_places=4)
    paid_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    credited_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    written_off_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    upheld_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    entry_seen = models.BigIntegerField(default=0)
    customer_position = models.TextField(blank=True)
    our_position = models.TextField(blank=True)
    owner_department = models.CharField(max_length=20)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=200, blank=True)
    assigned_date = models.DateField(null=True)
    asked_customer_date = models.DateField(null=True)
    reminder_count = models.PositiveIntegerField(default=0)
    escalation_level = models.PositiveIntegerField(default=0)
    decision = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Decision])
    resolution = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Resolution])
    decided_credit_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    decided_date = models.DateField(null=True)
    root_cause = models.CharField(max_length=60, blank=True)
    closed_date = models.DateField(null=True)
    opened_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "outcomes_dispute"
        constraints = [
            models.CheckConstraint(condition=Q(original_amount=_PARTS), name="dispute_adds_up"),
            models.CheckConstraint(
                condition=Q(
                    original_amount__gt=0,
                    disputed_amount__gte=0,
                    paid_amount__gte=0,
                    credited_amount__gte=0,
                    written_off_amount__gte=0,
                    upheld_amount__gte=0,
                ),
                name="dispute_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisputeState.CLOSED) | ~Q(root_cause=""), name="dispute_closed_with_cause"
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "state"], name="dispute_by_state"),
            models.Index(fields=["customer", "-received_date"], name="dispute_of_customer"),
            models.Index(fields=["open_item"], name="dispute_of_item"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it."""
        return f"D-{self.pk}"

    @property
    def amounts(self) -> Amounts:
        """Where its money is."""
        return Amounts(
            original=self.original_amount,
            disputed=self.disputed_amount,
            paid=self.paid_amount,
            credited=self.credited_amount,
            written_off=self.written_off_amount,
            upheld=self.upheld_amount,
        )

    @amounts.setter
    def amounts(self, amounts: Amounts) -> None:
        self.original_amount, self.disputed_amount = amounts.original, amounts.disputed
        self.paid_amount, self.credited_amount = amounts.paid, amounts.credited
        self.written_off_amount, self.upheld_amount = amounts.written_off, amounts.upheld

    @property
    def dates(self) -> Dates:
        """The days from which its clocks run."""
        return Dates(self.clock_date, self.assigned_date, self.asked_customer_date)


class DisputeStep(models.Model):
    """One thing that happened to a dispute: an event of its states, or a remark beside them. Append-only (trigger).

    `facts` holds what belongs to it: amounts after it, who was asked, what was answered, which file came.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(
        max_length=20,
        choices=[(one, one) for one in ("open", *DisputeEvent, "recode", "comment", "evidence", "amounts", "ask_owner",
                                        "answer", "remind", "revoke")],
    )  # fmt: skip
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    done_by_id = models.BigIntegerField(null=True)
    done_by = models.CharField(max_length=200, blank=True)
    done_date = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        db_table = "outcomes_dispute_step"
        indexes = [models.Index(fields=["dispute", "id"], name="dispute_step_of")]

    def __str__(self) -> str:
        return f"{self.event} {self.done_date}"
