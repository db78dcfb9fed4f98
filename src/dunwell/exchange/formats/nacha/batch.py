"""One ACH batch while its records come in: entries, addenda, and what its control record must say."""

from collections.abc import Iterator
from datetime import date

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.nacha.checks import addenda_faults, entry_faults, sequence_faults
from dunwell.exchange.formats.nacha.codes import TELLING
from dunwell.exchange.formats.nacha.entries import Entry, Header, account_of, line_of
from dunwell.exchange.formats.nacha.records import (
    ADVICE_CREDITS,
    CREDITS,
    PRENOTES,
    day_of,
    has_full_length,
    settlement_day,
    whole,
)
from dunwell.exchange.reading.gathering import Gathering, Labeled
from dunwell.exchange.reading.statements import Statement, StatementKind, StatementLine

_CLASSES = {"200", "220", "225", "280"}


class Batch:
    """What record 5 opens and record 8 closes; sums are in cents."""

    def __init__(self, found: Gathering, number: int, header: Header) -> None:
        self._found = found
        self.header = header
        self.label = f"batch {number}"
        self.entries: list[Entry] = []
        self.records = 0
        self.hash = 0
        self.debits = 0
        self.credits = 0
        self.is_broken = False
        self._has_lost = False

    def fault(self, name: str, text: str, row: int, **facts: object) -> None:
        """Note a problem within this batch."""
        self._found.fault(name, text, self.label, row, **facts)

    def entry(self, row: int, record: str) -> None:
        """Read a record 6. One that cannot be read leaves the whole batch out: its sums would be guesses."""
        self._finish_entry()
        self.records += 1
        code = record[1:3]
        cell = record[27:39] if self.header.is_advice else record[29:39]
        amount = whole(cell)
        self.hash += whole(record[3:11]) or 0
        if not has_full_length(record):
            text = gettext_noop(
                "The record has {length} letters and not 94, so its columns are not where they should be. The batch is "
                "left out; ask the sender for the file again."
            )
            self.fault("record_length", text, row, length=len(record))
            self.is_broken = True
        elif amount is None:
            text = gettext_noop("“{cell}” is not an amount, so the batch is left out. Ask the sender for it again.")
            self.fault("amount_unreadable", text, row, cell=cell)
            self.is_broken = True
        else:
            for fault, weight in entry_faults(record, self.header):
                tell = self._found.fault if weight else self._found.note
                tell(fault.code, fault.text, self.label, row, **fault.facts)
                self.is_broken = self.is_broken or weight > 1
        entry = Entry(row, record, amount or 0, code)
        if code in CREDITS or code in ADVICE_CREDITS:
            self.credits += entry.amount
        else:
            self.debits += entry.amount
        self.entries.append(entry)

    def addenda(self, row: int, record: str) -> None:
        """Read a record 7 of the entry before it."""
        self.records += 1
        if not self.entries:
            text = gettext_noop("Addenda records (7) have no entry before them. Ask the sender for the file again.")
            if not self._has_lost:
                self.fault("out_of_place", text, row)
            self._has_lost = True
            return
        entry = self.entries[-1]
        entry.addenda.append((record[1:3], record.ljust(94)))
        if not has_full_length(record):
            text = gettext_noop("The addenda record has {length} letters and not 94. What it says may be shifted.")
            # Payment information begins in the fourth column and is whole; codes and traces stand further behind.
            tell = self._found.note if record[1:3] == "05" else self._found.fault
            tell("addenda_length", text, self.label, row, length=len(record))
            return
        for fault in addenda_faults(record, entry):
            self.fault(fault.code, fault.text, row, **fault.facts)

    def _finish_entry(self) -> None:
        if self.entries:
            for fault in sequence_faults(self.entries[-1], self.header):
                self.fault(fault.code, fault.text, self.entries[-1].row, **fault.facts)

    def close(self, row: int, control: str | None) -> None:
        """Compare a batch with its control record (8); without one, say so."""
        self._finish_entry()
        if control is None:
            text = gettext_noop("The batch has no control record (8). Ask the sender for the file again.")
            self.fault("no_batch_control", text, self.header.row)
            return
        header = self.header.record
        if not has_full_length(control):
            text = gettext_noop("The control record has {length} letters and not 94. Ask the sender for it again.")
            self.fault("record_length", text, row, length=len(control))
            return
        half, whole_width = (40, 60) if self.header.is_advice else (32, 44)
        sums = [control[20:half], control[half:whole_width]]
        stated = [
            ("count", control[4:10], self.records), ("entry_hash", control[10:20], self.hash % 10**10),
            ("debits", sums[0], self.debits), ("credits", sums[1], self.credits),
        ]  # fmt: skip
        compare(self._found, self.label, row, "batch", stated)
        same = [("service_class", header[1:4], control[1:4]), ("odfi", header[79:87], control[79:87]),
                ("batch_number", header[87:94], control[87:94])]  # fmt: skip
        if not self.header.is_advice and control[44:54].strip():
            same.append(("company_id", header[40:50].strip(), control[44:54].strip()))
        for what, first, second in same:
            if first != second:
                text = gettext_noop(
                    "The batch's header says {first} and its control record {second} ({what}). Ask the sender again."
                )
                self.fault(f"{what}_differs", text, row, first=first, second=second, what=what.replace("_", " "))

    def statements(self, file_day: date | None, bank: str, number: str) -> Iterator[Labeled]:
        """Yield the batch's entries by account: of returns all together, for they come back to one originator."""
        day = _day(self.header.record, file_day)
        if day is None and self.entries and not self.is_broken:
            text = gettext_noop("The batch has no date, nor has the file. Ask the sender for the file again.")
            self.fault("date_unreadable", text, self.header.row)
        if day is None or self.is_broken:
            return
        groups: dict[tuple[StatementKind, str], list[StatementLine]] = {}
        for entry in self.entries:
            if what := self._skipped(entry):
                self._found.skip(what)
                self._tell_change(entry)
                continue
            kind = StatementKind.RETURNS if entry.returned else StatementKind.NOTIFICATION
            account = (
                self.header.record[40:50].strip() if entry.returned else account_of(entry, self.header.entry_class)
            )
            groups.setdefault((kind, account), []).append(line_of(entry, self.header, day))
        for (kind, account), lines in groups.items():
            yield (
                self.label,
                Statement(
                    account=account,
                    currency="USD",
                    kind=kind,
                    bank=bank,
                    account_name=self.header.company if kind == StatementKind.RETURNS else "",
                    number=number,
                    reference=self.header.record[87:94].strip(),
                    opening_date=day,
                    closing_date=day,
                    lines=tuple(lines),
                ),
            )

    def _tell_change(self, entry: Entry) -> None:
        for addenda in entry.of_type("98"):
            text = gettext_noop("Correct your records of account {account}: {code}, {data}.")
            facts = {"account": account_of(entry, self.header.entry_class), "code": addenda[3:6]}
            self._found.note(
                "notification_of_change", text, self.label, entry.row, data=addenda[35:64].strip(), **facts
            )

    def _skipped(self, entry: Entry) -> str:
        """Return what an entry is that moves no money; blank where it does."""
        if entry.is_change:
            return "notification_of_change"
        if entry.amount:
            return "" if self.header.entry_class not in TELLING else "no_money"
        return "prenote" if entry.code in PRENOTES and not entry.returned else "no_money"


