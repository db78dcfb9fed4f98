"""Reading a BAI2 file: groups of accounts of one day, each account's balances, movements, totals and counts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from dunwell.base.money import minor_digits
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bai2.account import Account, amount_of
from dunwell.exchange.formats.bai2.records import Record, day_of, records
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather, lines_of
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement, StatementKind

_CURRENCY = re.compile(r"[A-Z]{3}")


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Statement]:  # noqa: ARG001
    """Read a BAI2 file into one statement per account record; never raises for what the file holds.

    A statement's `kind` goes by its group's as-of-date modifier (1 and 3 intraday, 2 and 4 final; where it is left out,
    an account with a closing ledger balance is final). Amounts have their currency's digits, which the file implies.
    """
    return gather("bai2", file, limits, _read)


def _read(file: BinaryIO, encoding: str, found: Gathering) -> Iterator[Labeled]:
    reading = _Reading(found)
    for count, record in enumerate(records(lines_of(file, encoding))):
        if not count and record.code == "??":
            text = gettext_noop("This is no BAI2 file: it begins with “{line}” and not with record 01.")
            found.fault("not_bai2", text, "", record.row, line=record.fields[0])
            return
        yield from reading.take(record)
    yield from reading.end()


def _field(record: Record, index: int) -> str:
    return record.fields[index].strip() if index < len(record.fields) else ""


class _Sums:
    """What a trailer states against what was found: the control total, the things inside, the records."""

    def __init__(self) -> None:
        self.total = 0
        self.inside = 0
        self.records = 0

    def check(self, found: Gathering, trailer: Record, sheet: str) -> None:
        """Name every figure of a trailer that is not what the records before it make; a blank one is not checked."""
        counts = ([("inside", self.inside)] if trailer.code != "49" else []) + [("records", self.records)]
        stated = amount_of(_field(trailer, 0))
        if stated is None and _field(trailer, 0):
            text = gettext_noop("Record {code}: “{stated}” is not a control total. Ask the bank for the file again.")
            found.fault("trailer_unreadable", text, sheet, trailer.row, code=trailer.code, stated=_field(trailer, 0))
        elif stated is not None and stated != self.total:
            text = gettext_noop(
                "Record {code} states a control total of {stated}, but its records sum to {counted}. Ask the bank for "
                "the file again."
            )
            found.fault("control_total", text, sheet, trailer.row, code=trailer.code, stated=stated, counted=self.total)
        for index, (what, counted) in enumerate(counts, 1):
            said = _field(trailer, index)
            if said and (not said.isdigit() or int(said) != counted):
                text = gettext_noop(
                    "Record {code} counts {stated} records or parts, but {counted} came. Ask the bank for it again."
                )
                found.fault(f"{what}_count", text, sheet, trailer.row, code=trailer.code, stated=said, counted=counted)


class _Reading:
    """The state of one pass: the file, the group and the account that are open."""

    def __init__(self, found: Gathering) -> None:
        self._found = found
        self._account: Account | None = None
        self._file = _Sums()
        self._group: _Sums | None = None
        self._header: Record | None = None
        self._day: date | None = None
        self._currency = ""
        self._modifier = ""
        self._bank = ""
        self._status = ""
        self._number = ""
        self._accounts = 0
        self._has_trailer = False
        self._warned = False

    def take(self, record: Record) -> Iterator[Labeled]:
        """Read one record; yield the statement that it completes."""
        self._file.records += record.lines
        if self._group is not None:
            self._group.records += record.lines
        if record.code == "16":
            self._transaction(record)
        elif record.code == "03":
            yield from self._close_account(None)
            self._open_account(record)
        elif record.code == "49":
            yield from self._close_account(record)
        elif record.code in ("02", "98"):
            yield from self._close_account(None)
            self._group_record(record)
        elif record.code in ("01", "99"):
            yield from self._close_account(None)
            self._file_record(record)
        else:
            text = gettext_noop("“{line}” begins with no record code of BAI2. Ask the bank for the file again.")
            self._found.fault("unknown_record", text, "", record.row, line=record.fields[0])

    def end(self) -> Iterator[Labeled]:
        """Finish the file: what is open now was cut off."""
        if self._account is not None:
            text = gettext_noop("The file ends within account {account}: it was cut off. Ask the bank for it again.")
            account = self._account
            self._found.fault("unfinished", text, account.label, account.row, account=account.number)
            self._account = None
        elif self._accounts and not self._has_trailer:
            text = gettext_noop("The file has no record 99 at its end: it may have been cut off. Compare the accounts.")
            self._found.fault("no_file_trailer", text)
        return iter(())

    def _file_record(self, record: Record) -> None:
        if record.code == "01":
            self._header, self._number, self._has_trailer = record, _field(record, 4), False
            self._file = _Sums()
            self._file.records = record.lines
            return
        self._end_group()
        self._has_trailer = True
        self._file.check(self._found, record, "file")

    def _end_group(self) -> None:
        if self._group is not None:
            text = gettext_noop("A group has no record 98 at its end. Ask the bank for the file again.")
            self._found.fault("no_group_trailer", text)
            self._group = None

    def _group_record(self, record: Record) -> None:
        if record.code == "98":
            if self._group is None:
                self._out_of_place(record)
                return
            self._group.check(self._found, record, f"group {self._file.inside}")
            self._file.total += amount_of(_field(record, 0)) or self._group.total
            self._group = None
            return
        self._end_group()
        self._file.inside += 1
        self._group = _Sums()
        self._group.records = record.lines
        self._day = day_of(_field(record, 3))
        self._bank, self._status = _field(record, 1), _field(record, 2)
        self._currency = _field(record, 5).upper() or "USD"
        self._modifier = _field(record, 6)
        if self._day is None:
            text = gettext_noop("“{cell}” is not an as-of date, so this group is left out. Ask the bank for it again.")
            self._found.fault("date_unreadable", text, f"group {self._file.inside}", record.row, cell=_field(record, 3))
        if self._status == "2":
            text = gettext_noop("This group tells to delete what the bank sent before. Undo that statement by hand.")
            self._found.fault("group_deletes", text, f"group {self._file.inside}", record.row)
        if self._header is None and not self._warned:
            self._warned = True
            text = gettext_noop("The file does not begin with record 01. It may be a part of a file.")
            self._found.fault("no_file_header", text, "", record.row)

    def _out_of_place(self, record: Record) -> None:
        text = gettext_noop("Record {code} has no record before it to belong to. Ask the bank for the file again.")
        self._found.fault("out_of_place", text, "", record.row, code=record.code)

    def _open_account(self, record: Record) -> None:
        self._accounts += 1
        if self._group is None:
            self._out_of_place(record)
        else:
            self._group.inside += 1
        currency = _field(record, 1).upper() or self._currency or "USD"
        if not _CURRENCY.fullmatch(currency):
            text = gettext_noop("“{cell}” is not a currency. Ask the bank for the file again.")
            self._found.fault("currency_unreadable", text, f"statement {self._accounts}", record.row, cell=currency)
            currency = ""
        label = f"statement {self._accounts}"
        self._account = Account(self._found, label, record, currency, minor_digits(currency))

    def _transaction(self, record: Record) -> None:
        if self._account is None:
            self._out_of_place(record)
        else:
            self._account.take(record, self._day)

    def _close_account(self, trailer: Record | None) -> Iterator[Labeled]:
        account, self._account = self._account, None
        if account is None:
            if trailer is not None:
                self._out_of_place(trailer)
            return
        account.finish()
        if trailer is None:
            text = gettext_noop("Account {account} has no record 49 at its end. Ask the bank for the file again.")
            self._found.fault("no_account_trailer", text, account.label, account.row, account=account.number)
        else:
            sums = _Sums()
            sums.total, sums.records = account.total, account.lines_read + trailer.lines
            sums.check(self._found, trailer, account.label)
        if self._group is not None:
            stated = amount_of(_field(trailer, 0)) if trailer is not None else None
            self._group.total += account.total if stated is None else stated
        if self._status == "4":
            self._found.skip("test_group")
        elif self._status != "2" and self._day is not None and not account.is_broken:
            yield account.label, self._statement(account, self._day)

    def _statement(self, account: Account, day: date) -> Statement:
        kind = StatementKind.END_OF_DAY
        if self._modifier in ("1", "3") or (not self._modifier and account.has_current and account.closing is None):
            kind = StatementKind.INTRADAY
        return Statement(
            account=account.number,
            currency=account.currency,
            kind=kind,
            bank=self._bank,
            number=self._number,
            opening_date=day,
            opening=account.money(account.opening),
            closing_date=day,
            closing=account.money(account.closing),
            lines=tuple(account.lines),
        )
