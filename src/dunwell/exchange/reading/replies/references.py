"""The documents that an answer names, as they are written there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_NUMBER = r"(?:\#\s?)?(?=[A-Za-z0-9/_-]*\d)[A-Za-z0-9]+(?:[-/_][A-Za-z0-9]+)*"
_WORDS = (
    r"(?<![A-Za-z])(?:invoices?|inv|bills?|billing|credit\s(?:note|memo)s?|debit\s(?:note|memo)s?|statement\sno"
    r"|singil|factura|rechnung)"
    r"(?![A-Za-z])|發票|单据|單據|帳單|賬單|貸記單|單號|張單|单号|发票|貨單"
)
_NAMED = re.compile(
    rf"(?i)(?:{_WORDS})\s*(?:(?:no\.?|nos\.?|nr\.?|numbers?|na)(?![A-Za-z])|號碼|編號|号码|號)?\s*[#:：.(（]*\s*"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|、|，|;|&|\+|/|and|at|及|和|同|或|or)\s*(?:and\s"
    rf"|at\s)?(?:(?:{_WORDS})\s*)?{_NUMBER})*)"
)
_SPLIT = re.compile(
    rf"(?i)\s*(?:[,、，;&+]|\s/\s|(?<![A-Za-z])(?:and|at|or)(?![A-Za-z])|及|和|同|或)\s*(?:and\s"
    rf"|at\s)?(?:(?:{_WORDS})\s*)?"
)
_ALONE = re.compile(
    r"(?<![A-Za-z0-9_/@.\-])\#?(?P<number>(?:[A-Z]{1,6}|(?i:inv|si|cm|cn"
    r"|dm))\d{0,4}(?:[-/][A-Z0-9]{1,8})*[-/]?\d{2,}[A-Z]?)"
    r"(?![A-Za-z0-9_@]|[-/.][A-Za-z0-9])"
)
_BEFORE_WORD = re.compile(
    rf"(?P<numbers>(?<![\w.,$/-]){_NUMBER}(?:\s*[,、及和同]\s*{_NUMBER})*)\s*號?(?:兩張|呢張|嗰張|這張)?(?:發票|張單)"
)
# What looks like a document's number and is another thing's.
_OTHERS = re.compile(
    r"(?:PO|P/O|SO|REF|TRN|TRX|FT|UTR|CHQ|CHK|CK|RMA|POD|BOL|MT|ISO|COVID|FORM|ID|EXT|TEL|FAX|NET|FY|Q|H"
    r"|GMT|UTC|HTTP"
    r"|USD|EUR|GBP|HKD|PHP|CNY|RMB|TWD|SGD|JPY|CHF|CAD|AUD|NZD|RM|RP|P|HK|US|NT)[-/]?\d+|W-?9|A\d|[QH][1-4]"
)
_OTHERS_BEFORE = re.compile(
    r"(?i)(?:\b(?:po|p\.o\.|purchase order|reference|ref|confirmation|trace(?: number)?|check|cheque|cheke"
    r"|tseke|tracking|certificate|vendor"
    r"|account|form|item|load|order|phone|tel|ext|document|return|acct|transaction|payment)|支票|參考|確認"
    r"|採購訂單|訂單|戶口|賬戶|電話|貨號|文件)"
    r"\s*(?:no\.?|nos\.?|number|號碼|編號|numero)?\s*[#:：.]*\s*$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One document's number as written, and where it stands."""

    number: str
    start: int
    end: int


def spans_of(*kinds: Sequence[Any]) -> list[tuple[int, int]]:
    """Return where findings of several kinds stand."""
    return [(one.start, one.end) for kind in kinds for one in kind]


def references_in(text: str, known: frozenset[str] = frozenset()) -> list[Named]:
    """Return the documents that a text names, each once, in the order of the text.

    A number counts by the word before it (invoice, 發票, singil ...), by its form (INV-20431), or because `known` holds
    it. Orders, checks, accounts and traces are no documents that are owed.
    """
    found: dict[str, Named] = {}
    taken: list[tuple[int, int]] = []
    for named in [*_by_knowledge(text, known), *_by_form(text), *_by_word(text)]:
        if any(start < named.end and named.start < end for start, end in taken):
            continue
        taken.append((named.start, named.end))
        found.setdefault(named.number.casefold(), named)
    return sorted(found.values(), key=lambda one: one.start)


def _by_word(text: str) -> list[Named]:
    found: list[Named] = []
    for match in [*_NAMED.finditer(text), *_BEFORE_WORD.finditer(text)]:
        place = match.start("numbers")
        for part in _SPLIT.split(match["numbers"]):
            start = text.index(part, place) if part else place
            place = start + len(part)
            number = part.lstrip("# ")
            if _is_number(number, text, place):
                found.append(Named(number, place - len(number), place))
    return found


def _is_number(number: str, text: str, end: int) -> bool:
    """Return whether what follows the word is a number of a document: no amount, no day, no count."""
    digits = sum(letter.isdigit() for letter in number)
    if digits < 2 and not re.search(r"[A-Za-z]", number):
        return False
    if re.fullmatch(r"(?i)\d+(?:st|nd|rd|th|k|m)", number) or re.match(
        r"[.,]\d|\s?[%$€£₱萬万千元蚊月日]|[/.-]\d", text[end:]
    ):
        return False
    if re.match(
        r"(?i)\s?(?:days?|months?|weeks?|years?|hours?|usd|eur|gbp|hkd|php|pesos?|dollars?|am|pm|times)\b", text[end:]
    ):
        return False
    return not (number.isdigit() and (digits < 3 or re.fullmatch(r"20[2-3]\d", number))) and not _OTHERS.fullmatch(
        number
    )


def _by_form(text: str) -> list[Named]:
    found: list[Named] = []
    for match in _ALONE.finditer(text):
        number = match["number"]
        before = text[max(0, match.start() - 30) : match.start()]
        if _OTHERS.fullmatch(number) or _OTHERS.match(number) or _OTHERS_BEFORE.search(before):
            continue
        found.append(Named(number, match.start("number"), match.end("number")))
    return found


def _by_knowledge(text: str, known: frozenset[str]) -> list[Named]:
    found: list[Named] = []
    for number in known:
        matches = re.finditer(rf"(?<!\w){re.escape(number)}(?!\w)", text, re.IGNORECASE)
        found.extend(Named(match[0], match.start(), match.end()) for match in matches)
    return found
