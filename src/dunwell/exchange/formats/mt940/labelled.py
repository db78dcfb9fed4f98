"""`:86:` in a bank's own words: labels before a colon (`NAAM:`, `AUFTRAGGEBER:`, `OD:`), or an account and a name."""

import re

from dunwell.exchange.formats.mt940.found import Details, plain_words

_IBAN = r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}"
_FULL_LINE = 65
_LABELS: dict[str, str] = {
    "payer": (
        r"NAAM(?:/NAME)?|NAME|AUFTRAGGEBER|ABSENDER|ZAHLUNGSPFLICHTIGER|BEG[ÜU]E?NSTIGTER|EMPF[ÄA]E?NGER|OD|NADAWCA|"
        r"ZLECENIODAWCA|DONNEUR D'?ORDRE|ORDONNANCEUR|[EÉ]METTEUR|BENEFICIAIRE|OPDRACHTGEVER|BEGUNSTIGDE|TEGENPARTIJ|"
        r"ORDINANTE|MITTENTE|REMITTER|PAYER|PAYOR|SENDER|ORDERING CUSTOMER|BY ORDER OF|BENEFICIARY|PLATELSHIK|ORG|"
        r"ПЛАТЕЛЬЩИК|付款人|匯款人"
    ),
    "account": (
        r"IBAN(?: TEGENREKENING)?|REK(?:ENING)?(?:NR)?|TEGENREKENING|Z RACH|NA RACH|RACHUNEK|KONTO|COMPTE|"
        r"ACCOUNT(?: NO)?|СЧЕТ|付款賬號|付款帳號"
    ),
    "bank": r"BIC|SWIFT(?: CODE)?",
    "text": (
        r"OMSCHRIJVING|MEDEDELING|MITTEILUNG(?:EN)?|VERWENDUNGSZWECK|TYT|TYTU[ŁL]EM|COMMUNICATION|MOTIF|DESCRIPTION|"
        r"REMITTANCE(?: INFO(?:RMATION)?)?|PAYMENT DETAILS|DETAILS|NAZNACHENIE(?: PLATEZHA)?|НАЗНАЧЕНИЕ(?: ПЛАТЕЖА)?|"
        r"附言|備註|摘要"
    ),
    "end_to_end_id": r"KENMERK|EREF|E2E(?: ?ID)?|END-?TO-?END(?: ?ID)?|EIGEN KENMERK",
    "check_number": r"CHE(?:CK|QUE) ?(?:NO|NR|NUMBER)|CHQ ?(?:NO)?|支票號碼",
    "other": r"BETALINGSKENM(?:ERK)?|MACHTIGING|INCASSANT|TNR|ID IPH|VALUTA|VALUEDATE"
    r"|FACTUUR(?:NR)?|TRANSACTIENR|KN|DATUM",
}
_LABEL = re.compile(
    r"(?:(?<=[\s;；/,|])|^)(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS.items())
    + r")\.?\s?[:：]\s*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s{3,}|[;；|]")
_CHECK = re.compile(r"\d{3,12}")
# An IBAN, a bare account, ABN AMRO's 12.34.56.789 or a giro number; the name ends where columns do.
_LEADING = re.compile(
    rf"(?:GIRO\s+(?=\d))?(?P<account>{_IBAN}|P?\d{{9,12}}|\d\d\.\d\d\.\d\d\.\d{{3}}|(?<=GIRO   )\d{{3,8}})\s+"
    r"(?P<name>\S.*?)(?:\s{3,}.*)?"
)
_IBAN_ONLY = re.compile(_IBAN)
_TRAILING = re.compile(r":(?P<name>[^:]{2,70}):(?P<account>[A-Z]{2}\d{2}[A-Z0-9]{11,30})(?::[^:]*)?$")
_LONGEST_NAME = 70


def unwrapped(lines: list[str]) -> str:
    """Return free text as one: a line of 65 characters ran on, any other one was broken at a blank."""
    pieces = [line if len(line) == _FULL_LINE else f"{line} " for line in lines]
    return "".join(pieces).rstrip()


def read_labelled(lines: list[str]) -> Details:
    """Return what a bank's own words say; the text keeps all of them."""
    raw = unwrapped(lines)
    found = Details(text=plain_words(raw))
    if ":" in raw or "：" in raw:
        _by_labels(raw, found)
    if not found.payer:
        _by_place(lines, raw, found)
    return found


def _by_labels(raw: str, found: Details) -> None:
    places = list(_LABEL.finditer(raw))
    for place, following in zip(places, [*places[1:], None], strict=False):
        field = place.lastgroup or "other"
        if field in ("other", "text") or getattr(found, field):
            continue
        value = raw[place.end() : following.start() if following else None]
        # In `/NAAM: ` the slash belongs to the next label.
        value = plain_words(_ENDS.split(value, maxsplit=1)[0]).rstrip("/,;")
        if field == "account":
            value = _account_at(value)
        if field == "check_number":
            match = _CHECK.match(value)
            value = match[0] if match else ""
        setattr(found, field, value[:_LONGEST_NAME])


def _account_at(text: str) -> str:
    """Return the account that a text starts with: an IBAN, also in groups of four, or figures."""
    whole = text.replace(" ", "")
    if whole.isdigit():
        return whole
    if match := _IBAN_ONLY.fullmatch(text.split(" ", maxsplit=1)[0]):
        return match[0]
    lengths = (length for length in range(15, 35) if length <= len(whole) and _is_iban(whole[:length]))
    return next((whole[:length] for length in lengths), "")


def _is_iban(text: str) -> bool:
    if _IBAN_ONLY.fullmatch(text) is None:
        return False
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def _by_place(lines: list[str], raw: str, found: Details) -> None:
    """Take an account and a name at the start (SNS, ASN, ING), or name and account at the end, between colons."""
    first = lines[0].strip() if lines else ""
    if match := _LEADING.fullmatch(first):
        found.account = found.account or match["account"]
        found.payer = plain_words(match["name"])[:_LONGEST_NAME]
    elif match := _TRAILING.search(raw):
        found.account = found.account or match["account"]
        found.payer = plain_words(match["name"])
