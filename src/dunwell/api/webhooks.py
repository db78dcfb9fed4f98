"""Webhooks: events of the desk, sent to other programs, signed, tried again, and sent again when asked."""

from typing import Annotated, Any

from ninja import Query, Router
from pydantic import BaseModel, Field

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Flag, Line, Paging, PathId, QueryId, text
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.platform.webhooks.commands import (
    add_endpoint,
    edit_endpoint,
    ping_endpoint,
    replay_delivery,
    rotate_secret,
    secret_of,
)
from dunwell.platform.webhooks.queries import (
    EndpointRow,
    WebhookDeliveryRow,
    delivery_row,
    endpoint_of,
    endpoint_row,
    endpoints_of,
    webhook_deliveries_of,
)
from dunwell.platform.webhooks.rules import DeliveryState

router = Router(tags=["webhooks"])
Endpoint = shape_of(EndpointRow, title="WebhookEndpoint")
Sending = shape_of(WebhookDeliveryRow)
Address = text(500, 1)
EventName = text(80, 1)
RIGHT = "creditor.manage"


class NewEndpoint(Body):
    """Where to send which events: `receivables.entry_posted`, `receivables.*`, or `*`."""

    url: Address  # type: ignore[valid-type]
    events: Annotated[list[EventName], Field(min_length=1, max_length=50)]  # type: ignore[valid-type]
    note: Line = ""


class EndpointChanges(Body):
    """What may change about an endpoint; what is not sent stays."""

    url: Address | None = None  # type: ignore[valid-type]
    events: Annotated[list[EventName], Field(min_length=1, max_length=50)] | None = None  # type: ignore[valid-type]
    note: Line | None = None
    is_active: Flag | None = None


class SendingsAsked(Paging):
    """Which events on their way."""

    endpoint_id: QueryId | None = None
    state: DeliveryState | None = None


class Secret(BaseModel):
    """What an endpoint's events are signed with (Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`)."""

    endpoint_id: int
    secret_version: int
    secret: str


def _endpoint(desk: ApiDesk, endpoint_id: int) -> Any:
    return endpoint_of(desk.viewer, desk.creditor_id, endpoint_id)


def _secret(found: Any) -> dict[str, Any]:
    return {"endpoint_id": found.pk, "secret_version": found.secret_version, "secret": secret_of(found)}


@reads(router, "/webhooks", Endpoint, right=RIGHT, whole_list=True)
def list_endpoints(desk: ApiDesk) -> list[EndpointRow]:
    """List where events are sent."""
    return endpoints_of(desk.viewer, desk.creditor_id)


@commands(router, "/webhooks", Endpoint, right=RIGHT, status=201)
def add_an_endpoint(desk: ApiDesk, body: NewEndpoint) -> EndpointRow:
    """Send events to an address from now on."""
    made = add_endpoint(viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at, **body.model_dump())
    return endpoint_row(made)


@commands(router, "/webhooks/{endpoint_id}/edit", Endpoint, right=RIGHT)
def edit_an_endpoint(desk: ApiDesk, endpoint_id: PathId, body: EndpointChanges) -> EndpointRow:
    """Change an endpoint, or switch it off and on."""
    return endpoint_row(edit_endpoint(viewer=desk.viewer, endpoint_id=endpoint_id, **body.filled()))


@reads(router, "/webhooks/{endpoint_id}/secret", Secret, right=RIGHT)
def get_secret(desk: ApiDesk, endpoint_id: PathId) -> dict[str, Any]:
    """Show what an endpoint's events are signed with."""
    return _secret(_endpoint(desk, endpoint_id))


@commands(router, "/webhooks/{endpoint_id}/rotate-secret", Secret, right=RIGHT, hides=("secret",))
def rotate_a_secret(desk: ApiDesk, endpoint_id: PathId) -> dict[str, Any]:
    """Sign an endpoint's events with another secret from now on."""
    return _secret(rotate_secret(viewer=desk.viewer, endpoint_id=endpoint_id))


@commands(router, "/webhooks/{endpoint_id}/ping", Sending, right=RIGHT, status=202)
def ping_an_endpoint(desk: ApiDesk, endpoint_id: PathId) -> WebhookDeliveryRow:
    """Send an endpoint an event of its own, to see whether it arrives."""
    return delivery_row(ping_endpoint(viewer=desk.viewer, endpoint_id=endpoint_id))


@lists(router, "/webhook-deliveries", Sending, right=RIGHT)
def list_sendings(desk: ApiDesk, asked: Query[SendingsAsked], after: Position | None) -> Slice[WebhookDeliveryRow]:
    """List events on their way and those that arrived or failed, the newest first."""
    found = webhook_deliveries_of(
        desk.viewer,
        desk.creditor_id,
        endpoint_id=asked.endpoint_id,
        state=asked.state or "",
        before_id=after[0] if after else None,
        limit=asked.limit + 1,
    )
    shown = tuple(found[: asked.limit])
    return Slice(shown, (shown[-1].id,) if len(found) > asked.limit else None)


@commands(router, "/webhook-deliveries/{delivery_id}/replay", Sending, right=RIGHT, status=202)
def replay_a_sending(desk: ApiDesk, delivery_id: PathId) -> WebhookDeliveryRow:
    """Send an event again, with the same id, whether it arrived before or failed."""
    return delivery_row(replay_delivery(viewer=desk.viewer, delivery_id=delivery_id, at=desk.at))
