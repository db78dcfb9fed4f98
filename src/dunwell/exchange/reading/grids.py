"""Words that every reader of rows and cells uses: limits, cells, sheets and faults of a whole file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from dunwell.base.problems import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of the machine; above it the file is refused as a whole, never cut short."""

    max_file_bytes: int = 1024 * 1024 * 1024
    max_rows: int = 5_000_000
    max_columns: int = 1024
    max_unpacked_bytes: int = 4 * 1024 * 1024 * 1024
    max_shared_text_bytes: int = 512 * 1024 * 1024
    max_ratio: int = 250
    kept_failures: int = 100_000
    batch_rows: int = 5_000


class CellError(str):
    """What a spreadsheet shows where a formula failed: `#N/A`, `#REF!`. Never a value."""

    __slots__ = ()


class BrokenRow(list["Cell"]):
    """A row that could not be taken apart (an unclosed quote); `problem` says why."""

    problem: Problem


Cell = str | Decimal | date | bool | CellError


class FileFault(Exception):
    """The file as a whole cannot be read; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out, enough to write its failed rows back in the same shape."""

    kind: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    headings: tuple[str, ...] = ()
    starts_1904: bool = False


class Sheet(Protocol):
    """One table of cells; `rows` counts from 1 as the sender's program does, and may be read again from the start."""

    name: str
    hidden: bool

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row's number and cells; blank rows may be left out, their numbers stay."""


def column_letter(index: int) -> str:
    """Return a spreadsheet's name for the column at an index from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int | None:
    """Return the index from 0 of a column's letters, or None where the text is no column."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return None
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def shown(cell: Cell | None) -> str:
    """Return a cell as the sender saw it, near enough to recognize."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
