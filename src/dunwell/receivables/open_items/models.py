"""A document still owed in whole or part."""

from django.db import models

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.open_items.rules import ItemKind


class OpenItem(models.Model):
    """One document. `original_amount` is signed (credits negative); `open_amount` is a cache `dunwell check` proves.

    `booking_rate` is the creditor's base currency per unit of the item's currency on the posting day. `settled_date` is
    the effective day on which it last came to zero. `is_disputed` tells what the source says of the whole document.
    A deduction has the document it was held back from as `origin`, and the payer's `reason_code` (X12 426); a finance
    charge has the document that was paid late.

    One foreign key over creditor and customer together (a migration makes it) proves both at half the price, and that
    they belong together. Neither has an index of its own: the unique ones begin with them.
    """

    creditor = models.ForeignKey(
        Creditor, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="open_items", db_index=False, db_constraint=False
    )
    item_number = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ItemKind])
    document_date = models.DateField()
    posting_date = models.DateField()
    due_date = models.DateField()
    currency = models.CharField(max_length=3)
    original_amount = models.DecimalField(max_digits=18, decimal_places=4)
    open_amount = models.DecimalField(max_digits=18, decimal_places=4)
    booking_rate = models.DecimalField(max_digits=18, decimal_places=10, null=True)
    reference = models.CharField(max_length=200, blank=True)
    purchase_order = models.CharField(max_length=120, blank=True)
    terms_code = models.CharField(max_length=40, blank=True)
    discount_date = models.DateField(null=True)
    discount_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    settled_date = models.DateField(null=True)
    is_disputed = models.BooleanField(default=False)
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="deductions", db_index=False)
    reason_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    source = models.CharField(max_length=80, default="desk")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "receivables_open_item"
        constraints = [
            models.UniqueConstraint(
                fields=["creditor", "customer", "kind", "item_number"], name="open_item_number_once"
            ),
            models.UniqueConstraint(fields=["customer", "creditor", "id"], name="open_item_of_customer"),
            models.CheckConstraint(condition=~models.Q(original_amount=0), name="open_item_not_zero"),
        ]
        indexes = [
            models.Index(
                fields=["creditor", "customer", "due_date"],
                name="open_item_still_open",
                condition=~models.Q(open_amount=0),
            ),
            models.Index(
                fields=["creditor", "item_number"],
                name="open_item_number_begins",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["creditor", "open_amount"], name="open_item_by_open", condition=~models.Q(open_amount=0)
            ),
            models.Index(fields=["origin"], name="open_item_by_origin", condition=models.Q(origin__isnull=False)),
            models.Index(
                fields=["creditor", "original_amount"], name="open_item_by_original", condition=~models.Q(open_amount=0)
            ),
        ]

    def __str__(self) -> str:
        return self.item_number


class DuePart(models.Model):
    """One installment of an item that is due in parts; the parts sum to the item's original amount."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="due_parts")
    sequence = models.PositiveIntegerField()
    due_date = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "receivables_due_part"
        constraints = [models.UniqueConstraint(fields=["open_item", "sequence"], name="due_part_sequence_once")]

    def __str__(self) -> str:
        return f"part {self.sequence} due {self.due_date}"
