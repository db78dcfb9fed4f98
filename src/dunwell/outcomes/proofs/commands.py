"""Verbs on the proof of a dispute."""

import hashlib
from datetime import datetime

from dunwell.outcomes.moving.commands import Act, acting_on
from dunwell.outcomes.proofs import rules
from dunwell.outcomes.proofs.models import Proof, ProofFile
from dunwell.platform.access import Viewer
from dunwell.platform.command import command


@command
def add_proof(
    *,
    viewer: Viewer,
    dispute_id: int,
    kind: str,
    at: datetime,
    file_name: str = "",
    content: bytes | None = None,
    note: str = "",
) -> Proof:
    """Keep a file, or words that say where the proof is; the same file of the same kind is kept once."""
    act = acting_on(viewer, dispute_id, at)
    proof = keep_proof(act, kind, file_name, content, note)
    act.finish()
    return proof


def keep_proof(act: Act, kind: str, file_name: str, content: bytes | None, note: str) -> Proof:
    """Keep a proof for a command that holds the dispute's lock."""
    dispute = act.dispute
    held = Proof.objects.filter(dispute=dispute)
    rules.check_kind(kind)
    rules.check_piece(note, None if content is None else len(content), held.count())
    name = rules.safe_name(file_name) if content is not None else ""
    media_type = rules.media_type_of(name) if content is not None else ""
    sha256 = hashlib.sha256(content).hexdigest() if content is not None else ""
    known = held.filter(kind=kind, sha256=sha256).first() if sha256 else None
    if known is not None:
        return known
    proof = Proof.objects.create(
        creditor_id=dispute.creditor_id,
        dispute=dispute,
        kind=kind,
        file_name=name,
        media_type=media_type,
        size_bytes=len(content or b""),
        sha256=sha256,
        note=note.strip()[:500],
        added_by=act.viewer.name or act.viewer.kind,
    )
    if content is not None:
        ProofFile.objects.create(creditor_id=dispute.creditor_id, proof=proof, content=content)
    act.remark("evidence", proof.note, kind=kind, file=name, proof_id=proof.pk)
    return proof
