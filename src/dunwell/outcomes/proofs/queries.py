"""Questions about the proof of a dispute."""

from dataclasses import dataclass
from datetime import datetime

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes.models import Dispute
from dunwell.outcomes.proofs.models import Proof, ProofFile
from dunwell.outcomes.proofs.rules import Check, checklist
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class ProofRow:
    """One piece of proof; without a file its note says where it is."""

    id: int
    dispute_id: int
    kind: str
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    note: str
    added_by: str
    added_at: datetime


def _row(proof: Proof) -> ProofRow:
    names = [name for name in ProofRow.__dataclass_fields__ if name != "id"]
    return ProofRow(id=proof.pk, **{name: getattr(proof, name) for name in names})


def _nothing() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def proofs_of(viewer: Viewer, dispute_id: int) -> list[ProofRow]:
    """Return what proves a dispute, the oldest first."""
    dispute = Dispute.objects.filter(pk=dispute_id).first()
    if dispute is None:
        raise _nothing()
    require(viewer, "book.read", dispute.creditor_id)
    return [_row(proof) for proof in Proof.objects.filter(dispute=dispute).order_by("pk")]


def checks_of(viewer: Viewer, dispute_id: int) -> list[Check]:
    """Return the checklist of a dispute by its reason, with how much of each is there."""
    held = [proof.kind for proof in proofs_of(viewer, dispute_id)]
    return checklist(Dispute.objects.values_list("reason_code", flat=True).get(pk=dispute_id), held)


def proof_file(viewer: Viewer, proof_id: int) -> tuple[ProofRow, bytes]:
    """Return a proof and its bytes; refuse one out of sight, and one that has no file."""
    file = ProofFile.objects.select_related("proof").filter(proof_id=proof_id).first()
    if file is None:
        raise _nothing()
    require(viewer, "book.read", file.creditor_id)
    return _row(file.proof), bytes(file.content)
