"""A permit: the gate's yes for one contact, for minutes, used once."""

from datetime import datetime, timedelta
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

LIFETIME = timedelta(minutes=5)


class PermitUse(StrEnum):
    """How a contact that was made stands to the gate.

    `taken`: with a permit. `against`: made though the gate refused. `afterwards`: made elsewhere and told later, so
    that nobody asked. Empty: it needs none (notes, what the customer began), or is older than permits.
    """

    NONE = ""
    TAKEN = "taken"
    AGAINST = "against"
    AFTERWARDS = "afterwards"


AFTERWARDS = timedelta(minutes=15)
"""A contact told later than this was made without asking."""


def check_use(*, used_at: datetime | None, released_at: datetime | None, expires_at: datetime, at: datetime) -> None:
    """Refuse to use a permit twice, after it was given back, or after its minutes."""
    if used_at is not None:
        raise Refusal("work.permit.used", gettext_noop("This permit was used already. Ask again."))
    if released_at is not None or at > expires_at:
        raise Refusal("work.permit.expired", gettext_noop("This permit has run out. Ask again."))


def check_version(taken: str, now: str) -> None:
    """Refuse a permit whose facts have changed since it was given."""
    if taken != now:
        raise Refusal(
            "work.permit.stale",
            gettext_noop("Something about this customer has changed since you asked. Look, and ask again."),
        )
