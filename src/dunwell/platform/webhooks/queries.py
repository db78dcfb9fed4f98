"""Questions about webhooks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.webhooks.models import WebhookDelivery, WebhookEndpoint


@dataclass(frozen=True)
class EndpointRow:
    """One endpoint as a list shows it."""

    id: int
    url: str
    note: str
    events: tuple[str, ...]
    secret_version: int
    is_active: bool
    created_by: str
    created_at: datetime


@dataclass(frozen=True)
class Attempt:
    """One try: when, what the receiver answered (None where nobody did), and what went wrong."""

    at: datetime
    status: int | None
    failure: str


@dataclass(frozen=True)
class WebhookDeliveryRow:
    """One event on its way to one endpoint, with the latest tries, the newest last."""

    id: int
    endpoint_id: int
    event_id: int
    event: str
    payload: dict[str, Any]
    emitted_at: datetime
    state: str
    attempt_count: int
    attempts: tuple[Attempt, ...]
    next_attempt_at: datetime | None
    delivered_at: datetime | None


def endpoint_row(one: WebhookEndpoint) -> EndpointRow:
    """Return an endpoint as a list shows it."""
    return EndpointRow(
        one.pk, one.url, one.note, tuple(one.event_names), one.secret_version, one.is_active, one.created_by_name,
        one.created_at,
    )  # fmt: skip


def delivery_row(one: WebhookDelivery) -> WebhookDeliveryRow:
    """Return a delivery as a list shows it."""
    return WebhookDeliveryRow(
        id=one.pk,
        endpoint_id=one.endpoint_id,
        event_id=one.event_id,
        event=one.event.name,
        payload=one.event.payload,
        emitted_at=one.event.emitted_at,
        state=one.state,
        attempt_count=one.total_attempt_count,
        attempts=tuple(
            Attempt(datetime.fromisoformat(each["at"]), each["status"], each["failure"]) for each in one.attempts
        ),
        next_attempt_at=one.next_attempt_at,
        delivered_at=one.delivered_at,
    )


def endpoint_of(viewer: Viewer, creditor_id: int, endpoint_id: int) -> WebhookEndpoint:
    """Return an endpoint of a creditor; refuse one out of sight."""
    require(viewer, "creditor.manage", creditor_id)
    found = WebhookEndpoint.objects.filter(pk=endpoint_id, creditor_id=creditor_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found


def endpoints_of(viewer: Viewer, creditor_id: int) -> list[EndpointRow]:
    """Return a creditor's endpoints, the oldest first."""
    require(viewer, "creditor.manage", creditor_id)
    return [endpoint_row(one) for one in WebhookEndpoint.objects.filter(creditor_id=creditor_id).order_by("pk")]


def webhook_deliveries_of(
    viewer: Viewer,
    creditor_id: int,
    *,
    endpoint_id: int | None = None,
    state: str = "",
    before_id: int | None = None,
    limit: int = 50,
) -> list[WebhookDeliveryRow]:
    """Return what was or is being sent, the newest first; `before_id` goes on from the last one seen."""
    require(viewer, "creditor.manage", creditor_id)
    held = WebhookDelivery.objects.select_related("event").filter(creditor_id=creditor_id)
    if endpoint_id is not None:
        held = held.filter(endpoint_id=endpoint_id)
    if state:
        held = held.filter(state=state)
    if before_id is not None:
        held = held.filter(pk__lt=before_id)
    return [delivery_row(one) for one in held.order_by("-pk")[:limit]]
