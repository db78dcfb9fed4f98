"""What a customer said it would pay, by when, and what became of it."""

import pghistory
from django.db import models
from django.db.models.functions import Now

from dunwell.outcomes.promises.rules import Level, Method, PromiseEvent, PromiseState, PromiseStatus, Source
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity

_STATES = [(state.value, state.value) for state in PromiseState]


@pghistory.track()
class Promise(models.Model):
    """A promise of one sum in one currency, in one or more installments, for named documents or for the account.

    `amount` is what was promised; `received_amount` what qualified and came in time, `late_amount` what came up to 30
    days later. `promised_date` is the last installment's day, `cutoff_date` the last day of its grace. `attempt` is 1
    for a first promise and one more for each before it, about the same, that was not kept. `decided_date` is the day
    that `state` is of, once it is judged: of two judgements the later.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="promises")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="promises")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    state = models.CharField(max_length=20, choices=_STATES)
    status = models.CharField(max_length=10, choices=[(status.value, status.value) for status in PromiseStatus])
    level = models.CharField(max_length=10, choices=[(level.value, level.value) for level in Level])
    source = models.CharField(max_length=12, choices=[(source.value, source.value) for source in Source])
    method = models.CharField(max_length=20, choices=[(method.value, method.value) for method in Method], blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    tolerance_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    late_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    promised_date = models.DateField()
    grace_days = models.PositiveSmallIntegerField()
    cutoff_date = models.DateField()
    taken_at = models.DateTimeField()
    taken_date = models.DateField()
    taken_by_id = models.BigIntegerField(null=True)
    taken_by = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    decided_date = models.DateField(null=True)
    suspended_date = models.DateField(null=True)
    is_kept_in_grace = models.BooleanField(default=False)
    is_late_kept = models.BooleanField(default=False)
    is_reversed = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outcomes_promise"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="promise_above_zero"),
            models.CheckConstraint(
                condition=models.Q(received_amount__gte=0, received_amount__lte=models.F("amount")),
                name="promise_received_within",
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "customer", "-promised_date"], name="promise_of_customer"),
            models.Index(fields=["creditor", "status", "cutoff_date"], name="promise_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} by {self.promised_date}: {self.state}"


class PromiseInstallment(models.Model):
    """One part of a promise with its own day; most promises have one. `received_amount` came in time for it."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="installments")
    position = models.PositiveSmallIntegerField()
    due_date = models.DateField()
    cutoff_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)

    class Meta:
        db_table = "outcomes_promise_installment"
        constraints = [
            models.UniqueConstraint(fields=["promise", "position"], name="promise_installment_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="promise_installment_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} by {self.due_date}"


class PromiseItem(models.Model):
    """What a promise is about, and the hold that it placed there: a document, or (without one) the whole account."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="covered")
    open_item = models.ForeignKey(OpenItem, null=True, on_delete=models.PROTECT, related_name="promised")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "outcomes_promise_item"
        constraints = [
            models.UniqueConstraint(fields=["promise", "open_item"], name="promise_item_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"promise {self.promise_id} on {self.open_item_id}"


class PromiseTransition(models.Model):
    """One step of a promise's life, with what had come in by then; append-only. The first has no state before it."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=12, choices=[(event.value, event.value) for event in PromiseEvent], blank=True)
    from_state = models.CharField(max_length=20, choices=_STATES, blank=True)
    to_state = models.CharField(max_length=20, choices=_STATES)
    effective_date = models.DateField()
    currency = models.CharField(max_length=3)
    received_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    done_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outcomes_promise_transition"
        indexes = [models.Index(fields=["creditor", "-recorded_at"], name="promise_transition_recent")]

    def __str__(self) -> str:
        return f"{self.event}: {self.from_state} to {self.to_state}"
