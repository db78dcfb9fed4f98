"""A customer in collection."""

from enum import StrEnum

from dunwell.base.states import Machine


class CaseState(StrEnum):
    """Whether a customer is in collection."""

    OPEN = "open"
    CLOSED = "closed"


class CaseEvent(StrEnum):
    """What may happen to a case."""

    CLOSE = "close"


TRANSITIONS: dict[tuple[CaseState, CaseEvent], CaseState] = {(CaseState.OPEN, CaseEvent.CLOSE): CaseState.CLOSED}
"""A closed case stays closed: when the customer is in collection again, that is a new case."""

MACHINE: Machine[CaseState, CaseEvent] = Machine("work.case", TRANSITIONS)
