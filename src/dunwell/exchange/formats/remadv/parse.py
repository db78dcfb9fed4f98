"""Reading REMADV: every message becomes a remittance; other messages are named for what they are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remadv.documents import TOTAL, Document, Held, paid_references
from dunwell.exchange.formats.remadv.erpel import is_erpel, read_erpel
from dunwell.exchange.reading.edifact import MESSAGES, Message, Segment, read_messages
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.remittances import Report, parsed_remittances
from dunwell.exchange.reading.statements import Remittance

_AMOUNT = re.compile(r"-?[0-9]{1,14}(?:[.,][0-9]{0,4})?|-?[.,][0-9]{1,4}", re.ASCII)
_PAYERS, _PAYEES = ("PR", "BY", "IV", "OB", "MS"), ("PE", "SU", "SE", "II", "MR")
# Code list 2005: paid on, value, execution, payment due; code list 1153: payment, check, payment order, bank.
_PAYMENT_DATES = ("138", "209", "203", "202", "140")
_TRACES = ("PQ", "CK", "AEK", "ACK", "CR", "TN")


def sniff(head: bytes, file_name: str) -> int:  # noqa: ARG001 - the signature every sniffer has
    """Return how sure it is: a REMADV is, another message of EDIFACT is so that it can be named."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_erpel(start):
        return 95 if b"RemittanceAdvice" in head or b"REMADV" in head else 20
    if not start.startswith((b"UNA", b"UNB", b"UNH")):
        return 0
    return 95 if re.search(rb"R\s*E\s*M\s*A\s*D\s*V", head) else 20


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Remittance]:  # noqa: ARG001
    """Read the remittances of an EDIFACT file. Grain: one REMADV message. Never raises for what the file holds."""
    return parsed_remittances(file, "edifact", _read, limits or Limits())


