"""A bank's return finds the receipt that it takes back, by what both carry; what is not sure waits for a person."""

from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bank_files import Line, mt940

from dunwell.base.refusals import Refusal
from dunwell.cash.accounts.commands import open_account
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Receipt, ReturnedLine
from dunwell.cash.receipts.commands import identify_receipt
from dunwell.cash.returns.commands import dismiss_return, post_return, reopen_return
from dunwell.cash.returns.queries import returns_after
from dunwell.cash.statements.commands import withdraw_statement
from dunwell.exchange.formats import FORMATS

BACK = date(2026, 4, 2)


def bounced(amount: str, reference: str = "NONREF") -> Line:
    return Line(amount, reference, "RETURNED UNPAID", "NRTI", "RC")


def returned(take: Any, *lines: Line, opening: str) -> Any:
    (made,) = take(mt940(lines, day=BACK, opening=opening, number="92/1")).statements
    return made


def test_a_return_with_the_reference_of_its_receipt_is_posted_at_once(
    desk: Any, cash: Any, account: Any, take: Any
) -> None:
    item = cash.issue(amount="100.00", document_date=date(2026, 3, 1))
    take(mt940([Line("100.00", "A1//BANK1"), Line("100.00", "A2//BANK2")]))
    receipt = Receipt.objects.earliest("pk")
    identify_receipt(
        viewer=desk.viewer, receipt_id=receipt.pk, customer_id=desk.customer.pk, effective_date=receipt.value_date
    )
    cash.allocate(receipt, AllocationLine(item.pk, Decimal("100.00")), day=receipt.value_date)
    assert cash.open("INV-1") == [0]
    made = returned(take, bounced("-100.00", receipt.reference), opening="1200.00")
    assert (made.receipts, made.returns) == (0, 1)
    assert cash.open("INV-1") == [Decimal("100.00")]
    assert cash.at(date(2026, 4, 1)) == {}
    (shown,) = returns_after(desk.viewer, desk.creditor.pk).rows
    assert (shown.state, shown.receipt_id) == ("posted", receipt.pk)
    assert shown.reasons[0].code == "cash.return.same_reference"


def test_a_return_by_amount_alone_is_proposed_and_posted_by_a_person(desk: Any, account: Any, take: Any) -> None:
    take(mt940([Line("100.00", "A1//BANK1"), Line("55.00", "A2//BANK2")]))
    returned(take, bounced("-55.00", "Z9"), opening="1155.00")
    found = ReturnedLine.objects.get()
    assert (found.state, found.receipt.amount) == ("open", Decimal("55.00"))
    assert Receipt.objects.filter(state="returned").count() == 0
    post_return(viewer=desk.viewer, return_id=found.pk)
    assert list(Receipt.objects.filter(state="returned").values_list("amount", flat=True)) == [Decimal("55.00")]
    with pytest.raises(Refusal, match=r"cash.return.not_allowed"):
        post_return(viewer=desk.viewer, return_id=found.pk)


def test_two_receipts_that_fit_are_left_to_a_person(desk: Any, account: Any, take: Any) -> None:
    take(mt940([Line("100.00", "A1//BANK1"), Line("100.00", "A2//BANK2"), Line("7.00", "A3//BANK3")]))
    returned(take, bounced("-100.00", "Z9"), opening="1207.00")
    found = ReturnedLine.objects.get()
    assert found.receipt is None
    assert [reason["code"] for reason in found.reasons] == ["cash.return.several"]
    with pytest.raises(Refusal, match=r"cash.return.receipt_missing"):
        post_return(viewer=desk.viewer, return_id=found.pk)
    other = Receipt.objects.get(amount=Decimal("7.00"))
    with pytest.raises(Refusal, match=r"cash.return.other_amount"):
        post_return(viewer=desk.viewer, return_id=found.pk, receipt_id=other.pk)
    assert not Receipt.objects.filter(state="returned").exists()
    chosen = Receipt.objects.filter(amount=Decimal("100.00")).latest("pk")
    assert post_return(viewer=desk.viewer, return_id=found.pk, receipt_id=chosen.pk).state == "posted"


def test_a_return_is_dismissed_with_a_reason_and_looked_at_again(desk: Any, account: Any, take: Any) -> None:
    returned(take, bounced("-100.00"), opening="1000.00")
    found = ReturnedLine.objects.get()
    assert [reason["code"] for reason in found.reasons] == ["cash.return.no_receipt"]
    with pytest.raises(Refusal, match=r"cash.return.reason_missing"):
        dismiss_return(viewer=desk.viewer, return_id=found.pk, reason="")
    assert dismiss_return(viewer=desk.viewer, return_id=found.pk, reason="of an old account").state == "dismissed"
    assert reopen_return(viewer=desk.viewer, return_id=found.pk).state == "open"


def test_a_statement_with_a_posted_return_is_not_withdrawn(desk: Any, account: Any, take: Any) -> None:
    take(mt940([Line("55.00", "A2//BANK2")]))
    made = returned(take, bounced("-55.00"), opening="1055.00")
    post_return(viewer=desk.viewer, return_id=ReturnedLine.objects.get().pk)
    with pytest.raises(Refusal, match=r"cash.statement.return_posted"):
        withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="no")
    assert Receipt.objects.get().state == "returned"


def test_nacha_returns_find_their_debits_by_the_original_trace(desk: Any, cash: Any, take: Any) -> None:
    content = Path(str(files(FORMATS.get("nacha").package))) / "samples" / "returns_and_changes.ach"
    open_account(viewer=desk.viewer, creditor_id=desk.creditor.pk, number="1123456789", currency="USD")
    early = {"value_date": date(2026, 3, 16), "method": "direct_debit"}
    debit = cash.receive("123.54", reference="071000500000071", **early)
    other = cash.receive("123.54", reference="071000500000070", **early)
    result = take(content.read_bytes(), "returns.ach")
    assert sum(made.returns for made in result.statements) == 5
    assert cash.places(debit)[0] == "returned"
    assert cash.places(other)[0] == "unidentified"
    debit.refresh_from_db()
    assert debit.details["return"]["code"] == "R01"
    assert ReturnedLine.objects.filter(state="open").count() == 4
