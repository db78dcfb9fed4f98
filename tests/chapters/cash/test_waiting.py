"""Whose receipt waits is not chased: what cash tells the day, and what the day then does."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from dunwell.cash.models import PayerAlias, Proposal
from dunwell.cash.waiting.tables import WAITING_RECEIPTS
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.day import run_day
from dunwell.strategy.models import Decision
from dunwell.strategy.policy.commands import seed_policies

DAY = date(2026, 6, 10)


@pytest.fixture
def waiting(desk: Any) -> Any:
    def told() -> list[tuple[int, int, str]]:
        with connection.cursor() as cursor:
            cursor.execute(WAITING_RECEIPTS.source, {"creditor_id": desk.creditor.pk})
            rows = [dict(zip(WAITING_RECEIPTS.columns, row, strict=True)) for row in cursor.fetchall()]
        return sorted((row["customer_id"], row["receipt_id"], f"{row['amount']:.2f}") for row in rows)

    return told


def learned(desk: Any, customer: Any, value: str, kind: str = "account", **more: Any) -> PayerAlias:
    return PayerAlias.objects.create(creditor=desk.creditor, kind=kind, value=value, customer=customer, **more)


def test_money_on_account_waits_where_it_stands(desk: Any, cash: Any, waiting: Any) -> None:
    receipt, item = cash.receive("1000.00", customer=desk.customer), cash.issue(amount="400.00")
    assert waiting() == [(desk.customer.pk, receipt.pk, "1000.00")]
    cash.pay(receipt, item, "400.00")
    assert waiting() == [(desk.customer.pk, receipt.pk, "600.00")]


def test_money_in_suspense_waits_where_an_alias_is_sure(desk: Any, cash: Any, waiting: Any) -> None:
    other = cash.add("C-2", "Redwood")
    receipt = cash.receive("70.00", payer_account="DE02-0070 0001", payer_name="Harbor & Söhne")
    assert waiting() == []
    alias = learned(desk, desk.customer, "DE0200700001", seen_count=2)
    assert waiting() == [(desk.customer.pk, receipt.pk, "70.00")]
    learned(desk, other, "DE0200700001", seen_count=2)
    assert waiting() == []
    PayerAlias.objects.filter(pk=alias.pk).update(is_confirmed=True)
    assert waiting() == [(desk.customer.pk, receipt.pk, "70.00")]
    learned(desk, other, "HARBORSÖHNE", "name", is_confirmed=True)
    assert [row[0] for row in waiting()] == [desk.customer.pk, other.pk]


def test_money_in_suspense_waits_where_a_proposal_puts_it(desk: Any, cash: Any, waiting: Any) -> None:
    receipt = cash.receive("70.00")
    told = {"creditor": desk.creditor, "receipt": receipt, "customer": desk.customer, "score": Decimal("0.9")}
    Proposal.objects.create(rank=1, verdict="weak", **told)
    assert waiting() == []
    Proposal.objects.create(rank=2, verdict="suggested", **told)
    assert waiting() == [(desk.customer.pk, receipt.pk, "70.00")]
    Proposal.objects.update(is_current=False)
    assert waiting() == []


def test_a_customer_whose_receipt_waits_is_left_alone_and_the_reason_says_so(
    desk: Any, cash: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUNWELL_HOME", str(tmp_path))
    seed_policies(viewer=desk.viewer, creditor_id=desk.creditor.pk)
    other = cash.add("C-2", "Redwood")
    for customer in (desk.customer, other):
        issue_item(
            viewer=desk.viewer, customer_id=customer.pk, kind="invoice", item_number=f"INV-{customer.number}",
            amount=Decimal(9000), currency="USD", document_date=DAY - timedelta(days=200),
            due_date=DAY - timedelta(days=45),
        )  # fmt: skip
    cash.receive("9000.00", payer_account="DE0200700001", value_date=DAY - timedelta(days=1))
    learned(desk, desk.customer, "DE0200700001", is_confirmed=True)
    run = run_day(viewer=desk.viewer, creditor_id=desk.creditor.pk, as_of=DAY)
    decided = {each.customer_id: each for each in Decision.objects.filter(run_id=run.run_id)}
    assert decided[other.pk].rank is not None
    assert decided[desk.customer.pk].rank is None
    assert "A receipt is waiting that may pay this" in str(decided[desk.customer.pk].__dict__)
