"""The party that owes."""

import pghistory
from django.db import models

from dunwell.parties.customers.rules import CustomerKind
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


@pghistory.track()
class Customer(models.Model):
    """A business or consumer that owes a creditor; `owner` is the collector who keeps it, `queue` a shared one.

    Empty language, time zone and country mean the creditor's own. `subdivision` is the state or province (ISO 3166-2
    without the country): with city and postal code it tells which local law has a say.
    """

    # Without an index of its own: `customer_number_once` begins with it.
    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    other_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in CustomerKind], default=CustomerKind.BUSINESS
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True, default="", db_default="")
    city = models.CharField(max_length=100, blank=True, default="", db_default="")
    postal_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    terms_code = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "parties_customer"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "number"], name="customer_number_once"),
            # What documents and decisions point at, so that theirs is the customer's own creditor.
            models.UniqueConstraint(fields=["id", "creditor"], name="customer_of_creditor"),
        ]
        indexes = [
            models.Index(fields=["creditor", "owner"], name="customer_by_owner"),
            models.Index(fields=["creditor", "name"], name="customer_by_name"),
        ]

    def __str__(self) -> str:
        return self.name
