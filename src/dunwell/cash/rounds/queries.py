"""What the matcher says of the receipts that an engine's tables hold."""

from collections.abc import Iterable

from dunwell.cash.evidence.queries import Engine, read_tables
from dunwell.cash.matching.rules import MatchingDocument
from dunwell.cash.rounds.rules import Matched, Matcher, match_all, match_each


def match_with(
    engine: Engine, document: MatchingDocument, matcher: Matcher = match_each, receipt_ids: Iterable[int] | None = None
) -> dict[int, Matched]:
    """Return what the matcher says of the waiting receipts that an engine's tables hold, by receipt."""
    read = read_tables(engine)
    wanted = None if receipt_ids is None else set(receipt_ids)
    found: dict[int, Matched] = {}
    for currency, receipts in sorted(read.receipts.items()):
        matched = match_all(receipts, read.book(currency), document, matcher)
        found |= {number: one for number, one in matched.items() if wanted is None or number in wanted}
    return found
