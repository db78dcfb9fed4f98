"""No cent is lost: whatever is allocated, undone, returned and given back, entries and receipts add up.

Per currency, what documents and on-account items are open by, less what was issued, is what receipts took off and stand
for; and every receipt's places, movements, entries and allocations agree.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import allocate_receipt, undo_allocation
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, Receipt
from dunwell.cash.receipts.commands import identify_receipt, record_receipt, return_receipt, unidentify_receipt
from dunwell.cash.receipts.queries import unequal_receipts
from dunwell.cash.refunds.commands import approve_refund, pay_refund, request_refund
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import unequal_balances
from dunwell.receivables.periods.commands import lock_period
from dunwell.runs.journal import post_day_journal

DAY = date(2026, 6, 1)
ACTS = ("allocate", "undo", "return", "refund", "identify", "unidentify", "lock")
DOCUMENTS = (("100.00", "USD"), ("250.00", "USD"), ("90.00", "EUR"), ("70.00", "USD"))
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 3), st.integers(1, 30_000)), max_size=14
)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_money_is_conserved_under_any_sequence(steps) -> None:
    viewer, checker = system_viewer("clerk"), system_viewer("checker")
    with viewing(viewer), transaction.atomic():
        _told(viewer, checker, steps)
        transaction.set_rollback(True)


def _told(viewer, checker, steps) -> None:
    creditor = create_creditor(viewer=viewer, name="Conserving", base_currency="USD", country="US")
    customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Harbor")
    items = [
        issue_item(
            viewer=viewer, customer_id=customer.pk, kind="invoice", item_number=f"I-{n}", amount=Decimal(amount),
            currency=currency, document_date=DAY,
        )
        for n, (amount, currency) in enumerate(DOCUMENTS)
    ]  # fmt: skip
    receipts = [
        record_receipt(
            viewer=viewer, creditor_id=creditor.pk, amount=Decimal(amount), currency=currency, value_date=DAY,
            customer_id=customer.pk if known else None,
        )
        for amount, currency, known in (("200.00", "USD", True), ("150.00", "USD", False), ("90.00", "EUR", True))
    ]  # fmt: skip
    for place, step in enumerate(steps):
        try:
            with transaction.atomic():
                _act(viewer, checker, step, receipts, items, DAY + timedelta(days=place))
        except Refusal:
            pass
        _conserved(creditor.pk)
    # The journal tells every one of it, balanced (its own rule stops where it is not).
    post_day_journal(viewer=viewer, creditor_id=creditor.pk, journal_date=DAY + timedelta(days=99))


def _act(viewer, checker, step, receipts, items, day) -> None:
    act, which, what, cents = step
    receipt, item, amount = receipts[which], items[what], Decimal(cents) / 100
    facts = {"viewer": viewer, "receipt_id": receipt.pk, "effective_date": day}
    if act == "allocate":
        short = Decimal(5) if cents % 3 == 0 else Decimal(0)
        line = AllocationLine(item.pk, amount, deduction_amount=short, deduction_code="06" if short else "")
        allocate_receipt(**facts, lines=[line])
    elif act == "undo":
        live = Allocation.objects.filter(receipt=receipt, reverses=None, reversed_by=None).order_by("pk")
        if live:
            undo_allocation(
                viewer=viewer, allocation_id=live[cents % len(live)].pk, effective_date=day, reason="by mistake"
            )
    elif act == "return":
        return_receipt(**facts, return_code="R01", amount=amount if cents % 2 else None)
    elif act == "identify":
        identify_receipt(**facts, customer_id=item.customer_id, amount=amount if cents % 2 else None)
    elif act == "unidentify":
        unidentify_receipt(**facts, reason="wrong payer")
    elif act == "lock":
        lock_period(viewer=viewer, creditor_id=receipt.creditor_id, through_date=day - timedelta(days=3), reason="x")
    else:
        of = OpenItem.objects.filter(kind="on_account", item_number__startswith=receipt.number, open_amount__lt=0)
        if of:
            refund = request_refund(viewer=viewer, credit_item_id=of[0].pk, amount=amount, reason="paid twice")
            approve_refund(viewer=checker, refund_id=refund.pk)
            pay_refund(viewer=viewer, refund_id=refund.pk, paid_date=day)


def _conserved(creditor_id: int) -> None:
    assert unequal_receipts(creditor_id) == []
    assert unequal_balances(creditor_id) == []
    for currency in ("USD", "EUR"):
        mine = {"creditor_id": creditor_id, "currency": currency}
        issued = _sum(Entry.objects.filter(**mine, kind="issued", open_item__kind="invoice"))
        ledger = _sum(Entry.objects.filter(**mine))
        receipts = list(Receipt.objects.filter(**mine))
        received = sum((row.amount for row in receipts), Decimal(0))
        away = sum((row.refunded_amount + row.returned_amount for row in receipts), Decimal(0))
        waits = sum((row.suspense_amount for row in receipts), Decimal(0))
        # What the ledger went down by is the money that is neither gone again nor still out of receivables.
        assert issued - ledger == received - away - waits, currency
        assert all(open_amount >= 0 for open_amount in _opens(mine, "invoice", "deduction"))
        assert all(open_amount <= 0 for open_amount in _opens(mine, "on_account"))


def _sum(entries) -> Decimal:
    return sum(entries.values_list("amount", flat=True), Decimal(0))


def _opens(mine, *kinds: str) -> list[Decimal]:
    return list(OpenItem.objects.filter(**mine, kind__in=kinds).values_list("open_amount", flat=True))
