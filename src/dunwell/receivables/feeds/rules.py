"""A feed: the rows that one source sends about open items, and what they mean for the ledger.

A row says what a document is, and as much as its source knows of what became of it:

* `open_amount`: what is still open by the source's own books; the ledger is moved to it.
* `paid_amount`: how much of it was paid so far (signed like the document), on `paid_date` where that is given.
* `settled_date` alone: settled in full on that day.
* none of them: the document's amount; what the ledger knows of payments stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dunwell.base.money import plain
from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop


@dataclass(frozen=True)
class FeedResult:
    """What a feed found or did: counts of rows, totals of open amounts by currency, problems and notes."""

    rows: int
    new: int
    changed: int
    unchanged: int
    closed: int
    problems: tuple[Problem, ...] = ()
    open_sums: Mapping[str, Decimal] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def check_control_total(sums: Mapping[str, Decimal], control_total: Decimal, currency: str | None = None) -> None:
    """Refuse a feed whose open amounts do not add up to the total its sender stated, saying the difference.

    With several currencies the total is that of `currency`; without one it must be a single-currency feed.
    """
    if currency is None and len(sums) > 1:
        raise Refusal(
            "receivables.feed.control_total_currency",
            gettext_noop("The file holds {currencies}. Say which currency the control total is in."),
            currencies=", ".join(sorted(sums)),
        )
    code = currency or next(iter(sums), "")
    total = sums.get(code, Decimal(0))
    if total != control_total:
        raise Refusal(
            "receivables.feed.control_total_differs",
            gettext_noop(
                "The rows add up to {total} {currency}, the control total is {control_total}: a difference of "
                "{difference}. Nothing was posted; repair the rows that were set aside, or check the total."
            ),
            total=plain(total, code or "USD"),
            currency=code,
            control_total=plain(control_total, code or "USD"),
            difference=plain(total - control_total, code or "USD"),
        )
