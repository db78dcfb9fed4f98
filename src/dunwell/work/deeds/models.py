"""One thing that a person did at the desk: what undo takes back, and what a double submit does once."""

from django.db import models
from django.db.models.functions import Now

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


class Deed(models.Model):
    """One command at the desk, of one item or of a hundred. Rows are never changed or deleted (database trigger).

    `done_at` is the instant that the face gave; `recorded_at` is the database's own. A deed is undone when another one
    points at it with `undo_of`. `idempotency_key` begins with who sent it, so that keys of two people never meet.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_by_name = models.CharField(max_length=200)
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    undo_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    idempotency_key = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "work_deed"
        constraints = [
            models.UniqueConstraint(
                fields=["creditor", "idempotency_key"], name="deed_once", condition=~models.Q(idempotency_key="")
            )
        ]
        indexes = [models.Index(fields=["creditor", "done_by", "-id"], name="deed_by_person")]

    def __str__(self) -> str:
        return f"{self.verb} by {self.done_by_name}"
