"""What came in: the chapter's tables."""

import pghistory
from django.db import models
from django.db.models.functions import Now

from dunwell.exchange.rules import DeliveryState, Mode
from dunwell.platform.creditors.models import Creditor


class Delivery(models.Model):
    """One thing that arrived, once per source and content.

    `profile` is the mapping it was read with, `layout` how the file was laid out (sheet, headings, encoding), so that
    its failed rows can be given back the way they came; `counts` is what a preview or a posting found.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=80)
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in Mode], default=Mode.DELTA)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in DeliveryState],
        default=DeliveryState.RECEIVED,
    )
    profile = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    received_by = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(db_default=Now())
    posted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_delivery"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "source", "sha256"], name="delivery_once_per_source"),
            models.CheckConstraint(condition=models.Q(size_bytes__gte=0), name="delivery_size_not_negative"),
        ]
        indexes = [models.Index(fields=["creditor", "-received_at"], name="delivery_latest")]

    def __str__(self) -> str:
        return self.file_name


class DeliveryChunk(models.Model):
    """One piece of a delivery's bytes, at most 1 MiB, so that no value grows with the file. Never changed."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="chunks")
    sequence = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "exchange_delivery_chunk"
        constraints = [models.UniqueConstraint(fields=["delivery", "sequence"], name="delivery_chunk_once")]

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.sequence}"


class DeliveryProblem(models.Model):
    """One fault in a delivery, with the whole row as it came (`cells`), so that it can be repaired and sent again."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="problems")
    sequence = models.PositiveIntegerField()
    code = models.CharField(max_length=120)
    text = models.TextField()
    facts = models.JSONField(default=dict)
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(null=True)

    class Meta:
        db_table = "exchange_delivery_problem"
        constraints = [models.UniqueConstraint(fields=["delivery", "sequence"], name="delivery_problem_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.sheet} {self.row or ''}".strip()


@pghistory.track()
class MappingProfile(models.Model):
    """How one creditor's files are laid out, kept under a name; the shipped ones are data, not rows."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    document = models.JSONField(default=dict)
    saved_by = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "exchange_mapping_profile"
        constraints = [models.UniqueConstraint(fields=["creditor", "format", "name"], name="mapping_profile_name_once")]

    def __str__(self) -> str:
        return self.name
