"""What a payment plan may be, and what follows from what (handbook §3.7)."""

from enum import StrEnum

from dunwell.base.states import Machine


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    IN_ARREARS = "in_arrears"
    DEFAULTED = "defaulted"
    COMPLETED = "completed"
    REJECTED = "rejected"
    RENEGOTIATED = "renegotiated"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class PlanEvent(StrEnum):
    """What happens to a plan."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REJECT = "reject"
    EXPIRE = "expire"
    START = "start"
    MISS = "miss"
    CATCH_UP = "catch_up"
    DEFAULT = "default"
    REINSTATE = "reinstate"
    COMPLETE = "complete"
    REOPEN = "reopen"
    RENEGOTIATE = "renegotiate"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    RESUME = "resume"


class Frequency(StrEnum):
    """How far apart installments fall due."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


S, E = PlanState, PlanEvent

TRANSITIONS: dict[tuple[PlanState, PlanEvent], PlanState] = {
    (S.DRAFT, E.SUBMIT): S.OFFERED,
    (S.DRAFT, E.CANCEL): S.CANCELLED,
    (S.OFFERED, E.ACCEPT): S.ACCEPTED,
    (S.OFFERED, E.REJECT): S.REJECTED,
    (S.OFFERED, E.EXPIRE): S.REJECTED,
    (S.OFFERED, E.CANCEL): S.CANCELLED,
    (S.ACCEPTED, E.START): S.ACTIVE,
    (S.ACCEPTED, E.MISS): S.IN_ARREARS,
    (S.ACCEPTED, E.CANCEL): S.CANCELLED,
    (S.ACTIVE, E.MISS): S.IN_ARREARS,
    (S.ACTIVE, E.DEFAULT): S.DEFAULTED,
    (S.ACTIVE, E.COMPLETE): S.COMPLETED,
    (S.ACTIVE, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.ACTIVE, E.SUSPEND): S.SUSPENDED,
    (S.ACTIVE, E.CANCEL): S.CANCELLED,
    (S.IN_ARREARS, E.CATCH_UP): S.ACTIVE,
    (S.IN_ARREARS, E.DEFAULT): S.DEFAULTED,
    (S.IN_ARREARS, E.COMPLETE): S.COMPLETED,
    (S.IN_ARREARS, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.IN_ARREARS, E.SUSPEND): S.SUSPENDED,
    (S.IN_ARREARS, E.CANCEL): S.CANCELLED,
    (S.SUSPENDED, E.RESUME): S.ACTIVE,
    (S.SUSPENDED, E.CANCEL): S.CANCELLED,
    (S.DEFAULTED, E.REINSTATE): S.ACTIVE,
    (S.DEFAULTED, E.RENEGOTIATE): S.RENEGOTIATED,
    (S.DEFAULTED, E.COMPLETE): S.COMPLETED,
    (S.COMPLETED, E.REOPEN): S.ACTIVE,
}

PLAN = Machine("outcomes.plan", TRANSITIONS)

RUNNING = frozenset({S.ACCEPTED, S.ACTIVE, S.IN_ARREARS, S.SUSPENDED})
"""States in which the plan, not the ladder, says what happens."""

ASKED = frozenset({S.DRAFT, S.OFFERED})
"""States in which it is not agreed yet."""
