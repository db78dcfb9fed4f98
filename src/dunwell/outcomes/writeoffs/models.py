"""Money given up, by a maker and a checker, and what of it came back."""

import pghistory
from django.db import models

from dunwell.outcomes.writeoffs.rules import WriteOffKind, WriteOffState
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.open_items.models import OpenItem


@pghistory.track()
class WriteOff(models.Model):
    """A request to give up a document or part of it; `amount` is above zero, in its currency.

    `base_amount` is what counts against limits, in the creditor's base currency at the day's rate. `is_split` says that
    it and others of its day together are above a limit that it is below. `is_forgiven` ends the claim too; without it
    the write-off is an act of the books, and what comes later is a recovery.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="write_offs")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="write_offs")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in WriteOffKind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in WriteOffState])
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    base_amount = models.DecimalField(max_digits=18, decimal_places=4)
    recovered_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    reason = models.CharField(max_length=200)
    is_forgiven = models.BooleanField(default=False)
    is_split = models.BooleanField(default=False)
    requested_by_id = models.BigIntegerField(null=True)
    requested_by = models.CharField(max_length=200, blank=True)
    requested_date = models.DateField()
    requested_at = models.DateTimeField()
    checked_by_id = models.BigIntegerField(null=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    check_note = models.CharField(max_length=200, blank=True)
    posted_date = models.DateField(null=True)

    class Meta:
        db_table = "outcomes_write_off"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="write_off_above_zero"),
            models.CheckConstraint(
                condition=models.Q(recovered_amount__gte=0, recovered_amount__lte=models.F("amount")),
                name="write_off_recovered_within",
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "state"], name="write_off_by_state"),
            models.Index(fields=["customer", "requested_date"], name="write_off_of_customer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it."""
        return f"W-{self.pk}"
