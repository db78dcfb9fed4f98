"""What a list comes to, kept beside it by the database itself."""

from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.platform.runs.models import Run


class Tally(models.Model):
    """A change of how many items of a list are alike; the sum over all changes is how many there are.

    Triggers on `work_item` write one row per statement and kind of item it came from or went to, in the statement's own
    transaction. Changes are added and never edited, so people who work one list do not wait for each other.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10)
    action = models.CharField(max_length=20)
    is_new = models.BooleanField()
    is_beyond_today = models.BooleanField()
    currency = models.CharField(max_length=3)
    item_count = models.IntegerField()
    minutes = models.BigIntegerField()
    expected_amount = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "work_tally"
        indexes = [models.Index(fields=["creditor", "run", "owner"], name="work_tally_of_list")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.item_count:+d} {self.state}"
