"""What every format gives back: rows in batches, what failed, what was skipped, and sums to check against."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import Cell, Layout

RowT = TypeVar("RowT", bound=tuple[Any, ...])


class FailedRow(NamedTuple):
    """A row that was set aside: where it stood, its cells as they came, and everything that is wrong with it."""

    sheet: str
    row: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]


@dataclass
class Parsed(Generic[RowT]):
    """A file being read, once. Counts and sums grow as `batches` is consumed and are final when it ends.

    `problems` are faults of the file as a whole, in which case there are no rows, or of one statement or remittance in
    it that was left out, or that does not tie (then it is given, and waits where it is posted). `failed` holds rows set
    aside, up to `Limits.kept_failures` at a time (take them with `take_failed` between batches); `problem_count` and
    `failed_count` count all of them. `notes` are remarks that stop nothing. `skipped` counts rows that hold no item, by
    what they were. `totals` is the sum of `amount` of the rows given, by currency; `open_totals` of what is open.
    """

    layout: Layout = field(default_factory=lambda: Layout(""))
    profile: Any = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    failed: list[FailedRow] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    totals: dict[str, Decimal] = field(default_factory=dict)
    open_totals: dict[str, Decimal] = field(default_factory=dict)
    row_count: int = 0
    failed_count: int = 0
    problem_count: int = 0
    source: Callable[["Parsed[RowT]"], Iterator[list[RowT]]] | None = None

    def batches(self) -> Iterator[list[RowT]]:
        """Yield the good rows in lists of some thousands; once."""
        if self.source is None:
            return
        source, self.source = self.source, None
        yield from source(self)

    def rows(self) -> Iterator[RowT]:
        """Yield the good rows one by one; once."""
        for batch in self.batches():
            yield from batch

    def take_failed(self) -> list[FailedRow]:
        """Hand over the rows set aside since the last call, so that memory stays bounded."""
        taken, self.failed = self.failed, []
        return taken

    def skip(self, what: str) -> None:
        """Count a row that holds no item."""
        self.skipped[what] = self.skipped.get(what, 0) + 1

    def all_problems(self) -> Sequence[Problem]:
        """Return the file's problems and those of the failed rows still held."""
        return [*self.problems, *(problem for row in self.failed for problem in row.problems)]


class Family(StrEnum):
    """What a format's rows are: open items by mapping profile, `Statement`s of a bank, or `Remittance`s of a payer."""

    ITEMS = "items"
    STATEMENTS = "statements"
    REMITTANCES = "remittances"


def _never(head: bytes, file_name: str) -> int:  # noqa: ARG001 - the signature every sniffer has
    return 0


@dataclass(frozen=True)
class Profiles:
    """How a format whose columns differ from sender to sender is told which column is which."""

    guess_profile: Callable[..., Any]
    profile_of: Callable[..., Any]
    seeded_profiles: Callable[[], dict[str, Any]]
    seed_titles: Callable[[], dict[str, str]]
    failed_rows_file: Callable[..., bytes]


@dataclass(frozen=True)
class Format:
    """One kind of file on the shelf: how to read it, know it, guess its layout, and give back what failed.

    `package` is the folder that holds its `samples/`, `broken/` and README.md. `parse(file, profile)` returns a
    `Parsed` and never raises for what the file holds. `sniff(head, file_name)` says from the first 64 KiB how sure the
    format is that the file is its own: 0 not at all, 100 by a mark that no other format has.
    """

    key: str
    parse: Callable[..., Parsed[Any]]
    package: str
    family: Family = Family.ITEMS
    title: str = ""
    extensions: tuple[str, ...] = ()
    sniff: Callable[[bytes, str], int] = _never
    mapping: Profiles | None = None

    @property
    def profiles(self) -> Profiles:
        """Return how its columns are mapped; refuse for a format whose layout is fixed."""
        if self.mapping is None:
            raise Refusal(
                "exchange.format.no_profiles",
                gettext_noop("Files of the format {format} have one layout: there are no columns to map."),
                format=self.key,
            )
        return self.mapping
