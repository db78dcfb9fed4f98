"""A customer in collection."""

from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.work.cases.rules import CaseState


class Case(models.Model):
    """A customer in collection, from the first day on a list until nothing is past due any more.

    `owner` and `queue` are set when a person gives the customer to somebody by hand; they then go before what the
    policy says, as long as the case is open.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in CaseState], default=CaseState.OPEN
    )
    opened_date = models.DateField()
    closed_date = models.DateField(null=True)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "work_case"
        constraints = [
            models.UniqueConstraint(
                fields=["creditor", "customer"], name="case_one_open", condition=models.Q(state="open")
            )
        ]

    def __str__(self) -> str:
        return f"case of {self.customer_id} since {self.opened_date}"
