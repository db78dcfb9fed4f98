"""What can be wrong with one entry or addenda record, beyond its amount."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.nacha.codes import CHANGES, IAT_TYPES, RETURNS
from dunwell.exchange.formats.nacha.entries import Entry, Header
from dunwell.exchange.formats.nacha.records import (
    ADVICE_CREDITS,
    ADVICE_DEBITS,
    CREDITS,
    DEBITS,
    check_digit,
    whole,
)

_ADDENDA = frozenset({"02", "05", "10", "11", "12", "13", "14", "15", "16", "17", "18", "98", "99"})
_IAT_NEEDED = ("10", "11", "12", "13", "14", "15", "16")


@dataclass(frozen=True)
class Fault:
    """One fault: the end of its code, its sentence, its facts."""

    code: str
    text: str
    facts: dict[str, Any] = field(default_factory=dict)


def entry_faults(record: str, header: Header) -> Iterator[tuple[Fault, int]]:
    """Yield the faults of an entry with their weight: 0 a remark, 1 a problem, 2 its direction cannot be known."""
    code = record[1:3]
    known = ADVICE_CREDITS | ADVICE_DEBITS if header.is_advice else CREDITS | DEBITS
    if code not in known:
        text = gettext_noop("“{cell}” is no transaction code, so the batch is left out. Ask the sender for it again.")
        yield Fault("transaction_code", text, {"cell": code}), 2
    elif (header.record[1:4] == "220" and code in DEBITS) or (header.record[1:4] == "225" and code in CREDITS):
        text = gettext_noop("Service class {service_class} does not allow an entry of code {cell}. Ask the sender.")
        yield Fault("service_class_entry", text, {"service_class": header.record[1:4], "cell": code}), 0
    if whole(record[3:11]) is None or check_digit(record[3:11]) != record[11:12]:
        text = gettext_noop("{cell} is no routing number: its last digit does not fit. Ask the sender.")
        yield Fault("check_digit", text, {"cell": record[3:12]}), 1
    if record[78:79] not in "01" and not header.is_advice:
        text = gettext_noop("“{cell}” does not say whether addenda follow (0 or 1). Ask the sender for the file again.")
        yield Fault("addenda_indicator", text, {"cell": record[78:79]}), 1


def addenda_faults(record: str, entry: Entry) -> Iterator[Fault]:
    """Yield the faults of one addenda record."""
    kind, code = record[1:3], record[3:6]
    if kind not in _ADDENDA:
        text = gettext_noop("“{cell}” is no type of addenda. Ask the sender for the file again.")
        yield Fault("addenda_type", text, {"cell": kind})
    elif kind == "99" and code not in RETURNS:
        text = gettext_noop("“{cell}” is no return reason that is known. Ask the bank why the entry came back.")
        yield Fault("return_code", text, {"cell": code})
    elif kind == "98" and code not in CHANGES:
        text = gettext_noop("“{cell}” is no change code that is known. Ask the bank what it corrects.")
        yield Fault("change_code", text, {"cell": code})
    elif kind == "10" and code not in IAT_TYPES:
        text = gettext_noop("“{cell}” is no type of international payment. Ask the sender for the file again.")
        yield Fault("payment_type", text, {"cell": code})
    if kind in ("05", *_IAT_NEEDED, "17", "18") and record[87:94] != entry.record[87:94]:
        text = gettext_noop("The addenda is of entry {cell}, but stands below {entry}. Ask the sender for it again.")
        yield Fault("addenda_entry", text, {"cell": record[87:94], "entry": entry.record[87:94]})
    if kind in ("05", "17", "18") and whole(record[83:87]) != len(entry.of_type(kind)):
        text = gettext_noop(
            "The addenda has the number {cell} where {count} is due. Ask the sender for the file again."
        )
        yield Fault("addenda_sequence", text, {"cell": record[83:87], "count": len(entry.of_type(kind))})


def sequence_faults(entry: Entry, header: Header) -> Iterator[Fault]:
    """Yield what is wrong with the addenda of an entry as a whole, once all of them came."""
    if entry.record[78:79] == "1" and not entry.addenda and not header.is_advice:
        text = gettext_noop("The entry says that addenda follow, but none does. Ask the sender for the file again.")
        yield Fault("addenda_missing", text)
    elif entry.record[78:79] == "0" and entry.addenda and not (entry.returned or entry.is_change):
        text = gettext_noop("The entry says that no addenda follow, but some do. Ask the sender for the file again.")
        yield Fault("addenda_unannounced", text)
    if header.entry_class == "IAT":
        missing = [kind for kind in _IAT_NEEDED if not entry.of_type(kind)]
        if missing and not entry.returned:
            text = gettext_noop("The international entry lacks addenda of type {missing}. Ask the sender again.")
            yield Fault("addenda_missing", text, {"missing": ", ".join(missing)})
    if header.entry_class in ("CTX", "TRX") and entry.record[54:58].strip():
        stated = whole(entry.record[54:58].strip())
        if stated != len(entry.addenda) and not entry.returned:
            text = gettext_noop("The entry announces {stated} addenda, but {counted} came. Ask the sender again.")
            yield Fault("addenda_count", text, {"stated": entry.record[54:58], "counted": len(entry.addenda)})
