"""X12 interchanges: separators, envelopes and transaction sets. Source: ASC X12.5 (ISA, IEA), X12.6 (GS, ST, SE)."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.segments import Marks, blocks, chunks_of

ISA_ELEMENTS = 16
_LONGEST_ISA = 400
_BARE = re.compile(r"ST(\W)(\d{3})\1\s*\w{1,9}\s*(?:\1[\w.]*)*?(?P<end>[^\w.\s]|\s)")
_TAG = re.compile(r"[A-Z][A-Z0-9]{1,2}(\W)")

# What a transaction set is called, for those that a receivables desk may meet.
SETS = {
    "110": "air freight invoice", "204": "motor carrier load tender", "210": "motor carrier freight invoice",
    "214": "shipment status message", "810": "invoice", "820": "payment order or remittance advice",
    "821": "financial information report", "822": "account analysis", "823": "lockbox",
    "827": "financial return notice", "831": "control totals", "832": "price list", "834": "benefit enrollment",
    "835": "health care claim payment", "837": "health care claim", "846": "inventory inquiry",
    "850": "purchase order", "855": "purchase order acknowledgment", "856": "ship notice", "860": "order change",
    "864": "text message", "990": "response to a load tender", "997": "functional acknowledgment",
    "999": "implementation acknowledgment",
}  # fmt: skip


class Segment(NamedTuple):
    """One segment: its tag and elements, and its place in the file, counted in segments from 1.

    A file of one segment per line, the usual layout, has its line number there.
    """

    row: int
    parts: list[str]

    def at(self, index: int) -> str:
        """Return an element by its number in the standard (BPR02 is 2), without spaces around; empty where absent."""
        return self.parts[index].strip() if index < len(self.parts) else ""


class Transaction(NamedTuple):
    """One transaction set without its ST and SE; `address` names it by its control number."""

    kind: str
    control: str
    version: str
    sender: str
    receiver: str
    row: int
    segments: list[Segment]
    address: str


Report = Callable[[Problem], None]


def begin_x12(text: str, at_end: bool) -> tuple[Marks, int] | None:
    """Return the separators that ISA states by its own shape; for a file without ISA those that its ST shows."""
    if text.startswith("ISA"):
        if len(text) < _LONGEST_ISA and not at_end:
            return None
        return _isa_marks(text), 0
    if text.startswith(("GS", "ST")):
        bare = _BARE.search(text[:1000])
        if bare and bare[1] == text[2]:
            return Marks(bare[1], ":", bare["end"]), 0
        if not at_end and len(text) < 1000:
            return None
    words = gettext_noop("This is no X12 file: it does not begin with ISA (it begins with “{start}”).")
    raise FileFault(Problem("exchange.x12.no_interchange", words, facts={"start": text[:30].strip()}))


def _isa_marks(text: str) -> Marks:
    """Return the marks: the element separator stands behind ISA, the others behind the sixteenth of it."""
    element, place = text[3:4], 3
    for _ in range(ISA_ELEMENTS - 1):
        place = text.find(element, place + 1)
        if place < 0 or not element or place > _LONGEST_ISA:
            words = gettext_noop("The interchange header ISA is cut or damaged. Ask for the file again.")
            raise FileFault(Problem("exchange.x12.bad_header", words))
    component, segment = text[place + 1 : place + 2], text[place + 2 : place + 3]
    following = text[place + 3 : place + 200].lstrip("\r\n")
    if segment.isalnum() or (segment in ("\r", "\n") and _ends_with(following, component)):
        segment, component = component, ""  # ISA16 was left out
    if not segment or segment.isalnum() or segment == element:
        words = gettext_noop("The interchange header ISA does not show how segments end. Ask for the file again.")
        raise FileFault(Problem("exchange.x12.bad_header", words))
    version, repetition = text[3:place].split(element)[12].strip(), text[3:place].split(element)[11].strip()
    has_repetition = version >= "00402" and len(repetition) == 1 and not repetition.isalnum()
    return Marks(element, component, segment, repetition if has_repetition else "")


def _ends_with(text: str, sign: str) -> bool:
    line = re.split(r"[\r\n]", text, maxsplit=1)[0].rstrip()
    return bool(sign) and line.endswith(sign)


def segments_of(chunks: Iterable[str]) -> Iterator[Segment]:
    """Yield the segments of every interchange in a text."""
    row = 0
    for marks, found in blocks(chunks, begin_x12, "IEA"):
        element = marks.element
        for text in found:
            row += 1
            yield Segment(row, text.split(element))


def split_text(text: str) -> list[Segment]:
    """Return the segments of a short text, with an envelope or bare (`RMR*IV*...`), as in the addenda of a payment.

    Bare segments show their element separator behind the first tag; they end with a tilde, a backslash, an apostrophe,
    a bar or a line break. Empty where the text begins with no tag.
    """
    plain = text.strip()
    tag = _TAG.match(plain)
    if tag is None:
        return []
    if plain.startswith(("ISA", "GS", "ST")):
        try:
            return list(segments_of([plain]))
        except FileFault:
            pass
    ends = [sign for sign in "~\\'|\n" if sign in plain and sign != tag[1]]
    pieces = re.split("|".join(map(re.escape, ends[:1] or ["\n"])), plain)
    found = (piece.strip() for piece in pieces)
    return [Segment(row, piece.split(tag[1])) for row, piece in enumerate(filter(None, found), start=1)]


class _Envelopes:
    """What is open while segments pass: interchange, group and set, with what has been counted in each."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.interchange: Segment | None = None
        self.group: Segment | None = None
        self.header: Segment | None = None
        self.inside: list[Segment] = []
        self.groups = self.sets = 0

    def address(self) -> str:
        """Return where we are: the set by its control number, else the group, else the interchange."""
        if self.header is not None:
            return f"transaction {self.header.at(2)}"
        if self.group is not None:
            return f"group {self.group.at(6)}"
        return f"interchange {self.interchange.at(13)}" if self.interchange is not None else ""

    def tell(self, fault: str, text: str, row: int, **facts: object) -> None:
        """Report a fault of the envelope that is open."""
        self.report(Problem(f"exchange.x12.{fault}", text, self.address(), row, facts=facts))

    def compare(self, trailer: Segment, counted: int, control: str, what: str) -> None:
        """Compare a trailer's count and control number with what was counted and what the header said."""
        told = trailer.at(1)
        if not told.isdigit() or int(told) != counted:
            words = gettext_noop("{tag} says {told} {what}, but there are {counted}. Something may be missing.")
            self.tell("count", words, trailer.row, tag=trailer.parts[0], told=told or "-", what=what, counted=counted)
        if trailer.at(2).lstrip("0") != control.lstrip("0"):
            words = gettext_noop(
                "{tag} closes number {closed}, but number {opened} is open. Two files may be mixed up."
            )
            facts = {"tag": trailer.parts[0], "closed": trailer.at(2) or "-", "opened": control or "-"}
            self.tell("control_number", words, trailer.row, **facts)

    def unfinished(self, tag: str, row: int) -> None:
        """Report that something ended or the file ended before this envelope's own end."""
        words = gettext_noop("The file ends, or goes on with something else, before {tag}. Ask for the whole file.")
        self.tell("unfinished", words, row, tag=tag)


