"""What to do next, and why: the chapter's table of contents."""

from dunwell.strategy.decision.models import Decision
from dunwell.strategy.policy.models import PolicyVersion

__all__ = ["Decision", "PolicyVersion"]
