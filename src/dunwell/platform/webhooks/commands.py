"""Verbs on webhooks: add and change endpoints, queue events, note what became of a try, send again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.models import OutboxEvent
from dunwell.platform.webhooks import rules
from dunwell.platform.webhooks.models import WebhookDelivery, WebhookEndpoint
from dunwell.platform.webhooks.rules import MACHINE, DeliveryEvent, DeliveryState

SEND = "dunwell.platform.webhooks.tasks.send_webhook"
KEPT_ATTEMPTS = 20


def may_be_private() -> bool:
    """Return whether the operator lets events go to hosts of their own network, and without TLS."""
    return bool(getattr(settings, "DUNWELL_WEBHOOK_PRIVATE", False))


def secret_of(endpoint: WebhookEndpoint) -> str:
    """Return what an endpoint's events are signed with now."""
    return rules.secret_of(settings.SECRET_KEY, str(endpoint.public_id), endpoint.secret_version)


@command
def add_endpoint(
    *, viewer: Viewer, creditor_id: int, url: str, events: Iterable[str], at: datetime, note: str = ""
) -> WebhookEndpoint:
    """Send events of a creditor to an address from now on."""
    require(viewer, "creditor.manage", creditor_id)
    return WebhookEndpoint.objects.create(
        creditor_id=creditor_id,
        url=rules.check_url(url, may_be_private=may_be_private()),
        event_names=rules.check_events(events),
        note=note.strip()[:200],
        created_by_name=viewer.name or viewer.kind,
        created_at=at,
    )


def _locked(viewer: Viewer, endpoint_id: int) -> WebhookEndpoint:
    found = WebhookEndpoint.objects.select_for_update().filter(pk=endpoint_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "creditor.manage", found.creditor_id)
    return found


@command
def edit_endpoint(
    *,
    viewer: Viewer,
    endpoint_id: int,
    url: str | None = None,
    events: Iterable[str] | None = None,
    note: str | None = None,
    is_active: bool | None = None,
) -> WebhookEndpoint:
    """Change an endpoint; what is not given stays. An endpoint that is not active gets nothing, waiting events too."""
    found = _locked(viewer, endpoint_id)
    if url is not None:
        found.url = rules.check_url(url, may_be_private=may_be_private())
    if events is not None:
        found.event_names = rules.check_events(events)
    if note is not None:
        found.note = note.strip()[:200]
    if is_active is not None:
        found.is_active = is_active
    found.save()
    return found


@command
def rotate_secret(*, viewer: Viewer, endpoint_id: int) -> WebhookEndpoint:
    """Sign an endpoint's events with another secret from now on."""
    found = _locked(viewer, endpoint_id)
    found.secret_version += 1
    found.save(update_fields=["secret_version"])
    return found


@command
def ping_endpoint(*, viewer: Viewer, endpoint_id: int) -> WebhookDelivery:
    """Send an endpoint an event of its own, to see whether it arrives."""
    found = _locked(viewer, endpoint_id)
    told = {"endpoint_id": found.pk}
    event = OutboxEvent.objects.create(creditor_id=found.creditor_id, name=rules.PING, payload=told)
    return _queued(found, event)


def queue_webhooks(*, event: OutboxEvent) -> int:
    """Queue an event for every active endpoint that asked for it, once each; returns how many were new."""
    found = WebhookEndpoint.objects.filter(creditor_id=event.creditor_id, is_active=True).order_by("pk")
    known = set(WebhookDelivery.objects.filter(event=event).values_list("endpoint_id", flat=True))
    new = [one for one in found if one.pk not in known and rules.is_wanted(event.name, one.event_names)]
    for endpoint in new:
        _queued(endpoint, event)
    return len(new)


@command
def _queued(endpoint: WebhookEndpoint, event: OutboxEvent) -> WebhookDelivery:
    made = WebhookDelivery.objects.create(
        creditor_id=endpoint.creditor_id, endpoint=endpoint, event=event, state=DeliveryState.WAITING
    )
    _defer(made, 0)
    return made


def _defer(delivery: WebhookDelivery, seconds: int) -> None:
    # A worker's own connector defers outside of Django's transaction; the row and its job must come together.
    queue = app.with_connector(DjangoConnector())
    task = queue.configure_task(SEND, queue="webhooks", schedule_in={"seconds": seconds} if seconds else None)
    task.defer(delivery_id=delivery.pk)


@command
def note_attempt(
    *, delivery_id: int, at: datetime, status: int | None, failure: str = "", is_final: bool = False
) -> WebhookDelivery:
    """Keep what became of a try, and queue the next one with growing waits; any 2xx is an arrival.

    A receiver that answers 410 Gone (`is_final`) is not asked again for this event.
    """
    found = WebhookDelivery.objects.select_for_update().get(pk=delivery_id)
    found.attempt_count += 1
    found.total_attempt_count += 1
    tried = {"at": at.isoformat(), "status": status, "failure": failure[:500]}
    found.attempts = [*found.attempts, tried][-KEPT_ATTEMPTS:]
    arrived = status is not None and 200 <= status < 300
    wait = None if arrived or is_final else rules.wait_after(found.attempt_count)
    event = DeliveryEvent.ACCEPT if arrived else DeliveryEvent.GIVE_UP if wait is None else DeliveryEvent.MISS
    found.state = MACHINE.next(DeliveryState(found.state), event)
    found.delivered_at = at if arrived else None
    found.next_attempt_at = at + timedelta(seconds=wait) if wait is not None else None
    found.save()
    if wait is not None:
        _defer(found, wait)
    return found


@command
def replay_delivery(*, viewer: Viewer, delivery_id: int, at: datetime) -> WebhookDelivery:
    """Send an event again to its endpoint, with the same id, whether it arrived before or failed."""
    found = WebhookDelivery.objects.select_for_update().select_related("event").filter(pk=delivery_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "creditor.manage", found.creditor_id)
    found.state = MACHINE.next(DeliveryState(found.state), DeliveryEvent.REPLAY)
    found.attempt_count, found.next_attempt_at, found.delivered_at = 0, at, None
    found.save()
    _defer(found, 0)
    return found


@command
def requeue_forgotten(*, at: datetime, minutes: int = 10) -> int:
    """Queue again what should have been tried long ago: a worker that was killed mid-way forgets its job."""
    late = at - timedelta(minutes=minutes)
    waiting = WebhookDelivery.objects.select_for_update(skip_locked=True).filter(
        state=DeliveryState.WAITING, endpoint__is_active=True
    )
    never = waiting.filter(next_attempt_at__isnull=True, created_at__lt=late)
    due = waiting.filter(next_attempt_at__lt=late)
    found = [*never.order_by("pk")[:500], *due.order_by("pk")[:500]]
    for delivery in found:
        delivery.next_attempt_at = at
        delivery.save(update_fields=["next_attempt_at"])
        _defer(delivery, 0)
    return len(found)
