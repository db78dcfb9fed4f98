"""Not before a day."""

from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.work.deeds.models import Deed


class Snooze(models.Model):
    """A customer put off until a day: on `until_date` it is back.

    It counts on days D with placed_date ≤ D < until_date, unless it was lifted.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="snoozes")
    deed = models.ForeignKey(Deed, on_delete=models.PROTECT, related_name="snoozes")
    placed_date = models.DateField()
    until_date = models.DateField()
    placed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    placed_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "work_snooze"
        indexes = [
            models.Index(
                fields=["creditor", "customer"], name="snooze_not_lifted", condition=models.Q(lifted_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"until {self.until_date}"
