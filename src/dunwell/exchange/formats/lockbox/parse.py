"""Reading a lockbox file: batches of checks with what they pay, and totals that must foot at every level."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.lockbox.layouts import (
    Item,
    day_of,
    invoices_layout,
    is_routing_number,
    micr_layout,
    references_of,
)
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather, lines_of, parted
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind, StatementLine

_WIDEST = 1000
_HEADER = re.compile(r"\ufeff?1\d\d.{20}\d{6}\d{4}\s*$")
_SERVICE = re.compile(r"2.{20}.{10}[\d ]{3}\d{3}")
_DETAIL_HEADER = re.compile(r"5\d{6}\d{7}\d{6}")
_DETAIL = re.compile(r"6\d{6}\d{10}\d")
# The widths that banks give to a count and a total; the standard's come first.
_BATCH_TOTALS = ((3, 10), (4, 10), (3, 9), (4, 9), (3, 12), (5, 10), (4, 12), (5, 12))
_LOCKBOX_TOTALS = ((4, 10), (3, 10), (4, 9), (5, 10), (4, 12), (5, 12), (6, 12))


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Statement]:  # noqa: ARG001
    """Read a lockbox file into one statement per batch: from nothing to the batch's total, one line per check.

    Amounts are US dollars. Never raises for what the file holds; a total that does not foot is a problem by its record.
    """
    return gather("lockbox", file, limits, _read)


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is a lockbox file: by its header and service records, else by its details."""
    text = head[:4096].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
    lines = [line for line in text.removeprefix("ï»¿").splitlines() if line.strip()][:3]
    if len(lines) > 1 and _HEADER.match(lines[0]) and _SERVICE.match(lines[1]):
        return 95
    if any(_DETAIL_HEADER.match(line) for line in lines) and any(_DETAIL.match(line) for line in lines):
        return 60
    if lines and len(text) > 300 and "\n" not in text and _HEADER.match(text[:33]) and text[34:37] != "094":
        return 60
    return 20 if file_name.lower().endswith(".lbx") else 0


def _read(file: BinaryIO, encoding: str, found: Gathering) -> Iterator[Labeled]:
    reading = _Reading(found)
    for row, line in parted(lines_of(file, encoding), _width(file, encoding)):
        if line.strip():
            yield from reading.take(row, line)
            if reading.is_foreign:
                return
    yield from reading.end()


def _width(file: BinaryIO, encoding: str) -> int:
    """Return how long records are where the file has no line ends; else more than any line is long."""
    _, first = next(iter(lines_of(file, encoding)), (0, ""))
    if len(first) < 160:
        return _WIDEST
    widths = [width for width in (80, 104, 94, 120, 132, 160) if first[width : width + 1] == "2"]
    return widths[0] if widths else _WIDEST


