"""Text of tagged segments (X12, EDIFACT), read in passing: each interchange states its marks and ends with a tag."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.texts import detect_encoding

_CHUNK = 1 << 18
_LONGEST_SEGMENT = 1 << 20
_BETWEEN = " \t\r\n\x00\x1a\ufeff"


class Marks(NamedTuple):
    """The characters that divide an interchange; `release` makes the next one plain text, empty where there is none."""

    element: str
    component: str
    segment: str
    repetition: str = ""
    release: str = ""
    decimal: str = "."


Begin = Callable[[str, bool], tuple[Marks, int] | None]


def chunks_of(file: BinaryIO) -> Iterator[str]:
    """Yield a file's text piece by piece, in the encoding that its bytes tell."""
    encoding, _ = detect_encoding(file)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while data := file.read(_CHUNK):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def blocks(chunks: Iterable[str], begin: Begin, last_tag: str) -> Iterator[tuple[Marks, list[str]]]:
    """Yield runs of segments as they stand in the text, each run with the marks in force; an interchange ends a run.

    `begin(text, at_end)` returns the marks that the text before it states and how many characters they take, None where
    it has to see more; it raises `FileFault` where the text is no interchange.
    """
    buffer, marks = "", None
    for chunk in _with_end(chunks):
        at_end = chunk is None
        buffer += chunk or ""
        while buffer:
            if marks is None:
                buffer = buffer.lstrip(_BETWEEN)
                found = begin(buffer, at_end) if buffer else None
                if found is None:
                    break
                marks, skipped = found
                buffer = buffer[skipped:]
            end, closed = _end_of_run(buffer, marks, last_tag, at_end)
            if end == 0:
                _check_length(buffer)
                break
            yield marks, _split(buffer[:end], marks)
            buffer, marks = buffer[end:], None if closed else marks
            if not closed:
                break


def _with_end(chunks: Iterable[str]) -> Iterator[str | None]:
    yield from chunks
    yield None


def _end_of_run(text: str, marks: Marks, last_tag: str, at_end: bool) -> tuple[int, bool]:
    """Return where the run of whole segments ends, and whether an interchange ends there."""
    free = f"(?<!{re.escape(marks.release)})" if marks.release else ""
    end, tag = re.escape(marks.segment), re.escape(last_tag + marks.element)
    closing = re.search(rf"(?:^|{free}{end})\s*{tag}[^{end}]*(?:{end}|{'$' if at_end else '(?!)'})", text)
    if closing:
        return closing.end(), True
    if at_end:
        return len(text), False
    cut = text.rfind(marks.segment)
    while cut > 0 and marks.release and _is_released(text, cut, marks.release):
        cut = text.rfind(marks.segment, 0, cut)
    return cut + 1, False


def _is_released(text: str, index: int, release: str) -> bool:
    count = 0
    while index - count > 0 and text[index - count - 1] == release:
        count += 1
    return count % 2 == 1


def _split(text: str, marks: Marks) -> list[str]:
    """Return the segments of a run; line breaks between and within them mean nothing unless they are the mark."""
    if "\n" in text or "\r" in text:
        for sign in "\r\n":
            text = text.replace(sign, "") if sign != marks.segment else text
    found = text.split(marks.segment)
    if marks.release and marks.release + marks.segment in text:
        found = _rejoined(found, marks)
    return [segment for one in found if (segment := one.lstrip(_BETWEEN))]


def _rejoined(pieces: list[str], marks: Marks) -> list[str]:
    """Put pieces together again that were cut at a released mark."""
    whole: list[str] = []
    for index, piece in enumerate(pieces):
        if index and _is_released(whole[-1], len(whole[-1]), marks.release):
            whole[-1] += marks.segment + piece
        else:
            whole.append(piece)
    return whole


def _check_length(text: str) -> None:
    if len(text) > _LONGEST_SEGMENT:
        words = gettext_noop("A segment has no end for {size} characters. The file is damaged; ask for it again.")
        raise FileFault(Problem("exchange.file.endless_segment", words, facts={"size": _LONGEST_SEGMENT}))
