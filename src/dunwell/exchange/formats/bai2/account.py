"""One account of a BAI2 file while its records come in: balances, control figures and lines."""

import re
from datetime import date
from decimal import Decimal

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.bai2.codes import ITEMS_OF, Meaning, meaning
from dunwell.exchange.formats.bai2.records import Record, after_funds, day_of
from dunwell.exchange.formats.bai2.texts import told
from dunwell.exchange.reading.gathering import Gathering
from dunwell.exchange.reading.statements import StatementLine

_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_OPENING, _CLOSING, _CURRENT = "010", "015", ("030", "060")


def amount_of(text: str) -> int | None:
    """Return an amount in minor units, or None: BAI2 writes digits and a sign, never a point."""
    plain = text.strip()
    return int(plain) if _WHOLE.fullmatch(plain) else None


def _value_date(fields: list[str], day: date) -> date:
    """Return the value date that funds type V states; everything else is valued on the day itself."""
    if len(fields) > 3 and fields[2].strip().upper() == "V":
        return day_of(fields[3]) or day
    return day


class Account:
    """What record 03 opens and record 49 closes. Sums are in minor units; `lines_read` counts physical records."""

    def __init__(self, found: Gathering, label: str, record: Record, currency: str, digits: int) -> None:
        self._found = found
        self._digits = digits
        self.label = label
        self.row = record.row
        self.number = record.fields[0].strip() if record.fields else ""
        self.currency = currency
        self.lines: list[StatementLine] = []
        self.lines_read = record.lines
        self.total = 0
        self.opening: int | None = None
        self.closing: int | None = None
        self.has_current = False
        self.is_broken = not currency
        self._balances(record)

    def money(self, minor: int | None) -> Decimal | None:
        """Return minor units as an amount of the account's currency."""
        return None if minor is None else Decimal(minor).scaleb(-self._digits)

    def _balances(self, record: Record) -> None:
        fields, at = record.fields, 2
        while at < len(fields):
            code = fields[at].strip()
            if not code:
                at += 1
                continue
            amount = fields[at + 1].strip() if at + 1 < len(fields) else ""
            minor = amount_of(amount)
            if len(code) != 3 or not code.isdigit() or (amount and minor is None):
                text = gettext_noop(
                    "Account {account}: balance “{code}” of “{cell}” cannot be read. Ask the bank for the file again."
                )
                self._found.fault(
                    "balance_unreadable", text, self.label, record.row, account=self.number, code=code, cell=amount
                )
                self.is_broken = True
                return
            self._keep(code, minor)
            at = after_funds(fields, at + 3)

    def _keep(self, code: str, minor: int | None) -> None:
        self.total += minor or 0
        if minor is None:
            return
        if code == _OPENING:
            self.opening = minor
        elif code == _CLOSING:
            self.closing = minor
        elif code in _CURRENT:
            self.has_current = True

    def take(self, record: Record, day: date | None) -> None:
        """Read a transaction into a line; no movement is counted, what cannot be read leaves the account out."""
        self.lines_read += record.lines
        fields = record.fields
        code = fields[0].strip() if fields else ""
        cell = fields[1].strip() if len(fields) > 1 else ""
        minor = amount_of(cell)
        self.total += minor or 0
        known = meaning(code)
        if known is None:
            text = gettext_noop(
                "“{code}” is no type code whose direction is known, so account {account} is left out. Ask the bank "
                "what it means."
            )
            self._found.fault("type_code", text, self.label, record.row, code=code, account=self.number)
            self.is_broken = True
        elif not known.sign:
            self._found.skip(known.skipped)
        elif minor is None or minor < 0:
            text = gettext_noop(
                "“{cell}” is not an amount, so account {account} is left out. Ask the bank for the file again."
            )
            self._found.fault("amount_unreadable", text, self.label, record.row, cell=cell, account=self.number)
            self.is_broken = True
        elif not minor:
            self._found.skip("no_money")
        elif day is not None:
            self.lines.append(self._line(record, code, known, Decimal(minor).scaleb(-self._digits), day))

    def _line(self, record: Record, code: str, known: Meaning, amount: Decimal, day: date) -> StatementLine:
        fields = record.fields
        at = after_funds(fields, 2)
        bank = fields[at].strip() if at < len(fields) else ""
        customer = fields[at + 1].strip() if at + 1 < len(fields) else ""
        said = told(record.text, known.sign > 0, known.is_reversal)
        is_check = known.kind == "check" and customer.isdigit()
        return StatementLine(
            booking_date=day,
            value_date=_value_date(fields, day),
            amount=amount * known.sign,
            currency=self.currency,
            kind=known.kind,
            reference=bank,
            end_to_end_id=said.end_to_end_id or ("" if is_check else customer),
            payer=said.payer,
            payer_account=said.payer_account,
            payer_bank=said.payer_bank,
            text=said.text,
            check_number=said.check_number or (customer if is_check else ""),
            bank_code=code,
            return_code=said.return_code,
            is_reversal=known.is_reversal,
            address=f"row {record.row}",
        )

    def finish(self) -> None:
        """Split deposits into their items where the items follow and sum to the whole, so that nothing counts twice."""
        kept: list[StatementLine] = []
        at = 0
        while at < len(self.lines):
            whole = self.lines[at]
            item_code = ITEMS_OF.get(whole.bank_code)
            after = at + 1
            while item_code and after < len(self.lines) and self.lines[after].bank_code == item_code:
                after += 1
            items = self.lines[at + 1 : after]
            if items and sum(item.amount for item in items) == whole.amount:
                batch = whole.reference or whole.address
                kept.extend(item._replace(batch=batch) for item in items)
            else:
                kept.extend(self.lines[at:after])
            at = after
        self.lines = kept
