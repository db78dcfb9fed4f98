"""The platform's tables of contents."""

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.models import OutboxEvent
from dunwell.platform.idempotency.models import IdempotencyKey
from dunwell.platform.people.models import Membership, User
from dunwell.platform.runs.models import Run
from dunwell.platform.tokens.models import ApiToken
from dunwell.platform.webhooks.models import WebhookDelivery, WebhookEndpoint

__all__ = [
    "ApiToken",
    "Creditor",
    "IdempotencyKey",
    "Membership",
    "OutboxEvent",
    "Run",
    "User",
    "WebhookDelivery",
    "WebhookEndpoint",
]
