"""`:86:` with numbered subfields: `166?00GUTSCHRIFT?20EREF+…?32Name`, and the same with `~`, `^`, `<`, `>` for `?`.

Source: DFÜ-Abkommen annex 3, chapter 8 (German banks); the same numbers in Poland, Austria and at Triodos.
"""

import re

from dunwell.exchange.formats.mt940.found import Details, plain_words, read_money

START = re.compile(r"(?P<code>\d{3})\s?(?P<mark>[?~^<>@|])(?=\d\d)")
# One subfield of 2x holds 27 characters: a full one runs on in the next without a blank.
_FULL = 27
_KEYWORDS = (
    "EREF|KREF|MREF|PREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|ULTC|ULTD|IBAN|BIC|BREF|RREF|RCVR|RTRN|PURP|ANAM|MDAT|SQTP|"
    "ORCR|ORMR|DDAT|NAME|MTLG"
)
# `EREF+` may follow the word before without a blank; `EREF:` (an older writing) needs one.
_KEYWORD = re.compile(rf"(?P<plus>{_KEYWORDS})\+\s?|(?:(?<=\s)|^)(?P<colon>{_KEYWORDS}):\s?")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{6,34}")


def read_structured(lines: list[str]) -> Details | None:
    """Return what the numbered subfields say, or None where the text has none."""
    joined = "".join(lines)
    match = START.match(joined)
    if match is None:
        return None
    parts = _subfields(joined[match.end("code") :].lstrip(), match["mark"])
    purpose = _joined([parts[number] for number in _purpose_numbers(parts, match["mark"]) if number in parts])
    found = Details(posting=parts.get("00", "").strip())
    words = _keywords(purpose, found)
    found.text = plain_words(words or found.posting)
    found.payer = _name(parts, match["mark"])
    found.bank = parts.get("30", "").strip()
    found.account = _account(parts)
    found.supplement = parts.get("34", "").strip()
    return found


def _purpose_numbers(parts: dict[str, str], mark: str) -> list[str]:
    """Return the subfields of the purpose; banks with a mark of their own give 60 on another meaning, some 27 too."""
    if mark in "?>":
        return [f"{number}" for number in (*range(20, 30), *range(60, 64))]
    return [f"{number}" for number in range(20, 30 if parts.get("32", "").strip() else 27)]


def _subfields(text: str, mark: str) -> dict[str, str]:
    """Return the subfields by number; a mark not followed by two figures belongs to the text."""
    parts: dict[str, str] = {}
    number = ""
    for piece in text.split(mark)[1:]:
        if piece[:2].isdigit() and piece[:2].isascii():
            number = piece[:2]
            parts[number] = parts.get(number, "") + piece[2:]
        elif number:
            parts[number] += mark + piece
    return parts


def _joined(parts: list[str]) -> str:
    return "".join(part if len(part) >= _FULL or part.endswith(" ") else f"{part} " for part in parts).strip()


def _keywords(purpose: str, found: Details) -> str:
    """Take SEPA's key words out of the purpose; return the words that are meant for people."""
    text, places = [], list(_KEYWORD.finditer(purpose))
    if not places:
        return purpose
    text.append(purpose[: places[0].start()])
    for place, following in zip(places, [*places[1:], None], strict=False):
        key = place["plus"] or place["colon"]
        value = purpose[place.end() : following.start() if following else None].strip()
        if key in ("SVWZ", "MTLG"):
            text.append(value)
        else:
            _keep(found, key, value)
    return " ".join(part.strip() for part in text if part.strip())


def _keep(found: Details, key: str, value: str) -> None:
    if key == "EREF":
        found.end_to_end_id = found.end_to_end_id or value
    elif key in ("ABWA", "ULTD", "ANAM"):
        found.ultimate = found.ultimate or value
    elif key == "OAMT":
        found.original_amount, found.original_currency = read_money(value)
    elif key == "COAM":
        found.charges_amount = read_money(value)[0]
    elif key == "RTRN":
        found.return_code = value[:35]
    elif key == "IBAN":
        found.labelled_account = value.replace(" ", "")
    elif key == "BIC":
        found.labelled_bank = value.split(" ", maxsplit=1)[0]
    elif key == "NAME":
        found.ultimate = found.ultimate or value


def _name(parts: dict[str, str], mark: str) -> str:
    """Return the other party's name: 32 and 33, which run on; Polish banks use 27 and 28 where there is no 32."""
    name = parts.get("32", "") + parts.get("33", "")
    if not name.strip() and mark != "?":
        name = " ".join(parts.get(number, "").strip() for number in ("27", "28"))
    return " ".join(name.split())


def _account(parts: dict[str, str]) -> str:
    """Return the other party's account: 31, or 38 where an IBAN has a subfield of its own."""
    for number in ("38", "31"):
        value = parts.get(number, "").replace(" ", "").strip()
        if _ACCOUNT.fullmatch(value) and value.strip("0"):
            return value
    return parts.get("31", "").strip()
