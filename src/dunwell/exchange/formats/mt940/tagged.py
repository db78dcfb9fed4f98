"""`:86:` with words between slashes: `/EREF/…/NAME/…/REMI/…` (Dutch banks, SEPA, SWIFT's own code words, Citi).

Sources: SWIFT MT 940 field 86 codes and the SCORE usage rules; Rabobank, ABN AMRO and ING format descriptions MT940
structured; NLB and Komercijalna banka for `/BENM/account` with one item on each line.
"""

import re
from itertools import pairwise

from dunwell.exchange.formats.mt940.found import Details, plain_words, read_money, read_rate

_KEYS = (
    "ABNR|ACCW|ADDR|BBAN|BENM|BIC|BO|BO1|BN|BN1|BUSP|CBIC|CDTRREF|CDTRREFTP|CHGS|CNTP|CREF|CRED|CRNM|CSID|CTC|CUST|"
    "DEBT|EREF|EXCH|EXCHRATE|IBAN|ID|INST|IREF|ISDT|KREF|MARF|MREF|NAMC|NAME|OB|OCMT|ORDP|ORDR|ORIG|PBNM|PREF|PT|"
    "PURP|PY|REMI|RNM|ROC|RTRN|RTRTP|SUBC|SVCL|SVWZ|TRCD|TRTP|TXT|ULTB|ULTC|ULTD|USTRD"
)
_KEY = re.compile(rf"/({_KEYS})/")
START = re.compile(rf"\s?/({_KEYS})/")
_BY_LINES = re.compile(r"/(?:BENM|ORDP)/(?P<account>[A-Z0-9]{6,34})\s*")
_LOST_BLANK = 60
_NAMES = ("NAME", "PBNM", "CRNM", "BO", "BO1", "BN", "BN1", "ORDP", "BENM", "OB", "ORIG")


def read_tagged(lines: list[str]) -> Details | None:
    """Return what the words between slashes say, or None where the text has none."""
    if not lines or START.match(lines[0]) is None:
        return None
    first = _BY_LINES.fullmatch(lines[0])
    if first and len(lines) > 1 and lines[1].startswith("/") and _KEY.match(lines[1]) is None:
        rest = " ".join(line.strip().lstrip("/") for line in lines[2:])
        name = plain_words(lines[1].strip("/ "))
        return Details(payer=name, account=first["account"], text=plain_words(f"{rest}"))
    parts = _parts(_unwrapped(lines))
    found = Details(posting=parts.get("TRTP", ""))
    _party(parts, found)
    _remittance(parts, found)
    found.end_to_end_id = parts.get("EREF", "")
    found.return_code = parts.get("RTRN", "").split("/")[0][:35]
    found.ultimate = parts.get("ULTD", "") or parts.get("ULTB", "")
    money(parts, found)
    return found


def money_words(text: str, found: Details) -> None:
    """Take `/OCMT/EUR11,85//CHGS/EUR0,5/` of the second line of `:61:`."""
    money(_parts(text), found)


def money(parts: dict[str, str], found: Details) -> None:
    """Take the original amount, the charges and the rate."""
    if value := parts.get("OCMT"):
        found.original_amount, found.original_currency = read_money(value)
    if value := parts.get("CHGS"):
        found.charges_amount = read_money(value)[0]
    if value := parts.get("EXCH") or parts.get("EXCHRATE"):
        found.exchange_rate = read_rate(value)


def _unwrapped(lines: list[str]) -> str:
    """Return the lines as one: full ones run on, shorter ones were broken at a blank."""
    text = lines[0]
    for before, line in pairwise(lines):
        runs_on = len(before) >= _LOST_BLANK or line.startswith("/") or before.endswith(("/", " "))
        text += line if runs_on else f" {line}"
    return text


def _parts(text: str) -> dict[str, str]:
    """Return the values by code word; what comes twice is put together."""
    parts: dict[str, str] = {}
    # With a capturing group, split gives text, key, value, key, value …
    pieces = _KEY.split(text.replace("//", "/ /"))
    for key, value in zip(pieces[1::2], pieces[2::2], strict=False):
        bare = plain_words(value.replace("/ /", "//")).strip("/ ")
        parts[key] = f"{parts[key]} {bare}".strip() if key in parts else bare
    return parts


def _party(parts: dict[str, str], found: Details) -> None:
    found.account = parts.get("IBAN", "") or parts.get("BBAN", "") or parts.get("ABNR", "")
    found.bank = parts.get("BIC", "") or parts.get("CBIC", "")
    if value := parts.get("CNTP"):
        # Account, bank, name, city.
        items = [item.strip() for item in value.split("/")] + [""] * 4
        found.account, found.bank, found.payer = (found.account or items[0]), (found.bank or items[1]), items[2]
    if (value := parts.get("ACCW")) and not found.account:
        found.account, _, bank = (item.strip() for item in value.partition(","))
        found.bank = found.bank or bank
    names = (parts.get(key, "") for key in _NAMES)
    found.payer = found.payer or next((name for name in names if name), "")


def _remittance(parts: dict[str, str], found: Details) -> None:
    text = parts.get("REMI", "")
    if text.startswith("USTD"):
        text = text[4:].strip("/ ")
    elif text.startswith("STRD"):
        words = [word for word in text.split("/") if word]
        found.creditor_reference = words[-1].strip() if len(words) > 1 else ""
        text = " ".join(words[1:])
    found.creditor_reference = parts.get("CDTRREF", "") or found.creditor_reference
    spoken = (text, *(parts.get(key, "") for key in ("ROC", "USTRD", "SVWZ", "TXT", "PY", "SUBC")))
    rest = " ".join(f"{key} {value}" for key, value in parts.items() if key in ("PREF", "TRTP", "KREF", "CREF"))
    found.text = " ".join(word for word in spoken if word) or rest
