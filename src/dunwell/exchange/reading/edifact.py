"""EDIFACT interchanges: service string advice, envelopes and messages. Source: ISO 9735 (syntax versions 1 to 4)."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.segments import Marks, blocks, chunks_of

USUAL = Marks("+", ":", "'", "", "?", ".")

# What a message is called, for those that a receivables desk may meet.
MESSAGES = {
    "INVOIC": "invoice", "ORDERS": "purchase order", "ORDRSP": "order response", "ORDCHG": "order change",
    "DESADV": "despatch advice", "RECADV": "receiving advice", "IFTMIN": "transport instruction",
    "IFTSTA": "transport status", "IFTMBF": "booking request", "CREMUL": "multiple credit advice",
    "DEBMUL": "multiple debit advice", "CREADV": "credit advice", "CREEXT": "extended credit advice",
    "DEBADV": "debit advice", "FINSTA": "bank statement", "BANSTA": "banking status", "PAYORD": "payment order",
    "PAYEXT": "extended payment order", "PAYMUL": "multiple payment order", "DIRDEB": "direct debit",
    "STATAC": "statement of account", "COMDIS": "commercial dispute", "PRICAT": "price catalogue",
    "PARTIN": "party information", "BAPLIE": "bayplan", "CONTRL": "syntax acknowledgment", "APERAK": "acknowledgment",
    "MSCONS": "metered consumption", "UTILMD": "utilities master data", "INVRPT": "inventory report",
    "SLSRPT": "sales report", "GENRAL": "general message",
}  # fmt: skip


class Segment(NamedTuple):
    """One segment: its tag, its elements and their components, and its place in the file, counted from 1."""

    row: int
    tag: str
    parts: list[list[str]]

    def at(self, element: int, component: int = 0) -> str:
        """Return a component by its place (DOC element 2, component 0); empty where absent."""
        if element >= len(self.parts) or component >= len(self.parts[element]):
            return ""
        return self.parts[element][component].strip()


class Message(NamedTuple):
    """One message without its UNH and UNT; `address` names it by its reference."""

    kind: str
    version: str
    reference: str
    sender: str
    receiver: str
    row: int
    segments: list[Segment]
    address: str


Report = Callable[[Problem], None]


def begin_edifact(text: str, at_end: bool) -> tuple[Marks, int] | None:
    """Return the marks that UNA states, or the usual ones before UNB or UNH."""
    if len(text) < 12 and not at_end:
        return None
    if text.startswith("UNA") and len(text) >= 9:
        # In this order: component, element, decimal, release, repetition (a space before version 4), segment.
        return Marks(text[4], text[3], text[8], text[7].strip(), text[6].strip(), text[5]), 9
    if text.startswith(("UNB", "UNH", "UNG")):
        return USUAL, 0
    words = gettext_noop("This is no EDIFACT file: it begins neither with UNA nor with UNB (it begins with “{start}”).")
    raise FileFault(Problem("exchange.edifact.no_interchange", words, facts={"start": text[:30].strip()}))


def elements_of(text: str, marks: Marks) -> list[list[str]]:
    """Return a segment's elements, each as its components; released marks are plain text."""
    if not marks.release or marks.release not in text:
        component = marks.component
        return [part.split(component) if component in part else [part] for part in text.split(marks.element)]
    parts: list[list[str]] = [[""]]
    letters = iter(text)
    for letter in letters:
        if letter == marks.release:
            parts[-1][-1] += next(letters, "")
        elif letter == marks.element:
            parts.append([""])
        elif letter == marks.component:
            parts[-1].append("")
        else:
            parts[-1][-1] += letter
    return parts


def segments_of(chunks: Iterable[str]) -> Iterator[Segment]:
    """Yield the segments of every interchange in a text."""
    row = 0
    for marks, found in blocks(chunks, begin_edifact, "UNZ"):
        for text in found:
            row += 1
            parts = elements_of(text, marks)
            yield Segment(row, parts[0][0].strip().upper(), parts)


