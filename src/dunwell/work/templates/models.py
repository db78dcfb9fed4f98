"""Texts of messages, in versions."""

from django.db import models
from django.db.models.functions import Now

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.work.templates.rules import Language


class TemplateVersion(models.Model):
    """One version of a creditor's own text; the latest is in use. Append-only (database trigger).

    A version that is retired takes the key out of use: shipped texts of that key count again.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Language])
    version = models.PositiveIntegerField()
    text = models.TextField()
    is_retired = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    saved_by_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "work_template_version"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "key", "language", "version"], name="template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language} v{self.version}"
