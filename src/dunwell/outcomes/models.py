"""What came of it: the chapter's table of contents."""

from dunwell.outcomes.disputes.models import Dispute, DisputeStep
from dunwell.outcomes.evidence.models import Evidence
from dunwell.outcomes.links.models import OwnerLink
from dunwell.outcomes.plans.models import Plan, PlanInstallment, PlanItem, PlanTransition
from dunwell.outcomes.promises.models import Promise, PromiseInstallment, PromiseItem, PromiseTransition
from dunwell.outcomes.proofs.models import Proof, ProofFile
from dunwell.outcomes.writeoffs.models import WriteOff

__all__ = [
    "Dispute", "DisputeStep", "Evidence", "OwnerLink", "Plan", "PlanInstallment", "PlanItem", "PlanTransition",
    "Promise", "PromiseInstallment", "PromiseItem", "PromiseTransition", "Proof", "ProofFile",
    "WriteOff",
]  # fmt: skip
