"""The frozen shapes that several screens share: what their templates expect to be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dunwell.base.money import Money


@dataclass(frozen=True)
class Tab:
    """One view in a row of views, with its live count."""

    key: str
    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Chip:
    """A short flag beside a name; tone is `green` (money coming), `amber` (act), `brick` (trouble) or empty."""

    label: str
    tone: str = ""
    more: str = ""


@dataclass(frozen=True)
class Pager:
    """Where a page stands in a list; pages count from 1."""

    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return min((self.page - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.page * self.size, self.total)

    @property
    def previous(self) -> int:
        """The page before."""
        return self.page - 1

    @property
    def next(self) -> int:
        """The page after."""
        return self.page + 1


@dataclass(frozen=True)
class Empty:
    """What stands where rows would: why there are none, and what to do; actions are (label, url)."""

    title: str
    text: str = ""
    actions: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Group:
    """Rows of a preview that share a fate, with the reason for it."""

    title: str
    rows: Sequence[str]
    why: str = ""


@dataclass(frozen=True)
class Preview:
    """What a step would do before it is done: facts as (label, value) and the groups it splits into."""

    facts: Sequence[tuple[str, str]]
    groups: Sequence[Group] = ()


@dataclass(frozen=True)
class Choice:
    """One value to choose, with the address that chooses it."""

    key: str
    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Sum:
    """An amount that opens to the rows that make it up."""

    amount: Money
    url: str = ""
    age: int | None = None
