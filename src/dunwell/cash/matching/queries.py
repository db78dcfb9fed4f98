"""What is stored of matching: the rules in force, what receipts were proposed to pay, and how well that goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q

from dunwell.base.reasons import Reason
from dunwell.cash.matching.models import MatchingRules, Proposal
from dunwell.cash.matching.rules import MatchingDocument, Verdict, document_of
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.receipts.queries import receipt_of
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.platform.access import Viewer, require
from dunwell.receivables.open_items.models import OpenItem


def live_rules(creditor_id: int) -> tuple[MatchingRules | None, MatchingDocument]:
    """Return the rules in force at a creditor; none stored means the shipped ones."""
    kept = MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).first()
    return kept, document_of(kept.document if kept else {})


@dataclass(frozen=True)
class RulesRow:
    """One version of a creditor's matching rules."""

    version: int
    document: dict[str, Any]
    is_live: bool
    note: str
    saved_by: str
    saved_at: datetime
    published_at: datetime | None


def rules_versions(viewer: Viewer, creditor_id: int, limit: int = 100) -> list[RulesRow]:
    """Return the versions of a creditor's matching rules, the newest first; none where the shipped ones hold."""
    require(viewer, "book.read", creditor_id)
    held = MatchingRules.objects.filter(creditor_id=creditor_id).order_by("-version")[:limit]
    return [RulesRow(**{name: getattr(row, name) for name in RulesRow.__dataclass_fields__}) for row in held]


def numbers_of_items(item_ids: Iterable[int]) -> dict[int, str]:
    """Return the documents' numbers by id."""
    return dict(OpenItem.objects.filter(pk__in=set(item_ids)).values_list("pk", "item_number"))


@dataclass(frozen=True)
class ProposalRow:
    """One answer to "which documents does this receipt pay?"; `items` and `arithmetic` as `Proposal` keeps them."""

    id: int
    receipt_id: int
    rank: int
    score: Decimal
    verdict: str
    customer_id: int | None
    customer_name: str
    items: tuple[dict[str, Any], ...]
    residual_amount: Decimal
    residual_kind: str
    arithmetic: tuple[dict[str, Any], ...]
    reasons: tuple[Reason, ...]
    solution_count: int
    proposed_at: datetime


@dataclass(frozen=True)
class MatchedReceipt:
    """A receipt with what it was last proposed to pay, the best answer first."""

    id: int
    number: str
    currency: str
    amount: Decimal
    waiting_amount: Decimal
    value_date: date
    payer_name: str
    state: str
    proposals: tuple[ProposalRow, ...]


def proposals_of(viewer: Viewer, receipt_id: int) -> list[ProposalRow]:
    """Return what a receipt was last proposed to pay, the best answer first; refuse a receipt out of sight."""
    receipt_of(viewer, receipt_id)
    return _proposals([receipt_id]).get(receipt_id, [])


def waiting_receipt_ids(viewer: Viewer, creditor_id: int) -> list[int]:
    """Return the receipts whose money waits in suspense or on account, the oldest value first."""
    require(viewer, "book.read", creditor_id)
    held = Receipt.objects.filter(creditor_id=creditor_id).exclude(suspense_amount=0, on_account_amount=0)
    return list(held.order_by("value_date", "pk").values_list("pk", flat=True))


def matched_receipts(viewer: Viewer, creditor_id: int, receipt_ids: Sequence[int]) -> list[MatchedReceipt]:
    """Return receipts with their current proposals, in the order asked for."""
    require(viewer, "book.read", creditor_id)
    found = Receipt.objects.filter(creditor_id=creditor_id, pk__in=list(receipt_ids)).in_bulk()
    offered = _proposals(list(found))
    return [_matched(found[number], offered.get(number, [])) for number in receipt_ids if number in found]


def _matched(receipt: Receipt, offered: Sequence[ProposalRow]) -> MatchedReceipt:
    return MatchedReceipt(
        receipt.pk,
        receipt.number,
        receipt.currency,
        receipt.amount,
        receipt.suspense_amount + receipt.on_account_amount,
        receipt.value_date,
        receipt.payer_name,
        receipt.state,
        tuple(offered),
    )


def _proposals(receipt_ids: Sequence[int]) -> dict[int, list[ProposalRow]]:
    found: dict[int, list[ProposalRow]] = {}
    held = Proposal.objects.filter(receipt_id__in=list(receipt_ids), is_current=True).select_related("customer")
    for one in held.order_by("receipt_id", "rank"):
        found.setdefault(one.receipt_id, []).append(_row(one))
    return found


def _row(one: Proposal) -> ProposalRow:
    return ProposalRow(
        one.pk,
        one.receipt_id,
        one.rank,
        one.score,
        one.verdict,
        one.customer_id,
        one.customer.name if one.customer else "",
        tuple(one.items),
        one.residual_amount,
        one.residual_kind,
        tuple(one.arithmetic),
        tuple(Reason.from_dict(each) for each in one.reasons),
        one.solution_count,
        one.proposed_at,
    )


@dataclass(frozen=True)
class WaitingReceipt:
    """Money that is here and may be a customer's: `score` is the best proposal's, None where it stands on account."""

    receipt_id: int
    number: str
    currency: str
    amount: Decimal
    value_date: date
    payer_name: str
    score: Decimal | None


