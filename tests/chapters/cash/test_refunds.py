"""Money goes back only when one person asked and another said yes, and only while it is there."""

from datetime import date
from decimal import Decimal

import pytest
from tests.chapters.cash.conftest import JUNE

from dunwell.base.refusals import Refusal
from dunwell.cash.models import Refund
from dunwell.cash.refunds.commands import approve_refund, cancel_refund, pay_refund, refuse_refund, request_refund
from dunwell.cash.refunds.queries import refund_of, refunds_of, unclaimed_credits
from dunwell.cash.refunds.rules import REFUND, RefundEvent, RefundState
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role
from dunwell.receivables.models import OpenItem
from dunwell.receivables.periods.commands import lock_period

LATER = date(2026, 6, 8)
ALLOWED = {
    ("requested", "approve"): "approved", ("requested", "refuse"): "refused", ("requested", "cancel"): "cancelled",
    ("approved", "pay"): "paid", ("approved", "cancel"): "cancelled",
}  # fmt: skip


@pytest.mark.parametrize("event", list(RefundEvent))
@pytest.mark.parametrize("state", list(RefundState))
def test_the_whole_table_of_states(state, event) -> None:
    if (state.value, event.value) in ALLOWED:
        assert REFUND.next(state, event).value == ALLOWED[(state.value, event.value)]
    else:
        with pytest.raises(Refusal, match=r"cash\.refund\.not_allowed"):
            REFUND.next(state, event)


def person(cash, name: str, role: Role = Role.MANAGER, user_id: int | None = None) -> Viewer:
    return Viewer("person", name=name, user_id=user_id or sum(map(ord, name)), roles={cash.creditor.pk: role})


def ask(cash, receipt, amount="250.00", viewer=None, **more):
    item = OpenItem.objects.get(item_number=receipt.number)
    return request_refund(
        viewer=viewer or cash.viewer, credit_item_id=item.pk, amount=Decimal(amount), reason="paid twice", **more
    )


def test_a_refund_takes_the_money_off_the_account_when_it_is_paid(cash) -> None:
    """Handbook §1.5 template 15: 250 of a credit balance goes back."""
    maker, checker = person(cash, "maker"), person(cash, "checker")
    receipt = cash.receive("700.00", customer=cash.customer)
    refund = ask(cash, receipt, viewer=maker)
    assert cash.places(receipt)[2] == "700.00"
    approve_refund(viewer=checker, refund_id=refund.pk, note="seen the mail")
    pay_refund(viewer=maker, refund_id=refund.pk, paid_date=LATER, payment_reference="OUT-1")
    assert cash.places(receipt) == ("on_account", "0.00", "450.00", "0.00", "250.00", "0.00")
    assert cash.open(receipt.number) == [-450]
    assert cash.at(JUNE) == {receipt.number: Decimal("-700.00")}
    row = refund_of(cash.viewer, refund.pk)
    assert (row.state, row.requested_by, row.checked_by, row.paid_date) == ("paid", "maker", "checker", LATER)


def test_the_maker_does_not_check_and_a_clerk_may_not(cash) -> None:
    maker, clerk = person(cash, "maker"), person(cash, "clerk", Role.CASH_CLERK)
    refund = ask(cash, cash.receive("700.00", customer=cash.customer), viewer=maker)
    for act in (approve_refund, refuse_refund):
        with pytest.raises(Refusal, match=r"cash\.refund\.own_request"):
            act(viewer=maker, refund_id=refund.pk, note="mine")
        with pytest.raises(Refusal, match=r"platform\.access\.denied"):
            act(viewer=clerk, refund_id=refund.pk, note="mine")
    twin = Viewer("person", name="another name", user_id=maker.user_id, roles=maker.roles)
    with pytest.raises(Refusal, match=r"cash\.refund\.own_request"):
        approve_refund(viewer=twin, refund_id=refund.pk)
    nameless = ask(cash, cash.receive("10.00", customer=cash.customer), amount="10.00")
    with pytest.raises(Refusal, match=r"cash\.refund\.own_request"):
        approve_refund(viewer=cash.viewer, refund_id=nameless.pk)
    assert set(Refund.objects.values_list("state", flat=True)) == {"requested"}


