"""From a PDF to its pages: ruled tables and the lines beside them; pages without text are read as pictures."""

import io
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, NamedTuple

import pdfplumber
from pdfplumber.utils.pdfinternals import resolve

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_pdf.scan import Word, read_scan
from dunwell.exchange.reading.advice_lines import Line, Token
from dunwell.exchange.reading.grids import FileFault

CODE = "exchange.remit_pdf"
MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 300
MAX_LETTERS = 2_000_000
_INVOICE_FILES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
Note = Callable[[Problem], None]


class Page(NamedTuple):
    """One page: its ruled tables as rows of cells, and the lines that stand in none of them."""

    number: int
    tables: list[list[list[str]]]
    lines: list[Line]


def _fault(code: str, text: str, **facts: object) -> FileFault:
    return FileFault(Problem(f"{CODE}.{code}", text, facts=facts))


def read_pages(file: BinaryIO, note: Note) -> list[Page]:
    """Return the pages of a PDF; raise `FileFault` for one that is locked, damaged, too large, a scan or an invoice."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > MAX_BYTES:
        words = gettext_noop("The PDF has {size} MB, more than is read at once. Split it and send the parts.")
        raise _fault("too_large", words, size=size // 1_048_576)
    try:
        with pdfplumber.open(io.BytesIO(file.read())) as document:
            return _pages(document, note)
    except FileFault:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged PDF makes its reader fail in any way
        if "PDFPasswordIncorrect" in repr((error, error.__cause__, error.__context__)):
            raise _locked() from None
        words = gettext_noop("The PDF is damaged and cannot be read. Ask for it again.")
        raise _fault("damaged", words, error=type(error).__name__) from None


def _locked() -> FileFault:
    return _fault("locked", gettext_noop("The PDF is locked with a password. Save it without one and send it again."))


def _pages(document: Any, note: Note) -> list[Page]:
    if _embedded_invoice(document):
        words = gettext_noop("This is an invoice, not a remittance. Take it in where invoices belong.")
        raise _fault("invoice", words)
    count = len(document.pages)
    if count > MAX_PAGES:
        words = gettext_noop("The PDF has {count} pages, more than the {most} that are read. Split it.")
        raise _fault("too_many_pages", words, count=count, most=MAX_PAGES)
    found: list[Page] = []
    row = letters = 0
    for number, page in enumerate(document.pages, start=1):
        letters += len(page.chars)
        if letters > MAX_LETTERS:
            words = gettext_noop("The PDF has more text than is read at once. Split it and send the parts.")
            raise _fault("too_large", words)
        if page.chars:
            made = _page(page, number, row)
            row += len(made.lines)
            found.append(made)
            page.close()
    if count == 0:
        raise _fault("damaged", gettext_noop("The PDF is damaged and cannot be read. Ask for it again."))
    return found or _scanned(document, note)


def _embedded_invoice(document: Any) -> bool:
    """Return whether an invoice's XML is attached to the document (Factur-X, ZUGFeRD, XRechnung)."""
    catalog = document.doc.catalog
    found: list[str] = []

    def walk(node: Any, depth: int = 0) -> None:
        node = resolve(node)
        if depth > 12 or len(found) > 200:
            return
        if isinstance(node, dict):
            for key in ("F", "UF"):
                name = resolve(node.get(key))
                if isinstance(name, bytes):
                    found.append(
                        name.decode("utf-16" if name[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
                    )
            for key in ("EmbeddedFiles", "Names", "Kids"):
                walk(node.get(key), depth + 1)
        elif isinstance(node, list):
            for one in node[:200]:
                if not isinstance(one, bytes | str):
                    walk(one, depth + 1)

    walk(catalog.get("Names"))
    walk(catalog.get("AF"))
    return any(name.lower().replace(" ", "") in _INVOICE_FILES for name in found)


def _page(page: Any, number: int, row: int) -> Page:
    """Return a page: words outside of ruled tables are put into lines from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = [
        Word(word["x0"], word["x1"], word["top"], word["bottom"], word["text"])
        for word in page.extract_words(x_tolerance=1.5, y_tolerance=2, keep_blank_chars=False)
        if not any(_is_inside(word, box) for box in boxes)
    ]
    cells = [[[cell or "" for cell in line] for line in table.extract()] for table in tables]
    return Page(number, cells, lines_of(words, number, row))


def _is_inside(word: Any, box: tuple[float, float, float, float]) -> bool:
    middle, height = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def lines_of(words: Sequence[Word], page: int, row: int) -> list[Line]:
    """Return words as lines: those at one height, joined where the gap between them is that of a space."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: ((one.top + one.bottom) / 2, one.start)):
        middle = (word.top + word.bottom) / 2
        if lines and lines[-1][0].top <= middle <= lines[-1][0].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(row + number, _tokens(line), page) for number, line in enumerate(lines, start=1)]


def _tokens(words: list[Word]) -> tuple[Token, ...]:
    found: list[Token] = []
    for word in sorted(words, key=lambda one: one.start):
        gap = 0.65 * (word.bottom - word.top)
        if found and word.start - found[-1].end <= gap:
            found[-1] = Token(found[-1].start, word.end, f"{found[-1].text} {word.text}")
        else:
            found.append(Token(word.start, word.end, word.text))
    return tuple(found)


def _scanned(document: Any, note: Note) -> list[Page]:
    """Return the pages of a scan as the `tesseract` program reads them; say so, for it may misread."""
    scanned = read_scan(document.pages)
    if scanned is None:
        words = gettext_noop(
            "The PDF is a scan without text, and tesseract, which could read it, is not installed. "
            "Install it, or enter this remittance by hand."
        )
        raise _fault("scan", words)
    words = gettext_noop("The PDF is a scan; its letters were recognized by tesseract. Compare the amounts.")
    note(Problem(f"{CODE}.recognized", words))
    found, row = [], 0
    for number, page in enumerate(scanned, start=1):
        lines = lines_of(page, number, row)
        row += len(lines)
        found.append(Page(number, [], lines))
    return found
