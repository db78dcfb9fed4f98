"""What every format of remittances does alike: count, sum, compare lines with what was paid, and never raise."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.files import seekable
from dunwell.exchange.reading.grids import FileFault, Layout, Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Remittance, listing_problem

_BATCH_LINES = 5_000

Report = Callable[[Problem], None]
Read = Callable[[BinaryIO, Parsed[Remittance], Report], Iterator[Remittance]]


def parsed_remittances(file: BinaryIO, kind: str, read: Read, limits: Limits) -> Parsed[Remittance]:
    """Return a file being read by `read(file, parsed, report)`, which yields remittances and reports problems.

    Lines that do not sum to what was paid are a problem, and the remittance is given all the same. A `FileFault` ends
    the reading and is a problem. A file without any remittance and without a problem is one: `exchange.file.nothing`.
    """
    parsed: Parsed[Remittance] = Parsed(layout=Layout(kind))
    try:
        held = whole_file(file, limits)
    except FileFault as fault:
        parsed.problems.append(fault.problem)
        parsed.problem_count = 1
        return parsed
    parsed.source = lambda found: _batches(found, held, read)
    return parsed


def whole_file(file: BinaryIO, limits: Limits) -> BinaryIO:
    """Return the file at its start, able to be read twice; raise `FileFault` where it is too large or empty."""
    held = seekable(file, limits)
    held.seek(0, 2)
    size = held.tell()
    if size > limits.max_file_bytes:
        words = gettext_noop("The file has {size} MB. Split it into parts and send each.")
        raise FileFault(Problem("exchange.file.too_large", words, facts={"size": size // 1_048_576}))
    held.seek(0)
    if not held.read(1 << 16).strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe,;"):
        raise FileFault(Problem("exchange.file.empty", gettext_noop("The file is empty. Export it again.")))
    held.seek(0)
    return held


def _batches(parsed: Parsed[Remittance], file: BinaryIO, read: Read) -> Iterator[list[Remittance]]:
    def report(problem: Problem) -> None:
        parsed.problems.append(problem)
        parsed.problem_count += 1

    batch: list[Remittance] = []
    lines = 0
    try:
        for found in read(file, parsed, report):
            problem = listing_problem(found, found.address)
            if problem is not None:
                report(problem)
            parsed.row_count += 1
            parsed.totals[found.currency] = parsed.totals.get(found.currency, Decimal(0)) + (found.amount or 0)
            batch.append(found)
            lines += 1 + len(found.lines)
            if lines >= _BATCH_LINES:
                yield batch
                batch, lines = [], 0
    except FileFault as fault:
        report(fault.problem)
    if batch:
        yield batch
    if not parsed.row_count and not parsed.problem_count:
        report(Problem("exchange.file.nothing", gettext_noop("There is no remittance in this file.")))
