"""The ledger: one immutable movement on an open item."""

from django.db import models
from django.db.models.functions import Now

from dunwell.exchange.models import Delivery
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.entries.rules import EntryKind
from dunwell.receivables.open_items.models import OpenItem


class Entry(models.Model):
    """One movement. The document's own amount is its first entry (`issued`), so a balance is always a plain sum.

    `amount` is the signed effect on the open amount, in the item's currency. `effective_date` is the business day;
    `recorded_at` is when the house learned of it. Rows are never changed or deleted (database trigger).

    One foreign key over creditor, customer and item together (a migration makes it) proves all three at a third of the
    price, and that they belong together. None has an index of its own: those over two columns begin with them.
    """

    creditor = models.ForeignKey(
        Creditor, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    open_item = models.ForeignKey(
        OpenItem, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EntryKind])
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    effective_date = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=200, blank=True)
    # `entry_reversed_once` is its index.
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by", db_index=False
    )
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="+")
    posting_key = models.CharField(max_length=120, blank=True)
    realized_fx_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    recorded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "receivables_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["reverses"], name="entry_reversed_once", condition=models.Q(reverses__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["open_item", "effective_date"], name="entry_by_item"),
            models.Index(fields=["creditor", "effective_date"], name="entry_by_day"),
            models.Index(fields=["customer", "effective_date"], name="entry_by_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"
