"""Reading a PDF: its pages become lines and tables, these become one advice per payment."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_pdf.pages import Page, read_pages
from dunwell.exchange.reading.advice import Advice, remittance_of, settle_reading
from dunwell.exchange.reading.advice_lines import Column, Layout, Line, Token, columns_of, read_lines, take_row
from dunwell.exchange.reading.advice_text import read_text_rows
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.remittances import Report, parsed_remittances
from dunwell.exchange.reading.statements import Remittance

CODE = "exchange.remit_pdf"
_ADVICE = re.compile(r"(?i)remit|payment\s*(?:advice|detail|summary|notification)|settlement|付款|匯款|avis|zahlung")
_INVOICE = re.compile(
    r"(?im)^\W*(?:tax\s+|commercial\s+|pro\s?forma\s+|handels|商業)?(?:invoice|rechnung|facture|factura|發票)"
    r"(?:\W*$|\s*(?:\(\d+\)\s*)?(?:no|number|nr|#)?\W{0,3}\s*[\w/-]*\d)"
)
_TITLE = re.compile(
    r"(?i)(?P<payer>\S.*?)\s*(?:--|–|—|\||\s-\s)\s*(?:vendor\s|supplier\s|distributor\s)?(?:remittance|payment|settlement|匯款|付款)"
)


def sniff(head: bytes, file_name: str) -> int:  # noqa: ARG001 - the signature every sniffer has
    """Return how sure it is: any PDF is taken for it, so that what it is can be said."""
    return 60 if b"%PDF-" in head[:1024] else 0


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Remittance]:  # noqa: ARG001
    """Read the remittances of a PDF. Grain: one payment. Never raises for what the file holds."""
    return parsed_remittances(file, "pdf", _read, limits or Limits())


def _read(file: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    pages = read_pages(file, parsed.notes.append)
    text = "\n".join(line.text for page in pages for line in page.lines)
    text += "\n".join(" ".join(row) for page in pages for table in page.tables for row in table)
    advices = [advice for group in _groups(pages) if (advice := _advice(group)) is not None]
    if not _ADVICE.search(text) and _INVOICE.search(text):
        report(_invoice())
        return
    if not advices:
        words = gettext_noop("Neither a table of documents nor a sum was found. Enter this remittance by hand.")
        report(Problem(f"{CODE}.nothing_found", words, _address(pages)))
        return
    reading = settle_reading(advices)
    for advice in advices:
        made = remittance_of(advice, reading, report, parsed.notes.append)
        if made is not None:
            yield made


def _invoice() -> Problem:
    words = gettext_noop("This is an invoice, not a remittance. Take it in where invoices belong.")
    return Problem(f"{CODE}.invoice", words)


def _address(pages: list[Page]) -> str:
    numbers = [page.number for page in pages]
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]}-{numbers[-1]}"


def _groups(pages: list[Page]) -> Iterator[list[Page]]:
    """Yield the pages of each payment: one that states another payment's number begins the next."""
    group: list[Page] = []
    current = ""
    for page in pages:
        trace = read_lines(page.lines).facts.get("trace", "")
        if group and trace and current and trace != current:
            yield group
            group, current = [], ""
        group.append(page)
        current = current or trace
    if group:
        yield group


def _advice(pages: list[Page]) -> Advice | None:
    """Return what the pages of one payment state; None where it is neither a line nor a sum."""
    layout = read_lines([line for page in pages for line in page.lines])
    columns: list[Column] = []
    for page in pages:
        for table in page.tables:
            columns = _take_table(table, columns, layout, f"page {page.number}")
    if not layout.rows:
        read_text_rows(layout.other, layout)
    if not layout.rows and "amount" not in layout.totals:
        return None
    if "payer" not in layout.facts:
        title = next((match for line in layout.other[:4] if (match := _TITLE.match(line.text))), None)
        layout.facts |= {"payer": title["payer"]} if title else {}
    advice = layout.advice(CODE, _address(pages))
    named = [f"{name} {amount}" for name, amount in layout.totals.items() if name != "amount"]
    advice.texts.extend(named)
    return advice


def _take_table(table: list[list[str]], columns: list[Column], layout: Layout, sheet: str) -> list[Column]:
    """Take the rows of a ruled table; one without headings goes on with those of the table before it."""
    for number, row in enumerate(table, start=1):
        tokens = [Token(index, index + 1, " ".join(cell.split())) for index, cell in enumerate(row)]
        found = columns_of([token for token in tokens if token.text])
        if found:
            columns = _over_all(found, tokens)
            continue
        if len(columns) == len(row):
            cells: dict[str, str] = {}
            for column, token in zip(columns, tokens, strict=True):
                cells[column.field] = f"{cells.get(column.field, '')} {token.text}".strip()
            if take_row(cells, number, layout, sheet):
                continue
        filled = tuple(token for token in tokens if token.text)
        if filled:
            beside = read_lines([Line(number, filled)])
            for name, value in beside.facts.items():
                layout.facts.setdefault(name, value)
            for name, value in beside.totals.items():
                layout.totals.setdefault(name, value)
    return columns


def _over_all(found: list[Column], tokens: list[Token]) -> list[Column]:
    """Return a column for every cell of a row, those without a heading as ignored."""
    by_start = {column.start: column for column in found}
    return [by_start.get(token.start, Column("ignored", token.start, token.end)) for token in tokens]
