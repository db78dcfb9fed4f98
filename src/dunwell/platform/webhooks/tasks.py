"""Background entry points of webhooks; `runs/tasks.py` makes them known to the worker by way of the events' tasks."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.webhooks.commands import note_attempt, requeue_forgotten
from dunwell.platform.webhooks.models import WebhookDelivery
from dunwell.platform.webhooks.rules import DeliveryState
from dunwell.platform.webhooks.sending import post

GONE = 410


@app.task(queue="webhooks", pass_context=False)
def send_webhook(delivery_id: int) -> None:
    """Try one delivery once; what is not waiting any more, and endpoints that were switched off, are left alone."""
    with viewing(system_viewer("webhooks")):
        found = WebhookDelivery.objects.select_related("event", "endpoint__creditor").filter(pk=delivery_id).first()
        if found is None or found.state != DeliveryState.WAITING or not found.endpoint.is_active:
            return
        at = timezone.now()
        status, failure = post(found, at)
        note_attempt(delivery_id=delivery_id, at=at, status=status, failure=failure, is_final=status == GONE)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="webhooks", queueing_lock="webhooks-forgotten", pass_context=False)
def find_forgotten(timestamp: int) -> None:
    """Queue again what a killed worker left behind."""
    with viewing(system_viewer("webhooks")):
        requeue_forgotten(at=datetime.fromtimestamp(timestamp, UTC))
