"""Pages of one statement: given as one where that ties, else each as it came."""

from collections.abc import Iterator
from dataclasses import dataclass

from dunwell.exchange.formats.camt.build import settled
from dunwell.exchange.reading.gathering import Gathering, Labeled
from dunwell.exchange.reading.statements import Statement


@dataclass(frozen=True, slots=True)
class Page:
    """One statement as it stands in the file, with its place among the pages."""

    statement: Statement
    address: str
    row: int
    page: int | None
    is_last: bool
    is_bad: bool

    def is_before(self, after: "Page") -> bool:
        """Return whether the other is the page that follows: same account, kind and number, next page."""
        ours, theirs = self.statement, after.statement
        return (
            not self.is_last
            and self.page is not None
            and after.page == self.page + 1
            and (ours.account, ours.currency, ours.kind) == (theirs.account, theirs.currency, theirs.kind)
            and (ours.number == theirs.number or ours.reference == theirs.reference)
        )


def together(pages: Iterator[Page], found: Gathering) -> Iterator[Labeled]:
    """Yield statements: runs of pages as one, all others as they are."""
    held: list[Page] = []
    for page in pages:
        if held and not held[-1].is_before(page):
            yield from _given(held, found)
            held = []
        held.append(page)
    if held:
        yield from _given(held, found)


def _given(pages: list[Page], found: Gathering) -> Iterator[Labeled]:
    if len(pages) > 1:
        first, whole = pages[0], _joined(pages)
        each_ties = all(page.statement.difference() == 0 for page in pages)
        if whole.difference() == 0 or (whole.difference() is None and not each_ties):
            yield (
                first.address,
                settled(whole, first.address, first.row, found, is_bad=any(one.is_bad for one in pages)),
            )
            return
    for page in pages:
        yield page.address, settled(page.statement, page.address, page.row, found, is_bad=page.is_bad)


def _joined(pages: list[Page]) -> Statement:
    """Return all pages as one: the first opening, the last closing, every line."""
    statements = [page.statement for page in pages]
    opens = next((one for one in statements if one.opening is not None), statements[0])
    closes = next((one for one in reversed(statements) if one.closing is not None), statements[-1])
    return statements[0]._replace(
        opening_date=opens.opening_date,
        opening=opens.opening,
        closing_date=closes.closing_date,
        closing=closes.closing,
        lines=tuple(line for one in statements for line in one.lines),
    )
