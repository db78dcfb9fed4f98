"""What the matcher says of the receipts that an engine's tables hold."""

import multiprocessing
from collections.abc import Iterable, Sequence

from dunwell.cash.evidence.queries import Engine, read_tables
from dunwell.cash.evidence.rules import Waiting
from dunwell.cash.matching.rules import MatchingDocument
from dunwell.cash.rounds.rules import Book, Matched, Matcher, match_all, match_each

PROCESSES = 2
WORTH_A_PROCESS = 5_000
_PIECE = 500
_work: tuple[Sequence[Waiting], Book, MatchingDocument] | None = None
"""What forked processes inherit: it is never sent, since a book of a million documents would take longer to send."""


def match_with(
    engine: Engine, document: MatchingDocument, matcher: Matcher | None = None, receipt_ids: Iterable[int] | None = None
) -> dict[int, Matched]:
    """Return what the matcher says of the waiting receipts that an engine's tables hold, by receipt."""
    read = read_tables(engine)
    wanted = None if receipt_ids is None else set(receipt_ids)
    found: dict[int, Matched] = {}
    for currency, receipts in sorted(read.receipts.items()):
        matched = match_all(receipts, read.book(currency), document, matcher or match_in_processes)
        found |= {number: one for number, one in matched.items() if wanted is None or number in wanted}
    return found


def match_in_processes(receipts: Sequence[Waiting], book: Book, document: MatchingDocument) -> list[Matched]:
    """Return what `match_each` does, in two processes where that is worth it; they only compute, and ask nobody."""
    global _work  # noqa: PLW0603 - how a fork hands over what it does not send
    if len(receipts) < WORTH_A_PROCESS or "fork" not in multiprocessing.get_all_start_methods():
        return match_each(receipts, book, document)
    _work = (receipts, book, document)
    try:
        with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
            pieces = pool.map(_match_piece, range(0, len(receipts), _PIECE), chunksize=1)
    finally:
        _work = None
    return [one for piece in pieces for one in piece]


def _match_piece(start: int) -> list[Matched]:
    assert _work is not None
    receipts, book, document = _work
    return match_each(receipts[start : start + _PIECE], book, document)
