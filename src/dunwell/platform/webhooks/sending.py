"""The network's edge: post one signed message to one address, and never into one's own network unless allowed."""

import http.client
import json
import socket
import ssl
from datetime import datetime
from urllib.parse import urlsplit

from dunwell import __version__
from dunwell.base.refusals import Refusal
from dunwell.platform.webhooks.commands import may_be_private, secret_of
from dunwell.platform.webhooks.models import WebhookDelivery
from dunwell.platform.webhooks.rules import is_public, private_host, signature_of

TIME_OUT_SECONDS = 10


def message_of(delivery: WebhookDelivery) -> bytes:
    """Return the body of a delivery: the same bytes at every try."""
    event = delivery.event
    told = {
        "id": message_id(delivery),
        "type": event.name,
        "creditor": delivery.endpoint.creditor.key,
        "emitted_at": event.emitted_at.isoformat(),
        "data": event.payload,
    }
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def message_id(delivery: WebhookDelivery) -> str:
    """Return the id by which a receiver knows an event again, at retries and replays too."""
    return f"evt_{delivery.endpoint.public_id.hex[:12]}_{delivery.event_id}"


def post(delivery: WebhookDelivery, at: datetime) -> tuple[int | None, str]:
    """Send a delivery once and return the receiver's status (None where there was none) and what went wrong.

    Redirects are not followed. The address is resolved once and that very address is connected to.
    """
    body, seconds = message_of(delivery), int(at.timestamp())
    identity = message_id(delivery)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Dunwell/{__version__}",
        "webhook-id": identity,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature_of(secret_of(delivery.endpoint), identity, seconds, body),
    }
    parts = urlsplit(delivery.endpoint.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = _connected(parts.scheme, parts.hostname or "", parts.port)
        try:
            connection.request("POST", target, body=body, headers=headers)
            answer = connection.getresponse()
            answer.read(1024)
            return answer.status, "" if 200 <= answer.status < 300 else f"answered {answer.status}"
        finally:
            connection.close()
    except Refusal as refusal:
        return None, refusal.sentence()
    except (OSError, http.client.HTTPException, UnicodeError) as fault:
        return None, f"{type(fault).__name__}: {fault}"[:200]


def _connected(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    number = port or (443 if scheme == "https" else 80)
    where = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
    address = str(where[4][0])
    if not may_be_private() and not is_public(address):
        raise private_host(host)
    plain = socket.create_connection((address, number), timeout=TIME_OUT_SECONDS)
    if scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, number, timeout=TIME_OUT_SECONDS)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    else:
        connection = http.client.HTTPConnection(host, number, timeout=TIME_OUT_SECONDS)
        connection.sock = plain
    return connection
