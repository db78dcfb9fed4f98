"""What the payment addenda of an entry say: segments of an X12 820, whole or in part, or free text."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from dunwell.exchange.reading.statements import Adjustment, PaidReference

_SEGMENT = re.compile(r"(?:ISA|ST|BPR|RMR|TRN|REF|ENT|N1|DTM|ADX)([^A-Za-z0-9 ])")
_KINDS = {
    "IV": "invoice", "IK": "invoice", "CM": "credit_memo", "CN": "credit_memo", "PO": "purchase_order", "VN": "invoice",
    "OI": "invoice", "R7": "customer", "AJ": "other", "11": "customer", "12": "customer", "14": "customer",
}  # fmt: skip
# Free text that says outright that it is the remittance's.
_FREE = re.compile(r"\bRMR\b")


class Said(NamedTuple):
    """What was found: documents paid, the payer by name, the payer's own trace number."""

    references: tuple[PaidReference, ...] = ()
    payer: str = ""
    trace: str = ""


def _amount(text: str) -> Decimal | None:
    plain = text.strip()
    if not plain:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 14 else None


def _day(text: str) -> date | None:
    plain = text.strip()
    plain = f"20{plain}" if len(plain) == 6 else plain
    if len(plain) != 8 or not plain.isdigit():
        return None
    try:
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    except ValueError:
        return None


def _segments(text: str) -> list[list[str]]:
    """Return a text's segments as elements; none where it is free text.

    With an interchange header the separators stand in it; else the element separator follows the first segment's name,
    and segments end where the rules say: in a backslash, or in a tilde or line end where partners agreed on these.
    """
    first = _SEGMENT.search(text[:200])
    if first is None or (first.start() and text[: first.start()].strip()):
        return []
    separator = first[1]
    end = text[105] if text.startswith("ISA") and len(text) > 106 and text[105] != separator else ""
    ends = re.escape(end) if end and not end.isalnum() else r"\\~\n\r"
    return [
        [element.strip() for element in segment.strip().split(separator)]
        for segment in re.split(f"[{ends}\\\\]" if end not in ("", "\\") else f"[{ends}]", text)
        if segment.strip()
    ]


def said_in(text: str) -> Said:
    """Return the documents that payment addenda name, with amounts where they are given."""
    found: list[PaidReference] = []
    payer = trace = ""
    for elements in _segments(text):
        name, values = elements[0], elements[1:] + [""] * 8
        if name == "RMR" and values[1]:
            found.append(_reference(values))
        elif name == "ADX" and found:
            found[-1] = _adjusted(found[-1], values[1], values[0])
        elif name == "DTM" and found and values[0] in ("003", "097"):
            found[-1] = found[-1]._replace(document_date=_day(values[1]))
        elif (
            name == "REF"
            and values[0] in ("IV", "PO")
            and values[1]
            and not any(one.number == values[1] for one in found)
        ):
            found.append(PaidReference(values[1], _KINDS[values[0]]))
        elif name == "N1" and values[0] == "PR":
            payer = values[1]
        elif name == "TRN":
            trace = values[1]
    return Said(tuple(found), payer, trace)


def _reference(values: list[str]) -> PaidReference:
    one = PaidReference(
        values[1],
        _KINDS.get(values[0].upper(), "invoice" if not values[0] else "other"),
        gross_amount=_amount(values[4]),
        discount_amount=_amount(values[5]),
        paid_amount=_amount(values[3]),
    )
    return _adjusted(one, values[6], values[7]) if values[7] else one


def _adjusted(one: PaidReference, code: str, cell: str) -> PaidReference:
    amount = _amount(cell)
    return one if amount is None else one._replace(adjustments=(*one.adjustments, Adjustment(code, amount)))
