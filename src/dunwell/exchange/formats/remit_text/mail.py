"""From a mail, a page of HTML or plain text to lines of words with their places."""

import email
import email.policy
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from dunwell.exchange.reading.advice_lines import Line, Token
from dunwell.exchange.reading.mails import content_of, header_of

_QUOTE = re.compile(r"^(?:\s*>)+ ?")
_RULE = re.compile(r"[\s\-+|=_*─━═┄│┌┐└┘├┤┬┴┼]*")
_GAP = re.compile(r"\s{2,}")
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "ul",
))  # fmt: skip
_SILENT = frozenset(("script", "style", "head", "title"))
_MOST_DEPTH = 250


@dataclass
class Mail:
    """What came: who sent it, and its text in one or two forms (plain, HTML), and what hangs on it."""

    sender: str = ""
    subject: str = ""
    texts: list[list[Line]] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def read_mail(content: bytes) -> Mail:
    """Return the parts of a mail that hold its words; what hangs on it is only named."""
    message: Any = email.message_from_bytes(content, policy=email.policy.default)
    mail = Mail(header_of(message, "From"), header_of(message, "Subject"))
    for part in message.walk():
        if part.is_multipart():
            continue
        name = part.get_filename()
        kind = part.get_content_type()
        hangs_on = bool(name) and part.get_content_disposition() != "inline"
        if hangs_on or kind not in ("text/plain", "text/html"):
            mail.attachments.extend([str(name)] if name else [])
            continue
        words = content_of(part)
        mail.texts.append(lines_of_html(words) if kind == "text/html" else lines_of_text(words))
    return mail


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of plain text; words that stand apart by two spaces, a tab or a bar are tokens of their own."""
    found = []
    for row, raw in enumerate(text.splitlines(), start=1):
        line = _QUOTE.sub("", raw.replace("\u00a0", " ").replace("\u3000", "  ")).rstrip()
        tokens = () if _RULE.fullmatch(line) else tuple(_tokens(line))
        if tokens:
            found.append(Line(row, tokens))
    return found


def _tokens(line: str) -> Iterator[Token]:
    mark = next((mark for mark in ("\t", "|", "│") if mark in line.strip()), "")
    if mark:
        cells = line.strip(mark if mark != "\t" else "\n").split(mark)
        yield from (Token(place, place + 1, cell.strip()) for place, cell in enumerate(cells) if cell.strip())
        return
    start = 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        text = line[start:end].strip()
        if text:
            left = _width(line[:start]) + (len(line[start:end]) - len(line[start:end].lstrip()))
            yield Token(left, left + _width(text), text)
        start = gap.end() if gap else len(line)


def lines_of_html(text: str) -> list[Line]:
    """Return the lines of HTML: a row of a table is one, with a token per cell; elsewhere blocks end lines."""
    try:
        root = html.fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return lines_of_text(re.sub(r"<[^>]*>", " ", text))
    return _Html().lines(root)


class _Html:
    """One walk over a page."""

    def __init__(self) -> None:
        self._found: list[Line] = []
        self._words: list[str] = []
        self._row: list[tuple[int, str]] | None = None
        self._column = 0

    def lines(self, root: Any) -> list[Line]:
        """Return the page's lines from top to bottom."""
        silent = depth = 0
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if event in ("comment", "pi") or not tag:
                self._say(node.tail if not silent else None)
                continue
            if event == "start":
                depth += 1
                silent += tag in _SILENT
                if not silent and depth < _MOST_DEPTH:
                    self._start(tag)
                    self._say(node.text)
                continue
            depth -= 1
            silent -= tag in _SILENT
            if not silent:
                self._end(tag, node)
                self._say(node.tail)
        self._break()
        return self._found

    def _say(self, text: str | None) -> None:
        if text:
            self._words.append(text)

    def _start(self, tag: str) -> None:
        if tag == "table" and self._row is not None:
            self._row_as_line()  # a table inside a cell: the outer one only arranges the page
        if tag == "tr":
            self._break()
            self._row, self._column = [], 0
        elif tag in _BLOCKS:
            self._break()

    def _end(self, tag: str, node: Any) -> None:
        if tag in ("td", "th") and self._row is not None:
            text = " ".join(" ".join(self._words).split())
            self._words = []
            self._row.append((self._column, text))
            span = str(node.get("colspan", "1"))
            self._column += min(int(span), 50) if span.isdigit() else 1
        elif tag == "tr" and self._row is not None:
            self._row_as_line()
        elif tag in _BLOCKS:
            self._break()

    def _row_as_line(self) -> None:
        cells, self._row = self._row or [], None
        tokens = tuple(Token(place, place + 1, text) for place, text in cells if text)
        if tokens:
            self._found.append(Line(len(self._found) + 1, tokens))

    def _break(self) -> None:
        if self._row is not None:
            self._words.append(" ")
            return
        for line in lines_of_text(" ".join("".join(self._words).split())):
            self._found.append(Line(len(self._found) + 1, line.tokens))
        self._words = []
