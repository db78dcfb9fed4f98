"""The record of a run; it stands here so that every chapter can point back at it."""

from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.platform.runs.rules import RunState


class Run(models.Model):
    """One execution of the day (or another run) for one creditor, with its steps, counts, sums, versions and hash.

    `steps` is a list of `{"name", "rows", "seconds", "sums"}`; `recorded_through_at` is the instant up to which entries
    were read, so the run can be asked again later.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, default="day")
    as_of_date = models.DateField()
    engine = models.CharField(max_length=20, default="duckdb")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in RunState])
    steps = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    sums = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    decisions_hash = models.CharField(max_length=64, blank=True)
    failure = models.TextField(blank=True)
    started_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    recorded_through_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "platform_run"
        indexes = [models.Index(fields=["creditor", "kind", "as_of_date"], name="run_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of_date} ({self.creditor})"
