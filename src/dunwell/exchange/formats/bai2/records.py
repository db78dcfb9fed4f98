"""BAI2 lines to logical records: continuations joined, several records on one line parted, wrapped text taken back."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

CODES = frozenset({"01", "02", "03", "16", "49", "88", "98", "99"})
# Where a record ends and another begins on the same line; the blank between tells it from a slash in a text.
_SHAPES = (
    r"(?:0[12],[^,/]*,[^,/]*,|03,[^,/]*,(?:[A-Z]{3})?,|16,\d{3},[+-]?\d*,|88,|49,[+-]?\d*,\d*\s*/|9[89],[+-]?\d*,\d*,)"
)
_NEXT = re.compile(rf"/\s+(?={_SHAPES})")
_NEXT_UNBROKEN = re.compile(rf"/\s*(?={_SHAPES})")
_HEAD = re.compile(r"(?:\ufeff|\s)*01,[^,\n]*,[^,\n]*,\s*\d{6}(?:\d\d)?\s*,")
_GROUP = re.compile(r"(?:\ufeff|\s)*(?:02,[^,\n]*,[^,\n]*,[1-4]?,\d{6}|03,[^,\n]*,(?:[A-Z]{3})?,\d{3},[+-]?\d)")
_DAY = re.compile(r"(\d{2}|\d{4})(\d{2})(\d{2})", re.ASCII)
# How many fields a funds type brings with it, before the bank's and the customer's references.
_FUNDS = {"S": 3, "V": 2}
_LONGEST_DISTRIBUTION = 200


def day_of(text: str) -> date | None:
    """Return the day of YYMMDD (this century) or YYYYMMDD, or None."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match[1])
    try:
        return date(year if year > 99 else 2000 + year, int(match[2]), int(match[3]))
    except ValueError:
        return None


class Record:
    """One logical record: its fields, the lines of its text (transactions only), and how many lines it took."""

    __slots__ = ("_is_glued", "code", "fields", "lines", "row", "text")

    def __init__(self, code: str, row: int) -> None:
        self.code = code
        self.row = row
        self.fields: list[str] = []
        self.text: list[str] = []
        self.lines = 0
        self._is_glued = False

    def take(self, body: str, is_full: bool) -> None:
        """Add a line's content; `is_full` says that it filled its fixed length, so a word may go on in the next."""
        self.lines += 1
        is_ended = body.endswith("/")
        self._add(body[:-1] if is_ended else body)
        self._is_glued = is_full and not is_ended

    def wrap(self, text: str) -> None:
        """Add a line that has no record code: the program that wrote the file broke a text in two."""
        self._add(text.rstrip().removesuffix("/"))

    def _add(self, body: str) -> None:
        if self.text:
            if self._is_glued:
                self.text[-1] += body
            else:
                self.text.append(body)
            return
        self.fields.extend(body.split(","))
        if self.code == "16":
            before = fields_before_text(self.fields)
            if len(self.fields) > before:
                self.text.append(",".join(self.fields[before:]))
                del self.fields[before:]


def fields_before_text(fields: list[str]) -> int:
    """Return how many fields of a transaction stand before its text: by its funds type (0 1 2 S V D Z or blank)."""
    kind = fields[2].strip().upper() if len(fields) > 2 else ""
    if kind == "D":
        count = fields[3].strip() if len(fields) > 3 else ""
        many = int(count) if count.isdigit() and len(count) < 4 else 0
        return 6 + 2 * min(many, _LONGEST_DISTRIBUTION)
    return 5 + _FUNDS.get(kind, 0)


def after_funds(fields: list[str], at: int) -> int:
    """Return where the next field stands after the funds type at an index and what it brings along."""
    kind = fields[at].strip().upper() if at < len(fields) else ""
    if kind == "D":
        count = fields[at + 1].strip() if at + 1 < len(fields) else ""
        return at + 2 + 2 * (min(int(count), _LONGEST_DISTRIBUTION) if count.isdigit() and len(count) < 4 else 0)
    return at + 1 + _FUNDS.get(kind, 0)


def _pieces(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield what is one physical record each: lines, or parts of a line on which several were put."""
    held = None
    for row, line in lines:
        if held is not None:
            yield from _parted(held, _NEXT)
            yield from _parted((row, line), _NEXT)
            held = None
        elif row == 1:
            held = (row, line)
        else:
            yield from _parted((row, line), _NEXT)
    if held is not None:
        # The whole file is one line.
        yield from _parted(held, _NEXT_UNBROKEN)


def _parted(numbered: tuple[int, str], ends: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    row, line = numbered
    if "/" not in line[:-1]:
        yield row, line
        return
    start = 0
    for match in ends.finditer(line):
        yield row, line[start : match.start() + 1]
        start = match.end()
    yield row, line[start:]


def records(lines: Iterable[tuple[int, str]]) -> Iterator[Record]:
    """Yield the logical records of a file; one whose code is no record's has the code `??` and its line as a field."""
    current: Record | None = None
    length = 0
    for row, piece in _pieces(lines):
        line = piece.strip(" \t\ufeff\x00")
        if not line:
            continue
        code, comma, body = line[:2], line[2:3], line[3:]
        known = comma == "," and code in CODES
        if known and code == "88" and current is not None:
            current.take(body, _is_full(piece, length))
        elif known and code != "88":
            if current is not None:
                yield current
            current = Record(code, row)
            current.take(body, _is_full(piece, length))
            if code == "01":
                length = _stated_length(current.fields)
        elif current is not None and current.code == "16" and not known:
            current.wrap(line)
        else:
            stray = Record("??", row)
            stray.fields.append(line[:80])
            yield stray
    if current is not None:
        yield current


def _is_full(line: str, length: int) -> bool:
    """Return whether a line fills the stated record length to its last letter, so that a word may go on in the next."""
    return len(line) == length and not line.endswith((" ", "/"))


def _stated_length(fields: list[str]) -> int:
    text = fields[5].strip() if len(fields) > 5 else ""
    return int(text) if text.isdigit() and len(text) < 5 else 0


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is that a file is BAI2: by its header record, else by a group's or an account's."""
    text = head[:4096].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
    text = text.removeprefix("ï»¿")
    if _HEAD.match(text):
        return 95
    if _GROUP.match(text):
        return 80
    return 20 if file_name.lower().endswith(".bai2") else 0
