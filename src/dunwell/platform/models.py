"""The platform's tables of contents."""

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.models import OutboxEvent
from dunwell.platform.people.models import Membership, User
from dunwell.platform.runs.models import Run

__all__ = ["Creditor", "Membership", "OutboxEvent", "Run", "User"]
