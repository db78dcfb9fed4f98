"""Versions of what a creditor adds to the law."""

from django.db import models
from django.db.models.functions import Now

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User


class LawDocument(models.Model):
    """One version of a creditor's own rules of contact, as a document; the highest version is in force.

    Rows are added and never changed, so every past decision can be read beside the rules it was made by.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    note = models.TextField(blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "compliance_law_document"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "version"], name="law_document_version_once"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
