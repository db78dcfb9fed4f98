"""One thing that arrived, its bytes, and what was wrong with its rows."""

from django.db import models

from dunwell.exchange.deliveries.rules import DeliveryState, Mode
from dunwell.platform.creditors.models import Creditor


class Delivery(models.Model):
    """One file that arrived; unique by source and hash, so the same file twice is one delivery.

    `counts` holds rows, new, changed, unchanged, closed, problems; `sums` holds totals by currency.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=80, default="upload")
    file_name = models.CharField(max_length=300)
    format = models.CharField(max_length=40)
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in Mode], default=Mode.DELTA)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in DeliveryState])
    profile = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    sums = models.JSONField(default=dict)
    received_by = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_delivery"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "source", "sha256"], name="delivery_once_by_source_and_hash")
        ]

    def __str__(self) -> str:
        return self.file_name


class DeliveryChunk(models.Model):
    """Up to one mebibyte of a delivery's bytes, in order."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="chunks")
    sequence = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "exchange_delivery_chunk"
        constraints = [models.UniqueConstraint(fields=["delivery", "sequence"], name="chunk_sequence_once")]

    def __str__(self) -> str:
        return f"chunk {self.sequence}"


class DeliveryProblem(models.Model):
    """One row that was set aside, with what was wrong and the row as it came."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="problems")
    code = models.CharField(max_length=80)
    text = models.TextField()
    facts = models.JSONField(default=dict)
    sheet = models.CharField(max_length=200, blank=True)
    row_number = models.BigIntegerField(null=True)
    column = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(default=list)

    class Meta:
        db_table = "exchange_delivery_problem"
        indexes = [models.Index(fields=["delivery", "row_number"], name="problem_by_row")]

    def __str__(self) -> str:
        return self.code
