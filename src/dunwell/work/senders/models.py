"""How a creditor writes to its customers."""

import pghistory
from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.work.senders.rules import SenderKind


@pghistory.track()
class Sender(models.Model):
    """A creditor's settings for one channel: addresses, hosts, layouts; never a password.

    Secrets stay with the operator, in the environment or in a file of the data folder (`senders.queries`).
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in SenderKind])
    document = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)

    class Meta:
        db_table = "work_sender"
        constraints = [models.UniqueConstraint(fields=["creditor", "kind"], name="sender_once")]

    def __str__(self) -> str:
        return self.kind
