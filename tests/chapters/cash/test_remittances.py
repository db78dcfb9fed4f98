"""A payer's list finds its money, before or after it comes; what cannot be told stays open."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bank_files import Line, mt940

from dunwell.base.refusals import Refusal
from dunwell.cash.models import Receipt, RemittanceAdvice
from dunwell.cash.remittances.commands import link_remittance, record_remittance, unlink_remittance
from dunwell.cash.remittances.queries import remittance, remittances_after
from dunwell.exchange.reading.statements import PaidReference, Remittance

DAY = date(2026, 3, 30)


def advice(**said: Any) -> Remittance:
    told = {"payer": "Harbor Logistics LLC", "currency": "USD", "amount": Decimal("350.50"), "payment_date": DAY}
    lines = (
        PaidReference("INV-1", paid_amount=Decimal("100.00")),
        PaidReference("INV-2", paid_amount=Decimal("250.50")),
    )
    return Remittance(**{**told, "lines": lines, **said})


@pytest.fixture
def record(desk: Any) -> Any:
    def recorded(found: Remittance) -> Any:
        return record_remittance(viewer=desk.viewer, creditor_id=desk.creditor.pk, found=found)

    return recorded


def test_a_remittance_is_kept_with_its_lines(desk: Any, record: Any) -> None:
    made = record(advice(amount=Decimal("351.00")))
    shown = remittance(desk.viewer, made.remittance_id)
    assert [(line.number, line.paid_amount) for line in shown.lines] == [
        ("INV-1", Decimal("100.00")),
        ("INV-2", Decimal("250.50")),
    ]
    assert (shown.amount, shown.difference_amount, shown.receipt_id) == (Decimal("351.00"), Decimal("0.50"), None)
    assert [reason.code for reason in shown.reasons] == ["cash.remittance.no_receipt"]


def test_a_remittance_that_says_nothing_is_refused(record: Any) -> None:
    with pytest.raises(Refusal, match=r"cash.remittance.empty"):
        record(Remittance(payer="Harbor"))
    assert not RemittanceAdvice.objects.exists()


def test_the_same_list_again_is_none(record: Any) -> None:
    first = record(advice())
    again = record(advice())
    assert (again.state, again.remittance_id) == ("repeated", first.remittance_id)
    assert RemittanceAdvice.objects.count() == 1


def test_it_is_linked_by_its_trace_when_it_comes_after_its_money(account: Any, take: Any, record: Any) -> None:
    take(mt940([Line("350.50", "000123456789"), Line("350.50", "000999999999")]))
    made = record(advice(trace="123456789", payer="Somebody else"))
    linked = RemittanceAdvice.objects.get()
    assert linked.receipt.reference == "000123456789"
    assert [reason.code for reason in made.reasons] == ["cash.remittance.same_trace", "cash.remittance.same_amount"]


def test_it_waits_for_its_money_and_is_linked_when_it_comes(account: Any, take: Any, record: Any) -> None:
    assert record(advice(payer="")).receipt == ""
    result = take(mt940([Line("350.50", "A1//B1"), Line("12.00", "A2//B2")]))
    assert result.linked_count == 1
    assert RemittanceAdvice.objects.get().receipt.amount == Decimal("350.50")


def test_two_receipts_that_fit_are_none(account: Any, take: Any, record: Any) -> None:
    take(mt940([Line("350.50", "A1//B1"), Line("350.50", "A2//B2")]))
    made = record(advice(payer=""))
    assert made.receipt == ""
    assert [reason.code for reason in made.reasons] == ["cash.remittance.several"]


def test_the_amount_alone_does_not_outweigh_another_payer(account: Any, take: Any, record: Any) -> None:
    take(mt940([Line("350.50", "A1//B1")]))
    Receipt.objects.update(payer_name="REDWOOD PARTNERS")
    assert record(advice()).receipt == ""
    Receipt.objects.update(payer_name="HARBOR LOGISTICS")
    assert record(advice(number="second")).receipt != ""


def test_money_long_after_is_not_its_own(account: Any, take: Any, record: Any) -> None:
    take(mt940([Line("350.50", "A1//B1")]))
    assert record(advice(payment_date=date(2025, 12, 1), payer="")).receipt == ""


def test_a_person_links_and_unlinks_and_is_left_alone(desk: Any, account: Any, take: Any, record: Any) -> None:
    take(mt940([Line("350.50", "A1//B1"), Line("350.50", "A2//B2")]))
    made, receipt = record(advice(payer="")), Receipt.objects.latest("pk")
    link_remittance(viewer=desk.viewer, remittance_id=made.remittance_id, receipt_id=receipt.pk)
    (shown,) = remittances_after(desk.viewer, desk.creditor.pk, receipt_id=receipt.pk).rows
    assert (shown.receipt_id, shown.linked_by) == (receipt.pk, "test")
    unlink_remittance(viewer=desk.viewer, remittance_id=made.remittance_id, reason="wrong one")
    with pytest.raises(Refusal, match=r"cash.remittance.not_linked"):
        unlink_remittance(viewer=desk.viewer, remittance_id=made.remittance_id)
    take(mt940([Line("350.50", "A3//B3")], day=date(2026, 4, 1), opening="1701.00"))
    assert RemittanceAdvice.objects.get().receipt_id is None
