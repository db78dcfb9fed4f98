"""What the matcher says of the receipts that an engine's tables hold."""

from collections.abc import Iterable, Sequence

from dunwell.base.processes import pieces, uncollected
from dunwell.cash.evidence.queries import Engine, processes_for, read_tables
from dunwell.cash.evidence.rules import Waiting
from dunwell.cash.matching.rules import MatchingDocument
from dunwell.cash.rounds.rules import Book, Matched, Matcher, match_all, match_each

_PIECE = 1_000


def match_with(
    engine: Engine, document: MatchingDocument, matcher: Matcher | None = None, receipt_ids: Iterable[int] | None = None
) -> dict[int, Matched]:
    """Return what the matcher says of the waiting receipts that an engine's tables hold, by receipt."""
    wanted = None if receipt_ids is None else set(receipt_ids)
    found: dict[int, Matched] = {}
    with uncollected():
        read = read_tables(engine)
        for currency, receipts in sorted(read.receipts.items()):
            matched = match_all(receipts, read.book(currency), document, matcher or match_in_processes)
            found |= {number: one for number, one in matched.items() if wanted is None or number in wanted}
    return found


def match_in_processes(receipts: Sequence[Waiting], book: Book, document: MatchingDocument) -> list[Matched]:
    """Return what `match_each` does, in two processes where that is worth it."""
    starts = range(0, len(receipts), _PIECE)

    def work(number: int) -> list[Matched]:
        return match_each(receipts[starts[number] : starts[number] + _PIECE], book, document)

    found = pieces(work, len(starts), processes_for(len(receipts)))
    return [one for piece in found for one in piece]