def waiting_receipts_for(viewer: Viewer, customer: OneCustomer, limit: int = 20) -> list[WaitingReceipt]:
    """Return money that waits and is this customer's or is proposed to pay its documents: "you already have it".

    Grain: one row per receipt, the newest value first; weak proposals do not count.
    """
    customer_id = seen_customer(viewer, customer).id
    mine = Q(customer_id=customer_id) | Q(items__contains=[{"customer_id": customer_id}])
    offered: dict[int, Decimal] = {}
    proposed = Proposal.objects.filter(mine, is_current=True).exclude(verdict=Verdict.WEAK)
    for number, score in proposed.exclude(receipt__suspense_amount=0, receipt__on_account_amount=0).values_list(
        "receipt_id", "score"
    ):
        offered[number] = max(score, offered.get(number, Decimal(0)))
    held = Receipt.objects.filter(Q(customer_id=customer_id, on_account_amount__gt=0) | Q(pk__in=list(offered)))
    return [
        WaitingReceipt(
            one.pk, one.number, one.currency, one.suspense_amount + one.on_account_amount, one.value_date,
            one.payer_name, None if one.customer_id == customer_id else offered.get(one.pk),
        )
        for one in held.exclude(suspense_amount=0, on_account_amount=0).order_by("-value_date", "-pk")[:limit]
    ]  # fmt: skip


@dataclass(frozen=True)
class ReportLine:
    """So many receipts, and their money, in one currency."""

    key: str
    currency: str
    count: int
    amount: Decimal


@dataclass(frozen=True)
class CashReport:
    """How cash application goes at a creditor.

    `straight_count` receipts were applied whole by the matcher alone and stand so; of `arrived_count`, those that the
    bank did not return. `suspense` is money without a payer by age in days at `as_of`.
    """

    as_of: date
    states: tuple[ReportLine, ...] = ()
    verdicts: tuple[ReportLine, ...] = ()
    suspense: tuple[ReportLine, ...] = ()
    reversed: tuple[ReportLine, ...] = ()
    arrived_count: int = 0
    straight_count: int = 0
    oldest_suspense_days: int = 0

    @property
    def straight_rate(self) -> Decimal | None:
        """Return the share of receipts that posted themselves whole, four digits; None where none arrived."""
        if not self.arrived_count:
            return None
        return (Decimal(self.straight_count) / self.arrived_count).quantize(Decimal("0.0001"))


_STATES = """
    SELECT state, currency, count(*), sum(amount) FROM cash_receipt
    WHERE creditor_id = %(creditor_id)s AND value_date <= %(as_of)s GROUP BY 1, 2 ORDER BY 1, 2
"""
_VERDICTS = """
    SELECT COALESCE(p.verdict, 'none'), r.currency, count(*), sum(r.suspense_amount + r.on_account_amount)
    FROM cash_receipt r LEFT JOIN cash_proposal p ON p.receipt_id = r.id AND p.is_current AND p.rank = 1
    WHERE r.creditor_id = %(creditor_id)s AND r.value_date <= %(as_of)s
      AND r.suspense_amount + r.on_account_amount > 0
    GROUP BY 1, 2 ORDER BY 1, 2
"""
_SUSPENSE = """
    SELECT CASE WHEN age <= 2 THEN '0-2' WHEN age <= 30 THEN '3-30' WHEN age <= 60 THEN '31-60' ELSE '61+' END,
           currency, count(*), sum(suspense_amount), max(age)
    FROM (SELECT %(as_of)s::date - value_date AS age, currency, suspense_amount FROM cash_receipt
          WHERE creditor_id = %(creditor_id)s AND value_date <= %(as_of)s AND suspense_amount > 0) held
    GROUP BY 1, 2 ORDER BY min(age), 2
"""
_REVERSED = """
    SELECT 'reversed', a.currency, count(*), sum(a.amount)
    FROM cash_allocation a JOIN cash_allocation x ON x.reverses_id = a.id
    WHERE a.creditor_id = %(creditor_id)s AND a.method = 'auto' AND a.effective_date <= %(as_of)s
    GROUP BY 1, 2 ORDER BY 2
"""
_STRAIGHT = """
    SELECT count(*) FILTER (WHERE r.state <> 'returned'),
           count(*) FILTER (WHERE r.state = 'applied' AND r.applied_amount = r.amount AND NOT EXISTS (
               SELECT 1 FROM cash_allocation a WHERE a.receipt_id = r.id
               AND (a.method <> 'auto' OR a.reverses_id IS NOT NULL)))
    FROM cash_receipt r WHERE r.creditor_id = %(creditor_id)s AND r.value_date <= %(as_of)s
"""


def cash_report(viewer: Viewer, creditor_id: int, as_of: date) -> CashReport:
    """Return how cash application stands: receipts by state and by verdict, what posted itself, what was undone.

    Receipts valued by `as_of`, as they stand now; amounts per currency.
    """
    require(viewer, "book.read", creditor_id)
    with connection.cursor() as cursor:

        def asked(statement: str) -> list[tuple[Any, ...]]:
            cursor.execute(statement, {"creditor_id": creditor_id, "as_of": as_of})
            return list(cursor.fetchall())

        suspense = asked(_SUSPENSE)
        arrived, straight = asked(_STRAIGHT)[0]
        return CashReport(
            as_of,
            states=tuple(ReportLine(*row) for row in asked(_STATES)),
            verdicts=tuple(ReportLine(*row) for row in asked(_VERDICTS)),
            suspense=tuple(ReportLine(*row[:4]) for row in suspense),
            reversed=tuple(ReportLine(*row) for row in asked(_REVERSED)),
            arrived_count=arrived,
            straight_count=straight,
            oldest_suspense_days=max((row[4] for row in suspense), default=0),
        )
