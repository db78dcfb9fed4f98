"""What was said or done about a customer."""

from django.db import models
from django.db.models.functions import Now

from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.rules import ActivityKind, Direction, Outcome
from dunwell.work.deeds.models import Deed
from dunwell.work.items.models import WorkItem
from dunwell.work.permits.models import Permit
from dunwell.work.permits.rules import PermitUse


class Activity(models.Model):
    """A call, a note, a task that was done, or a message that somebody sent. Append-only (database trigger).

    `occurred_date` is the day in the creditor's own calendar. A row that `corrects` another takes it back: neither of
    the two counts any more. `permit_use` tells how a contact stands to the gate, `permit_reasons` what spoke against
    it.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="activities")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    work_item = models.ForeignKey(WorkItem, null=True, on_delete=models.PROTECT, related_name="activities")
    deed = models.ForeignKey(Deed, null=True, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ActivityKind])
    direction = models.CharField(
        max_length=3, choices=[(way.value, way.value) for way in Direction], default=Direction.OUT
    )
    reached = models.BooleanField(null=True)
    outcome = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Outcome], blank=True)
    duration_seconds = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    occurred_at = models.DateTimeField()
    occurred_date = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    permit = models.OneToOneField(Permit, null=True, on_delete=models.PROTECT, related_name="used_by_activity")
    permit_use = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in PermitUse], blank=True, default="", db_default=""
    )
    permit_reasons = models.JSONField(default=list, db_default=models.Value([], output_field=models.JSONField()))
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        db_table = "work_activity"
        indexes = [
            models.Index(fields=["creditor", "customer", "-occurred_at"], name="activity_of_customer"),
            models.Index(fields=["creditor", "occurred_date"], name="activity_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_date}"


class ActivityItem(models.Model):
    """An open item that an activity was about. Append-only (database trigger)."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="about")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "work_activity_item"
        constraints = [models.UniqueConstraint(fields=["activity", "open_item"], name="activity_item_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} about {self.open_item_id}"
