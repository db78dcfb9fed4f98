"""The gate's yes for one contact."""

from django.db import models
from django.db.models import F, Q

from dunwell.compliance.clauses.rules import Channel
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


class Permit(models.Model):
    """A yes for one contact with one customer, for minutes; what used it points back here.

    `facts_version` tells what was true when it was given: the database refuses to mark a permit as used once that has
    changed, or after its minutes, and refuses every other change of a row (trigger). `remaining` is what may be asked
    for by item, `conditions` what must be kept to.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Channel])
    address = models.CharField(max_length=254, blank=True)
    open_item_ids = models.JSONField(default=list)
    remaining = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    facts_version = models.CharField(max_length=64)
    law = models.JSONField(default=dict)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_by_name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "work_permit"
        constraints = [
            models.CheckConstraint(condition=Q(used_at=None) | Q(released_at=None), name="permit_used_or_released"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__gte=F("issued_at"), used_at__lte=F("expires_at")),
                name="permit_used_in_time",
            ),
        ]
        indexes = [models.Index(fields=["creditor", "customer", "-expires_at"], name="permit_of_customer")]

    def __str__(self) -> str:
        return f"{self.channel} until {self.expires_at:%H:%M}"
