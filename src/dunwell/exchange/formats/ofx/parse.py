"""Reading an OFX file: statement responses of bank accounts and cards, each with its transactions and balance."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.ofx.lines import faults_of, line_of
from dunwell.exchange.formats.ofx.tags import amount_of, day_of, decoded, tags
from dunwell.exchange.reading.amounts import Unreadable
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement, StatementLine

_STATEMENTS = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
_TRANSACTIONS = frozenset({"STMTTRN", "STMTTRNP"})
# Aggregates whose leaves would be taken for those of the one around them.
_INNER = frozenset({
    "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "BANKACCTTO", "CCACCTTO", "PAYEE", "CURRENCY", "ORIGCURRENCY",
    "LEDGERBAL",
    "AVAILBAL", "BAL", "STATUS", "FI", "INVBAL", "SECID", "INVTRAN", "BUYMF", "SELLMF", "BUYSTOCK", "SELLSTOCK",
    "REINVEST",
    "INCOME", "INVBUY", "INVSELL", "IMAGEDATA", "REWARDINFO", "CCBALINFO",
})  # fmt: skip
# The closing tags that mean something: those of aggregates that are looked into.
CLOSING = _INNER | _STATEMENTS | _TRANSACTIONS | {
    "BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST", "STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS", "OFX",
}  # fmt: skip
# Messages that hold no statement and are none.
_OTHERS = {"ACCTINFORS": "account_list", "STMTENDRS": "closing_notice", "PROFRS": "profile"}


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Statement]:  # noqa: ARG001
    """Read an OFX or QFX file into one statement per statement response; never raises for what the file holds.

    Amounts are signed as the account's owner sees them. The closing balance is the ledger balance; OFX has no opening
    balance, so nothing ties but the transactions' own numbers.
    """
    return gather("ofx", file, limits, _read, "ofx")


def _read(file: BinaryIO, _: str, found: Gathering) -> Iterator[Labeled]:
    text = decoded(file, found)
    reading = _Reading(found, text)
    for at, closes, name, value in tags(text):
        if closes:
            if name in CLOSING:
                yield from reading.close(name)
        elif value and name not in _OTHERS:
            reading.leaf(name, value)
        else:
            yield from reading.open(at, name)
    reading.end()


class _Response:
    """One statement response while its tags come in."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.leaves: dict[str, str] = {}
        self.lines: list[StatementLine] = []
        self.pending: list[tuple[int, dict[str, str], bool]] = []
        self.is_broken = False


