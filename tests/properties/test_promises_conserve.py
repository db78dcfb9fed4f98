"""A euro keeps one promise: whatever is promised, received, applied, undone and returned, evidence adds up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import allocate_receipt, undo_allocation
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, Receipt
from dunwell.cash.receipts.commands import record_receipt, return_receipt
from dunwell.outcomes.evidence.commands import judge_promises
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.models import Evidence, Promise, PromiseInstallment
from dunwell.outcomes.promises.commands import record_promise
from dunwell.outcomes.promises.rules import JUDGED, OPEN
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.receivables.models import Hold, OpenItem
from dunwell.receivables.open_items.commands import issue_item

DAY = date(2026, 6, 1)
ACTS = ("promise", "receive", "apply", "undo", "return", "judge")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 4), st.integers(1, 30_000)),
    min_size=4,
    max_size=16,
)


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_money_stands_for_one_promise_under_any_sequence(steps) -> None:
    viewer = system_viewer("test")
    with viewing(viewer), transaction.atomic():
        _told(viewer, steps)
        transaction.set_rollback(True)


def _told(viewer, steps) -> None:
    creditor = create_creditor(viewer=viewer, name="Conserving", base_currency="USD", country="US")
    customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Harbor")
    items = [_issued(viewer, customer.pk, number) for number in range(3)]
    today = DAY
    for act, at, days, cents in steps:
        today += timedelta(days=days - 1)
        try:
            with transaction.atomic():
                _do(viewer, customer, items, (act, at, Decimal(cents) / 100), today)
        except Refusal:
            continue
        if act == "judge":
            _adds_up(viewer, creditor.pk, today)
    judge_promises(viewer=viewer, creditor_id=creditor.pk, as_of=today, customer_ids=[customer.pk])
    _adds_up(viewer, creditor.pk, today)


def _issued(viewer, customer_id: int, number: int) -> OpenItem:
    return issue_item(
        viewer=viewer, customer_id=customer_id, kind="invoice", item_number=f"I-{customer_id}-{number}",
        amount=Decimal("250.00"), currency="USD", document_date=DAY - timedelta(days=60),
    )  # fmt: skip


def _do(viewer, customer, items, step, today) -> None:
    creditor_id, customer_id, (act, at, amount) = customer.creditor_id, customer.pk, step
    receipts = list(Receipt.objects.filter(creditor_id=creditor_id).order_by("pk"))
    if act == "promise":
        about = [items[at].pk] if at else []
        parts = [Installment(today + timedelta(days=3), amount), Installment(today + timedelta(days=6), Decimal(20))]
        record_promise(
            viewer=viewer, creditor_id=creditor_id, customer_id=customer_id, installments=parts[: 1 + at],
            open_item_ids=about, currency="USD", at=datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        )  # fmt: skip
    elif act == "receive":
        record_receipt(
            viewer=viewer, creditor_id=creditor_id, amount=amount, currency="USD", value_date=today,
            customer_id=customer_id,
        )  # fmt: skip
    elif act == "apply" and receipts:
        allocate_receipt(
            viewer=viewer, receipt_id=receipts[-1].pk, lines=[AllocationLine(items[at].pk, amount)],
            effective_date=today,
        )  # fmt: skip
    elif act == "undo":
        made = Allocation.objects.filter(creditor_id=creditor_id, reverses__isnull=True).order_by("pk").last()
        if made is not None:
            undo_allocation(viewer=viewer, allocation_id=made.pk, effective_date=today, reason="wrong")
    elif act == "return" and receipts:
        return_receipt(
            viewer=viewer, receipt_id=receipts[at % len(receipts)].pk, return_code="R01", effective_date=today
        )
    elif act == "judge":
        judge_promises(viewer=viewer, creditor_id=creditor_id, as_of=today, customer_ids=[customer_id])


def _adds_up(viewer, creditor_id: int, today: date) -> None:
    for receipt in Receipt.objects.filter(creditor_id=creditor_id):
        stood = Evidence.objects.filter(receipt=receipt).aggregate(all=Sum("amount"))["all"] or 0
        assert stood <= receipt.applied_amount + receipt.on_account_amount
    for part in PromiseInstallment.objects.filter(creditor_id=creditor_id):
        intime = part.evidence.filter(is_late=False).aggregate(all=Sum("amount"))["all"] or 0
        whole = part.evidence.aggregate(all=Sum("amount"))["all"] or 0
        assert part.received_amount == intime
        assert whole <= part.amount
    for promise in Promise.objects.filter(creditor_id=creditor_id, status__in=("active", "confirmed")):
        assert promise.received_amount == sum(part.received_amount for part in promise.installments.all())
        last = promise.transitions.order_by("pk").last()
        assert last is not None
        assert last.to_state == promise.state
        held = Hold.objects.filter(source=f"promise {promise.pk}", lifted_date__isnull=True, until_date__gte=today)
        assert held.exists() is (promise.state in OPEN), promise.state
        assert (promise.decided_date is not None) is (promise.state in JUDGED)
    again = judge_promises(viewer=viewer, creditor_id=creditor_id, as_of=today)
    assert again.changed_count == 0


@pytest.mark.django_db
def test_the_night_asks_the_same_number_of_questions_however_many_promises_there_are() -> None:
    viewer = system_viewer("test")
    with viewing(viewer):
        creditor = create_creditor(viewer=viewer, name="Many", base_currency="USD", country="US")
        counts = []
        for number in range(12):
            customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number=f"C-{number}", name="Harbor")
            item = _issued(viewer, customer.pk, number)
            record_promise(
                viewer=viewer, creditor_id=creditor.pk, customer_id=customer.pk, open_item_ids=[item.pk],
                installments=[Installment(DAY + timedelta(days=3), Decimal(250))],
                at=datetime(2026, 6, 1, 12, tzinfo=UTC),
            )  # fmt: skip
            if number in (3, 11):
                with (
                    CaptureQueriesContext(
                        connection,
                    ) as asked,
                    transaction.atomic(),
                ):
                    found = judge_promises(viewer=viewer, creditor_id=creditor.pk, as_of=DAY + timedelta(days=30))
                    assert found.promises == {"broken": sorted(Promise.objects.values_list("pk", flat=True))}
                    transaction.set_rollback(True)
                counts.append(len(asked))
    assert counts[0] == counts[1]
