"""Typed, dated numbers by which registers and other systems know a customer."""

import pghistory
from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.parties.identifiers.rules import Scheme
from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class Identifier(models.Model):
    """One number of a customer in one scheme, valid over `[valid_from, valid_to)`."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=30, choices=[(scheme.value, scheme.value) for scheme in Scheme])
    value = models.CharField(max_length=80)
    valid_from_date = models.DateField()
    valid_to_date = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "parties_identifier"
        constraints = [
            models.UniqueConstraint(
                fields=["creditor", "scheme", "value", "valid_from_date"], name="identifier_once_from"
            )
        ]
        indexes = [models.Index(fields=["customer"], name="identifier_by_customer")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
