"""A way of looking at the worklist that somebody named and kept."""

from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


class SavedView(models.Model):
    """Filters and order under a name; without a user it is the team's."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "work_saved_view"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "user", "name"], name="saved_view_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name