class _Envelopes:
    """What is open while segments pass, and what was counted in it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.interchange: Segment | None = None
        self.group: Segment | None = None
        self.header: Segment | None = None
        self.inside: list[Segment] = []
        self.groups = self.messages = self.messages_in_group = 0

    def address(self) -> str:
        """Return where we are: the message by its reference, else the interchange."""
        if self.header is not None:
            return f"message {self.header.at(1)}"
        if self.group is not None:
            return f"group {self.group.at(5)}"
        return f"interchange {self.interchange.at(5)}" if self.interchange is not None else ""

    def tell(self, fault: str, text: str, row: int, **facts: object) -> None:
        """Report a fault of the envelope that is open."""
        self.report(Problem(f"exchange.edifact.{fault}", text, self.address(), row, facts=facts))

    def compare(self, trailer: Segment, counted: int, reference: str, what: str) -> None:
        """Compare a trailer's count and reference with what was counted and what the header said."""
        told = trailer.at(1)
        if not told.isdigit() or int(told) != counted:
            words = gettext_noop("{tag} says {told} {what}, but there are {counted}. Something may be missing.")
            self.tell("count", words, trailer.row, tag=trailer.tag, told=told or "-", what=what, counted=counted)
        if trailer.at(2) != reference:
            words = gettext_noop("{tag} closes {closed}, but {opened} is open. Two files may be mixed up.")
            facts = {"tag": trailer.tag, "closed": trailer.at(2) or "-", "opened": reference or "-"}
            self.tell("control_number", words, trailer.row, **facts)

    def unfinished(self, tag: str, row: int) -> None:
        """Report that something ended or the file ended before this envelope's own end."""
        words = gettext_noop("The file ends, or goes on with something else, before {tag}. Ask for the whole file.")
        self.tell("unfinished", words, row, tag=tag)

    def close(self, row: int, *, whole: bool) -> None:
        """Report what is still open: a message, and with `whole` also group and interchange."""
        if self.header is not None:
            self.unfinished("UNT", row)
            self.header, self.inside = None, []
        if whole and self.group is not None:
            self.unfinished("UNE", row)
            self.group = None
        if whole and self.interchange is not None:
            self.unfinished("UNZ", row)
            self.interchange = None


def messages_of(segments: Iterable[Segment], report: Report) -> Iterator[Message]:
    """Yield each whole message; what is wrong with envelopes is reported, in the order of the file.

    A message without its UNT is left out; one whose counts or references do not agree is reported and given.
    """
    state, row = _Envelopes(report), 0
    for segment in segments:
        row, tag = segment.row, segment.tag
        if tag == "UNT" and state.header is not None:
            state.compare(segment, len(state.inside) + 2, state.header.at(1), "segments")
            yield _message(state)
            state.header, state.inside = None, []
        elif tag in _OPENING or tag in ("UNE", "UNZ"):
            (_open if tag in _OPENING else _close)(state, segment, tag)
        elif state.header is not None:
            state.inside.append(segment)
        else:
            words = gettext_noop("Segment {tag} stands outside of any message.")
            state.tell("stray_segment", words, row, tag=tag[:20])
    state.close(row, whole=True)


_OPENING = ("UNB", "UNG", "UNH")


def _open(state: _Envelopes, segment: Segment, tag: str) -> None:
    state.close(segment.row, whole=tag == "UNB")
    if tag == "UNB":
        state.interchange, state.groups, state.messages = segment, 0, 0
    elif tag == "UNG":
        state.group, state.messages_in_group = segment, 0
        state.groups += 1
    else:
        state.header = segment
        state.messages += 1
        state.messages_in_group += 1


def _close(state: _Envelopes, segment: Segment, tag: str) -> None:
    state.close(segment.row, whole=False)
    if tag == "UNE":
        state.compare(segment, state.messages_in_group, state.group.at(5) if state.group else "", "messages")
        state.group = None
        return
    counted, what = (state.groups, "groups") if state.groups else (state.messages, "messages")
    state.compare(segment, counted, state.interchange.at(5) if state.interchange else "", what)
    state.interchange = None


def _message(state: _Envelopes) -> Message:
    header, around = state.header, state.interchange
    assert header is not None
    sender, receiver = (around.at(2), around.at(3)) if around is not None else ("", "")
    version = ".".join(filter(None, (header.at(2, 1), header.at(2, 2), header.at(2, 3), header.at(2, 4))))
    kind = header.at(2).upper()
    return Message(kind, version, header.at(1), sender, receiver, header.row, state.inside, state.address())


def read_messages(file: BinaryIO, report: Report) -> Iterator[Message]:
    """Yield the messages of a file; raise `FileFault` where it holds no interchange."""
    yield from messages_of(segments_of(chunks_of(file)), report)
