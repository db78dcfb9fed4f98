"""What becomes of a message when the gate answers no."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

LONGEST_WAIT = timedelta(days=3)
"""A message that the gate would let go later than this is looked at by a person again: its words grow old."""


def waits_until(facts: Mapping[str, Any], at: datetime) -> datetime | None:
    """Return when a refused message may be tried again by itself; None where a person must look first.

    The gate names the next permitted moment where waiting alone helps.
    """
    told = facts.get("next_permitted_at")
    moment = datetime.fromisoformat(told) if isinstance(told, str) and told else told
    if not isinstance(moment, datetime) or moment - at > LONGEST_WAIT:
        return None
    return max(moment, at)


def reasons_told(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the gate's reasons as plain values to keep with the message."""
    found: Iterable[Any] = facts.get("reasons", ())
    return [dict(one) for one in found if isinstance(one, Mapping)]
