"""Versions of the documents that decide."""

import pghistory
from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.strategy.policy.rules import DocumentKind, DocumentState


@pghistory.track()
class PolicyVersion(models.Model):
    """One version of a policy, or of the segments, of one creditor.

    A key has at most one draft and one published version. The text of a published version never changes again (a
    database trigger refuses it); publishing the next one retires it.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in DocumentKind])
    key = models.CharField(max_length=40)
    version = models.IntegerField()
    text = models.TextField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in DocumentState], default=DocumentState.DRAFT
    )
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "strategy_policy_version"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "kind", "key", "version"], name="policy_version_once"),
            models.UniqueConstraint(
                fields=["creditor", "kind", "key"], condition=models.Q(state="draft"), name="policy_one_draft"
            ),
            models.UniqueConstraint(
                fields=["creditor", "kind", "key"], condition=models.Q(state="published"), name="policy_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
