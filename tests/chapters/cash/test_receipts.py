"""A receipt's money is always in one of five places, and every movement of it can be read back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, connection, transaction
from tests.chapters.cash.conftest import JUNE

from dunwell.base.refusals import Refusal
from dunwell.cash.aliases.commands import confirm_alias, forget_alias
from dunwell.cash.aliases.queries import aliases_of
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, Receipt, ReceiptMovement
from dunwell.cash.receipts.commands import (
    forfeit_receipt,
    identify_receipt,
    return_receipt,
    transfer_receipt,
    unidentify_receipt,
)  # fmt: skip
from dunwell.cash.receipts.queries import movements_of, receipt_by_number, receipt_of, receipts_of, unapplied_cash
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.periods.commands import lock_period

LATER = date(2026, 6, 8)


def identify(cash, receipt, customer=None, day=JUNE, **more):
    return identify_receipt(
        viewer=cash.viewer,
        receipt_id=receipt.pk,
        customer_id=(customer or cash.customer).pk,
        effective_date=day,
        **more,
    )


def returned(cash, receipt, code="R01", day=LATER, **more):
    return return_receipt(viewer=cash.viewer, receipt_id=receipt.pk, return_code=code, effective_date=day, **more)


def test_money_of_an_unknown_payer_is_in_suspense_and_out_of_receivables(cash) -> None:
    receipt = cash.receive("700.00", payer_name="Somebody Ltd")
    assert cash.places(receipt) == ("unidentified", "700.00", "0.00", "0.00", "0.00", "0.00")
    assert (cash.at(LATER), Entry.objects.count()) == ({}, 0)
    told = [(row.kind, row.from_place, row.to_place) for row in movements_of(cash.viewer, receipt.pk)]
    assert told == [("received", "bank", "suspense")]


def test_a_known_payer_has_it_on_account_from_that_day_on(cash) -> None:
    receipt = cash.receive("700.00")
    identify(cash, receipt, day=date(2026, 6, 5))
    assert cash.places(receipt) == ("on_account", "0.00", "700.00", "0.00", "0.00", "0.00")
    assert cash.at(date(2026, 6, 4)) == {}
    assert cash.at(date(2026, 6, 5)) == {receipt.number: Decimal("-700.00")}
    with pytest.raises(Refusal, match=r"cash\.receipt\.known_already"):
        identify(cash, receipt)


def test_a_payment_of_two_customers_is_identified_in_two_parts(cash) -> None:
    receipt, other = cash.receive("700.00"), cash.add("C-2", "Bay Carriers")
    identify(cash, receipt, amount=Decimal("300.00"))
    assert cash.places(receipt)[:3] == ("unidentified", "400.00", "300.00")
    identify(cash, receipt, other)
    found = OpenItem.objects.order_by("pk").values_list("item_number", "customer__number", "open_amount")
    assert list(found) == [
        (receipt.number, "C-1", Decimal("-300.00")), (f"{receipt.number}-2", "C-2", Decimal("-400.00")),
    ]  # fmt: skip


def test_who_paid_can_be_taken_back_while_nothing_is_applied(cash) -> None:
    receipt, item = cash.receive("700.00", customer=cash.customer), cash.issue()
    made = cash.pay(receipt, item, "100.00")
    back = {"viewer": cash.viewer, "receipt_id": receipt.pk, "effective_date": LATER}
    with pytest.raises(Refusal, match=r"cash\.receipt\.not_on_account"):
        unidentify_receipt(**back, reason="wrong payer")
    assert Allocation.objects.get().pk == made.pk
    other = cash.receive("50.00", customer=cash.customer)
    with pytest.raises(Refusal, match=r"cash\.receipt\.reason_missing"):
        unidentify_receipt(**back | {"receipt_id": other.pk}, reason=" ")
    unidentify_receipt(**back | {"receipt_id": other.pk}, reason="wrong payer")
    assert cash.places(other) == ("unidentified", "50.00", "0.00", "0.00", "0.00", "0.00")
    assert (receipt_of(cash.viewer, other.pk).customer_id, cash.open(other.number)) == (None, [0])
    identify(cash, other, day=LATER)
    assert cash.open(f"{other.number}-2") == [Decimal("-50.00")]


def test_money_goes_to_the_family_freely_and_to_a_stranger_with_a_reason(cash) -> None:
    child = cash.add("C-1-A", "Harbor Logistics West", parent_id=cash.customer.pk)
    stranger = cash.add("C-9", "Nobody's Child")
    receipt = cash.receive("700.00", customer=cash.customer)
    move = {"viewer": cash.viewer, "receipt_id": receipt.pk, "effective_date": JUNE}
    transfer_receipt(**move, customer_id=child.pk, amount=Decimal("200.00"))
    with pytest.raises(Refusal, match=r"cash\.receipt\.stranger"):
        transfer_receipt(**move, customer_id=stranger.pk, amount=Decimal("100.00"))
    transfer_receipt(**move, customer_id=stranger.pk, amount=Decimal("100.00"), reason="they say so by mail")
    with pytest.raises(Refusal, match=r"cash\.receipt\.not_enough_on_account"):
        transfer_receipt(**move, customer_id=child.pk, amount=Decimal("600.00"))
    assert cash.open(receipt.number, f"{receipt.number}-2", f"{receipt.number}-3") == [-400, -200, -100]
    assert cash.places(receipt) == ("on_account", "0.00", "700.00", "0.00", "0.00", "0.00")


def test_a_returned_check_reopens_exactly_what_it_paid_and_older_days_keep_their_answer(cash) -> None:
    """Handbook §1.3 example 3 and §4.9 example 3: 500.00 over three invoices of 200, 200 and 100."""
    items = [cash.issue(f"INV-{n}", amount) for n, amount in ((1, "200.00"), (2, "200.00"), (3, "100.00"))]
    due = [item.due_date for item in items]
    receipt = cash.receive("500.00", customer=cash.customer)
    cash.allocate(receipt, *(AllocationLine(item.pk, item.open_amount) for item in items))
    before = cash.at(date(2026, 6, 5))
    returned(cash, receipt, "NSF")
    assert cash.open("INV-1", "INV-2", "INV-3", receipt.number) == [200, 200, 100, 0]
    assert [OpenItem.objects.get(pk=item.pk).due_date for item in items] == due
    assert (before, cash.at(date(2026, 6, 5))) == ({}, {})
    assert sum(cash.at(LATER).values()) == 500
    assert cash.places(receipt) == ("returned", "0.00", "0.00", "0.00", "0.00", "500.00")
    assert receipt_of(cash.viewer, receipt.pk).return_code == "NSF"
    reversed_ids = set(Entry.objects.filter(reverses__isnull=False).values_list("reverses_id", flat=True))
    assert reversed_ids == set(Entry.objects.filter(kind__in=("payment", "transfer")).values_list("pk", flat=True))
    with pytest.raises(Refusal, match=r"cash\.receipt\.nothing_to_return"):
        returned(cash, receipt)


def test_a_receipt_in_suspense_can_be_returned_too_and_a_code_is_needed(cash) -> None:
    receipt = cash.receive("500.00")
    with pytest.raises(Refusal, match=r"cash\.receipt\.return_code_missing"):
        returned(cash, receipt, " ")
    returned(cash, receipt, "chargeback")
    assert cash.places(receipt)[0] == "returned"
    assert Entry.objects.count() == 0


def test_a_part_is_returned_only_from_money_that_paid_nothing(cash) -> None:
    item, receipt = cash.issue("INV-1", "400.00"), cash.receive("500.00", customer=cash.customer)
    cash.pay(receipt, item, "400.00")
    with pytest.raises(Refusal, match=r"cash\.receipt\.not_enough_on_account"):
        returned(cash, receipt, "RECALL", amount=Decimal("100.01"))
    returned(cash, receipt, "RECALL", amount=Decimal("100.00"))
    assert cash.places(receipt) == ("applied", "0.00", "0.00", "400.00", "0.00", "100.00")


def test_a_return_leaves_a_deduction_that_was_settled_meanwhile(cash) -> None:
    item, receipt = cash.issue("INV-1", "1200.00"), cash.receive("1150.00", customer=cash.customer)
    cash.pay(receipt, item, "1150.00", deduction_amount="50.00", deduction_code="04")
    second = cash.receive("50.00", customer=cash.customer)
    cash.pay(second, OpenItem.objects.get(item_number="INV-1-D"), "50.00")
    returned(cash, receipt)
    assert cash.open("INV-1", "INV-1-D") == [Decimal("1150.00"), 0]
    assert cash.places(second)[0] == "applied"


def test_unclaimed_money_is_forfeited_by_a_checker_with_a_reason(cash) -> None:
    clerk = Viewer("person", name="clerk", roles={cash.creditor.pk: Role.CASH_CLERK})
    known, unknown = cash.receive("80.00", customer=cash.customer), cash.receive("20.00")
    facts = {"amount": Decimal("20.00"), "effective_date": LATER, "reason": "escheat, three years"}
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        forfeit_receipt(viewer=clerk, receipt_id=known.pk, **facts)
    with pytest.raises(Refusal, match=r"cash\.receipt\.reason_missing"):
        forfeit_receipt(viewer=cash.viewer, receipt_id=known.pk, **facts | {"reason": ""})
    forfeit_receipt(viewer=cash.viewer, receipt_id=known.pk, **facts)
    forfeit_receipt(viewer=cash.viewer, receipt_id=unknown.pk, **facts)
    assert cash.places(known) == ("on_account", "0.00", "60.00", "0.00", "20.00", "0.00")
    assert cash.places(unknown) == ("refunded", "0.00", "0.00", "0.00", "20.00", "0.00")


def test_nothing_moves_before_the_money_was_there_or_in_a_locked_period(cash) -> None:
    receipt = cash.receive("80.00")
    with pytest.raises(Refusal, match=r"cash\.receipt\.before_money"):
        identify(cash, receipt, day=date(2026, 6, 2))
    lock_period(
        viewer=cash.viewer, creditor_id=cash.creditor.pk, through_date=date(2026, 6, 30), reason="June is closed"
    )
    for act in (
        lambda: identify(cash, receipt),
        lambda: cash.receive("1.00"),
        lambda: returned(cash, receipt),
        lambda: forfeit_receipt(
            viewer=cash.viewer, receipt_id=receipt.pk, amount=Decimal(1), effective_date=JUNE, reason="escheat"
        ),
    ):
        with pytest.raises(Refusal, match=r"receivables\.period\.locked"):
            act()
    assert (Receipt.objects.count(), ReceiptMovement.objects.count()) == (1, 1)


@pytest.mark.parametrize("amount", ["0", "-1.00", "1.001", "NaN"])
def test_an_amount_that_is_none_is_refused(cash, amount) -> None:
    with pytest.raises(Refusal, match=r"cash\.receipt\.amount_unreadable"):
        cash.receive(amount)
    assert Receipt.objects.count() == 0


def test_numbers_are_given_once(cash) -> None:
    cash.receive("1.00", number="CHK-7")
    with pytest.raises(Refusal, match=r"cash\.receipt\.number_taken"):
        cash.receive("1.00", number="CHK-7")
    assert receipt_by_number(cash.viewer, cash.creditor.pk, "CHK-7").amount == 1
    with pytest.raises(Refusal, match=r"cash\.receipt\.unknown"):
        receipt_by_number(cash.viewer, cash.creditor.pk, "CHK-8")


def test_movements_and_allocations_are_append_only(cash) -> None:
    cash.pay(cash.receive(customer=cash.customer), cash.issue(), "1000.00")
    for sql in (
        "UPDATE cash_receipt_movement SET amount = 1", "DELETE FROM cash_receipt_movement",
        "UPDATE cash_allocation SET amount = 1", "DELETE FROM cash_allocation",
    ):  # fmt: skip
        with (
            pytest.raises(Error, match=r"append-only|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_viewer_elsewhere_sees_no_receipt_and_a_collector_may_not_post(cash) -> None:
    receipt = cash.receive("80.00")
    stranger = Viewer("person", name="other", roles={cash.creditor.pk + 1: Role.MANAGER})
    collector = Viewer("person", name="ana", roles={cash.creditor.pk: Role.COLLECTOR})
    for viewer, code in ((stranger, "not_found"), (collector, "denied")):
        with pytest.raises(Refusal, match=rf"platform\.access\.{code}"):
            identify_receipt(viewer=viewer, receipt_id=receipt.pk, customer_id=cash.customer.pk, effective_date=JUNE)
    with pytest.raises(Refusal, match=r"platform\.access\.not_found"):
        receipt_of(stranger, receipt.pk)
    assert receipt_of(collector, receipt.pk).state == "unidentified"
    found = receipts_of(collector, cash.creditor.pk, states=["unidentified"], search=receipt.number)
    assert [row.number for row in found] == [receipt.number]


def test_money_that_waits_is_listed_with_its_days(cash) -> None:
    old = cash.receive("700.00", payer_name="Somebody Ltd")
    known = cash.receive("60.00", customer=cash.customer, value_date=date(2026, 6, 10))
    rows = unapplied_cash(cash.viewer, cash.creditor.pk, date(2026, 6, 30))
    assert [(row.number, row.customer_name, row.amount, row.days) for row in rows] == [
        (old.number, "", Decimal("700.00"), 27), (known.number, "Harbor Logistics", Decimal("60.00"), 20),
    ]  # fmt: skip
    later = unapplied_cash(cash.viewer, cash.creditor.pk, date(2026, 6, 30), days=21)
    assert [row.number for row in later] == [old.number]


def test_postings_teach_who_a_payer_is_and_undoing_unteaches(cash) -> None:
    known = {"payer_account": "DE89 3704 0044 0532 0130 00", "payer_name": "HARBOR  Logistics Inc."}
    for _ in range(2):
        identify(cash, cash.receive("1.00", **known))
    told = [(row.kind, row.value, row.seen_count) for row in aliases_of(cash.viewer, cash.creditor.pk)]
    assert told == [("account", "DE89370400440532013000", 2), ("name", "HARBORLOGISTICSINC", 2)]
    unidentify_receipt(
        viewer=cash.viewer, receipt_id=Receipt.objects.earliest("pk").pk, effective_date=LATER, reason="wrong payer"
    )
    assert [row.seen_count for row in aliases_of(cash.viewer, cash.creditor.pk)] == [1, 1]


def test_a_person_confirms_a_payer_for_one_customer_and_forgets_with_a_reason(cash) -> None:
    other = cash.add("C-2", "Bay Carriers")
    facts = {"viewer": cash.viewer, "kind": "name", "value": "Harbor Group", "seen_date": JUNE}
    first = confirm_alias(customer_id=cash.customer.pk, **facts)
    confirm_alias(customer_id=other.pk, **facts)
    told = {row.customer_name: row.is_confirmed for row in aliases_of(cash.viewer, cash.creditor.pk)}
    assert told == {"Harbor Logistics": False, "Bay Carriers": True}
    with pytest.raises(Refusal, match=r"cash\.alias\.reason_missing"):
        forget_alias(viewer=cash.viewer, alias_id=first.pk, reason="")
    forget_alias(viewer=cash.viewer, alias_id=first.pk, reason="it was a mistake")
    assert len(aliases_of(cash.viewer, cash.creditor.pk)) == 1
    with pytest.raises(Refusal, match=r"cash\.alias\.unreadable"):
        confirm_alias(customer_id=other.pk, **facts | {"value": " "})
