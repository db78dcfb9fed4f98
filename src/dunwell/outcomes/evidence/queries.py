"""Questions about money: what came in from customers, as far as a promise or plan may count it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q

from dunwell.cash.receipts.models import Receipt
from dunwell.outcomes.evidence.models import Evidence
from dunwell.outcomes.evidence.rules import Blocks, Money, without_netted_credits
from dunwell.outcomes.plans.models import Plan
from dunwell.outcomes.plans.rules import RUNNING, PlanState
from dunwell.outcomes.promises.models import Promise
from dunwell.outcomes.promises.rules import PromiseStatus
from dunwell.receivables.holds.models import Hold
from dunwell.receivables.holds.rules import HoldReason

BLOCKING = (HoldReason.DISPUTE, HoldReason.HARDSHIP, HoldReason.LEGAL, HoldReason.INSOLVENCY)

# What receipts paid (undone allocations and their opposites sum to nothing), what of them waits on account, what the
# ledger alone says was paid, on account money set against a document included, and on-account money without a receipt.
_MONEY = """
    SELECT a.customer_id, a.item_currency, sum(a.item_amount), r.value_date, r.created_at, a.open_item_id, r.id
    FROM cash_allocation a
    JOIN cash_receipt r ON r.id = a.receipt_id
    WHERE a.creditor_id = %(creditor_id)s AND a.customer_id = ANY(%(customer_ids)s)
      AND r.value_date BETWEEN %(since)s AND %(as_of)s
    GROUP BY a.customer_id, a.item_currency, r.value_date, r.created_at, a.open_item_id, r.id
    HAVING sum(a.item_amount) <> 0
    UNION ALL
    SELECT i.customer_id, i.currency, -i.open_amount, r.value_date, r.created_at, NULL, r.id
    FROM receivables_open_item i
    JOIN LATERAL (
        SELECT m.receipt_id FROM cash_receipt_movement m WHERE m.on_account_item_id = i.id LIMIT 1
    ) m ON true
    JOIN cash_receipt r ON r.id = m.receipt_id
    WHERE i.creditor_id = %(creditor_id)s AND i.customer_id = ANY(%(customer_ids)s) AND i.open_amount < 0
      AND i.kind = 'on_account' AND i.source = 'cash' AND r.value_date BETWEEN %(since)s AND %(as_of)s
    UNION ALL
    SELECT e.customer_id, e.currency, -e.amount, coalesce(c.document_date, e.effective_date),
           coalesce(c.created_at, e.recorded_at), e.open_item_id, NULL
    FROM receivables_entry e
    JOIN receivables_open_item i ON i.id = e.open_item_id AND i.original_amount > 0
    LEFT JOIN receivables_entry p ON e.kind = 'credit' AND p.customer_id = e.customer_id
          AND p.effective_date = e.effective_date AND p.posting_key = e.posting_key AND p.kind = 'transfer'
    LEFT JOIN receivables_open_item c ON c.id = p.open_item_id AND c.kind = 'on_account'
    WHERE e.creditor_id = %(creditor_id)s AND e.customer_id = ANY(%(customer_ids)s) AND e.amount < 0
      AND e.effective_date BETWEEN %(since)s AND %(as_of)s
      AND (e.kind = 'cleared_at_source' OR (e.kind = 'payment' AND e.posting_key = '') OR c.id IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM receivables_entry v WHERE v.reverses_id = e.id)
    UNION ALL
    SELECT i.customer_id, i.currency, -i.open_amount, i.document_date, i.created_at, NULL, NULL
    FROM receivables_open_item i
    WHERE i.creditor_id = %(creditor_id)s AND i.customer_id = ANY(%(customer_ids)s) AND i.open_amount < 0
      AND i.kind = 'on_account' AND i.source <> 'cash' AND i.document_date BETWEEN %(since)s AND %(as_of)s
"""


def money_of(creditor_id: int, customer_ids: Sequence[int], since: date, as_of: date) -> dict[int, list[Money]]:
    """Return customer id -> the money of value dates from `since` to `as_of`, as it stands now; credit memos are none.

    One query for all customers. Money that the bank took back or that was undone is not there any more.
    """
    asked: dict[str, Any] = {
        "creditor_id": creditor_id,
        "customer_ids": list(customer_ids),
        "since": since,
        "as_of": as_of,
    }
    found: dict[int, list[Money]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_MONEY, asked)
        for customer_id, currency, amount, value_date, known_at, item_id, receipt_id in cursor.fetchall():
            found[customer_id].append(Money(currency, amount, value_date, known_at, item_id, receipt_id))
    return {customer_id: without_netted_credits(monies) for customer_id, monies in found.items()}


def customers_to_judge(creditor_id: int, as_of: date, customer_ids: Iterable[int] | None = None) -> list[int]:
    """Return the customers whose promises or plans may move; of those asked also what seemed settled for good."""
    given = Q(status=PromiseStatus.ACTIVE)
    agreed = Q(state__in=[*RUNNING, PlanState.DEFAULTED]) | Q(state=PlanState.OFFERED, offer_until_date__lt=as_of)
    if customer_ids is not None:
        wanted = Q(customer_id__in=list(customer_ids))
        given = (given | Q(status=PromiseStatus.CONFIRMED)) & wanted
        agreed = (agreed | Q(state=PlanState.COMPLETED)) & wanted
    promised = Promise.objects.filter(given, creditor_id=creditor_id).values_list("customer_id", flat=True)
    planned = Plan.objects.filter(agreed, creditor_id=creditor_id).values_list("customer_id", flat=True)
    return sorted({*promised.distinct(), *planned.distinct()})


def blocks_of(customer_ids: Sequence[int], as_of: date) -> Blocks:
    """Return what stops the clocks of these customers on a day: holds on all of a customer or of a document."""
    held = Hold.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gte=as_of),
        Q(lifted_date__isnull=True) | Q(lifted_date__gt=as_of),
        Q(amount__isnull=True) | Q(amount__gte=F("open_item__open_amount")),
        customer_id__in=customer_ids,
        placed_date__lte=as_of,
        reason__in=BLOCKING,
    )
    rows = list(held.values_list("customer_id", "open_item_id"))
    return Blocks(
        frozenset(customer_id for customer_id, item_id in rows if item_id is None),
        frozenset(item_id for _, item_id in rows if item_id is not None),
    )


def evidence_by_claim(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], list[Evidence]]:
    """Return installment -> what the last judgement found for it."""
    wanted: dict[str, list[int]] = {"promise": [], "plan": []}
    for kind, number in keys:
        wanted[kind].append(number)
    found: dict[tuple[str, int], list[Evidence]] = {}
    for row in Evidence.objects.filter(promise_installment_id__in=wanted["promise"]):
        found.setdefault(("promise", row.promise_installment_id or 0), []).append(row)
    for row in Evidence.objects.filter(plan_installment_id__in=wanted["plan"]):
        found.setdefault(("plan", row.plan_installment_id or 0), []).append(row)
    return found


def returned_receipts(receipt_ids: Iterable[int | None]) -> set[int]:
    """Return which of these receipts the bank took back, in whole or in part."""
    asked = {number for number in receipt_ids if number is not None}
    return set(Receipt.objects.filter(pk__in=asked, returned_amount__gt=0).values_list("pk", flat=True))
