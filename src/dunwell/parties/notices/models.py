"""What a customer told us, or we learned, about contacting it."""

from django.db import models
from django.db.models.functions import Now

from dunwell.compliance.clauses.rules import Channel
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.parties.notices.rules import NoticeKind, Purpose, Source
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


class ContactNotice(models.Model):
    """One thing that was said or learned, of a whole customer or one contact person. Append-only (database trigger).

    It counts from `stated_at` to the end of `until_date`, or until a row `withdraws` it. Without a channel it is about
    every channel; without an address about every number and address. `weekdays` are ISO numbers as digits.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="notices", db_index=False)
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in NoticeKind])
    channel = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Channel])
    purpose = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Purpose])
    address = models.CharField(max_length=254, blank=True)
    weekdays = models.CharField(max_length=7, blank=True)
    from_time = models.TimeField(null=True)
    until_time = models.TimeField(null=True)
    place = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=200, blank=True)
    until_date = models.DateField(null=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Source])
    stated_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    withdraws = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")

    class Meta:
        db_table = "parties_contact_notice"
        indexes = [models.Index(fields=["creditor", "customer"], name="notice_of_customer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.stated_at:%Y-%m-%d}"
