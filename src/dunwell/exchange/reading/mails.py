"""What a mail is made of: headers that may be broken, parts in any encoding, and the words of a page of HTML."""

import io
import re
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from dunwell.exchange.reading.texts import detect_encoding

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_KNOWN_HEADERS = (b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"mime-version")
# What senders write is narrower than what they use: characters of the larger table stand in bodies of the smaller one.
_WIDER = {
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030",
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
}  # fmt: skip
_UNSAID = ("", "us-ascii", "ascii", "unknown-8bit", "default", "x-unknown")
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
))  # fmt: skip
_EDGE = "\x1e"
"""Stands where a block begins or ends, until it is known whether a line does: a page may not hold it."""
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))


def is_mail(head: bytes) -> bool:
    """Return whether a file's first bytes are the headers of a mail."""
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")[:16_384]
    if start.startswith(b"From "):
        start = start.partition(b"\n")[2]
    found = _HEADER.match(start)
    if found is None:
        return False
    names = {line.partition(b":")[0].lower() for line in found[0].split(b"\n") if line[:1].strip()}
    return len(names.intersection(_KNOWN_HEADERS)) >= 2


def is_html(text: str) -> bool:
    """Return whether a text is a page of HTML."""
    page = r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p)[\s>]"
    return re.match(page, text, re.IGNORECASE | re.DOTALL) is not None


def header_of(message: Any, name: str) -> str:
    """Return a header on one line, decoded; empty where it is absent or cannot be taken apart."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        return ""


def decoded(content: bytes, charset: str = "") -> str:
    """Return bytes as text: by the charset that is said, where it fits, else by what the bytes themselves tell."""
    said = charset.strip().strip("\"'").casefold()
    if said not in _UNSAID:
        try:
            return content.decode(_WIDER.get(said, said))
        except (LookupError, UnicodeError):
            pass
    encoding, _ = detect_encoding(io.BytesIO(content))
    return content.decode(encoding, "replace")


def content_of(part: Any) -> str:
    """Return the words of one part of a mail."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return str(part.get_payload() or "")
    try:
        charset = str(part.get_content_charset("") or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        charset = ""
    return decoded(raw, charset)


def text_of_html(text: str, *, leave_out: Callable[[Any], bool] = lambda _: False) -> str:
    """Return the words of a page, blocks on lines of their own; nodes that `leave_out` names are passed over."""
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^>]*>", " ", text)
    return _walked(root, leave_out)


def _walked(root: Any, leave_out: Callable[[Any], bool]) -> str:
    words: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        is_silent = tag in _SILENT or leave_out(node)
        if event == "start":
            silent += is_silent
            if not silent:
                words.append(_EDGE if tag in _BLOCKS else "")
                words.append(_unwrapped(node.text))
            continue
        silent -= is_silent
        if not silent:
            words.append("\n" if tag == "p" else _EDGE if tag in _BLOCKS else " " if tag in ("td", "th") else "")
            words.append(_unwrapped(node.tail))
    whole = re.sub(rf"[{_EDGE} ]*{_EDGE}[{_EDGE} ]*", "\n", "".join(words))
    lines = (" ".join(line.split()) for line in whole.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _unwrapped(text: str | None) -> str:
    """Return text of a page without its own line ends, which mean a space there."""
    return re.sub(rf"\s*\n\s*|{_EDGE}", " ", text) if text else ""
