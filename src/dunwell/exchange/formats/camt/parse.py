"""Reading camt.052, camt.053 and camt.054 of any version: elements in passing, one statement in memory at a time."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.camt.archive import START, messages
from dunwell.exchange.formats.camt.build import KINDS, Draft, finished, read_balance, read_head
from dunwell.exchange.formats.camt.entries import read_entry
from dunwell.exchange.formats.camt.pages import Page, together
from dunwell.exchange.formats.camt.tree import Element, Tree, local_name, row_of
from dunwell.exchange.reading.gathering import Gathering, Labeled, gather
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement
from dunwell.exchange.reading.texts import detect_encoding

_MESSAGE = re.compile(r"camt\.05[234]\b|<(?:[\w.-]+:)?(?:BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)")
_NAMED = re.compile(r"camt|c5[234]|\b05[234]\b", re.IGNORECASE)
_TAGS = tuple(f"{{*}}{name}" for name in (*KINDS, "Bal", "Ntry"))
_HEAD_BYTES = 64 * 1024
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""")
_XML_NAMES = {"cp1252": "windows-1252", "latin-1": "iso-8859-1"}
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is camt.052, 053 or 054: its namespace or its message says so.

    Of a ZIP file only the names can be seen: the bank's own, or that of its first file.
    """
    if head.startswith(START):
        names = _NAMED.search(file_name) or _NAMED.search(head[30:300].decode("latin-1"))
        return 60 if names and b"[Content_Types].xml" not in head else 0
    return 95 if _MESSAGE.search(head.replace(b"\x00", b"").decode("latin-1")) else 0


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: Any) -> Parsed[Statement]:
    """Read account reports, statements and notifications of ISO 20022, versions 1 and later, in any XML shell.

    Entities, document types and the network are off; a statement is in memory while it is read. A file cut short gives
    the statements that were whole, and its problem. Never raises for what the file holds.
    """
    parsed = gather("camt", file, limits, _statements, kind="xml")
    parsed.profile = profile
    return parsed


def _statements(file: BinaryIO, encoding: str, found: Gathering) -> Iterator[Labeled]:  # noqa: ARG001 - XML says it
    yield from together(_all_pages(file, found), found)


def _all_pages(file: BinaryIO, found: Gathering) -> Iterator[Page]:
    """Yield the pages of a message, or of every message in a ZIP file; statements are numbered through."""
    file.seek(0)
    if file.read(4) != START:
        yield from _pages(file, found, _Reading(found))
        return
    reading = _Reading(found)
    for name, message in messages(file, found):
        yield from _pages(message, found, reading, name)
    if not reading.count and not found.parsed.problem_count:
        text = gettext_noop("The ZIP file holds no XML file. Unpack it, and send what it holds.")
        found.fault("no_message", text)


def _pages(file: BinaryIO, found: Gathering, reading: "_Reading", name: str = "") -> Iterator[Page]:
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    start = _start(head)
    if start is None:
        found.fault("not_xml", gettext_noop("The file is no XML. Ask the bank for its camt.053 file."))
        return
    if _DOCTYPE.search(head.replace(b"\x00", b"")):
        text = gettext_noop("The file declares a document type, which bank files have no use for; it is not read.")
        found.fault("document_type", text)
        return
    told = _encoding(file, head, found)
    file.seek(start)
    events = etree.iterparse(
        file,
        events=("start", "end"),
        tag=_TAGS,
        encoding=told,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    before = reading.begin(name)
    try:
        for event, element in events:
            if page := reading.take(event, element):
                yield page
    except etree.XMLSyntaxError as fault:
        text = gettext_noop("The XML breaks off or is damaged: {what}. Ask the bank for the file again.")
        found.fault("not_well_formed", text, row=fault.lineno, what=str(fault.msg)[:200])
        return
    if reading.count == before:
        _name_what_it_is(events.root, found)


def _start(head: bytes) -> int | None:
    """Return where the XML starts: blanks before it are forgiven, marks of an encoding are kept."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")):
        return 0
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return len(head) - len(bare) if bare.startswith(b"<") else None


def _encoding(file: BinaryIO, head: bytes, found: Gathering) -> str | None:
    """Return an encoding to read with where the file says UTF-8, or nothing, and is not; None where it is right."""
    declared = _DECLARED.search(head[:200])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        return None
    encoding, assumed = detect_encoding(file)
    if not assumed or encoding.startswith("utf"):
        return None
    text = gettext_noop("The file says UTF-8, but its letters are not; read as {encoding}.")
    found.note("encoding_assumed", text, encoding=encoding)
    return _XML_NAMES.get(encoding, encoding)


def _name_what_it_is(root: Element | None, found: Gathering) -> None:
    name = "" if root is None else local_name(root)
    if root is not None and name == "Document" and len(root):
        name = local_name(root[0])
    text = gettext_noop("The file is a message “{message}”, and holds no statement, report or notification.")
    found.fault("other_message", text, message=name[:60])


class _Reading:
    """Takes elements as they end, and lets go of each entry once it is lines."""

    def __init__(self, found: Gathering) -> None:
        self.count = 0
        self._found = found
        self._tree = Tree("")
        self._draft: Draft | None = None
        self._element: Element | None = None
        self._name = ""

    def begin(self, name: str) -> int:
        """Start a message; return how many statements there were before it."""
        self._draft = self._element = None
        self._name = name
        return self.count

    def take(self, event: str, element: Element) -> Page | None:
        """Take the start or the end of an element; return the page that it ends."""
        name = local_name(element)
        if name in KINDS:
            if event == "end":
                return self._close(element)
            self._open(name, element)
            return None
        if event == "end" and self._draft is not None and element.getparent() is self._element:
            if name == "Bal":
                read_balance(self._tree, element, self._draft, self._found)
            else:
                self._entry(element, self._draft)
        return None

    def _open(self, name: str, element: Element) -> None:
        if self._draft is not None:
            return
        self.count += 1
        namespace = str(element.tag).rpartition("}")[0].removeprefix("{")
        if namespace != self._tree.namespace:
            self._tree = Tree(namespace)
        self._draft = Draft(KINDS[name], f"{self._name} statement {self.count}".strip(), row_of(element))
        self._element = element

    def _entry(self, element: Element, draft: Draft) -> None:
        assert self._element is not None
        if draft.account is None:
            read_head(self._tree, self._element, element, draft)
        draft.entry_count += 1
        if draft.account is not None:
            for line in read_entry(self._tree, element, draft.account, self._found):
                self._found.count_line()
                draft.lines.append(line)
        element.clear()
        # An entry that ended before this one is of no more use; what stands before all entries may still be asked for.
        if (before := element.getprevious()) is not None and local_name(before) == "Ntry":
            self._element.remove(before)

    def _close(self, element: Element) -> Page | None:
        draft = self._draft
        if draft is None or element is not self._element:
            return None
        if draft.head is None:
            read_head(self._tree, element, None, draft)
        self._draft = self._element = None
        statement = finished(draft, self._found)
        element.clear()
        if statement is None:
            return None
        return Page(statement, draft.address, draft.row, draft.page, draft.is_last, draft.is_bad)
