"""From bytes to statements: lines to tagged fields, fields to one block per `:20:`, each field with its line number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from dunwell.exchange.reading.gathering import lines_of

_TAG = re.compile(r":(\d{2}[A-Z]?|NS|9[45]\d):")
# Fields of MT940, MT941, MT942 and MT950; anything else that looks like a tag is text that was wrapped ("13:12:11").
_HEAD_TAGS = frozenset(("13", "13D", "20", "21", "25", "25P", "28", "28C", "NS"))
_MONEY_TAGS = frozenset(
    ("34", "34F", "60", "60F", "60M", "61", "62", "62F", "62M", "64", "65", "86", "90", "90C", "90D")
)
_TYPE_TAGS = frozenset(("940", "941", "942", "950"))
_AFTER_20 = re.compile(r":(13D?|21|25P?|28C?|34F|60[FM]?):")
# Basic header, application header with its message type, user header, start of text: the shell of a SWIFT message.
_SHELL = re.compile(r"^(?:\{[1-35S]:(?:[^{}]|\{[^{}]*\})*\})*(?:\{4:)?")
_SHELL_STARTS = frozenset("{-\x01\x03\x00\ufeff\x0c\x1a \t")
_MOST_HEADERS = 20
_BARE = "\x00\x01\x03\x1a\x0c\ufeff "


class Field(NamedTuple):
    """One tagged field: its tag without colons, its lines as they came, and the number of its first line."""

    tag: str
    lines: list[str]
    row: int


@dataclass
class Block:
    """One statement's fields; `header` is whatever stood before it, where a bank says who it is and the type."""

    number: int
    row: int
    header: str = ""
    fields: list[Field] = field(default_factory=list)


def text_lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield a file's lines; those of the German diskette layout end with two at-signs, with or without a line feed."""
    has_signs = False
    for number, line in lines_of(file, encoding):
        has_signs = has_signs or (number == 1 and (line.startswith("@@") or "@@:" in line))
        if has_signs:
            yield from (part for part in line.split("@@") if part)
        else:
            yield line


class _Splitter:
    """Holds the block in hand; a tag is taken as one only where the message's own order allows it."""

    def __init__(self) -> None:
        self.count = 0
        self.block: Block | None = None
        self.field: Field | None = None
        self.header: list[str] = []

    def take(self, row: int, line: str, following: str) -> tuple[Block, ...]:
        """Take one line; return the blocks that it ends."""
        done: tuple[Block, ...] = ()
        if line[:1] in _SHELL_STARTS:
            line, done = self._without_shell(line)
            if not line:
                return done
        tag = self._tag_of(line, following) if line.startswith(":") else ""
        if tag:
            return done + self._tagged(tag, line, row)
        if self.field is not None:
            self.field.lines.append(line)
        elif line.strip(_BARE) and len(self.header) < _MOST_HEADERS:
            self.header.append(line.strip(_BARE)[:200])
        return done

    def closed(self) -> tuple[Block, ...]:
        """End the block in hand and return it."""
        done, self.block, self.field = self.block, None, None
        return (done,) if done else ()

    def _tagged(self, tag: str, line: str, row: int) -> tuple[Block, ...]:
        done: tuple[Block, ...] = ()
        if tag == "20" or tag in _TYPE_TAGS:
            done = self.closed()
        if tag in _TYPE_TAGS:
            self.header.append(tag)
            return done
        if self.block is None:
            self.count += 1
            self.block = Block(self.count, row, " ".join(self.header))
            self.header.clear()
        self.field = Field(tag, [line[len(tag) + 2 :]], row)
        self.block.fields.append(self.field)
        return done

    def _without_shell(self, line: str) -> tuple[str, tuple[Block, ...]]:
        """Return the line without a SWIFT message's end and headers; headers are kept, and both end a block."""
        done: tuple[Block, ...] = ()
        bare = line.replace("\x01", "").replace("\x03", "").lstrip(_BARE)
        if bare.startswith("-}") or bare.rstrip(_BARE) == "-":
            done = self.closed()
            bare = bare.removeprefix("-").removeprefix("}").strip(_BARE)
            if not bare:
                return "", done
        shell = _SHELL.match(bare)
        if shell and shell[0]:
            done += self.closed()
            self.header.append(shell[0])
            return bare[shell.end() :].strip(_BARE), done
        return (bare if bare.startswith(":") or done else line), done

    def _tag_of(self, line: str, following: str) -> str:
        """Return the field's tag, or nothing where a line only looks like one and belongs to a running text."""
        match = _TAG.match(line)
        if match is None:
            return ""
        tag = match[1]
        if tag in _MONEY_TAGS:
            return tag
        is_running = self.field is not None and self.field.tag in ("61", "86")
        if tag in _TYPE_TAGS:
            return "" if is_running and line[5:].strip() else tag
        if tag not in _HEAD_TAGS:
            return ""
        if not is_running or tag == "NS":
            return tag
        return tag if tag == "20" and _AFTER_20.match(following) else ""


def _peeked(lines: Iterator[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each line with its number and the next line that is not blank, as far as it is known at once."""
    held: tuple[int, str] | None = None
    blanks: list[tuple[int, str]] = []
    for row, line in enumerate(lines, 1):
        if not line and held is not None:
            blanks.append((row, line))
            continue
        if held is not None:
            yield *held, line
            yield from ((number, blank, line) for number, blank in blanks)
            blanks.clear()
        held = (row, line)
    if held is not None:
        yield *held, ""


def blocks(file: BinaryIO, encoding: str) -> Iterator[Block]:
    """Yield a file's statements, one for each `:20:`; fields before the first one make a block of their own."""
    hand = _Splitter()
    for row, line, following in _peeked(text_lines(file, encoding)):
        yield from hand.take(row, line, following)
    yield from hand.closed()
