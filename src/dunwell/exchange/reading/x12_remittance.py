"""From the segments of an X12 820 to a remittance. Source: ASC X12 820 (004010-005010), tables 1 and 2; code list 426.

Used for whole 820 files and for the same segments inside the addenda of a bank payment (CTX).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.statements import Adjustment, PaidReference, Remittance
from dunwell.exchange.reading.x12 import Segment

# Element 128, what an RMR points at; all else is `other`.
KINDS = {
    "IV": "invoice", "OI": "invoice", "IK": "invoice", "IL": "invoice", "INV": "invoice", "DL": "invoice",
    "BM": "invoice", "BL": "invoice", "CN": "invoice", "DB": "invoice", "VV": "invoice", "VI": "invoice",
    "CM": "credit_memo", "C4": "credit_memo", "CK": "credit_memo", "CR": "credit_memo",
    "PO": "purchase_order", "OP": "purchase_order", "LO": "purchase_order",
    "ST": "statement", "AJ": "other",
    "11": "customer", "12": "customer", "14": "customer", "AX": "customer", "IT": "customer", "EI": "customer",
}  # fmt: skip
_PAYERS, _PAYEES = ("PR", "RM", "BY", "BT", "SO"), ("PE", "SE", "RE")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,14}(?:\.[0-9]{0,4})?|\.[0-9]{1,4})", re.ASCII)
# Element 374: the date of the document paid, in the order of trust.
_DOCUMENT_DATES = ("003", "814", "102", "007")
_ORDER_REFERENCES = ("PO", "BM", "CN", "LO", "CO", "VN")


class _UnreadableAmountError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class _Line:
    """One RMR while its loop is read."""

    row: int
    qualifier: str
    number: str
    paid: Decimal | None
    gross: Decimal | None
    discount: Decimal | None
    adjustments: list[Adjustment] = field(default_factory=list)
    dates: dict[str, date] = field(default_factory=dict)
    references: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """A remittance being read: its parts, and what is to be said about it."""

    address: str
    lines: list[_Line] = field(default_factory=list)
    loose: list[Adjustment] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    amount: Decimal | None = None
    payment_date: date | None = None
    in_line: bool = False
    party: str = ""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def tell(self, fault: str, words: str, segment: Segment, element: str, /, **facts: object) -> Problem:
        """Return a problem at an element of a segment."""
        return Problem(f"exchange.x12_820.{fault}", words, self.address, segment.row, element, facts)

    def money(self, segment: Segment, index: int) -> Decimal | None:
        """Return an amount element (a decimal, never with implied digits), None where it is left out."""
        text = segment.at(index)
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            words = gettext_noop(
                "{text} is no amount. Ask the payer for a corrected file; this remittance is left out."
            )
            raise _UnreadableAmountError(
                self.tell("bad_amount", words, segment, f"{segment.parts[0]}{index:02d}", text=text[:40])
            )
        return Decimal(text)

    def day(self, segment: Segment, index: int) -> date | None:
        """Return a date element of six or eight digits; one that is no day is remarked on and left out."""
        text = segment.at(index)
        if not text:
            return None
        digits = f"20{text}" if len(text) == 6 else text
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else _no_day(text)
        except ValueError:
            words = gettext_noop("{text} is no date.")
            self.notes.append(self.tell("bad_date", words, segment, f"{segment.parts[0]}{index:02d}", text=text[:20]))
            return None


def _no_day(text: str) -> date:
    raise ValueError(text)


def _bpr(reading: Reading, segment: Segment) -> None:
    """Read BPR: what is paid, how, by which account, on which day."""
    reading.amount = reading.money(segment, 2)
    reading.facts["method"] = segment.at(4)
    reading.facts["format"] = segment.at(5)
    reading.facts["account"] = segment.at(9)
    qualifiers = {segment.at(6), segment.at(12)}
    if "01" in qualifiers:  # ABA routing number: a bank of the United States
        reading.facts.setdefault("currency", "USD")
    elif "04" in qualifiers:  # Canadian bank branch and institution number
        reading.facts.setdefault("currency", "CAD")
    reading.payment_date = reading.day(segment, 16) or reading.payment_date
    if segment.at(3) == "D":
        words = gettext_noop("The file says that the payer's bank is to collect this amount (debit), not to pay it.")
        reading.notes.append(reading.tell("debit", words, segment, "BPR03"))


def _trn(reading: Reading, segment: Segment) -> None:
    reading.facts.setdefault("trace", segment.at(2))
    reading.facts.setdefault("company", segment.at(3))


def _cur(reading: Reading, segment: Segment) -> None:
    if re.fullmatch(r"[A-Z]{3}", segment.at(2).upper()):
        reading.facts["currency"] = segment.at(2).upper()


def _name(reading: Reading, segment: Segment) -> None:
    """Read N1 or NM1: who pays and who is paid; those inside the detail are members, not parties to the payment."""
    code = segment.at(1)
    reading.party = code
    if segment.parts[0].strip() == "NM1":
        given = " ".join(filter(None, (segment.at(4), segment.at(5), segment.at(3))))
        reading.texts.extend([given] if given and reading.facts.get("detail") else [])
        name, number = given, segment.at(9)
    else:
        name, number = segment.at(2), segment.at(4)
    for role, codes in (("payer", _PAYERS), ("payee", _PAYEES)):
        if code in codes and not reading.facts.get("detail"):
            rank = codes.index(code)
            if rank <= int(reading.facts.get(f"{role}_rank", "9")):
                reading.facts |= {role: name, f"{role}_number": number, f"{role}_rank": str(rank), f"{role}_code": code}


def _more_name(reading: Reading, segment: Segment) -> None:
    """Read N2: the rest of the name before it."""
    for role in ("payer", "payee"):
        if reading.party and reading.party == reading.facts.get(f"{role}_code") and not reading.facts.get("detail"):
            reading.facts[role] = " ".join(filter(None, (reading.facts[role], segment.at(1), segment.at(2))))


def _ent(reading: Reading, _segment: Segment) -> None:
    reading.facts["detail"] = "yes"
    reading.in_line = False


def _rmr(reading: Reading, segment: Segment) -> None:
    reading.in_line = True
    line = _Line(
        segment.row,
        segment.at(1),
        segment.at(2),
        reading.money(segment, 4),
        reading.money(segment, 5),
        reading.money(segment, 6),
    )
    adjusted = reading.money(segment, 8)
    if adjusted is not None:
        line.adjustments.append(Adjustment(segment.at(7), adjusted))
    reading.lines.append(line)


def _adx(reading: Reading, segment: Segment) -> None:
    """Read ADX: below an RMR it belongs to that document, elsewhere to the payment as a whole."""
    amount = reading.money(segment, 1)
    if amount is None:
        words = gettext_noop("An adjustment has no amount. Ask the payer for a corrected file.")
        raise _UnreadableAmountError(reading.tell("bad_amount", words, segment, "ADX01"))
    made = Adjustment(segment.at(2), amount, segment.at(4))
    (reading.lines[-1].adjustments if reading.in_line else reading.loose).append(made)


def _ref(reading: Reading, segment: Segment) -> None:
    if reading.in_line:
        reading.lines[-1].references.append((segment.at(1), segment.at(2)))
    elif not reading.facts.get("detail") and not reading.facts.get("number") and segment.at(1) in ("RB", "R7", "CK"):
        reading.facts["number"] = segment.at(2)
    elif segment.at(2) or segment.at(3):
        reading.texts.append(" ".join(filter(None, (segment.at(1), segment.at(2), segment.at(3)))))


def _dtm(reading: Reading, segment: Segment) -> None:
    """Read DTM: a document's date below an RMR, else the day of payment where BPR16 says none."""
    found = reading.day(segment, 2)
    if found is None:
        return
    if reading.in_line:
        reading.lines[-1].dates.setdefault(segment.at(1), found)
    elif reading.payment_date is None and segment.at(1) in ("234", "139", "107", "097", "009"):
        reading.payment_date = found


