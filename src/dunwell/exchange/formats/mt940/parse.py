"""Reading MT940 and MT942: a file in; one statement for each `:20:`, or for the pages that make one together."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.mt940.build import Page, build
from dunwell.exchange.formats.mt940.split import blocks
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement

_START = re.compile(r"^\s*(?:\{4:)?:20:", re.MULTILINE)
_ACCOUNT = re.compile(r"^:(?:25P?|28C?|60[FM]?):", re.MULTILINE)
_SHELL = re.compile(r"\{1:F\d\d.{0,60}\{2:[IO]9(?:4[0-2]|50)", re.DOTALL)
_LINE = re.compile(r"^:61:\s?\d{6}", re.MULTILINE)
_ANY = re.compile(r"^:(?:20|25|28C?|60[FM]?|62[FM]?|86):", re.MULTILINE)


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is MT940 or MT942, by its tags; the name helps where there are few."""
    text = head.replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿").replace("@@", "\n").replace("\r", "\n")
    if _SHELL.search(text) or (_START.search(text) and _ACCOUNT.search(text)):
        return 95
    if _LINE.search(text):
        return 80
    if not _ANY.search(text):
        return 0
    named = file_name.lower().rsplit(".", 1)[-1] in ("sta", "940", "942", "mt940", "mt942", "swi")
    return 70 if named else 40


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: Any) -> Parsed[Statement]:
    """Read MT940 (also MT950) and MT942 messages, one after the other, in bounded memory but for the longest statement.

    A statement that cannot be read is a problem and left out; the next `:20:` starts afresh. A statement that does not
    tie, or lacks a balance, is given with its problem. Pages (`:62M:` to `:60M:`) become one statement. Never raises
    for what the file holds.
    """
    parsed = gather("mt940", file, limits, _statements)
    parsed.profile = profile
    return parsed


def _statements(file: BinaryIO, encoding: str, found: Gathering) -> Iterator[Labeled]:
    held: Page | None = None
    for block in blocks(file, encoding):
        page = build(block, found)
        if held is not None and page is not None and held.is_before(page):
            if not held.runs_into(page):
                _blame_gap(held, page, found)
            elif held.ties() and page.ties():
                # Only pages that tie are joined: a fault keeps the address of its page.
                held = held.joined(page)
                continue
        if held is not None:
            yield held.address, held.statement
        held = page
    if held is not None:
        yield held.address, held.statement


def _blame_gap(before: Page, after: Page, found: Gathering) -> None:
    found.fault(
        "pages_do_not_chain",
        gettext_noop("Page {page} opens with {opening}, but the page before it closes with {closing}."),
        after.address,
        page=after.statement.number,
        opening=after.statement.opening,
        closing=before.statement.closing,
    )
