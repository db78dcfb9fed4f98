"""Which run's list is the list."""

from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.runs.models import Run


class Publication(models.Model):
    """The pointer: one row per creditor; publishing a day moves it, in the transaction that writes the day's items."""

    creditor = models.OneToOneField(Creditor, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        db_table = "work_publication"

    def __str__(self) -> str:
        return f"{self.creditor_id}: run {self.run_id}"
