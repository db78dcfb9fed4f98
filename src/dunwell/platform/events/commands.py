"""Tell the rest of the house that something happened."""

from typing import Any

from procrastinate.contrib.django import app

from dunwell.platform.events.models import OutboxEvent

DELIVER = "dunwell.platform.events.tasks.deliver_event"


def emit(name: str, creditor_id: int, **payload: Any) -> OutboxEvent:
    """Write an event in the running transaction and defer its delivery; both happen or neither does."""
    event = OutboxEvent.objects.create(creditor_id=creditor_id, name=name, payload=payload)
    app.configure_task(DELIVER, queue="events").defer(event_id=event.pk)
    return event
