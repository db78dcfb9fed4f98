"""Rows of a delimited text file: which sign separates the cells, and one bad quote costs one row, not the rest."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import BrokenRow, Cell, FileFault, Limits
from dunwell.exchange.reading.texts import detect_encoding

DELIMITERS = ",;\t|"
_SAMPLE_CHARS = 128 * 1024
_LONGEST_RECORD_LINES = 60
_LONGEST_LINE = 1 << 20


class _UnclosedQuoteError(Exception):
    """A record has run over so many lines that its quote was surely never closed."""


class _Lines:
    """A text file's lines that remembers those of the record in hand, so that a broken record can be taken back."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._again: list[str] = []
        self.record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._text)
        self.record.append(line)
        if len(self.record) > _LONGEST_RECORD_LINES or len(line) > _LONGEST_LINE:
            raise _UnclosedQuoteError
        return line

    def take_back(self) -> str:
        """Give up the record in hand: return its first line, and read the others again."""
        first, *rest = self.record
        self._again.extend(reversed(rest))
        self.record.clear()
        return first


def sniff_delimiter(sample: str) -> str:
    """Return the sign that cuts most rows of a sample into the same number of cells; a comma where none does.

    Cells are cut by the csv module, so a delimiter inside quotes does not count. An `sep=;` line says it outright.
    """
    first = sample.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    best, chosen = 0.0, ","
    for delimiter in DELIMITERS:
        score = _consistency(sample, delimiter)
        if score > best:
            best, chosen = score, delimiter
    return chosen


def _consistency(sample: str, delimiter: str) -> float:
    lines = sample.split("\n")
    try:
        rows = list(csv.reader((line.rstrip("\r") for line in lines[:500]), delimiter=delimiter))
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    filled = sum(1 for row in rows if any(cell.strip() for cell in row)) or 1
    width, count = max(widths.items(), key=lambda item: (item[1] * min(item[0], 12), item[0]))
    return (count / filled) * min(width, 12) ** 0.5


class DelimitedSheet:
    """The one table of a text file, read as a stream; `assumed` tells that the encoding is a guess."""

    def __init__(self, file: BinaryIO, limits: Limits, encoding: str = "", delimiter: str = "") -> None:
        self.name = ""
        self.hidden = False
        self._file = file
        self._limits = limits
        self.encoding, self.assumed = (encoding, False) if encoding else detect_encoding(file)
        self.delimiter = delimiter or sniff_delimiter(self._head())

    def _text(self) -> io.TextIOWrapper:
        self._file.seek(0)
        return io.TextIOWrapper(
            cast("IO[bytes]", Kept(self._file)), encoding=self.encoding, errors="replace", newline=""
        )

    def _head(self) -> str:
        try:
            return self._text().read(_SAMPLE_CHARS).replace("\r\n", "\n").replace("\r", "\n")
        except LookupError as fault:
            raise FileFault(
                Problem(
                    "exchange.file.unknown_encoding",
                    gettext_noop("There is no encoding called {encoding}. Use utf-8, cp1252, latin-1 or big5."),
                    facts={"encoding": self.encoding},
                )
            ) from fault

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each record with its number; a blank line is a record, as in a spreadsheet."""
        lines = _Lines(iter(self._text()))
        held = lines.record
        reader = csv.reader(lines, delimiter=self.delimiter)
        number = 0
        while True:
            try:
                for cells in reader:
                    if len(held) > 1:
                        _check_quotes(held)
                    number += 1
                    held.clear()
                    yield number, cells  # type: ignore[misc] # a list of text is a list of cells
                return
            except (_UnclosedQuoteError, csv.Error):
                number += 1
                yield number, _broken(lines.take_back(), number)
                reader = csv.reader(lines, delimiter=self.delimiter)


def _check_quotes(record: list[str]) -> None:
    """A record over several lines is whole only if its quotes are even."""
    if sum(line.count('"') for line in record) % 2:
        raise _UnclosedQuoteError


def _broken(line: str, number: int) -> BrokenRow:
    row = BrokenRow([line.rstrip("\r\n")[:2000]])
    row.problem = Problem(
        "exchange.file.unclosed_quote",
        gettext_noop("A quote is opened in this row and never closed. Close it or take it out."),
        row=number,
    )
    return row


class Kept(io.BufferedIOBase):
    """Lets a text wrapper read a file that stays open when the wrapper is gone."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        """Return yes."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Return so many bytes, or all."""
        return self._file.read(-1 if size is None else size)

    def read1(self, size: int = -1) -> bytes:
        """Return some bytes."""
        return self._file.read(1 << 16 if size < 0 else size)
