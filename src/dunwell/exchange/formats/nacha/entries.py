"""One ACH entry with its addenda: what moved, for whom, and what the addenda say of it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunwell.exchange.formats.nacha.codes import CONTESTED, DISHONORED, RETURNS
from dunwell.exchange.formats.nacha.payment_info import said_in
from dunwell.exchange.formats.nacha.records import ADVICE_CREDITS, CREDITS, day_of
from dunwell.exchange.reading.statements import LineKind, PaidReference, StatementLine

_CHECKS = frozenset({"ARC", "BOC", "POP", "RCK", "TRC", "XCK"})
_CARDS = frozenset({"POS", "SHR", "MTE"})
# Classes whose entries have something else where others have the receiver's identification.
_NO_ID = _CHECKS | {"IAT", "ADV", "SHR"}
# Classes whose entries give four columns of the name to a count of addenda.
_COUNTED = frozenset({"CTX", "TRX", "ATX", "ENR"})


@dataclass
class Header:
    """What record 5 says of its batch."""

    row: int
    record: str
    day: date | None
    is_advice: bool = False

    @property
    def entry_class(self) -> str:
        """Return the standard entry class code: CCD, CTX, PPD, ..."""
        return self.record[50:53]

    @property
    def company(self) -> str:
        """Return the originator's name; an IAT batch has it in its entries' addenda."""
        return "" if self.entry_class == "IAT" else " ".join(self.record[4:20].split())


@dataclass
class Entry:
    """One record 6, with its addenda by type in the order they came."""

    row: int
    record: str
    amount: int
    code: str
    addenda: list[tuple[str, str]] = field(default_factory=list)

    def of_type(self, kind: str) -> list[str]:
        """Return the addenda of one type."""
        return [record for found, record in self.addenda if found == kind]

    @property
    def returned(self) -> str:
        """Return the addenda that makes the entry a return; blank where it is none."""
        return next(iter(self.of_type("99")), "")

    @property
    def is_change(self) -> bool:
        """Return whether the entry only tells a correction (type 98, its refusal included)."""
        return bool(self.of_type("98"))


def account_of(entry: Entry, entry_class: str) -> str:
    """Return the account at the receiving bank."""
    record = entry.record
    if entry_class == "IAT":
        return record[39:74].strip()
    return (record[12:27] if entry_class == "ADV" else record[12:29]).strip()


def _name(entry: Entry, header: Header) -> str:
    """Return who the entry's receiver is."""
    if header.entry_class == "IAT":
        return " ".join("".join(one[46:81] for one in entry.of_type("10")).split())
    part = entry.record[58:74] if header.entry_class in _COUNTED else entry.record[54:76]
    if header.entry_class == "SHR":
        return ""
    return " ".join(part.split())


def _kind(entry: Entry, header: Header) -> LineKind:
    if entry.returned:
        return LineKind.RETURN
    if header.entry_class in _CHECKS:
        return LineKind.CHECK
    if header.entry_class in _CARDS:
        return LineKind.CARD
    return LineKind.TRANSFER if entry.code in CREDITS else LineKind.DIRECT_DEBIT


def _return_words(addenda: str, entry_class: str) -> str:
    """Return what a return addenda says, in words a person can read."""
    code = addenda[3:6]
    words = [f"Returned {code}", RETURNS.get(code, "")]
    if code in DISHONORED:
        words[0] = f"Dishonored return {code}"
        words.append(f"return of trace {addenda[38:53].strip()} for R{addenda[56:58]}")
    elif code in CONTESTED:
        words[0] = f"Contested dishonored return {code}"
        words.append(f"dishonored trace {addenda[58:73].strip()}")
    else:
        if death := day_of(addenda[21:27]):
            words.append(f"date of death {death.isoformat()}")
        words.append(" ".join((addenda[45:79] if entry_class == "IAT" else addenda[35:79]).split()))
    return "; ".join(word for word in words if word)


def _text(entry: Entry, header: Header, told: str) -> str:
    if entry.returned:
        return _return_words(entry.returned, header.entry_class)
    parts = ["" if header.entry_class == "IAT" else header.record[53:63], told]
    parts.extend(one[3:83] for one in entry.of_type("17"))
    parts.extend(one[3:79] for one in entry.of_type("02"))
    return " ".join(" ".join(parts).split())


def line_of(entry: Entry, header: Header, day: date) -> StatementLine:
    """Return an entry as a line: credits to the account positive, debits negative; a return is what comes back."""
    credit = entry.code in CREDITS or entry.code in ADVICE_CREDITS
    told = "".join(one[3:83].ljust(80) for one in entry.of_type("05")).rstrip()
    said = said_in(told)
    kind = _kind(entry, header)
    number = entry.record[39:48] if header.entry_class == "POP" else entry.record[39:54]
    is_check = header.entry_class in _CHECKS
    references = said.references
    if entry.returned:
        references = (PaidReference(entry.returned[6:21].strip(), "other"),)
    return StatementLine(
        booking_date=day,
        value_date=day,
        amount=Decimal(entry.amount if credit else -entry.amount).scaleb(-2),
        currency="USD",
        kind=kind,
        reference=entry.record[79:94].strip(),
        end_to_end_id=said.trace or ("" if header.entry_class in _NO_ID else number.strip()),
        payer=_name(entry, header) if entry.returned else said.payer or _originator(entry, header),
        payer_account=account_of(entry, header.entry_class) if entry.returned else "",
        payer_bank=entry.record[3:12].strip() if entry.returned else header.record[79:87].strip(),
        text=_text(entry, header, told),
        check_number=number.strip().lstrip("0") if is_check else "",
        bank_code=f"{header.entry_class} {entry.code}",
        return_code=entry.returned[3:6] if entry.returned else "",
        is_reversal=bool(entry.returned) or header.record[53:63].strip() == "REVERSAL",
        batch=header.record[87:94].strip(),
        original_currency=header.record[63:66].strip() if header.entry_class == "IAT" else "",
        references=references,
        address=f"row {entry.row}",
    )


def _originator(entry: Entry, header: Header) -> str:
    if header.entry_class == "IAT":
        return " ".join("".join(one[3:38] for one in entry.of_type("11")).split())
    return header.company
