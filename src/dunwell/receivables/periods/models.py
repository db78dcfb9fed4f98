"""Up to which day the books are locked."""

from django.db import models
from django.db.models.functions import Now

from dunwell.platform.creditors.models import Creditor


class PeriodLock(models.Model):
    """One locking or reopening; the newest row counts. Append-only.

    `through_date` is the last locked day; without one nothing is locked any more.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    through_date = models.DateField(null=True)
    is_reopening = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "receivables_period_lock"
        indexes = [models.Index(fields=["creditor", "-id"], name="period_lock_newest")]

    def __str__(self) -> str:
        return f"through {self.through_date}"