def _read(file: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    start = file.read(4096)
    file.seek(0)
    if is_erpel(start.lstrip(b"\xef\xbb\xbf \t\r\n")):
        yield from read_erpel(file, parsed, report)
        return
    for found in read_messages(file, report):
        if found.kind == "CONTRL":
            parsed.skip("acknowledgment")
        elif found.kind != "REMADV":
            report(_not_a_remittance(found))
        else:
            yield from _remittance(found, parsed, report)


def _not_a_remittance(found: Message) -> Problem:
    words = gettext_noop("This is an EDIFACT {kind} ({name}), not a remittance. Take it in where such files belong.")
    facts = {"kind": found.kind, "name": MESSAGES.get(found.kind, "another message")}
    return Problem("exchange.remadv.not_a_remittance", words, found.address, found.row, facts=facts)


class _UnreadableError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class _Advice:
    """One message while it is read."""

    address: str
    notes: list[Problem]
    documents: list[Document] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    document: Document | None = None
    held: Held | None = None


def _money(advice: _Advice, segment: Segment) -> Decimal:
    text = segment.at(1, 1)
    if not _AMOUNT.fullmatch(text):
        words = gettext_noop("{text} is no amount. Ask the payer for a corrected file; this remittance is left out.")
        facts = {"text": text[:40] or "-"}
        fault = Problem("exchange.remadv.bad_amount", words, advice.address, segment.row, segment.tag, facts)
        raise _UnreadableError(fault)
    return Decimal(text.replace(",", "."))


def _day(advice: _Advice, segment: Segment) -> date | None:
    """Return a DTM's day by its format code (2379): 101 has two digits of the year, the others four."""
    text, form = segment.at(1, 1), segment.at(1, 2)
    digits = f"20{text}" if form in ("101", "201") or (not form and len(text) == 6) else text
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        if form not in ("610", "616", "602", "713", "718", "719", "801", "802", "803", "804"):
            words = gettext_noop("{text} is no date.")
            found = Problem("exchange.remadv.bad_date", words, advice.address, segment.row, "DTM", {"text": text[:20]})
            advice.notes.append(found)
        return None


def _bgm(advice: _Advice, segment: Segment) -> None:
    advice.facts["number"] = segment.at(2)


def _dtm(advice: _Advice, segment: Segment) -> None:
    found = _day(advice, segment)
    if found is not None:
        (advice.document.dates if advice.document else advice.dates).setdefault(segment.at(1), found)


def _rff(advice: _Advice, segment: Segment) -> None:
    if advice.document is not None:
        advice.document.references.append((segment.at(1), segment.at(1, 1)))
    elif segment.at(1, 1):
        advice.references.setdefault(segment.at(1), segment.at(1, 1))


def _nad(advice: _Advice, segment: Segment) -> None:
    """Read a party of the message; those below a document are its buyer or place of delivery."""
    code = segment.at(1)
    if advice.document is not None:
        return
    lines = next((part for part in (*segment.parts[4:5], *segment.parts[3:4]) if "".join(part).strip()), [])
    name = " ".join(filter(None, (part.strip() for part in lines)))
    for role, codes in (("payer", _PAYERS), ("payee", _PAYEES)):
        if code in codes and codes.index(code) < int(advice.facts.get(f"{role}_rank", "9")):
            advice.facts |= {role: name, f"{role}_number": segment.at(2), f"{role}_rank": str(codes.index(code))}


def _fii(advice: _Advice, segment: Segment) -> None:
    if segment.at(1) in ("PB", "OR", "AO") and advice.document is None:
        advice.facts.setdefault("account", segment.at(2))


def _cux(advice: _Advice, segment: Segment) -> None:
    if segment.at(1, 1) and advice.document is None:
        advice.facts.setdefault("currency", segment.at(1, 1).upper())


def _pai(advice: _Advice, segment: Segment) -> None:
    advice.facts.setdefault("method", segment.at(1, 2))


def _doc(advice: _Advice, segment: Segment) -> None:
    advice.document = Document(segment.row, segment.at(1), segment.at(2))
    advice.held = None
    advice.documents.append(advice.document)


def _ajt(advice: _Advice, segment: Segment) -> None:
    if advice.document is not None:
        advice.held = Held(segment.at(1))
        advice.document.held.append(advice.held)


def _moa(advice: _Advice, segment: Segment) -> None:
    """Read an amount: of a reason, of a document, or of the message."""
    code, amount = segment.at(1), _money(advice, segment)
    currency = segment.at(1, 2).upper()
    if currency and not advice.facts.get("currency"):
        advice.facts["currency"] = currency
    if advice.held is not None:
        advice.held.amount = amount if advice.held.amount is None else advice.held.amount
    elif advice.document is not None:
        advice.document.amounts.setdefault(code, amount)
    else:
        advice.totals.setdefault(code, amount)


def _ftx(advice: _Advice, segment: Segment) -> None:
    words = segment.parts[4] if len(segment.parts) > 4 else []
    text = " ".join(filter(None, (part.strip() for part in words)))
    if advice.held is not None:
        advice.held.text = " ".join(filter(None, (advice.held.text, text)))
    elif text:
        number = f"{advice.document.number}: " if advice.document else ""
        advice.texts.append(number + text)


def _uns(advice: _Advice, _segment: Segment) -> None:
    advice.document = advice.held = None


_HANDLERS: dict[str, Callable[[_Advice, Segment], None]] = {
    "BGM": _bgm, "DTM": _dtm, "RFF": _rff, "NAD": _nad, "FII": _fii, "CUX": _cux, "PAI": _pai, "DOC": _doc,
    "AJT": _ajt, "MOA": _moa, "FTX": _ftx, "UNS": _uns,
}  # fmt: skip


def _remittance(found: Message, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    advice = _Advice(found.address, parsed.notes)
    try:
        for segment in found.segments:
            handle = _HANDLERS.get(segment.tag)
            if handle is not None:
                handle(advice, segment)
    except _UnreadableError as error:
        report(error.problem)
        return
    amount = next((advice.totals[code] for code in TOTAL if code in advice.totals), None)
    if amount is None and not advice.documents:
        words = gettext_noop("The message has neither an amount nor a document paid. It is left out.")
        report(Problem("exchange.remadv.nothing_paid", words, found.address, found.row))
        return
    lines = paid_references(advice.documents, amount, found.address, advice.notes)
    yield _made(advice, found, amount, lines)


def _made(advice: _Advice, found: Message, amount: Decimal | None, lines: list[Any]) -> Remittance:
    facts = advice.facts
    orders = [
        f"{document.number}: {code} {text}"
        for document in advice.documents
        for code, text in document.references
        if text and text != document.number
    ]
    unpriced = [
        f"{document.number}: {one.code} {one.text}".strip()
        for document in advice.documents
        for one in document.held
        if one.amount is None
    ]
    return Remittance(
        payer=facts.get("payer", ""),
        payer_number=facts.get("payer_number", "") or found.sender,
        payer_account=facts.get("account", ""),
        payee=facts.get("payee", "") or facts.get("payee_number", ""),
        currency=facts.get("currency", ""),
        amount=amount,
        payment_date=next((advice.dates[code] for code in _PAYMENT_DATES if code in advice.dates), None),
        method=facts.get("method", ""),
        trace=next((advice.references[code] for code in _TRACES if code in advice.references), ""),
        number=facts.get("number", ""),
        lines=tuple(lines),
        text="\n".join([*advice.texts, *orders, *unpriced]),
        address=found.address,
    )
