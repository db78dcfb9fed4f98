"""What came of it: the chapter's table of contents."""

from dunwell.outcomes.evidence.models import Evidence
from dunwell.outcomes.plans.models import Plan, PlanInstallment, PlanItem, PlanTransition
from dunwell.outcomes.promises.models import Promise, PromiseInstallment, PromiseItem, PromiseTransition

__all__ = [
    "Evidence", "Plan", "PlanInstallment", "PlanItem", "PlanTransition", "Promise", "PromiseInstallment", "PromiseItem",
    "PromiseTransition",
]  # fmt: skip
