"""A ZIP of messages, as EBICS delivers camt.052, 053 and 054: its XML files, one after the other, within limits."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.gathering import Gathering

START = b"PK\x03\x04"
_SPOOL_BYTES = 8 * 1024 * 1024
_MOST_FILES = 10_000


def messages(file: BinaryIO, found: Gathering) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each XML file of an archive by its name; blame what cannot be unpacked, and go on with the next."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError):
        found.fault("archive_damaged", gettext_noop("The ZIP file is damaged. Ask the bank for it again."))
        return
    unpacked = 0
    for info in archive.infolist()[:_MOST_FILES]:
        if info.is_dir() or not info.filename.lower().endswith((".xml", ".camt", ".053", ".052", ".054")):
            continue
        unpacked += info.file_size
        is_bomb = info.file_size > max(info.compress_size, 1) * found.limits.max_ratio
        if unpacked > found.limits.max_unpacked_bytes or (is_bomb and info.file_size > _SPOOL_BYTES):
            text = gettext_noop("“{archived}” would unpack to {size} MB. Unpack it, and send each part.")
            found.fault("archive_too_large", text, archived=info.filename, size=info.file_size // 1_048_576)
            return
        content = _unpacked(archive, info)
        if content is None:
            text = gettext_noop("“{archived}” in the ZIP file cannot be unpacked: it is damaged or locked.")
            found.fault("archive_damaged", text, archived=info.filename[:200])
            continue
        yield info.filename, content


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO | None:
    """Return a file's bytes, on disk where they are many; never more than the archive says they are."""
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(_SPOOL_BYTES))  # noqa: SIM115 - lives as long as the reading
    left = info.file_size
    try:
        with archive.open(info) as packed:
            while left > 0 and (chunk := packed.read(min(1 << 20, left))):
                copy.write(chunk)
                left -= len(chunk)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        return None
    copy.seek(0)
    return copy