class _Reading:
    """The state of one pass: the response, the transaction and the aggregate that are open."""

    def __init__(self, found: Gathering, text: str) -> None:
        self._found = found
        self._text = text
        self._row = 1
        self._at = 0
        self._number = 0
        self._response: _Response | None = None
        self._transaction: dict[str, str] | None = None
        self._transaction_row = 0
        self._inner: list[str] = []
        self._institution = ""
        self._is_ofx = False
        self._is_closed = False
        self._has_signed_on = False
        self._status: dict[str, str] = {}

    def open(self, at: int, name: str) -> Iterator[Labeled]:
        """Take the opening tag of an aggregate."""
        if name == "OFX":
            self._is_ofx = True
        elif name in _STATEMENTS:
            yield from self._finish()
            self._response = _Response(name)
            self._number += 1
        elif name in _TRANSACTIONS and self._response is not None:
            self._keep_transaction()
            self._transaction, self._transaction_row, self._inner = {}, self._line(at), []
            if name == "STMTTRNP":
                self._transaction["PENDING"] = "Y"
        elif name in _INNER:
            self._inner.append(name)
        elif name == "SONRS":
            self._has_signed_on = True
        elif name in _OTHERS:
            self._found.skip(_OTHERS[name])

    def _line(self, at: int) -> int:
        self._row += self._text.count("\n", self._at, at)
        self._at = at
        return self._row

    def leaf(self, name: str, value: str) -> None:
        """Take a tag with a text behind it."""
        inner = self._inner[-1] if self._inner else ""
        if inner == "STATUS":
            self._status[name] = value
        elif inner == "FI" and name == "ORG":
            self._institution = value
        elif self._transaction is not None:
            key = f"{inner}.{name}" if inner else name
            self._transaction.setdefault(key, value)
        elif self._response is not None:
            self._response.leaves.setdefault(f"{inner}.{name}" if inner else name, value)

    def close(self, name: str) -> Iterator[Labeled]:
        """Take the closing tag of an aggregate; those of leaves say nothing."""
        if name in self._inner:
            while self._inner and self._inner.pop() != name:
                pass
            if name == "STATUS":
                self._check_status()
        elif name in _TRANSACTIONS or name in ("BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST"):
            self._keep_transaction()
        elif name in _STATEMENTS or name in ("STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS", "OFX"):
            self._is_closed = self._is_closed or name == "OFX"
            yield from self._finish()

    def _check_status(self) -> None:
        status, self._status = self._status, {}
        if status.get("SEVERITY", "").upper() == "ERROR":
            text = gettext_noop("The bank answered with error {code}: {message}. Ask it for the statement again.")
            message = status.get("MESSAGE", "no reason given")
            self._found.fault("bank_error", text, "", None, code=status.get("CODE", "?"), message=message)

    def _keep_transaction(self) -> None:
        leaves, self._transaction, self._inner = self._transaction, None, []
        if leaves is not None and self._response is not None:
            self._response.pending.append((self._transaction_row, leaves, "PENDING" in leaves))

    def _finish(self) -> Iterator[Labeled]:
        self._keep_transaction()
        response, self._response = self._response, None
        if response is None:
            return
        label = f"statement {self._number}"
        currency = response.leaves.get("CURDEF", "").upper()
        if len(currency) != 3 or not currency.isalpha():
            text = gettext_noop("The statement names no currency; that of the account is meant.")
            self._found.note("currency_missing", text, label)
            currency = ""
        for row, leaves, is_pending in response.pending:
            self._add(response, label, row, leaves, currency, is_pending)
        if response.kind == "INVSTMTRS" and not response.lines:
            self._found.skip("investment_account")
        elif not response.is_broken:
            yield label, self._statement(response, label, currency)

    def _add(
        self, response: _Response, label: str, row: int, leaves: dict[str, str], currency: str, is_pending: bool
    ) -> None:
        try:
            line = line_of(leaves, currency, f"row {row}", is_pending)
        except Unreadable:
            for fault in faults_of(leaves, currency):
                self._found.fault(fault.code, fault.text, label, row, **fault.facts)
            response.is_broken = True
            return
        if line is None:
            self._found.skip("no_money")
        else:
            response.lines.append(line)

    def _statement(self, response: _Response, label: str, currency: str) -> Statement:
        leaves = response.leaves
        account = next((leaves[key] for key in leaves if key.endswith("ACCTFROM.ACCTID")), "")
        if not account:
            text = gettext_noop("The statement names no account. Say which one it is when you take it in.")
            self._found.fault("account_missing", text, label)
        opening_date = day_of(leaves.get("DTSTART", ""))
        return Statement(
            account=account,
            currency=currency,
            bank=leaves.get("BANKACCTFROM.BANKID", "") or leaves.get("INVACCTFROM.BROKERID", "") or self._institution,
            opening_date=opening_date,
            closing_date=day_of(leaves.get("LEDGERBAL.DTASOF", "")) or day_of(leaves.get("DTEND", "")),
            closing=self._closing(leaves, label, currency),
            lines=tuple(response.lines),
        )

    def _closing(self, leaves: dict[str, str], label: str, currency: str) -> Decimal | None:
        if "LEDGERBAL.BALAMT" not in leaves and "LEDGERBAL.DTASOF" not in leaves:
            return None
        cell = leaves.get("LEDGERBAL.BALAMT", "")
        closing = amount_of(cell, currency)
        if closing is None:
            text = gettext_noop("“{cell}” is not a balance. Compare the statement with the bank's own page.")
            self._found.fault("balance_unreadable", text, label, None, cell=cell)
        return closing

    def end(self) -> None:
        """Finish the file: a statement that is still open was cut off and is left out."""
        if not self._is_ofx:
            text = gettext_noop("This is no OFX file: it has no <OFX> tag. Export the statement again.")
            self._found.fault("not_ofx", text)
        elif not self._number and self._has_signed_on:
            self._found.skip("sign_on")
        elif self._response is not None or not self._is_closed:
            text = gettext_noop("The file ends before its </OFX>: it was cut off. Export the statement again.")
            label = f"statement {self._number}" if self._response is not None else ""
            self._found.fault("cut_off", text, label)
