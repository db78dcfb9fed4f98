"""From an open file to its sheets: what kind of file it is, by its first bytes and not by its name."""

import tempfile
from typing import BinaryIO, cast

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.delimited import DelimitedSheet
from dunwell.exchange.reading.grids import FileFault, Layout, Limits, Sheet
from dunwell.exchange.reading.workbook import Workbook

_SPOOL_BYTES = 8 * 1024 * 1024


def _fault(code: str, text: str, **facts: object) -> FileFault:
    return FileFault(Problem(f"exchange.file.{code}", text, facts=facts))


def seekable(file: BinaryIO, limits: Limits) -> BinaryIO:
    """Return the file, or a copy on disk of a stream that cannot be read twice."""
    if file.seekable():
        return file
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(_SPOOL_BYTES))  # noqa: SIM115 - lives as long as the reading
    size = 0
    while chunk := file.read(1 << 20):
        size += len(chunk)
        if size > limits.max_file_bytes:
            raise _too_large(size)
        copy.write(chunk)
    return copy


def _too_large(size: int) -> FileFault:
    return _fault(
        "too_large", gettext_noop("The file has {size} MB. Split it into parts and send each."), size=size // 1_048_576
    )


def checked_head(file: BinaryIO, limits: Limits) -> bytes:
    """Return the first bytes; raise `FileFault` for a file that is too large or empty."""
    file.seek(0, 2)
    size = file.tell()
    if size > limits.max_file_bytes:
        raise _too_large(size)
    file.seek(0)
    head = file.read(8)
    if not size or not head.strip():
        file.seek(0)
        if not file.read(1 << 16).strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe,;"):
            raise _fault("empty", gettext_noop("The file is empty. Export it again."))
    return head


def check_readable(file: BinaryIO, limits: Limits) -> None:
    """Raise `FileFault` for what is no text file: too large, empty, an archive, an old workbook, a PDF, a picture."""
    head = checked_head(file, limits)
    if head.startswith(
        (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
    ):
        raise _fault("not_text", gettext_noop("This is not a text file. Unpack it, or export it in a text format."))


def open_sheets(file: BinaryIO, limits: Limits, encoding: str = "", delimiter: str = "") -> tuple[Layout, list[Sheet]]:
    """Return how a file is laid out and its sheets, those in sight first; raise `FileFault` where there are none."""
    head = checked_head(file, limits)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        book = Workbook(file, limits)
        sheets: list[Sheet] = [*sorted(book.sheets(), key=lambda sheet: sheet.hidden)]
        return Layout("xlsx", starts_1904=book.starts_1904), sheets
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _fault(
            "old_workbook",
            gettext_noop(
                "This is an old Excel file, or one locked with a password. Save it as .xlsx without a password."
            ),
        )
    if head.startswith(b"%PDF"):
        raise _fault("pdf", gettext_noop("This is a PDF, which holds no table. Export the list as CSV or XLSX."))
    text = DelimitedSheet(file, limits, encoding, delimiter)
    return Layout("csv", encoding=text.encoding, delimiter=text.delimiter), [text]
