"""Questions about the sample of automatic postings that a person looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.allocations.models import Allocation
from dunwell.cash.matching.queries import live_rules
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class SampledPosting:
    """One automatic posting of the sample: a receipt, what it was put against, and how sure the answer was."""

    allocation_id: int
    receipt_id: int
    number: str
    payer: str
    customer_name: str
    currency: str
    amount: Decimal
    item_numbers: Sequence[str]
    effective_date: date
    score: Decimal | None


@dataclass(frozen=True)
class ReviewTotals:
    """How the sample stands: how many wait to be looked at, were right, were taken back; `percent` is its size."""

    waiting: int
    confirmed: int
    undone: int
    percent: Decimal


# Which postings are in the sample follows from their receipt alone, so it is the same whenever it is asked.
_SAMPLE = """
    FROM (
        SELECT min(a.id) AS id, a.receipt_id, sum(a.amount) AS amount, max(a.effective_date) AS effective_date,
               min(a.proposal_id) AS proposal_id, array_agg(DISTINCT i.item_number) AS numbers
        FROM cash_allocation a JOIN receivables_open_item i ON i.id = a.open_item_id
        WHERE a.creditor_id = %(creditor_id)s AND a.method = 'auto' AND a.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM cash_allocation x WHERE x.reverses_id = a.id)
        GROUP BY a.receipt_id
    ) a
    JOIN cash_receipt r ON r.id = a.receipt_id
    WHERE ('x' || substr(md5('review-' || r.id), 1, 8))::bit(32)::bigint %% 1000 < %(share)s
      AND NOT EXISTS (SELECT 1 FROM cash_posting_review v WHERE v.allocation_id = a.id)
"""
_ROWS = """
    SELECT a.id, r.id, r.number, r.payer_name, COALESCE(c.name, ''), r.currency, a.amount, a.numbers, a.effective_date,
           p.score
"""


_FIELDS = tuple(SampledPosting.__dataclass_fields__)


def sampled_postings(viewer: Viewer, creditor_id: int, *, limit: int = 50) -> list[SampledPosting]:
    """Return the automatic postings of the sample that nobody looked at and that stand, the least sure first."""
    require(viewer, "book.read", creditor_id)
    told = {"creditor_id": creditor_id, "share": _share(creditor_id), "limit": limit}
    joined = _SAMPLE.replace(
        "    WHERE ('x'",
        "    LEFT JOIN parties_customer c ON c.id = r.customer_id LEFT JOIN cash_proposal p ON p.id = a.proposal_id\n"
        "    WHERE ('x'",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROWS} {joined} ORDER BY p.score NULLS FIRST, a.amount DESC, a.id LIMIT %(limit)s", told)
        return [SampledPosting(**dict(zip(_FIELDS, row, strict=True))) for row in cursor.fetchall()]


def review_totals(viewer: Viewer, creditor_id: int) -> ReviewTotals:
    """Return how the sample of a creditor's automatic postings stands."""
    require(viewer, "book.read", creditor_id)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_SAMPLE}", {"creditor_id": creditor_id, "share": _share(creditor_id)})
        (waiting,) = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FILTER (WHERE verdict = 'confirmed'), count(*) FILTER (WHERE verdict = 'undone')"
            " FROM cash_posting_review WHERE creditor_id = %s",
            [creditor_id],
        )
        confirmed, undone = cursor.fetchone()
    return ReviewTotals(waiting, confirmed, undone, live_rules(creditor_id)[1].review_percent)


def _share(creditor_id: int) -> int:
    return int(live_rules(creditor_id)[1].review_percent * 10)


def reviewed_receipt(viewer: Viewer, creditor_id: int, allocation_id: int) -> int:
    """Return the receipt of an allocation of a creditor; refuse one out of sight."""
    require(viewer, "book.read", creditor_id)
    found = Allocation.objects.filter(pk=allocation_id, creditor_id=creditor_id).values_list("receipt_id", flat=True)
    receipt_id = found.first()
    if receipt_id is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return receipt_id
