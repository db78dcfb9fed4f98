"""Which letters the bytes mean: byte-order marks, UTF-8, UTF-16, Big5, GB 18030 and the Windows and Latin-1 tables."""

import codecs
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNUSED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_CHUNK = 1 << 20
_ENOUGH = 1 << 16


def _without_mark(head: bytes) -> str | None:
    """Return the UTF-16 flavor of text whose every second byte is zero, else None."""
    if len(head) < 4 or head.count(0) * 4 < len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def detect_encoding(file: BinaryIO) -> tuple[str, bool]:
    """Return the encoding of a whole file and whether it is an assumption; the file is left at its start.

    UTF-8 is proved by reading every byte: a file of a million rows may have its first accent in the last one.
    """
    file.seek(0)
    head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            file.seek(0)
            return name, False
    if wide := _without_mark(head):
        file.seek(0)
        return wide, True
    name, assumed = _by_bytes(file)
    file.seek(0)
    return name, assumed


def _by_bytes(file: BinaryIO) -> tuple[str, bool]:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = bytearray()
    is_utf8 = True
    while chunk := file.read(_CHUNK):
        if not chunk.isascii() and len(sample) < _ENOUGH:
            sample += _marked_lines(chunk)
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
        if not is_utf8 and len(sample) >= _ENOUGH:
            break
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return ("utf-8", False) if is_utf8 else (_old_encoding(bytes(sample[:_ENOUGH])), True)


def _marked_lines(chunk: bytes) -> bytes:
    """Return the lines that hold a byte above 127: the only ones that tell encodings apart."""
    return b"\n".join(line for line in chunk.splitlines() if not line.isascii()) + b"\n"


def _pairs(sample: bytes) -> list[tuple[int, int]]:
    """Return the double-byte characters that the sample would hold if it were Chinese."""
    pairs, index = [], 0
    while index < len(sample):
        if sample[index] < 0x81:
            index += 1
            continue
        trail = sample[index + 1] if index + 1 < len(sample) else 0
        pairs.append((sample[index], trail))
        index += 2
    return pairs


def _old_encoding(sample: bytes) -> str:
    """Return the likeliest of the encodings that were used before UTF-8.

    An accent followed by a letter is a valid Big5 pair too, but lands among Big5's rare characters (lead byte 0xC9 and
    above, for which accents are); real Chinese lands among the common ones (0xA4-0xC6) and the signs (0xA1-0xA3).
    """
    pairs = _pairs(sample)
    trails_fit = all(0x40 <= trail <= 0x7E or 0xA1 <= trail <= 0xFE for _, trail in pairs)
    common = sum(0xA1 <= lead <= 0xC6 for lead, _ in pairs)
    high_trails = sum(trail >= 0xA1 for _, trail in pairs)
    if trails_fit and common * 10 >= len(pairs) * 8 and _decodes(sample, "big5hkscs"):
        only_high = high_trails == len(pairs) and len(pairs) >= 20
        return "gb18030" if only_high and _decodes(sample, "gb2312") else "big5hkscs"
    if pairs and high_trails == len(pairs) and _decodes(sample, "gb2312"):
        return "gb18030"
    return "latin-1" if _UNUSED_IN_1252.intersection(sample) else "cp1252"


def _decodes(sample: bytes, encoding: str) -> bool:
    end = sample.rfind(b"\n") + 1 or len(sample)
    try:
        sample[:end].decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
