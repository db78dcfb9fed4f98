"""What guessing a mapping profile gives: the profile, how sure it is, and what a person should look at."""

from dataclasses import dataclass, field
from typing import Generic

from dunwell.base.problems import Problem
from dunwell.exchange.reading.grids import Layout
from dunwell.exchange.reading.profiles import ProfileT


@dataclass(frozen=True)
class ProfileGuess(Generic[ProfileT]):
    """A profile read off a file, how sure each field is (0 to 1), and remarks; `problems` say why there is none.

    `headings` and `preview` (the first rows as text) are what a person needs to map the rest; `missing` names required
    fields that no column was found for.
    """

    profile: ProfileT
    confidence: dict[str, float] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    layout: Layout = field(default_factory=lambda: Layout(""))
    seed: str = ""
    headings: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    missing: tuple[str, ...] = ()
