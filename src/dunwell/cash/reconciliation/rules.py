"""The bank's balance and the books' are the same but for differences that have names and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from dunwell.base.words import gettext_noop

ZERO = Decimal(0)


class DifferenceKind(StrEnum):
    """Why the two balances differ; each is signed so that book + differences = statement."""

    LINES_NOT_BOOKED = "lines_not_booked"
    RETURNS_IN_TRANSIT = "returns_in_transit"
    RECEIPTS_WITHOUT_LINES = "receipts_without_lines"
    RECEIPTS_NOT_ON_STATEMENT = "receipts_not_on_statement"
    RETURNS_NOT_ON_STATEMENT = "returns_not_on_statement"
    WAITING_STATEMENTS = "waiting_statements"
    RELEASED_DIFFERENCES = "released_differences"
    GAPS = "gaps"


TITLES: Mapping[DifferenceKind, str] = {
    DifferenceKind.LINES_NOT_BOOKED: gettext_noop("On the statement, no receipt: fees, money out"),
    DifferenceKind.RETURNS_IN_TRANSIT: gettext_noop("Returned by the bank, not yet taken back here"),
    DifferenceKind.RECEIPTS_WITHOUT_LINES: gettext_noop("Receipts typed in, on no statement"),
    DifferenceKind.RECEIPTS_NOT_ON_STATEMENT: gettext_noop("Receipts of early reports, not on a statement yet"),
    DifferenceKind.RETURNS_NOT_ON_STATEMENT: gettext_noop("Taken back here, not on a statement yet"),
    DifferenceKind.WAITING_STATEMENTS: gettext_noop("Statements that wait"),
    DifferenceKind.RELEASED_DIFFERENCES: gettext_noop("Statements released though they did not tie"),
    DifferenceKind.GAPS: gettext_noop("Between statements that do not go on from one another"),
}


@dataclass(frozen=True)
class DifferencePart:
    """One thing that makes up a difference: a line, a receipt or a statement, by its id, with its signed amount."""

    noun: str
    id: int
    on_date: date | None
    amount: Decimal
    text: str


@dataclass(frozen=True)
class Difference:
    """One named difference; `rows` are its first ones, `count` is of all."""

    kind: DifferenceKind
    title: str
    amount: Decimal
    count: int
    rows: tuple[DifferencePart, ...]


@dataclass(frozen=True)
class Reconciliation:
    """One account on one day: statement_amount = book_amount + differences + unexplained_amount.

    `statement_date` is the day of the last statement by then, None before the first; amounts are in `currency`.
    """

    bank_account_id: int
    account: str
    currency: str
    as_of: date
    statement_id: int | None
    statement_date: date | None
    statement_amount: Decimal
    book_amount: Decimal
    differences: tuple[Difference, ...]
    unexplained_amount: Decimal


class Link(NamedTuple):
    """A statement in the chain of its account. `again` is the sum of lines that one before it in the chain has too."""

    statement_id: int
    closing_date: date | None
    opening: Decimal | None
    closing: Decimal | None
    booked: Decimal
    is_waiting: bool
    again: Decimal = ZERO


class Chained(NamedTuple):
    """What a chain of statements comes to: where it begins and ends, and what its statements leave open."""

    opening: Decimal
    closing: Decimal
    waiting: tuple[tuple[Link, Decimal], ...]
    released: tuple[tuple[Link, Decimal], ...]
    gaps: tuple[tuple[Link, Decimal], ...]


def chained(links: Sequence[Link]) -> Chained:
    """Return what statements in their order come to. A balance that one does not give follows from what it does."""
    first, before = ZERO, None
    waiting, released, gaps = [], [], []
    for link in links:
        opening = _opening(link, before)
        closing = opening + link.booked if link.closing is None else link.closing
        if before is None:
            first = opening
        elif gap := opening - before + link.again:
            gaps.append((link, gap))
        if link.is_waiting:
            waiting.append((link, closing - opening))
        elif rest := closing - opening - link.booked:
            released.append((link, rest))
        before = closing
    return Chained(first, ZERO if before is None else before, tuple(waiting), tuple(released), tuple(gaps))


def _opening(link: Link, before: Decimal | None) -> Decimal:
    if link.opening is not None:
        return link.opening
    if link.closing is not None:
        return link.closing - link.booked
    return ZERO if before is None else before - link.again