def _day(header: str, file_day: date | None) -> date | None:
    """Return the settlement day, which the operator adds; else the effective entry date, else the file's day."""
    effective = day_of(header[69:75])
    near = effective or file_day
    return (settlement_day(header[75:78], near) if near else None) or near


def compare(found: Gathering, label: str, row: int, where: str, stated: list[tuple[str, str, int]]) -> None:
    """Name every figure of a control record that is not what came before it."""
    for what, cell, counted in stated:
        number = whole(cell.strip())
        if number != counted:
            text = gettext_noop(
                "The {where} control record states {stated} ({what}), but {counted} came. Ask the sender for the file "
                "again."
            )
            found.fault(f"{where}_{what}", text, label, row, where=where, stated=cell.strip() or "nothing",
                        what=what.replace("_", " "), counted=counted)  # fmt: skip


def header_faults(found: Gathering, label: str, row: int, record: str, classes: frozenset[str]) -> None:
    """Name what is wrong with a batch header."""
    if record[1:4] not in _CLASSES:
        text = gettext_noop("“{cell}” is no service class (200, 220, 225 or 280). Ask the sender for the file again.")
        found.fault("service_class", text, label, row, cell=record[1:4])
    if record[50:53] not in classes:
        text = gettext_noop("“{cell}” is no entry class that is known. Ask the sender for the file again.")
        found.fault("entry_class", text, label, row, cell=record[50:53])
