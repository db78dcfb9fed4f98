"""Sheets of an XLSX file, read as a stream: what a cell shows, never what it would compute; macros are not looked at.

Written on expat instead of a spreadsheet library because three things must not be lost here: error cells (a library
gives a blank, which would read as "not paid yet"), ids shown with leading zeros by their number format, and memory (a
library holds a whole sheet).
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO
from xml.parsers import expat

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import Cell, FileFault, Limits
from dunwell.exchange.reading.sheet_xml import SheetRows, Style

_CHUNK = 1 << 17
_DATE_IDS = frozenset([*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)])
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAMAGE = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, struct.error, IndexError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
_ZEROS = re.compile(r"0{2,18}$")


def _fault(code: str, text: str, **facts: object) -> FileFault:
    return FileFault(Problem(f"exchange.file.{code}", text, facts=facts))


def style_of(number_format: str, format_id: int = -1) -> Style:
    """Return what a number format says of its cells: a date, an id padded to so many digits, or a plain number."""
    if format_id in _DATE_IDS:
        return "date"
    plain = _QUOTED.sub("", number_format.split(";", 1)[0]).strip().lower()
    if _ZEROS.match(plain):
        return len(plain)
    return "date" if any(letter in plain for letter in "yd") and "general" not in plain else None


class _SharedTexts:
    """Collects the shared texts: formatted pieces joined, reading aids (phonetic) left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.size = 0
        self._pieces: list[str] = []
        self._keep = False
        self._phonetic = False

    def start(self, tag: str, _: object) -> None:
        """Open an element."""
        local = tag.rpartition(":")[2]
        if local == "t":
            self._keep = not self._phonetic
        elif local == "rPh":
            self._phonetic = True

    def end(self, tag: str) -> None:
        """Close an element."""
        local = tag.rpartition(":")[2]
        if local == "t":
            self._keep = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "si":
            text = "".join(self._pieces)
            self.texts.append(text)
            self.size += len(text) + 60
            self._pieces.clear()

    def letters(self, data: str) -> None:
        """Take in text."""
        if self._keep:
            self._pieces.append(data)


