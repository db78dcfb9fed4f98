"""What an act on a receipt has to know: whose money it is, where it stands, and what the creditor lets pass."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from dunwell.base.money import round_amount
from dunwell.cash.allocations.rules import AllocationLine, ItemFacts, Limits
from dunwell.cash.matching.models import MatchingRules, Proposal
from dunwell.cash.receipts.models import Receipt, ReceiptMovement
from dunwell.cash.receipts.rules import Places
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.receivables.entries.rules import CASH_SOURCE
from dunwell.receivables.journal.queries import templates_of
from dunwell.receivables.journal.rules import Fact
from dunwell.receivables.open_items.models import OpenItem


def places_of(receipt: Receipt) -> Places:
    """Return where a receipt's money is."""
    return Places(
        suspense=receipt.suspense_amount,
        on_account=receipt.on_account_amount,
        applied=receipt.applied_amount,
        refunded=receipt.refunded_amount,
        returned=receipt.returned_amount,
    )


def on_account_ids(receipt_id: int) -> list[int]:
    """Return the on-account items that a receipt's money ever stood on, oldest first."""
    held = ReceiptMovement.objects.filter(receipt_id=receipt_id, on_account_item__isnull=False)
    return sorted(set(held.values_list("on_account_item_id", flat=True)))


def limits_of(creditor_id: int) -> Limits:
    """Return what a clerk may let pass at a creditor, by its matching rules in force or the shipped ones."""
    document: Mapping[str, Any] | None = (
        MatchingRules.objects.filter(creditor_id=creditor_id, is_live=True).values_list("document", flat=True).first()
    )
    return Limits.of_document(document or {})


def is_family(first: Customer | None, second: Customer) -> bool:
    """Return whether two customers are one, or of one family; nobody in particular is family of everybody."""
    if first is None:
        return True
    return (first.parent_id or first.pk) == (second.parent_id or second.pk)


def facts_of(item: OpenItem) -> ItemFacts:
    """Return what the rules of allocations ask of a document."""
    return ItemFacts(
        open_item_id=item.pk,
        item_number=item.item_number,
        is_receipt_money=item.source == CASH_SOURCE,
        currency=item.currency,
        original_amount=item.original_amount,
        open_amount=item.open_amount,
        posting_date=item.posting_date,
        discount_date=item.discount_date,
        discount_amount=item.discount_amount,
        is_disputed=item.is_disputed,
    )


def proposed_lines(proposal: Proposal) -> list[AllocationLine]:
    """Return a proposal's items as lines to post."""
    return [
        AllocationLine(
            open_item_id=int(item["open_item_id"]),
            amount=Decimal(item["amount"]),
            discount_amount=Decimal(item.get("discount") or 0),
            tolerance_amount=Decimal(item.get("tolerance") or 0),
            fee_amount=Decimal(item.get("fee") or 0),
            deduction_amount=Decimal(item.get("deduction") or 0),
            deduction_code=str(item.get("deduction_code") or ""),
        )
        for item in proposal.items
    ]


_MOVEMENTS = """
    SELECT 'movement', m.id, m.posting_key, m.effective_date, m.currency, m.amount,
           COALESCE(x.rate, CASE WHEN m.currency = c.base_currency THEN 1 END), m.from_place,
           CASE WHEN m.kind = 'forfeited' THEN 'forfeited' ELSE m.to_place END,
           COALESCE(b.ledger_account, ''), m.customer_id, m.kind || ' ' || r.number
    FROM cash_receipt_movement m
    JOIN cash_receipt r ON r.id = m.receipt_id
    JOIN platform_creditor c ON c.id = m.creditor_id
    LEFT JOIN cash_bank_account b ON b.id = r.bank_account_id
    LEFT JOIN LATERAL (
        SELECT e.rate FROM receivables_exchange_rate e
        WHERE e.creditor_id = m.creditor_id AND e.currency = m.currency AND m.currency <> c.base_currency
          AND e.rate_date <= r.value_date ORDER BY e.rate_date DESC LIMIT 1
    ) x ON true
    WHERE m.creditor_id = %(creditor_id)s AND m.effective_date <= %(day)s AND NOT EXISTS (
        SELECT 1 FROM receivables_journal_fact f
        WHERE f.creditor_id = m.creditor_id AND f.kind = 'movement' AND f.fact_id = m.id)
    ORDER BY m.id
"""

_REFUNDS = """
    SELECT 'refund', f.id, f.posting_key, f.paid_date, f.currency, f.amount,
           COALESCE(i.booking_rate, x.rate, CASE WHEN f.currency = c.base_currency THEN 1 END), 'refunded', 'paid_out',
           COALESCE(b.ledger_account, ''), f.customer_id, 'refund ' || f.payment_reference
    FROM cash_refund f
    JOIN platform_creditor c ON c.id = f.creditor_id
    LEFT JOIN receivables_open_item i ON i.id = f.credit_item_id
    LEFT JOIN cash_receipt r ON r.id = f.receipt_id
    LEFT JOIN cash_bank_account b ON b.id = r.bank_account_id
    LEFT JOIN LATERAL (
        SELECT e.rate FROM receivables_exchange_rate e
        WHERE e.creditor_id = f.creditor_id AND e.currency = f.currency AND f.currency <> c.base_currency
          AND e.rate_date <= COALESCE(r.value_date, f.paid_date) ORDER BY e.rate_date DESC LIMIT 1
    ) x ON true
    WHERE f.creditor_id = %(creditor_id)s AND f.state = 'paid' AND f.paid_date <= %(day)s AND NOT EXISTS (
        SELECT 1 FROM receivables_journal_fact t
        WHERE t.creditor_id = f.creditor_id AND t.kind = 'refund' AND t.fact_id = f.id)
    ORDER BY f.id
"""


def untold_cash(creditor_id: int, day: date) -> list[Fact]:
    """Return movements of receipts and paid refunds up to a day that the journal was not told, with the accounts.

    Where money only passes between a customer's account and documents, both sides are clearing: the entries tell it.
    A fact in a currency without a rate waits for one.
    """
    base = Creditor.objects.values_list("base_currency", flat=True).get(pk=creditor_id)
    _, templates = templates_of(creditor_id)
    facts = []
    with connection.cursor() as cursor:
        for sql in (_MOVEMENTS, _REFUNDS):
            cursor.execute(sql, {"creditor_id": creditor_id, "day": day})
            for kind, pk, key, effective, currency, amount, rate, origin, target, number, customer_id, text in cursor:
                if rate is not None:
                    worth = round_amount(amount * rate, base)
                    facts.append(
                        Fact(
                            kind, pk, key, effective, currency, amount, worth, templates.places[origin],
                            templates.places[target], number=number, customer_id=customer_id, text=text.strip(),
                        )
                    )  # fmt: skip
    return facts
