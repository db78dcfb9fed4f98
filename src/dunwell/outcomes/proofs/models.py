"""What proves a dispute: files, or words that say where it is."""

from django.db import models
from django.db.models.functions import Now

from dunwell.outcomes.disputes.models import Dispute
from dunwell.platform.creditors.models import Creditor


class Proof(models.Model):
    """One piece of proof: a file, or words that say where it is (`size_bytes` is 0 then). Append-only (trigger)."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=500, blank=True)
    added_by = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outcomes_proof"
        indexes = [models.Index(fields=["dispute", "id"], name="proof_of_dispute")]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "kind", "sha256"], name="proof_file_once", condition=~models.Q(sha256="")
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.kind


class ProofFile(models.Model):
    """The bytes of a proof, apart from what lists read. Append-only (trigger)."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()

    class Meta:
        db_table = "outcomes_proof_file"

    def __str__(self) -> str:
        return f"file of {self.proof_id}"
