"""Statements gathered from a bank's file: what is given, what is at fault, what is passed over, and the sums."""

import io
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import IO, BinaryIO, cast

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.delimited import Kept
from dunwell.exchange.reading.files import check_readable, checked_head, seekable
from dunwell.exchange.reading.grids import FileFault, Layout, Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement, tie_problem
from dunwell.exchange.reading.texts import detect_encoding

Labeled = tuple[str, Statement]
_BATCH = 200


class Gathering:
    """Where the reader of one file says what it found; problems are kept up to a limit and counted beyond it."""

    def __init__(self, key: str, limits: Limits) -> None:
        self.parsed: Parsed[Statement] = Parsed()
        self.limits = limits
        self._key = key
        self._lines = 0

    def fault(self, name: str, text: str, sheet: str = "", row: int | None = None, **facts: object) -> None:
        """Note a problem of the file, or of one statement in it; `name` completes the format's own code."""
        told = {fact: str(value) for fact, value in facts.items()}
        self.add(Problem(f"exchange.{self._key}.{name}", text, sheet, row, facts=told))

    def add(self, problem: Problem) -> None:
        """Note a problem that is worded already."""
        self.parsed.problem_count += 1
        if len(self.parsed.problems) < self.limits.kept_failures:
            self.parsed.problems.append(problem)

    def note(self, name: str, text: str, sheet: str = "", row: int | None = None, **facts: object) -> None:
        """Leave a remark that stops nothing."""
        told = {fact: str(value) for fact, value in facts.items()}
        self.parsed.notes.append(Problem(f"exchange.{self._key}.{name}", text, sheet, row, facts=told))

    def count_line(self) -> None:
        """Count a line of a statement; raise `FileFault` where the file has more of them than it may."""
        self._lines += 1
        if self._lines > self.limits.max_rows:
            text = gettext_noop("The file has more than {most} lines. Split it into parts and send each.")
            raise FileFault(Problem("exchange.file.too_many_rows", text, facts={"most": self.limits.max_rows}))

    def skip(self, what: str, count: int = 1) -> None:
        """Count what holds no money that was booked."""
        if count:
            self.parsed.skipped[what] = self.parsed.skipped.get(what, 0) + count


def lines_of(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield each line's number and text without its end, whatever ends lines in this file; a stream, not a list."""
    file.seek(0)
    text = io.TextIOWrapper(cast("IO[bytes]", Kept(file)), encoding=encoding, errors="replace", newline=None)
    for number, line in enumerate(text, 1):
        yield number, line.rstrip("\n\x1a")


def gather(
    key: str,
    file: BinaryIO,
    limits: Limits | None,
    read: Callable[[BinaryIO, str, Gathering], Iterable[Labeled]],
    kind: str = "text",
) -> Parsed[Statement]:
    """Return a file of statements as `Parsed`, read as it is consumed.

    `read` gets the file, its encoding and where to say what it found, and yields each statement under the name by which
    problems call it. Sums and counts are kept here, and a statement that does not tie is named here. A file of another
    kind than text (XML) says its encoding itself.
    """
    limits = limits or Limits()
    found = Gathering(key, limits)
    try:
        whole = seekable(file, limits)
        encoding, assumed = "", False
        if kind == "text":
            check_readable(whole, limits)
            encoding, assumed = detect_encoding(whole)
        else:
            checked_head(whole, limits)
    except FileFault as fault:
        found.add(fault.problem)
        return found.parsed
    if assumed:
        text = gettext_noop("The letters are not UTF-8; read as {encoding}. State the encoding if names look wrong.")
        found.parsed.notes.append(Problem("exchange.file.encoding_assumed", text, facts={"encoding": encoding}))
    found.parsed.layout = Layout(kind, encoding=encoding)
    found.parsed.source = lambda parsed: _batches(parsed, found, read(whole, encoding, found))
    return found.parsed


def _batches(parsed: Parsed[Statement], found: Gathering, statements: Iterable[Labeled]) -> Iterator[list[Statement]]:
    batch: list[Statement] = []
    try:
        for label, statement in statements:
            total = parsed.totals.get(statement.currency, Decimal(0))
            parsed.totals[statement.currency] = total + statement.booked_amount()
            parsed.row_count += 1
            if untied := tie_problem(statement, label):
                found.add(untied)
            batch.append(statement)
            if len(batch) >= _BATCH:
                yield batch
                batch = []
    except FileFault as fault:
        found.add(fault.problem)
    if batch:
        yield batch
    if not (parsed.row_count or parsed.problem_count or parsed.skipped):
        found.fault("no_statements", gettext_noop("The file holds no statement. Export it again, with its movements."))


def parted(lines: Iterable[tuple[int, str]], width: int) -> Iterator[tuple[int, str]]:
    """Yield lines as they are, but one that holds several records of a fixed width in those; then records count."""
    number = 0
    for _, line in lines:
        if len(line) > width * 2 - 1 or (len(line) > width and line[width:].strip()):
            for start in range(0, len(line), width):
                number += 1
                yield number, line[start : start + width]
        else:
            number += 1
            yield number, line
