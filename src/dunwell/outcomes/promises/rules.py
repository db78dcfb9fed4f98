"""What a promise may be, and what follows from what (handbook §3.6)."""

from enum import StrEnum

from dunwell.base.states import Machine


class PromiseState(StrEnum):
    """What became of a promise: the first of its two axes, found by looking at the money."""

    PENDING = "pending"
    IN_GRACE = "in_grace"
    KEPT = "kept"
    PARTIALLY_KEPT = "partially_kept"
    BROKEN = "broken"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


class PromiseStatus(StrEnum):
    """Whether a promise counts: the second axis.

    Proposed ones wait for somebody who may approve; active ones move with the money; confirmed ones move only when
    money is taken back; void ones are left out of every rate.
    """

    PROPOSED = "proposed"
    ACTIVE = "active"
    CONFIRMED = "confirmed"
    VOID = "void"


class PromiseEvent(StrEnum):
    """What happens to a promise."""

    KEEP = "keep"
    DATE_PASSED = "date_passed"
    FALL_SHORT = "fall_short"
    BREAK = "break"
    REVERSE = "reverse"
    REOPEN = "reopen"
    SUSPEND = "suspend"
    RESUME = "resume"
    SUPERSEDE = "supersede"
    CANCEL = "cancel"


class Level(StrEnum):
    """What a promise is about: named documents, or whatever the customer owes."""

    ITEM = "item"
    ACCOUNT = "account"


class Source(StrEnum):
    """How a promise reached us."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"
    PORTAL = "portal"
    REMITTANCE = "remittance"
    IN_PERSON = "in_person"


class Method(StrEnum):
    """How the customer says it will pay; the days of grace depend on it."""

    TRANSFER = "transfer"
    CHECK = "check"
    CARD = "card"
    DIRECT_DEBIT = "direct_debit"
    CASH = "cash"


S, E = PromiseState, PromiseEvent

TRANSITIONS: dict[tuple[PromiseState, PromiseEvent], PromiseState] = {
    (S.PENDING, E.KEEP): S.KEPT,
    (S.PENDING, E.DATE_PASSED): S.IN_GRACE,
    (S.PENDING, E.SUSPEND): S.SUSPENDED,
    (S.PENDING, E.SUPERSEDE): S.SUPERSEDED,
    (S.PENDING, E.CANCEL): S.CANCELLED,
    (S.IN_GRACE, E.KEEP): S.KEPT,
    (S.IN_GRACE, E.FALL_SHORT): S.PARTIALLY_KEPT,
    (S.IN_GRACE, E.BREAK): S.BROKEN,
    (S.IN_GRACE, E.REOPEN): S.PENDING,
    (S.IN_GRACE, E.SUSPEND): S.SUSPENDED,
    (S.IN_GRACE, E.CANCEL): S.CANCELLED,
    (S.SUSPENDED, E.RESUME): S.PENDING,
    (S.SUSPENDED, E.CANCEL): S.CANCELLED,
    (S.KEPT, E.REOPEN): S.PENDING,
    (S.KEPT, E.REVERSE): S.BROKEN,
    (S.PARTIALLY_KEPT, E.KEEP): S.KEPT,
    (S.PARTIALLY_KEPT, E.BREAK): S.BROKEN,
    (S.PARTIALLY_KEPT, E.REVERSE): S.BROKEN,
    (S.BROKEN, E.KEEP): S.KEPT,
    (S.BROKEN, E.FALL_SHORT): S.PARTIALLY_KEPT,
}

PROMISE = Machine("outcomes.promise", TRANSITIONS)

OPEN = frozenset({S.PENDING, S.IN_GRACE, S.SUSPENDED})
"""States in which the customer is still waited for."""

JUDGED = frozenset({S.KEPT, S.PARTIALLY_KEPT, S.BROKEN})
"""States that count in the rates."""