def test_nothing_is_paid_unchecked_refused_or_cancelled(cash) -> None:
    receipt, checker = cash.receive("700.00", customer=cash.customer), person(cash, "checker")
    asked, refused, taken = (ask(cash, receipt, "100.00") for _ in range(3))
    with pytest.raises(Refusal, match=r"cash\.refund\.reason_missing"):
        refuse_refund(viewer=checker, refund_id=refused.pk, note=" ")
    refuse_refund(viewer=checker, refund_id=refused.pk, note="no proof")
    cancel_refund(viewer=cash.viewer, refund_id=taken.pk, reason="they used it")
    for refund in (asked, refused, taken):
        with pytest.raises(Refusal, match=r"cash\.refund\.not_allowed"):
            pay_refund(viewer=cash.viewer, refund_id=refund.pk, paid_date=LATER)
    assert cash.places(receipt)[4] == "0.00"
    assert [row.state for row in refunds_of(cash.viewer, cash.creditor.pk, ["requested"])] == ["requested"]


def test_what_is_asked_already_cannot_be_asked_again(cash) -> None:
    receipt = cash.receive("700.00", customer=cash.customer)
    ask(cash, receipt, "600.00")
    with pytest.raises(Refusal, match=r"cash\.refund\.exceeds_credit"):
        ask(cash, receipt, "100.01")
    ask(cash, receipt, "100.00")
    for amount, code in (("0", "amount_unreadable"), ("1.001", "amount_unreadable")):
        with pytest.raises(Refusal, match=rf"cash\.refund\.{code}"):
            ask(cash, receipt, amount)
    with pytest.raises(Refusal, match=r"cash\.refund\.of_what"):
        request_refund(viewer=cash.viewer, amount=Decimal(1), reason="why not")
    assert Refund.objects.count() == 2


def test_a_credit_used_meanwhile_is_not_paid_out(cash) -> None:
    item, receipt = cash.issue("INV-1", "500.00"), cash.receive("700.00", customer=cash.customer)
    refund = ask(cash, receipt, "700.00")
    approve_refund(viewer=person(cash, "checker"), refund_id=refund.pk)
    cash.pay(receipt, item, "500.00")
    with pytest.raises(Refusal, match=r"cash\.refund\.credit_gone"):
        pay_refund(viewer=cash.viewer, refund_id=refund.pk, paid_date=LATER)
    assert Refund.objects.get(pk=refund.pk).state == "approved"


def test_a_credit_memo_and_money_in_suspense_are_given_back_too(cash) -> None:
    checker = person(cash, "checker")
    memo, unknown = cash.issue("CM-1", "80.00", kind="credit_memo"), cash.receive("30.00")
    facts = {"viewer": cash.viewer, "reason": "they asked"}
    of_memo = request_refund(credit_item_id=memo.pk, amount=Decimal("80.00"), **facts)
    of_receipt = request_refund(receipt_id=unknown.pk, amount=Decimal("30.00"), **facts)
    for refund in (of_memo, of_receipt):
        approve_refund(viewer=checker, refund_id=refund.pk)
    lock_period(
        viewer=cash.viewer, creditor_id=cash.creditor.pk, through_date=date(2026, 6, 30), reason="June is closed"
    )
    with pytest.raises(Refusal, match=r"receivables\.period\.locked"):
        pay_refund(viewer=cash.viewer, refund_id=of_memo.pk, paid_date=LATER)
    for refund in (of_memo, of_receipt):
        pay_refund(viewer=cash.viewer, refund_id=refund.pk, paid_date=date(2026, 7, 1))
    assert cash.open("CM-1") == [0]
    assert cash.places(unknown) == ("refunded", "0.00", "0.00", "0.00", "30.00", "0.00")


def test_credits_that_nobody_claims_are_listed_with_what_is_asked_of_them(cash) -> None:
    cash.issue("CM-1", "80.00", kind="credit_memo")
    known, unknown = cash.receive("50.00", customer=cash.customer), cash.receive("30.00")
    ask(cash, known, "20.00")
    told = unclaimed_credits(cash.viewer, cash.creditor.pk, date(2026, 8, 2), days=60)
    assert [(row.number, row.kind, row.amount, row.asked_amount, row.days) for row in told] == [
        ("CM-1", "credit_memo", 80, 0, 93), (known.number, "on_account", 50, 20, 60),
        (unknown.number, "suspense", 30, 0, 60),
    ]  # fmt: skip
    assert len(unclaimed_credits(cash.viewer, cash.creditor.pk, date(2026, 8, 2), days=61)) == 1
