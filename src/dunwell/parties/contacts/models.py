"""A human at the customer."""

import pghistory
from django.db import models

from dunwell.parties.contacts.rules import Channel, ContactRole
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class ContactPerson(models.Model):
    """Someone to call or write to at a customer; phone in E.164."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contact_people")
    name = models.CharField(max_length=200)
    role = models.CharField(
        max_length=30,
        choices=[(role.value, role.value) for role in ContactRole],
        default=ContactRole.ACCOUNTS_PAYABLE,
    )
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    preferred_channel = models.CharField(
        max_length=10, choices=[(channel.value, channel.value) for channel in Channel], default=Channel.PHONE
    )
    language = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    is_primary = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "parties_contact_person"
        indexes = [
            models.Index(fields=["customer", "is_active"], name="contact_by_customer"),
            models.Index(
                fields=["creditor", "phone"], name="contact_by_phone", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
            models.Index(
                fields=["creditor", "email"], name="contact_by_email", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
