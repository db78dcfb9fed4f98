"""States of a bank statement, and what makes two lines the same movement."""

from enum import StrEnum

from dunwell.base.states import Machine


class StatementState(StrEnum):
    """`waiting` does not tie (or its account is not known); nothing of it becomes a receipt until it is released."""

    WAITING = "waiting"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


class StatementEvent(StrEnum):
    """What happens to a statement."""

    RELEASE = "release"
    WITHDRAW = "withdraw"


STATEMENT = Machine(
    "cash.statement",
    {
        (StatementState.WAITING, StatementEvent.RELEASE): StatementState.POSTED,
        (StatementState.WAITING, StatementEvent.WITHDRAW): StatementState.WITHDRAWN,
        (StatementState.POSTED, StatementEvent.WITHDRAW): StatementState.WITHDRAWN,
    },
)
