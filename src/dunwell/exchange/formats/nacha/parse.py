"""Reading a NACHA file: batches of entries, each checked against its control record and the file's."""

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.nacha.batch import Batch, compare, header_faults
from dunwell.exchange.formats.nacha.codes import ENTRY_CLASSES
from dunwell.exchange.formats.nacha.entries import Header
from dunwell.exchange.formats.nacha.records import LENGTH, day_of, has_full_length, numbered_records, whole
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Statement]:  # noqa: ARG001
    """Read a NACHA file into statements of kind `notification` and `returns`, one per batch and account.

    Credits to the account are positive, debits negative; amounts are US dollars. Corrections and entries that move
    nothing are counted as skipped. Never raises for what the file holds.
    """
    return gather("nacha", file, limits, _read)


def _read(file: BinaryIO, encoding: str, found: Gathering) -> Iterator[Labeled]:
    reading = _Reading(found)
    for row, record in numbered_records(file, encoding):
        yield from reading.take(row, record)
        if reading.is_foreign:
            return
    yield from reading.end()


class _Reading:
    """The state of one pass: the open batch, and what the file's control record must say."""

    def __init__(self, found: Gathering) -> None:
        self._found = found
        self._batch: Batch | None = None
        self._row = 0
        self._seen = 0
        self._batches = 0
        self._records = 0
        self._hash = 0
        self._debits = 0
        self._credits = 0
        self._has_header = False
        self._has_control = False
        self._is_advice = False
        self._day: date | None = None
        self._bank = ""
        self._number = ""
        self.is_foreign = False

    def take(self, row: int, record: str) -> Iterator[Labeled]:
        """Read one record; yield what the batch that it ends holds."""
        code = record[0]
        self._seen += 1
        if self._seen == 1 and not self._begins(row, record):
            return
        if not record.isprintable():
            text = gettext_noop("The record holds letters that cannot be printed. Ask the sender for the file again.")
            self._found.fault("forbidden_letters", text, self._batch.label if self._batch else "", row)
        if code == "6" and self._batch is not None:
            self._batch.entry(row, record)
        elif code == "7" and self._batch is not None:
            self._batch.addenda(row, record)
        elif code == "5":
            yield from self._close(row, None)
            self._open(row, record)
        elif code == "8" and self._batch is not None:
            yield from self._close(row, record)
        elif code == "9":
            yield from self._close(row, None)
            if record.strip("9"):
                self._control(row, record)
        elif code == "1" and not self._has_header:
            self._header(row, record)
        else:
            self._stray(row, record)

    def _begins(self, row: int, record: str) -> bool:
        """Say whether a file begins like one; a missing header is a fault, something else entirely ends the reading."""
        if record[0] == "1" and len(record) <= LENGTH and record[34:37] == "094":
            return True
        if record[0] in "15678" and len(record) > 60 and (whole(record[1:3]) is not None):
            if record[0] != "1":
                text = gettext_noop("The file has no file header (record 1). It may be a part of a file.")
                self._found.fault("no_file_header", text, "", row)
            return True
        self.is_foreign = True
        text = gettext_noop("This is no NACHA file: it begins with “{line}” and not with a file header (record 1).")
        self._found.fault("not_nacha", text, "", row, line=record[:40])
        return False

    def _header(self, row: int, record: str) -> None:
        self._has_header = True
        self._day = day_of(record[23:29])
        self._bank = record[3:13].strip()
        self._number = f"{record[23:29]}{record[33:34]}".strip()
        if self._day is None or record[34:37] != "094" or len(record) > LENGTH:
            text = gettext_noop("The file header cannot be read: its date is “{cell}”. Ask the sender for it again.")
            self._found.fault("file_header", text, "", row, cell=record[23:29])

    def _stray(self, row: int, record: str) -> None:
        if record[0] in "678":
            text = gettext_noop("Record {code} stands outside of a batch. Ask the sender for the file again.")
            self._found.fault("out_of_place", text, "", row, code=record[0])
        else:
            text = gettext_noop("“{line}” begins with no record type. Ask the sender for the file again.")
            self._found.fault("unknown_record", text, "", row, line=record[:40])

    def _open(self, row: int, record: str) -> None:
        self._batches += 1
        label = f"batch {self._batches}"
        if not has_full_length(record):
            text = gettext_noop("The batch header has {length} letters and not 94. Ask the sender for the file again.")
            self._found.fault("record_length", text, label, row, length=len(record))
        header_faults(self._found, label, row, record, ENTRY_CLASSES)
        self._is_advice = record[50:53] == "ADV"
        header = Header(row, record.ljust(LENGTH), day_of(record[69:75]), self._is_advice)
        self._batch = Batch(self._found, self._batches, header)

    def _close(self, row: int, control: str | None) -> Iterator[Labeled]:
        batch, self._batch = self._batch, None
        if batch is None:
            return
        batch.close(row, control)
        self._records += batch.records
        self._hash += batch.hash % 10**10
        self._debits += batch.debits
        self._credits += batch.credits
        yield from batch.statements(self._day, self._bank, self._number)

    def _control(self, row: int, record: str) -> None:
        if self._has_control:
            self._stray(row, record)
            return
        self._has_control = True
        cells = record.ljust(LENGTH)
        if not self._batches:
            self._found.skip("file_without_batches")
        blocks = -(-self._seen // 10)
        if whole(cells[7:13].strip()) != blocks:
            text = gettext_noop("The file control record counts {stated} blocks of ten records, but {counted} came.")
            self._found.note("file_blocks", text, "file", row, stated=cells[7:13].strip(), counted=blocks)
        sums = (cells[31:51], cells[51:71]) if self._is_advice else (cells[31:43], cells[43:55])
        stated = [
            ("batches", cells[1:7], self._batches), ("count", cells[13:21], self._records),
            ("entry_hash", cells[21:31], self._hash % 10**10),
            ("debits", sums[0], self._debits), ("credits", sums[1], self._credits),
        ]  # fmt: skip
        compare(self._found, "file", row, "file", stated)

    def end(self) -> Iterator[Labeled]:
        """Finish the file: an open batch was cut off and is left out, a missing file control is named."""
        if self._batch is not None:
            batch, self._batch = self._batch, None
            batch.close(0, None)
            if batch.entries and not self._has_control:
                self._found.skip("entries_of_unfinished_batch", len(batch.entries))
        if not self._has_control:
            text = gettext_noop("The file has no file control (record 9): it may have been cut off. Ask for it again.")
            self._found.fault("no_file_control", text)
        return iter(())
