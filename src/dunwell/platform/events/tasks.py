"""Background delivery of events to their reactions."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.events.models import OutboxEvent
from dunwell.platform.idempotency.tasks import forget_old_keys
from dunwell.platform.webhooks.commands import queue_webhooks
from dunwell.platform.webhooks.tasks import send_webhook

# A worker knows the tasks that are imported with this module; naming these makes them known.
WEBHOOKS, IDEMPOTENCY = send_webhook, forget_old_keys


@app.task(queue="events", retry=RetryStrategy(max_attempts=5, exponential_wait=4), pass_context=False)
def deliver_event(event_id: int) -> None:
    """Run the reactions of one event once; delivering it again does nothing."""
    with viewing(system_viewer("reactions")):
        event = OutboxEvent.objects.get(pk=event_id)
        if event.delivered_at is not None:
            return
        OutboxEvent.objects.filter(pk=event_id).update(attempt_count=event.attempt_count + 1)
        queue_webhooks(event=event)
        for reaction in import_string(settings.DUNWELL_REACTIONS).get(event.name, ()):
            reaction(event)
        OutboxEvent.objects.filter(pk=event_id).update(delivered_at=timezone.now())
