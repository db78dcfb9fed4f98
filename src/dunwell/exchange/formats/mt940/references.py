"""References in free text that carry their own proof: RF (ISO 11649), Belgian +++…+++ and Swiss QR references."""

import re

_RF = re.compile(r"\bRF\d{2}[A-Z0-9]{1,21}\b")
_BELGIAN = re.compile(r"(?:\+{3}|\*{3})\s?(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})\s?(?:\+{3}|\*{3})")
_SWISS = re.compile(r"\b(?:\d{27}|\d{2}(?: \d{5}){5})\b")
_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)


def _is_rf(text: str) -> bool:
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def _is_swiss(text: str) -> bool:
    carry = 0
    for figure in text[:-1]:
        carry = _CARRY[(carry + int(figure)) % 10]
    return int(text) > 0 and (10 - carry) % 10 == int(text[-1])


def creditor_reference_in(text: str) -> str:
    """Return the first reference whose check figures are right, without blanks and signs; else nothing."""
    for match in _RF.finditer(text) if "RF" in text else ():
        if _is_rf(match[0]):
            return match[0]
    for match in _BELGIAN.finditer(text) if "/" in text else ():
        figures = match[1] + match[2] + match[3]
        if (int(figures[:10]) % 97 or 97) == int(figures[10:]):
            return figures
    for match in _SWISS.finditer(text):
        if _is_swiss(figures := match[0].replace(" ", "")):
            return figures
    return ""