def _nte(reading: Reading, segment: Segment) -> None:
    text = segment.at(2)
    if text:
        (reading.lines[-1].notes if reading.in_line else reading.texts).append(text)


_HANDLERS: dict[str, Callable[[Reading, Segment], None]] = {
    "BPR": _bpr, "TRN": _trn, "CUR": _cur, "N1": _name, "NM1": _name, "N2": _more_name, "ENT": _ent, "RMR": _rmr,
    "ADX": _adx, "REF": _ref, "DTM": _dtm, "NTE": _nte,
}  # fmt: skip


def remittance_of(segments: Sequence[Segment], address: str) -> tuple[Remittance | None, list[Problem], list[Problem]]:
    """Return the remittance that an 820's segments say, with problems and remarks; None where an amount is unreadable.

    `adjustments` are signed so that below zero the payer pays less. Where the payer writes them without a sign, the
    arithmetic of the document (gross less discount plus adjustments is paid) decides, and a remark says so.
    """
    reading = Reading(address)
    try:
        for segment in segments:
            handle = _HANDLERS.get(segment.parts[0].strip().upper())
            if handle is not None:
                handle(reading, segment)
    except _UnreadableAmountError as error:
        return None, [error.problem], []
    return _remittance(reading), reading.problems, reading.notes


