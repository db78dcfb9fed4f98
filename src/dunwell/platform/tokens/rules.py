"""What a token may do, for how long, and how often it may ask."""

import hashlib
import math
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.people.rules import Right

PREFIX = "dwn_"
SHOWN_LETTERS = 12
LONGEST_DAYS = 366
USUAL_DAYS = 90
WINDOW_SECONDS = 60
SLOWEST, FASTEST = 1, 10_000


def digest_of(secret: str) -> str:
    """Return what is kept of a token: its SHA-256. The token itself is 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def shown_part(secret: str) -> str:
    """Return the beginning of a token by which a person tells it from others."""
    return secret[:SHOWN_LETTERS]


def check_name(name: str) -> str:
    """Return the trimmed name; refuse an empty or a long one."""
    title = " ".join(name.split())
    if not title or len(title) > 80:
        raise Refusal("platform.token.unnamed", gettext_noop("Give the token a name of 1 to 80 letters."))
    return title


def check_scopes(scopes: Iterable[str], allowed: Collection[str]) -> list[str]:
    """Return the scopes once each and sorted; refuse none at all, unknown ones, and any that are not allowed."""
    wanted = sorted(set(scopes))
    known = [right.value for right in Right]
    strange = [scope for scope in wanted if scope not in known]
    if strange or not wanted:
        raise Refusal(
            "platform.token.scope_unknown",
            gettext_noop("Choose scopes from: {known}."),
            scope=", ".join(strange)[:200],
            known=", ".join(known),
        )
    beyond = [scope for scope in wanted if scope not in allowed]
    if beyond:
        raise Refusal(
            "platform.token.scope_beyond_role",
            gettext_noop("A token cannot do what its person or its maker may not: {beyond}. Leave that out."),
            beyond=", ".join(beyond),
        )
    return wanted


def check_expiry(days: int) -> int:
    """Return for how many days a token is good; refuse less than one and more than a year."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal(
            "platform.token.expiry",
            gettext_noop("A token is good for 1 to {most} days. Make a new one in time."),
            most=LONGEST_DAYS,
        )
    return days


def check_rate(rate: int) -> int:
    """Return the requests a minute; refuse what is no sensible number of them."""
    if not SLOWEST <= rate <= FASTEST:
        raise Refusal(
            "platform.token.rate",
            gettext_noop("Give from {least} to {most} requests a minute."),
            least=SLOWEST,
            most=FASTEST,
        )
    return rate


def window_of(at: datetime) -> datetime:
    """Return the beginning of the minute that an instant falls into: requests are counted per minute."""
    return at.replace(second=0, microsecond=0)


def seconds_left(at: datetime) -> int:
    """Return the whole seconds until the next minute begins, at least 1."""
    return max(1, math.ceil((window_of(at) + timedelta(seconds=WINDOW_SECONDS) - at).total_seconds()))
