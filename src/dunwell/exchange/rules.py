"""What a delivery is, how it may be read, and which states it passes through."""

import re
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop

CHUNK_BYTES = 1024 * 1024
MAX_DELIVERY_BYTES = 512 * 1024 * 1024


class Mode(StrEnum):
    """What a delivery claims to be: only what is new or changed, or everything that is open."""

    DELTA = "delta"
    SNAPSHOT = "snapshot"


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    RECEIVED = "received"
    PREVIEWED = "previewed"
    POSTED = "posted"
    REJECTED = "rejected"


class DeliveryEvent(StrEnum):
    """What can happen to a delivery."""

    PREVIEW = "preview"
    POST = "post"
    REJECT = "reject"
    ROLL_BACK = "roll_back"


TRANSITIONS: dict[tuple[DeliveryState, DeliveryEvent], DeliveryState] = {
    (DeliveryState.RECEIVED, DeliveryEvent.PREVIEW): DeliveryState.PREVIEWED,
    (DeliveryState.RECEIVED, DeliveryEvent.POST): DeliveryState.POSTED,
    (DeliveryState.RECEIVED, DeliveryEvent.REJECT): DeliveryState.REJECTED,
    (DeliveryState.PREVIEWED, DeliveryEvent.PREVIEW): DeliveryState.PREVIEWED,
    (DeliveryState.PREVIEWED, DeliveryEvent.POST): DeliveryState.POSTED,
    (DeliveryState.PREVIEWED, DeliveryEvent.REJECT): DeliveryState.REJECTED,
    (DeliveryState.REJECTED, DeliveryEvent.PREVIEW): DeliveryState.PREVIEWED,
    (DeliveryState.REJECTED, DeliveryEvent.POST): DeliveryState.POSTED,
    (DeliveryState.REJECTED, DeliveryEvent.REJECT): DeliveryState.REJECTED,
    (DeliveryState.POSTED, DeliveryEvent.ROLL_BACK): DeliveryState.RECEIVED,
}

DELIVERY = Machine("exchange.delivery", TRANSITIONS)

_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def safe_file_name(name: str) -> str:
    """Return a file name without its folders and control characters, at most 200 characters, never empty."""
    return _CONTROL.sub("", _FOLDERS.sub("", name)).strip()[-200:] or "unnamed"


def check_profile_name(name: str) -> str:
    """Return a profile's name trimmed; refuse an empty or very long one."""
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > 80:
        raise Refusal(
            "exchange.profile.name",
            gettext_noop("A mapping profile needs a name of 1 to 80 characters. This one has {length}."),
            length=len(trimmed),
        )
    return trimmed


def check_size(size_bytes: int, limit: int = MAX_DELIVERY_BYTES) -> None:
    """Refuse a delivery above the limit, so that one upload cannot fill the disk."""
    if size_bytes > limit:
        raise Refusal(
            "exchange.delivery.too_large",
            gettext_noop("The file is larger than {limit} MB. Split it into parts and send each."),
            limit=limit // (1024 * 1024),
        )
