"""Lines of words with their places, as a page or a mail shows them: which are headings, labels, sums, rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from dunwell.exchange.reading.advice import Advice, AdviceRow
from dunwell.exchange.reading.advice_words import (
    CURRENCY_CODES,
    MONEY,
    heading_field,
    is_carried,
    label_field,
    total_field,
)
from dunwell.exchange.reading.amounts import STYLES, read_amount
from dunwell.exchange.reading.words import is_like_summary, is_summary_word

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：]{0,38}?)\s*[:：]\s*(?P<value>.*)")
_NEXT_LABEL = re.compile(
    r"\s+(?=(?P<label>[^\W\d_][\w./]*(?:\s#|#)?(?:\s+[^\W\d_][\w./]*(?:\s#|#)?){0,3}\s*#?)\s*[:：])"
)
_WRITTEN = re.compile(rf"(?:\b(?:{CURRENCY_CODES.replace(' ', '|')})|\b[A-Z]{{0,2}}\$)$")
_PAGE = re.compile(r"(?i)(?:page|seite|頁|第)\s*\d+")


class Token(NamedTuple):
    """Words that stand together, with where they begin and end."""

    start: float
    end: float
    text: str


class Line(NamedTuple):
    """One line of a page, from left to right; `row` counts lines over all pages from 1."""

    row: int
    tokens: tuple[Token, ...]
    page: int = 1

    @property
    def text(self) -> str:
        """Return the line as it reads."""
        return "  ".join(token.text for token in self.tokens)


class Column(NamedTuple):
    """One column of a table: its field, its heading, and where the heading stands."""

    field: str
    start: float
    end: float


@dataclass
class Layout:
    """What was found in lines that follow each other: facts, sums, rows, and lines of neither kind."""

    facts: dict[str, str] = field(default_factory=dict)
    totals: dict[str, str] = field(default_factory=dict)
    rows: list[AdviceRow] = field(default_factory=list)
    other: list[Line] = field(default_factory=list)
    has_table: bool = False

    def advice(self, code: str, address: str) -> Advice:
        """Return the advice that these parts make up."""
        return Advice(code, address, dict(self.facts), dict(self.totals), list(self.rows))


def is_amount(text: str) -> bool:
    """Return whether a text is an amount and no more, under any style."""
    return any(letter.isdigit() for letter in text) and any(read_amount(text, style) is not None for style in STYLES)


def columns_of(tokens: Sequence[Token]) -> list[Column]:
    """Return the columns that a line of headings names; empty where it is none.

    A line of headings names a document's number and an amount, and no two of its columns mean the same: of several
    amounts without another meaning only the last is taken.
    """
    fields = [heading_field(token.text) for token in tokens]
    named = [one for one in fields if one]
    if len(named) < 2 or len(named) * 2 < len(tokens) or not any(one in MONEY for one in named):
        return []
    if "number" not in named and "purchase_order" not in named:
        return []
    if any(is_amount(token.text) for token in tokens):
        return []
    found: list[Column] = []
    for token, name in zip(tokens, fields, strict=True):
        taken = any(column.field == name for column in found)
        found.append(Column("ignored" if taken or not name else name, token.start, token.end))
    return found


def read_lines(lines: Sequence[Line]) -> Layout:
    """Return what lines hold, read from top to bottom; a table goes on over pages, its headings may be repeated."""
    layout = Layout()
    columns: list[Column] = []
    for line, after in zip_longest(lines, lines[1:]):
        found = max(columns_of(line.tokens), _two_lines(line, after), key=_meanings)
        if found:
            columns, layout.has_table = found, True
            continue
        if columns and _continues_heading(line, columns):
            continue
        if _sum_of(line, layout) or (not columns and _labels(line, layout)):
            continue
        if columns and _row(line, columns, layout):
            continue
        if not _labels(line, layout):
            layout.other.append(line)
    return layout


def _meanings(columns: Sequence[Column]) -> int:
    return sum(column.field != "ignored" for column in columns)


def _two_lines(line: Line, after: Line | None) -> list[Column]:
    """Return the columns of headings that are written over two lines (`Invoice` above `Number`)."""
    if after is None or len(line.tokens) < 2 or any(letter.isdigit() for letter in line.text + after.text):
        return []
    joined: list[Token] = [*line.tokens]
    for below in after.tokens:
        place = next((i for i, one in enumerate(joined) if one.start < below.end and below.start < one.end), None)
        if place is None:
            joined.append(below)
        else:
            above = joined[place]
            joined[place] = Token(
                min(above.start, below.start), max(above.end, below.end), f"{above.text} {below.text}"
            )
    return columns_of(sorted(joined)) if len(joined) <= len(line.tokens) + 2 else []


def _continues_heading(line: Line, columns: Sequence[Column]) -> bool:
    """Return whether a line is the second half of headings just read: words only, each below one of them."""
    if any(letter.isdigit() for letter in line.text) or not line.tokens:
        return False
    words = {"number", "no", "no.", "#", "date", "amount", "code", "taken", "paid", "reference", "ref"}
    return all(token.text.casefold() in words for token in line.tokens) and len(line.tokens) <= len(columns)


def _sum_of(line: Line, layout: Layout) -> bool:
    """Take a line that states a sum: a known label and an amount behind it, and nothing else."""
    amounts = [token for token in line.tokens if is_amount(token.text)]
    words = [token.text for token in line.tokens if not is_amount(token.text)]
    if len(line.tokens) == 1 and not amounts:
        match = re.fullmatch(r"(.+?)\s*[:：]?\s+(\S*\d\S*(?:\s[A-Z]{3})?)", line.text) or re.fullmatch(
            r"(.+?)\s*[:：]\s*(\S.*)", line.text
        )
        if match is None or not is_amount(match[2]):
            return False
        label, amount = match[1], match[2]
    elif len(amounts) == 1 and words and line.tokens[-1] is amounts[0]:
        label, amount = " ".join(words), amounts[0].text
    else:
        return False
    written = _WRITTEN.search(label.rstrip())
    if written and not amount.endswith(written[0]):
        amount = f"{written[0]} {amount}"  # a currency between the label and its amount
    name = total_field(label.rstrip(":： ")) or total_field(label[: written.start()].rstrip(":： ") if written else "")
    if not name:
        return is_carried(label)
    if name not in layout.totals or label.casefold().startswith(("net", "grand")):
        layout.totals[name] = amount
    return True


def _labels(line: Line, layout: Layout) -> bool:
    """Take the labels and values of a line (`Payer: Acme   Check No: 77`); return whether there were any."""
    taken = False
    for label, value in _pairs(line):
        name = label_field(label) or next(
            (found for count in (3, 2, 1) if (found := label_field(" ".join(label.split()[-count:])))), ""
        )
        if not name and value and is_amount(value) and total_field(label):
            layout.totals.setdefault(total_field(label), value)
            taken = True
        if name and name != "ignored" and value:
            layout.facts.setdefault(name, value)
        taken = taken or bool(name)
    return taken


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    """Yield labels with what stands behind them, up to the next label or, between tokens, the next gap."""
    texts = [token.text for token in line.tokens]
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        match = _LABEL.fullmatch(text)
        if match is None:
            continue
        if not match["value"] and index < len(texts) and ":" not in texts[index]:
            text, index = f"{text} {texts[index]}", index + 1
        yield from _split_pairs(text)


def _split_pairs(text: str) -> Iterator[tuple[str, str]]:
    match = _LABEL.fullmatch(text)
    if match is None:
        return
    value = match["value"]
    for following in _NEXT_LABEL.finditer(f" {value}"):
        words = following["label"].split()
        for skipped in range(len(words)):
            name = " ".join(words[skipped:])
            if label_field(name) or total_field(name):
                cut = f" {value}".index(name, following.start())
                yield match["label"].strip(), f" {value}"[:cut].strip()
                yield from _split_pairs(f" {value}"[cut:])
                return
    yield match["label"].strip(), value.strip()


def _row(line: Line, columns: Sequence[Column], layout: Layout) -> bool:
    """Take a line as a row of the table; False where it is none."""
    cells: dict[str, str] = {}
    for token in line.tokens:
        name = _nearest(token, columns).field
        cells[name] = f"{cells[name]} {token.text}" if name in cells else token.text
    return take_row(cells, line.row, layout)


def take_row(cells: dict[str, str], row: int | None, layout: Layout, sheet: str = "") -> bool:
    """Take the cells of a row: a line with a number and an amount, a sum, or the rest of the text above it."""
    cells = {name: " ".join(text.split()) for name, text in cells.items() if text.strip() and name != "ignored"}
    number = cells.get("number", cells.get("purchase_order", ""))
    money = {name: cells[name] for name in MONEY if name in cells}
    first = next(iter(cells.values()), "")
    is_sum = bool(money) and bool(total_field(first.rstrip(":： ")) or is_like_summary(number))
    if is_summary_word(first) or is_carried(first) or is_sum:
        _table_total(first, money, layout)
        return True
    if any(map(str.isdigit, number)) and any(any(map(str.isdigit, text)) for text in money.values()):
        layout.rows.append(AdviceRow(row, dict(cells), sheet))
        return True
    if set(cells) <= {"reason_text", "reason"} and layout.rows and not _PAGE.match(first):
        above = layout.rows[-1].cells
        for name, text in cells.items():
            above[name] = f"{above.get(name, '')} {text}".strip()
        return True
    return False


def _table_total(label: str, money: dict[str, str], layout: Layout) -> None:
    """Take the last row of a table, which sums its columns; sums of a page are passed over."""
    if is_carried(label) or heading_is_sub(label):
        return
    for name, text in money.items():
        if is_amount(text):
            layout.totals.setdefault(total_field(label) or "amount" if name == "amount" else _SUMS.get(name, ""), text)
    layout.totals.pop("", None)


_SUMS = {"paid": "amount", "gross": "gross", "discount": "discount", "deduction": "deduction"}


def heading_is_sub(label: str) -> bool:
    """Return whether a label names a sum of a part only."""
    return label.casefold().startswith(("sub", "page", "小計", "小计", "zwischen", "sous"))


def _nearest(token: Token, columns: Sequence[Column]) -> Column:
    """Return the column a token stands in: the one it overlaps most, else the one whose edge is nearest."""

    def distance(column: Column) -> tuple[float, float]:
        overlap = min(token.end, column.end) - max(token.start, column.start)
        edges = min(abs(token.start - column.start), abs(token.end - column.end))
        return (-overlap if overlap > 0 else 0.0, edges)

    return min(columns, key=distance)
