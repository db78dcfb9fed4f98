"""Who does it, and what was said: the chapter's table of contents."""

from dunwell.work.activities.models import Activity, ActivityItem
from dunwell.work.cases.models import Case
from dunwell.work.deeds.models import Deed
from dunwell.work.inbox.models import Reply, ReplyTransition
from dunwell.work.items.models import WorkItem, WorkItemTransition
from dunwell.work.messages.models import Message, MessageDocument, MessageItem, MessageTransition, StepAutonomy
from dunwell.work.permits.models import Permit
from dunwell.work.senders.models import Sender
from dunwell.work.snoozes.models import Snooze
from dunwell.work.tallies.models import Tally
from dunwell.work.templates.models import TemplateVersion
from dunwell.work.views.models import SavedView
from dunwell.work.worklist.models import Publication

__all__ = [
    "Activity",
    "ActivityItem",
    "Case",
    "Deed",
    "Message",
    "MessageDocument",
    "MessageItem",
    "MessageTransition",
    "Permit",
    "Publication",
    "Reply",
    "ReplyTransition",
    "SavedView",
    "Sender",
    "Snooze",
    "StepAutonomy",
    "Tally",
    "TemplateVersion",
    "WorkItem",
    "WorkItemTransition",
]
