"""How one sender's columns are read."""

import pghistory
from django.db import models

from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class MappingProfile(models.Model):
    """A saved mapping profile of a creditor; `document` is what the format's rules read."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    format = models.CharField(max_length=40, default="open_items")
    document = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "exchange_mapping_profile"
        constraints = [models.UniqueConstraint(fields=["creditor", "name"], name="profile_name_once")]

    def __str__(self) -> str:
        return self.name