class _Reading:
    """The state of one pass: the lockbox, the batch and the check that are open, and the sums of each level."""

    def __init__(self, found: Gathering) -> None:
        self._found = found
        self._records = 0
        self._batches = 0
        self._bank = ""
        self._lockbox = ""
        self._day: date | None = None
        self._batch = ""
        self._row = 0
        self._items: list[Item] = []
        self._checks = 0
        self._is_open = False
        self._is_broken = False
        self._sum = 0
        self._count = 0
        self._has_trailer = False
        self.is_foreign = False

    def take(self, row: int, line: str) -> Iterator[Labeled]:
        """Read one record; yield the batch that it completes."""
        self._records += 1
        code = line[:1]
        if self._records == 1 and code not in "1256":
            self.is_foreign = True
            text = gettext_noop("This is no lockbox file: it begins with “{line}” and not with a record 1.")
            self._found.fault("not_lockbox", text, "", row, line=line[:40])
        elif code == "1":
            self._bank = line[13:23].strip()
        elif code == "5":
            yield from self._close(None, row)
            self._open(row, line)
        elif code == "6":
            yield from self._check(row, line)
        elif code == "4":
            self._overflow(row, line)
        elif code == "7":
            yield from self._close(line, row)
        elif code == "8":
            yield from self._close(None, row)
            self._lockbox_total(row, line)
        elif code == "9":
            self._file_total(row, line)
        elif code != "2":
            text = gettext_noop("“{line}” begins with no record type of a lockbox file. Ask the bank for it again.")
            self._found.fault("unknown_record", text, "", row, line=line[:40])

    def end(self) -> Iterator[Labeled]:
        """Finish the file; a batch that is open without a total may have been cut off."""
        if self._is_open and not self._has_trailer:
            text = gettext_noop("The file ends within batch {batch}: it was cut off. Ask the bank for it again.")
            self._found.fault("unfinished", text, self._label(), self._row, batch=self._batch)
            self._is_open = False
        yield from self._close(None, 0)
        if self._batches and not self._has_trailer:
            text = gettext_noop("The file has no record 9 at its end: it may have been cut off. Compare the batches.")
            self._found.fault("no_file_trailer", text)

    def _label(self) -> str:
        return f"statement {self._batches}"

    def _open(self, row: int, line: str) -> None:
        self._batches += 1
        self._is_open, self._is_broken, self._items, self._checks, self._row = True, False, [], 0, row
        self._batch, self._lockbox = line[1:4].strip(), line[7:14].strip()
        self._day = day_of(line[14:20])
        if self._day is None:
            self._is_broken = True
            text = gettext_noop(
                "“{cell}” is not a deposit date, so batch {batch} is left out. Ask the bank for it again."
            )
            self._found.fault("date_unreadable", text, self._label(), row, cell=line[14:20], batch=self._batch)

    def _check(self, row: int, line: str) -> Iterator[Labeled]:
        if self._is_open and self._items and line[1:4].strip() != self._batch:
            # Batches under one header: each has its number in its checks.
            header = f"5{line[1:4]}000{self._lockbox:>7}{self._day:%y%m%d}" if self._day else ""
            yield from self._close(None, row)
            self._open(row, header)
        if not self._is_open:
            text = gettext_noop("A check has no lockbox header (record 5) before it. Ask the bank for the file again.")
            self._found.fault("out_of_place", text, "", row)
            return
        self._batch = line[1:4].strip() or self._batch
        self._checks += 1
        cell = line[7:17]
        if not (cell.isdigit() and cell.isascii()) or len(cell) < 10:
            self._is_broken = True
            text = gettext_noop("“{cell}” is not an amount, so batch {batch} is left out. Ask the bank for it again.")
            self._found.fault("amount_unreadable", text, self._label(), row, cell=cell, batch=self._batch)
            return
        self._items.append(Item(row, self._batch, line[4:7].strip(), int(cell), line, []))

    def _overflow(self, row: int, line: str) -> None:
        if self._is_broken:
            return
        if not self._items or (line[4:7].strip() != self._items[-1].number):
            text = gettext_noop("An overflow record (4) follows no check of its number. Ask the bank for it again.")
            self._found.fault("overflow_out_of_place", text, self._label(), row)
        elif line[11:].strip():
            self._items[-1].details.append(line[11:])

    def _close(self, total: str | None, row: int) -> Iterator[Labeled]:
        if not self._is_open:
            if total is not None:
                text = gettext_noop("A batch total has no batch before it. Ask the bank for the file again.")
                self._found.fault("out_of_place", text, "", row)
            return
        self._is_open = False
        label, amount, count = self._label(), sum(item.amount for item in self._items), self._checks
        stated = None
        if total is not None:
            stated_count, stated = _stated(total[20:], _BATCH_TOTALS, count, amount)
            if stated is None:
                text = gettext_noop("The total of batch {batch} cannot be read. Ask the bank for the file again.")
                self._found.fault("total_unreadable", text, label, row, batch=self._batch)
            elif stated_count != count:
                text = gettext_noop("Batch {batch} states {stated} checks, but {counted} came. Ask the bank again.")
                self._found.fault(
                    "batch_count", text, label, row, batch=self._batch, stated=stated_count, counted=count
                )
        self._sum += amount if stated is None else stated
        self._count += count
        if not self._is_broken and self._day is not None:
            yield label, self._statement(self._day, stated)

    def _statement(self, day: date, stated: int | None) -> Statement:
        micr = micr_layout(item.record for item in self._items)
        lines = []
        for item in self._items:
            rest = item.record[micr[3] :].rstrip()
            if not _remitter(rest) and any(map(str.isdigit, rest)):
                item.details.insert(0, rest)
        layout = invoices_layout(self._items)
        for item in self._items:
            if not item.amount:
                self._found.skip("no_money")
                continue
            line = self._line(item, micr, day)
            references = references_of(item, layout)
            if layout and references:
                line = line._replace(text=" ".join(one.number for one in references))
            lines.append(line._replace(references=references))
        return Statement(
            account=self._lockbox,
            currency="USD",
            kind=StatementKind.LOCKBOX,
            bank=self._bank,
            number=self._batch,
            reference=f"{day:%y%m%d}-{self._batch}",
            opening_date=day,
            opening=None if stated is None else Decimal("0.00"),
            closing_date=day,
            closing=None if stated is None else Decimal(stated).scaleb(-2),
            lines=tuple(lines),
        )

    def _line(self, item: Item, micr: tuple[int, int, int, int], day: date) -> StatementLine:
        start, account, check, after = micr
        record = item.record
        rest = record[after:].rstrip()
        routing = record[start:account].strip()
        return StatementLine(
            booking_date=day,
            value_date=day,
            amount=Decimal(item.amount).scaleb(-2),
            currency="USD",
            kind=LineKind.CHECK,
            reference=f"{day:%y%m%d}-{item.batch}-{item.number}",
            payer=_remitter(rest),
            payer_account=record[account:check].strip().lstrip("0"),
            payer_bank=routing[-9:] if is_routing_number(routing[-9:]) else routing,
            text=" ".join(" ".join(item.details).split()),
            check_number=record[check:after].strip().lstrip("0"),
            batch=item.batch,
            address=f"row {item.row}",
        )

    def _lockbox_total(self, row: int, line: str) -> None:
        count, total = _stated(line[20:], _LOCKBOX_TOTALS, self._count, self._sum)
        what = [("lockbox_count", count, self._count)] if count != self._count else []
        if total != self._sum:
            what.append(("lockbox_total", total, self._sum))
        for name, stated, counted in what:
            text = gettext_noop(
                "Lockbox {lockbox} states {stated} (checks, or cents of all batches), but {counted} came. Ask the bank "
                "for the file again."
            )
            self._found.fault(name, text, f"lockbox {line[7:14].strip()}", row, lockbox=line[7:14].strip(),
                              stated="nothing" if stated is None else stated, counted=counted)  # fmt: skip
        self._sum = self._count = 0

    def _file_total(self, row: int, line: str) -> None:
        self._has_trailer = True
        stated = line[1:7].strip()
        if stated and (not stated.isdigit() or int(stated) != self._records):
            text = gettext_noop(
                "Record 9 counts {stated} records, but {counted} came. Ask the bank for the file again."
            )
            self._found.fault("records_count", text, "file", row, stated=stated, counted=self._records)


def _remitter(rest: str) -> str:
    """Return the name behind a check's date, which some banks key; blank where the columns hold something else."""
    if day_of(rest[:6], "mdy") is None and day_of(rest[:6]) is None:
        return ""
    name = " ".join(rest[6:36].split())
    return name if any(map(str.isalpha, name)) else ""


def _stated(text: str, widths: tuple[tuple[int, int], ...], count: int, total: int) -> tuple[int | None, int | None]:
    """Return the count and the total of a trailer: under the widths by which both are right, else the standard's."""
    figures = text.rstrip()
    for first, second in widths:
        parts = figures[:first].strip(), figures[first : first + second].strip()
        if all(part.isdigit() for part in parts) and (int(parts[0]), int(parts[1])) == (count, total):
            return count, total
    first, second = widths[0]
    parts = figures[:first].strip(), figures[first : first + second].strip()
    if not all(part.isdigit() and part.isascii() for part in parts):
        return None, None
    return int(parts[0]), int(parts[1])
