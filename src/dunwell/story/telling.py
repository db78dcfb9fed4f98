"""What the lines of one story share: the day, the desk, the customer in hand, and who is acting."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import CustomerRow, customer_by_number
from dunwell.platform.access import Viewer, operator_viewer
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.creditors.queries import CreditorRow, creditor_of
from dunwell.story.grammar import Line, Story
from dunwell.story.interpreter import Binding
from dunwell.strategy.policy.commands import seed_policies

WHOLE_CUSTOMER = "customer"
BINDINGS: dict[str, Binding] = {}


@dataclass(slots=True)
class Telling:
    """The state of one story being told; a creditor or customer that the story does not name is made when needed."""

    home_currency: str = "USD"
    day: date | None = None
    creditor: CreditorRow | None = None
    customer: CustomerRow | None = None
    acting: Viewer = field(default_factory=lambda: operator_viewer("story"))
    people: dict[str, Viewer] = field(default_factory=dict)
    imported: Any = None
    worked: list[int] = field(default_factory=list)

    @property
    def operator(self) -> Viewer:
        """Who sets the scene and looks at the outcome, whoever acts."""
        return operator_viewer("story")

    @property
    def as_of(self) -> date:
        """The day it is in the story; refused before the story says so."""
        if self.day is None:
            raise Refusal("story.no_day", gettext_noop("It is no day yet. Begin the story with `as_of 2026-03-31`."))
        return self.day

    def desk(self) -> CreditorRow:
        """The creditor; one in the story's first currency where the story names none."""
        if self.creditor is None:
            made = create_creditor(viewer=self.operator, name="Story", base_currency=self.home_currency)
            self.open_desk(made.pk)
        assert self.creditor is not None
        return self.creditor

    def open_desk(self, creditor_id: int) -> None:
        """Take a new creditor in hand, with the shipped policies in force."""
        seed_policies(viewer=self.operator, creditor_id=creditor_id)
        self.creditor, self.customer = creditor_of(self.operator, creditor_id), None

    def customer_numbered(self, number: str) -> CustomerRow:
        """Return a customer of the story's creditor as it stands now."""
        return customer_by_number(self.operator, self.desk().id, number)

    def person(self, name: str) -> Viewer:
        """Return someone the story has introduced."""
        if name not in self.people:
            raise Refusal(
                "story.stranger",
                gettext_noop("Nobody is called {name} yet. Write `person {name} collector`."),
                name=name,
            )
        return self.people[name]


def telling_of(story: Story) -> Telling:
    """Return the state a story begins in: its home currency is that of the first amount it names."""
    for line in story.lines:
        for value in line.values.values():
            currency = getattr(value, "currency", None)
            if currency:
                return Telling(home_currency=currency)
    return Telling()


def tells(verb: str) -> Callable[[Binding], Binding]:
    """Bind a function to a verb."""

    def bind(function: Binding) -> Binding:
        assert verb not in BINDINGS, verb
        BINDINGS[verb] = function
        return function

    return bind


def given(line: Line, **names: str) -> dict[str, Any]:
    """Return what a line says under the names a command wants: `given(line, named="name")`."""
    return {wanted: line.values[said] for said, wanted in names.items() if said in line.values}
