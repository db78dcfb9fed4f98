"""When two requests with one key are the same request."""

import re

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

KEPT_DAYS = 30
_SHAPE = re.compile(r"[\x21-\x7e]{1,200}")


def check_key(key: str) -> str:
    """Return a key; refuse one that is empty, too long, or not plain printable ASCII."""
    if not _SHAPE.fullmatch(key):
        raise Refusal(
            "platform.idempotency.key_unusable",
            gettext_noop("An idempotency key has 1 to 200 printable letters without spaces, like a UUID."),
        )
    return key


def check_same(kept_digest: str, request_digest: str) -> None:
    """Refuse a key that was used for something else before."""
    if kept_digest != request_digest:
        raise Refusal(
            "platform.idempotency.key_reused",
            gettext_noop("This idempotency key was used for another request. Use a new key for each request."),
        )
