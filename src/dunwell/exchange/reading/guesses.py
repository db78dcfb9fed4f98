"""What guessing a mapping profile gives: the profile, how sure it is, and what a person should look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic

from dunwell.base.problems import Problem
from dunwell.exchange.reading.amounts import read_amount
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.dates import DateStyle, read_day
from dunwell.exchange.reading.grids import Cell, Layout, column_letter
from dunwell.exchange.reading.profiles import ProfileT, Shape
from dunwell.exchange.reading.tables import Found


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


def column_name(found: Found, index: int) -> str:
    """Return a column's heading, or its letter where the heading is blank or stands twice."""
    heading = found.headings[index] if index < len(found.headings) else ""
    return heading if heading and found.headings.index(heading) == index else column_letter(index)


def reader_of(name: str, shape: Shape, styles: Styles) -> Callable[[Cell], bool] | None:
    """Return what tells whether a cell reads as a field needs it; None where any text will do."""
    if name in shape.date_fields:
        style = styles.dates.get(name, DateStyle())
        return lambda cell: not isinstance(cell, str) or read_day(cell, style) is not None
    if name in shape.amount_fields:
        return lambda cell: not isinstance(cell, str) or read_amount(cell, styles.decimal) is not None
    return None
