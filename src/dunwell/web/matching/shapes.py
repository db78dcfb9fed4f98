"""What the editor of the matching rules shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dunwell.web.policies.shapes import DiffLine, LineError, VersionLine


@dataclass(frozen=True)
class Apart:
    """A past receipt that the rules would have posted otherwise than it was."""

    number: str
    url: str
    score: str
    proposed: str
    posted: str


@dataclass(frozen=True)
class SimulatedShape:
    """What the rules would have made of past receipts."""

    sentence: str
    counts: Sequence[tuple[str, int]]
    apart: Sequence[Apart]
    more: int = 0


@dataclass(frozen=True)
class RulesPage:
    """The matching rules in the editor."""

    title: str
    lede: str
    text: str
    action: str
    may_edit: bool
    errors: Sequence[LineError] = ()
    simulated: SimulatedShape | None = None
    checked: str = ""
    note: str = ""
    days: int = 90
    day_choices: Sequence[int] = (30, 90, 180, 365)
    versions: Sequence[VersionLine] = ()
    words: Sequence[tuple[str, str]] = ()
    evidence: Sequence[tuple[str, int, str]] = ()
    diff: Sequence[DiffLine] = ()
    refusal: object = None

    @property
    def numbers(self) -> Sequence[tuple[int, bool]]:
        """The line numbers, each with whether something is wrong there."""
        wrong = {error.line for error in self.errors}
        return [(number, number in wrong) for number in range(1, self.text.count("\n") + 2)]