def _remittance(reading: Reading) -> Remittance:
    facts = reading.facts
    lines = [_explained(reading, line) for line in reading.lines]
    lines, loose = _reduced(reading, lines)
    for row, line in zip((line.row for line in reading.lines), lines, strict=True):
        _say_unexplained(reading, row, line)
    number = facts.get("payer_number", "") or facts.get("company", "")
    references = [f"{line.number}: {text}" for line in reading.lines for text in _texts(line)]
    return Remittance(
        payer=facts.get("payer", ""),
        payer_number=number,
        payer_account=facts.get("account", ""),
        payee=facts.get("payee", ""),
        currency=facts.get("currency", ""),
        amount=reading.amount,
        payment_date=reading.payment_date,
        method=facts.get("method", ""),
        trace=facts.get("trace", ""),
        number=facts.get("number", ""),
        lines=tuple(lines),
        adjustments=tuple(loose),
        text="\n".join([*reading.texts, *references]),
        address=reading.address,
    )


def _texts(line: _Line) -> list[str]:
    own = [f"{code} {number}" for code, number in line.references if number and number != line.number]
    return [" ".join(own + line.notes)] if own or line.notes else []


def _explained(reading: Reading, line: _Line) -> PaidReference:
    """Return a line with its discount above zero on an invoice, and with adjustments signed as the arithmetic says."""
    gross, discount, paid = line.gross, line.discount, line.paid
    adjusted = sum((one.amount for one in line.adjustments), Decimal(0))
    adjustments = line.adjustments
    if gross is not None and paid is not None:
        held = gross - paid
        if discount and held == -discount + -adjusted:
            discount = -discount
        elif adjusted and held == (discount or 0) + adjusted:
            adjustments = [one._replace(amount=-one.amount) for one in adjustments]
            _say_turned(reading, line)
    kind, number = KINDS.get(line.qualifier, "other"), line.number
    if not number:
        kind, number = _other_number(line, kind)
    if kind == "invoice" and (gross if gross is not None else paid or 0) < 0:
        kind = "credit_memo"
    stated = [line.dates[code] for code in _DOCUMENT_DATES if code in line.dates]
    return PaidReference(number, kind, gross, discount, paid, stated[0] if stated else None, tuple(adjustments))


def _other_number(line: _Line, kind: str) -> tuple[str, str]:
    """Return what a document without a number of its own is known by: the first reference below it."""
    for code, number in line.references:
        if number and code in KINDS:
            return KINDS[code], number
    for code, number in line.references:
        if number and code in _ORDER_REFERENCES:
            return "other", number
    return kind, ""


def _say_turned(reading: Reading, line: _Line) -> None:
    words = gettext_noop("The adjustments of {number} are written without a sign; they were read as held back.")
    found = Problem("exchange.x12_820.adjustment_sign", words, reading.address, line.row, facts={"number": line.number})
    reading.notes.append(found)


def _say_unexplained(reading: Reading, row: int, line: PaidReference) -> None:
    """Remark on a document whose gross, discount and adjustments do not lead to what was paid on it."""
    gross, paid = line.gross_amount, line.paid_amount
    adjusted = sum((one.amount for one in line.adjustments), Decimal(0))
    if gross is None or paid is None or not line.adjustments or gross - (line.discount_amount or 0) + adjusted == paid:
        return
    words = gettext_noop("Of {number}, {gross} less discount and adjustments is not the {paid} paid.")
    facts = {"number": line.number, "gross": str(gross), "paid": str(paid)}
    reading.notes.append(
        Problem("exchange.x12_820.adjustments_do_not_explain", words, reading.address, row, facts=facts)
    )


def _reduced(reading: Reading, lines: list[PaidReference]) -> tuple[list[PaidReference], list[Adjustment]]:
    """Return lines and loose adjustments in the one of the readings in use under which they sum to the payment.

    By the standard RMR04 is net of the ADX below it, and loose ADX are signed. Some payers write RMR04 before its ADX,
    some write loose ADX without a sign. Where none sums up, the standard's reading stands and the remittance waits.
    """
    loose = reading.loose
    if reading.amount is None or not lines or any(line.paid_amount is None for line in lines):
        return lines, loose
    paid = sum((line.paid_amount or Decimal(0) for line in lines), Decimal(0))
    apart = sum((one.amount for one in loose), Decimal(0))
    below = sum((one.amount for line in lines for one in line.adjustments), Decimal(0))
    turned = [one._replace(amount=-one.amount) for one in loose]
    if reading.amount == paid + apart:
        return lines, loose
    if below and reading.amount == paid + apart + below:
        return [_net(line, 1) for line in lines], loose
    if apart and reading.amount == paid - apart:
        return lines, turned
    if below and reading.amount == paid + apart - below:
        return [_net(line, -1) for line in lines], loose
    if below and reading.amount == paid - apart - below:
        return [_net(line, -1) for line in lines], turned
    return lines, loose


def _net(line: PaidReference, sign: int) -> PaidReference:
    """Return a line whose paid amount was written before its adjustments."""
    signed = tuple(one._replace(amount=one.amount * sign) for one in line.adjustments)
    net = (line.paid_amount or Decimal(0)) + sum((one.amount for one in signed), Decimal(0))
    gross = line.paid_amount if line.gross_amount is None and signed else line.gross_amount
    return line._replace(paid_amount=net, gross_amount=gross, adjustments=signed)