class Workbook:
    """An open XLSX file; its sheets share one table of texts and one of number formats."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        file.seek(0)
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGE as fault:
            raise _fault(
                "broken_workbook", gettext_noop("The workbook is damaged. Save it again and send it.")
            ) from fault
        self._check_size()
        self.starts_1904 = False
        self._targets: dict[str, str] = {}
        self._sheets: list[tuple[str, bool, str]] = []
        self._texts: list[str] | None = None
        self._styles: list[Style] = []
        self._read_index()

    def _check_size(self) -> None:
        """Refuse archives that unpack to far more than a workbook would: declared here, counted again when read."""
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        too_dense = unpacked > 64 * 1024 * 1024 and unpacked / packed > self._limits.max_ratio
        if len(entries) > 10_000 or unpacked > self._limits.max_unpacked_bytes or too_dense:
            raise _fault(
                "too_large_inside",
                gettext_noop("The workbook unpacks to {size} MB, which no list of items needs. Save the sheet as CSV."),
                size=unpacked // (1024 * 1024),
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise _fault("encrypted", gettext_noop("The workbook is locked with a password. Save it without one."))

    def feed(self, name: str, parser: expat.XMLParserType) -> Iterator[None]:
        """Push a part through a parser piece by piece, yielding after each."""
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            with self._zip.open(name) as part:
                for piece in self._pieces(part):
                    parser.Parse(piece, False)
                    yield
                parser.Parse(b"", True)
                yield
        except KeyError as fault:
            text = gettext_noop("The workbook lacks a part ({part}). Save it again.")
            raise _fault("broken_workbook", text, part=name) from fault
        except _DAMAGE as fault:
            text = gettext_noop("The workbook is damaged ({part}). Save it again.")
            raise _fault("broken_workbook", text, part=name) from fault

    def _pieces(self, part: IO[bytes]) -> Iterator[bytes]:
        """Yield a part's bytes, counting them: what an archive declares may be a lie."""
        read = 0
        while piece := part.read(_CHUNK):
            read += len(piece)
            if read > self._limits.max_unpacked_bytes:
                raise _fault("too_large_inside", gettext_noop("The workbook is larger than it says. Save it again."))
            yield piece

    def _walk(self, name: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Call `start` with each element's local name and attributes (by local name)."""
        parser = expat.ParserCreate()

        def on_start(tag: str, listed: list[str]) -> None:
            pairs = dict(zip(listed[::2], listed[1::2], strict=True))
            start(tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in pairs.items()})

        parser.StartElementHandler = on_start  # type: ignore[assignment] # ordered attributes come as a list
        for _ in self.feed(name, parser):
            pass

    def _read_index(self) -> None:
        relations: dict[str, tuple[str, str]] = {}
        base = ""
        for name, kind in (("_rels/.rels", "package"), ("", "workbook")):
            folder = posixpath.dirname(base)
            part = name if kind == "package" else f"{folder}/_rels/{posixpath.basename(base)}.rels".lstrip("/")
            relations = self._relations(part, folder)
            if kind == "package":
                base = next((target for target, kind_of in relations.values() if kind_of == "officeDocument"), "")
                if not base:
                    raise _fault("not_a_workbook", gettext_noop("This archive is not a workbook. Send XLSX or CSV."))
        self._read_sheet_names(base, {key: target for key, (target, _) in relations.items()})
        for target, kind in relations.values():
            self._targets[kind] = target
        if "styles" in self._targets:
            self._styles = self._read_styles(self._targets["styles"])

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[attributes.get("Id", "")] = (path, attributes.get("Type", "").rpartition("/")[2])

        self._walk(part, start)
        return found

    def _read_sheet_names(self, part: str, targets: dict[str, str]) -> None:
        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "workbookPr":
                self.starts_1904 = attributes.get("date1904") in ("1", "true")
            elif tag == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                target = targets.get(attributes.get("id", ""), "")
                if "worksheet" in target or "sheet" in target:
                    self._sheets.append((attributes.get("name", ""), hidden, target))

        self._walk(part, start)

    def _read_styles(self, part: str) -> list[Style]:
        formats: dict[int, str] = {}
        styles: list[Style] = []
        inside = ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
                inside = tag
            elif tag == "numFmt" and inside != "dxfs":
                formats[int(attributes.get("numFmtId", -1))] = attributes.get("formatCode", "")
            elif tag == "xf" and inside == "cellXfs":
                format_id = int(attributes.get("numFmtId", 0))
                styles.append(style_of(formats.get(format_id, ""), -1 if format_id in formats else format_id))

        self._walk(part, start)
        return styles

    def shared_texts(self) -> list[str]:
        """Return the workbook's table of texts, read once."""
        if self._texts is None:
            self._texts = self._read_texts(self._targets["sharedStrings"]) if "sharedStrings" in self._targets else []
        return self._texts

    def _read_texts(self, part: str) -> list[str]:
        taking = _SharedTexts()
        parser = expat.ParserCreate()
        parser.StartElementHandler = taking.start
        parser.EndElementHandler = taking.end
        parser.CharacterDataHandler = taking.letters
        for _ in self.feed(part, parser):
            if taking.size > self._limits.max_shared_text_bytes:
                raise _fault(
                    "too_large_inside", gettext_noop("The workbook holds too much text. Save the sheet as CSV.")
                )
        return taking.texts

    def sheets(self) -> list["WorkbookSheet"]:
        """Return the worksheets in the workbook's order, hidden ones included and marked."""
        return [WorkbookSheet(self, name, hidden, part, self._limits) for name, hidden, part in self._sheets]

    def styles(self) -> list[Style]:
        """Return what each cell style says of a number."""
        return self._styles


class WorkbookSheet:
    """One worksheet as a stream of rows."""

    def __init__(self, book: Workbook, name: str, hidden: bool, part: str, limits: Limits) -> None:
        self.name = name
        self.hidden = hidden
        self._book = book
        self._part = part
        self._limits = limits

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each stored row's number and cells; rows that a workbook does not store are blank."""
        book = self._book
        taking = SheetRows(book.shared_texts(), book.styles(), book.starts_1904, self._limits.max_columns)
        parser = expat.ParserCreate()
        taking.attach(parser)
        for _ in book.feed(self._part, parser):
            yield from taking.take()


def _refuse_doctype(*_: object) -> None:
    raise _fault(
        "broken_workbook", gettext_noop("The workbook declares a document type, which none does. Save it again.")
    )
