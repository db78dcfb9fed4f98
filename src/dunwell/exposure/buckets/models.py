"""Buckets that a creditor keeps under a name."""

import pghistory
from django.db import models

from dunwell.exposure.aging.rules import Basis
from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class BucketSet(models.Model):
    """Edges in days, and the date they are counted from, that people choose by name on the aging page."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=10, choices=[(basis.value, basis.value) for basis in Basis], default=Basis.DUE)
    edges = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "exposure_bucket_set"
        constraints = [models.UniqueConstraint(fields=["creditor", "name"], name="bucket_set_name_once")]

    def __str__(self) -> str:
        return self.name