def transactions_of(segments: Iterable[Segment], report: Report) -> Iterator[Transaction]:
    """Yield each whole transaction set; what is wrong with envelopes is reported, in the order of the file.

    A set without its SE is left out; one whose counts or control numbers do not agree is reported and given.
    """
    state, row = _Envelopes(report), 0
    for segment in segments:
        row, tag = segment.row, segment.parts[0].strip().upper()
        handle = _HANDLERS.get(tag)
        if handle is not None:
            made = handle(state, segment)
            if made is not None:
                yield made
        elif state.header is not None:
            state.inside.append(segment)
        elif tag not in ("TA1", "ISB", "ISE"):
            words = gettext_noop("Segment {tag} stands outside of any transaction set.")
            state.tell("stray_segment", words, row, tag=tag[:20])
    _close_set(state, row)
    _close_group(state, row)
    if state.interchange is not None:
        state.unfinished("IEA", row)


def _close_set(state: _Envelopes, row: int) -> None:
    if state.header is not None:
        state.unfinished("SE", row)
        state.header, state.inside = None, []


def _close_group(state: _Envelopes, row: int) -> None:
    if state.group is not None:
        state.unfinished("GE", row)
        state.group, state.sets = None, 0


def _isa(state: _Envelopes, segment: Segment) -> None:
    _close_set(state, segment.row)
    _close_group(state, segment.row)
    if state.interchange is not None:
        state.unfinished("IEA", segment.row)
    state.interchange, state.groups, state.sets = segment, 0, 0


def _gs(state: _Envelopes, segment: Segment) -> None:
    _close_set(state, segment.row)
    _close_group(state, segment.row)
    state.group, state.sets = segment, 0
    state.groups += 1


def _st(state: _Envelopes, segment: Segment) -> None:
    _close_set(state, segment.row)
    state.header, state.inside = segment, []
    state.sets += 1


def _se(state: _Envelopes, segment: Segment) -> Transaction | None:
    header = state.header
    if header is None:
        words = gettext_noop("Segment {tag} stands outside of any transaction set.")
        state.tell("stray_segment", words, segment.row, tag="SE")
        return None
    state.compare(segment, len(state.inside) + 2, header.at(2), "segments")
    group = state.group or state.interchange or header
    sender, receiver = (group.at(2), group.at(3)) if state.group else (group.at(6), group.at(8))
    version = header.at(3) or (state.group.at(8) if state.group else "")
    made = Transaction(header.at(1), header.at(2), version, sender, receiver, header.row, state.inside, state.address())
    state.header, state.inside = None, []
    return made


def _ge(state: _Envelopes, segment: Segment) -> None:
    _close_set(state, segment.row)
    state.compare(segment, state.sets, state.group.at(6) if state.group else "", "transaction sets")
    state.group, state.sets = None, 0


def _iea(state: _Envelopes, segment: Segment) -> None:
    _close_set(state, segment.row)
    _close_group(state, segment.row)
    state.compare(segment, state.groups, state.interchange.at(13) if state.interchange else "", "groups")
    state.interchange = None


_HANDLERS: dict[str, Callable[[_Envelopes, Segment], Transaction | None]] = {
    "ISA": _isa, "GS": _gs, "ST": _st, "SE": _se, "GE": _ge, "IEA": _iea,
}  # fmt: skip


def read_transactions(file: BinaryIO, report: Report) -> Iterator[Transaction]:
    """Yield the transaction sets of a file; raise `FileFault` where it holds no interchange."""
    yield from transactions_of(segments_of(chunks_of(file)), report)
