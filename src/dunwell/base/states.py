"""States as one table: what may follow what, said once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

StateT = TypeVar("StateT", bound=StrEnum)
EventT = TypeVar("EventT", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[StateT, EventT]):
    """A noun's states and the one `TRANSITIONS` dict that a test states whole.

    `noun` is the refusal's path: `work.item` gives `work.item.not_allowed`.
    """

    noun: str
    transitions: Mapping[tuple[StateT, EventT], StateT]

    def next(self, state: StateT, event: EventT) -> StateT:
        """Return the state after the event; refuse an event the table does not have."""
        try:
            return self.transitions[(state, event)]
        except KeyError:
            raise Refusal(
                f"{self.noun}.not_allowed",
                gettext_noop("This is {state}, so it cannot be changed by “{event}”. Reload to see where it stands."),
                state=state.value,
                event=event.value,
            ) from None

    def allowed(self, state: StateT) -> tuple[EventT, ...]:
        """Return the events that are allowed in a state."""
        return tuple(event for (held, event) in self.transitions if held == state)
