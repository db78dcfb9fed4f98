"""Where events may be sent, how they are signed, and when a failed one is tried again.

Signatures follow the Standard Webhooks convention: HMAC-SHA256 over `id.timestamp.body`, base64, with `v1,` before it.
"""

import base64
import hashlib
import hmac
import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlsplit

from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop

BACK_OFF_SECONDS = (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400)
"""The wait after each failed try; after the last one the delivery has failed and waits for a replay."""
PING = "platform.webhook_pinged"
_EVENT = re.compile(r"\*|[a-z_]+\.(\*|[a-z_]+)")
LONGEST_URL, MOST_PATTERNS = 500, 50


class DeliveryState(StrEnum):
    """How far one event has come on its way to one endpoint."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryEvent(StrEnum):
    """What may happen to it."""

    ACCEPT = "accept"
    MISS = "miss"
    GIVE_UP = "give_up"
    REPLAY = "replay"


TRANSITIONS: dict[tuple[DeliveryState, DeliveryEvent], DeliveryState] = {
    (DeliveryState.WAITING, DeliveryEvent.ACCEPT): DeliveryState.DELIVERED,
    (DeliveryState.WAITING, DeliveryEvent.MISS): DeliveryState.WAITING,
    (DeliveryState.WAITING, DeliveryEvent.GIVE_UP): DeliveryState.FAILED,
    (DeliveryState.DELIVERED, DeliveryEvent.REPLAY): DeliveryState.WAITING,
    (DeliveryState.FAILED, DeliveryEvent.REPLAY): DeliveryState.WAITING,
}

MACHINE = Machine("platform.webhook", TRANSITIONS)


def check_url(url: str, *, may_be_private: bool) -> str:
    """Return an address that events may be sent to; refuse what is no plain address, and without TLS or public host.

    With `may_be_private` (the operator's choice) plain HTTP and hosts of one's own network are allowed too.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    schemes = ("https", "http") if may_be_private else ("https",)
    odd = len(text) > LONGEST_URL or not text.isascii() or any(ord(letter) <= 32 for letter in text)
    if odd or parts.scheme not in schemes or not host or port == 0 or parts.username or parts.fragment:
        raise Refusal(
            "platform.webhook.url_unusable",
            gettext_noop("{url} cannot be sent to. Give an address that begins with https:// and names a public host."),
            url=text[:200],
        )
    if not may_be_private and _is_private_literal(host):
        raise private_host(host)
    return text


def private_host(host: str) -> Refusal:
    """Return the refusal of a host inside one's own network, where nothing may be asked on others' behalf."""
    return Refusal(
        "platform.webhook.host_private",
        gettext_noop("{host} is not a public host. Events go to public hosts only, unless the operator allows others."),
        host=host[:200],
    )


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet."""
    at = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(at, "ipv4_mapped", None)
    return (mapped or at).is_global and not at.is_multicast


def _is_private_literal(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def check_events(patterns: Iterable[str]) -> list[str]:
    """Return the events to send, sorted: `*`, `receivables.*` or `receivables.entry_posted`; refuse anything else."""
    wanted = sorted(set(patterns))
    strange = [pattern for pattern in wanted if not _EVENT.fullmatch(pattern) or len(pattern) > 80]
    if not wanted or strange or len(wanted) > MOST_PATTERNS:
        raise Refusal(
            "platform.webhook.events_unclear",
            gettext_noop("Name events like receivables.entry_posted, all of a room like receivables.*, or * for all."),
            events=", ".join(strange)[:200],
        )
    return wanted


def is_wanted(name: str, patterns: Iterable[str]) -> bool:
    """Return whether an endpoint asked for an event; its own ping always comes."""
    room = name.partition(".")[0]
    return name == PING or any(pattern in ("*", name, f"{room}.*") for pattern in patterns)


def secret_of(key: str, endpoint: str, version: int) -> str:
    """Return an endpoint's signing secret, made from the installation's key: it is stored nowhere.

    `whsec_` and base64, as receivers' libraries take it. Rotating raises the version.
    """
    made = hmac.new(key.encode(), f"dunwell webhook {endpoint} {version}".encode(), hashlib.sha256).digest()
    return "whsec_" + base64.b64encode(made).decode()


def signature_of(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the `webhook-signature` of a message; `timestamp` is seconds since 1970."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()


def wait_after(attempt_count: int) -> int | None:
    """Return the seconds to wait after so many failed tries; None when that was the last."""
    return BACK_OFF_SECONDS[attempt_count - 1] if attempt_count <= len(BACK_OFF_SECONDS) else None
