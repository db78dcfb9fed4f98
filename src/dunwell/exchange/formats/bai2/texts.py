"""What the text of a BAI2 transaction tells besides: the other party, its account, references, a check's number."""

import re
from typing import NamedTuple

# Keywords at the start of a continuation line, as banks write them that pass SWIFT and ACH fields on.
_KEYED = re.compile(r"\s*([A-Z]{4})\s?:\s?(.*)", re.DOTALL)
_STOP = (
    r"(?=\s+(?:ORIG ID|DESC DATE|CO ENTRY|ENTRY DESCR|SEC|TRACE ?#?|EED|IND ID|IND NAME|TRN|REF|OGB|BNF|BBI|OBI)\s?[:=]"
    r"|\s{3,}|[;/]|$)"
)
_NAMES = (
    re.compile(rf"\bORIG(?:INATING)? CO(?:MPANY)? NAME\s?:\s?(.+?){_STOP}"),
    re.compile(rf"\b(?:ORIGINATOR|ORG NAME|SNDR NAME|BY ORDER OF|B/O CUSTOMER)\s?[:=]\s?(.+?){_STOP}"),
    re.compile(rf"\bORG\s?=\s?(?:/[^ ]*\s+)?(.+?){_STOP}"),
)
_CHECK = re.compile(r"\bCHE(?:CK|QUE)(?: SERIAL)?(?: (?:NO|NUMBER|#))?\s?[:#.]?\s?(\d{2,15})\b", re.IGNORECASE)
_RETURN = re.compile(r"\b(?:REASON|RETURN(?: CODE)?|RTN)\b\W{0,3}\"?(R\d\d)\b|\b(R[0-8]\d)\b(?= |-)", re.IGNORECASE)


class Told(NamedTuple):
    """What was found in a text; blank where it says nothing."""

    text: str
    payer: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    end_to_end_id: str = ""
    check_number: str = ""
    return_code: str = ""


def told(lines: list[str], is_credit: bool, is_return: bool) -> Told:
    """Return what a transaction's text tells; the party is the other one, who sends a credit and gets a debit."""
    text = " ".join(" ".join(lines).split())
    if not text:
        return Told("")
    keyed: dict[str, str] = {}
    for line in lines:
        if match := _KEYED.fullmatch(line):
            keyed.setdefault(match[1], " ".join(match[2].split()))
    ours, other = ("C", "D") if is_credit else ("D", "C")
    name = keyed.get(f"{other}BNM" if other == "D" else "CRNM", "")
    if is_return:
        # What comes back came from or went to the party that is not us, whichever side it stands on now.
        name = name or keyed.get("CRNM" if ours == "C" else "DBNM", "")
    returned = _RETURN.search(text) if is_return else None
    found = _CHECK.search(text)
    return Told(
        text,
        name or next((match[1].strip() for one in _NAMES if (match := one.search(text))), ""),
        keyed.get(f"{other}ACT", ""),
        keyed.get(f"{other}BIC", "") or keyed.get(f"{other}ABA", ""),
        keyed.get("EREF", ""),
        keyed.get("CHKN", "") or (found[1] if found else ""),
        (returned[1] or returned[2]).upper() if returned else "",
    )
