"""OFX text to tags: SGML whose leaves are never closed, XML, and what banks make of both. Nothing is expanded.

No XML parser would read version 1, nor the version 2 of many banks; and scanning for tags has no entities to abuse.
"""

import codecs
import html
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import BinaryIO

from dunwell.base.money import minor_digits
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.gathering import Gathering
from dunwell.exchange.reading.texts import detect_encoding

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_.]*)(?:\s[^<>]*?)?(/?)>([^<]*(?:<(?![/A-Za-z!?])[^<]*)*)")
_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_START = re.compile(r"<OFX[\s>]", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']", re.IGNORECASE)
_CHARSET = re.compile(rb"CHARSET\s*:\s*([\w.-]+?)\s*(?:COMPRESSION|[\r\n<]|$)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:\D.*|\d{2}.*)?", re.ASCII | re.DOTALL)
_FIGURES = re.compile(r"([+-]?)\s*(\d*)(?:([.,])(\d*))?", re.ASCII)
_GROUPED = re.compile(r"([+-]?)\s*(\d{1,3}(?:([.,' ])\d{3})(?:\3\d{3})*)([.,])(\d{0,4})", re.ASCII)
_MAX_DIGITS = 14


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is OFX: by its header or its first tag."""
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
    if "OFXHEADER" in text[:2000].upper() or _START.search(text[:8000]):
        return 98
    return 20 if file_name.lower().endswith((".ofx", ".qfx")) else 0


def decoded(file: BinaryIO, found: Gathering) -> str:
    """Return the whole text: UTF-8 where its bytes prove it, else what its header states, else the likeliest."""
    encoding, assumed = detect_encoding(file)
    file.seek(0)
    content = file.read()
    if assumed and encoding in ("cp1252", "latin-1"):
        stated = _stated_encoding(content[:2048])
        encoding, assumed = stated or encoding, not stated
    if assumed:
        text = gettext_noop("The letters are not UTF-8; read as {encoding}. State the encoding if names look wrong.")
        found.parsed.notes.append(Problem("exchange.file.encoding_assumed", text, facts={"encoding": encoding}))
    return content.decode(encoding, errors="replace")


def _stated_encoding(head: bytes) -> str:
    """Return the one-byte encoding that a header states; the bytes have disproved UTF-8 and ASCII already."""
    found = _XML_ENCODING.search(head) or _CHARSET.search(head)
    name = found[1].decode("ascii").lower() if found else ""
    if name.isdigit() and len(name) > 2:
        name = f"cp{name}"
    elif name.startswith("8859"):
        name = f"iso-{name}"
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        known = ""
    if known in ("", "utf-8", "ascii"):
        # Version 1 is written in Windows' letters, whatever its header says.
        return "cp1252" if b"OFXHEADER" in head.upper() else ""
    return known


def tags(text: str) -> Iterator[tuple[int, bool, str, str]]:
    """Yield each tag: where it stands, whether it closes, its name in capitals, and the text behind it."""
    if "<!" in text:
        text = _COMMENT.sub("", _DATA.sub(lambda found: html.escape(found[1]), text))
    start = _START.search(text)
    for found in _TAG.finditer(text, start.start() if start else len(text)):
        closes, name, is_empty, rest = found.groups()
        if closes:
            yield found.start(), True, name.upper(), ""
            continue
        value = "" if is_empty else rest.strip()
        if "&" in value:
            value = html.unescape(value).replace("\u00a0", " ").strip()
        yield found.start(), False, name.upper(), value


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return the day of YYYYMMDD with whatever time and time zone behind it: the day that the bank's clock showed."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def amount_of(text: str, currency: str) -> Decimal | None:
    """Return an amount with a point or comma before its decimals, or None where there is none or it is ambiguous.

    The standard knows no signs between thousands; where some come all the same, the last sign is the decimal one. A
    comma with three figures behind is ambiguous but for currencies of three digits.
    """
    plain = text.strip().replace("\u00a0", " ").replace("−", "-")
    digits = minor_digits(currency)
    if found := _FIGURES.fullmatch(plain):
        sign, whole, point, part = found[1], found[2], found[3] or "", found[4] or ""
        if point == "," and len(part) == 3 and digits != 3 and whole.strip("0"):
            return None
    elif (grouped := _GROUPED.fullmatch(plain)) and grouped[3] != grouped[4]:
        sign, whole, part = grouped[1], re.sub(r"\D", "", grouped[2]), grouped[5]
    else:
        return None
    if not (whole or part) or len(whole.lstrip("0")) > _MAX_DIGITS:
        return None
    kept = part.rstrip("0") if len(part) > digits else part
    found_amount = Decimal(f"{sign}{whole or '0'}.{kept.ljust(digits, '0') or '0'}")
    return found_amount if digits or kept else Decimal(f"{sign}{whole or '0'}")
