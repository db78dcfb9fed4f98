"""Money is put against documents by entries, and the equation of every posting is zero."""

from datetime import date
from decimal import Decimal

import pytest
from tests.chapters.cash.conftest import JUNE, MAY

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import accept_proposal, undo_allocation
from dunwell.cash.allocations.queries import allocations_of, allocations_to, oldest_first_lines
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, MatchingRules, Proposal
from dunwell.platform.models import OutboxEvent
from dunwell.receivables.entries.commands import apply_credit, reverse_entry, settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.models import Entry, OpenItem
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.terms.commands import save_terms

LATER = date(2026, 6, 8)


def line(item, amount, **more):
    return AllocationLine(item.pk, Decimal(amount), **more)


def undo(cash, allocation, day=LATER, reason="wrong document", **more):
    return undo_allocation(viewer=cash.viewer, allocation_id=allocation.pk, effective_date=day, reason=reason, **more)


def entries(item) -> list[tuple[str, Decimal]]:
    return list(Entry.objects.filter(open_item=item).order_by("pk").values_list("kind", "amount"))


def refused(code: str):
    return pytest.raises(Refusal, match=rf"^{code.replace('.', '[.]')}:")


def test_a_part_is_applied_and_the_rest_stays_on_account(cash) -> None:
    """Handbook §1.3 example 1: 600.00 of 1,000.00; both stay open, the customer owes nothing net."""
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    cash.pay(receipt, item, "600.00")
    assert cash.open("INV-1", receipt.number) == [400, -400]
    assert cash.places(receipt) == ("partly_applied", "0.00", "400.00", "600.00", "0.00", "0.00")
    assert sum(cash.at(JUNE).values()) == 0
    assert entries(item) == [("issued", 1000), ("payment", -600)]


def test_one_receipt_pays_several_documents_and_one_document_takes_several_receipts(cash) -> None:
    first, second = cash.issue("INV-1", "100.00"), cash.issue("INV-2", "50.00")
    one, two = cash.receive("120.00", customer=cash.customer), cash.receive("30.00", customer=cash.customer)
    cash.allocate(one, line(first, "100.00"), line(second, "20.00"))
    cash.pay(two, second, "30.00")
    assert cash.open("INV-1", "INV-2") == [0, 0]
    assert [row.receipt_number for row in allocations_to(cash.viewer, second.pk)] == [one.number, two.number]
    assert OpenItem.objects.get(pk=second.pk).settled_date == JUNE


def test_a_short_payment_becomes_a_deduction_that_ages_as_the_invoice(cash) -> None:
    """Handbook §1.3 example 2: 1,150.00 of 1,200.00 for freight damage; the 50.00 is its own item."""
    item, receipt = cash.issue("INV-1", "1200.00"), cash.receive("1150.00", customer=cash.customer)
    made = cash.pay(receipt, item, "1150.00", deduction_amount="50.00", deduction_code="04")
    held = OpenItem.objects.get(kind="deduction")
    assert (held.item_number, held.open_amount, held.reason_code) == ("INV-1-D", 50, "04")
    assert (held.due_date, held.document_date, held.origin_id) == (item.due_date, item.document_date, item.pk)
    assert made.deduction_item_id == held.pk
    assert cash.at(JUNE) == {"INV-1-D": Decimal("50.00")}
    assert entries(item) == [("issued", 1200), ("payment", -1150), ("deduction", -50)]
    undo(cash, made)
    assert cash.open("INV-1", "INV-1-D", receipt.number) == [1200, 0, -1150]
    assert cash.at(JUNE) == {"INV-1-D": Decimal("50.00")}


def test_a_deduction_needs_a_code_and_its_undoing_waits_for_what_settled_it(cash) -> None:
    item, receipt = cash.issue("INV-1", "1200.00"), cash.receive("1150.00", customer=cash.customer)
    with refused("cash.allocation.code_missing"):
        cash.pay(receipt, item, "1150.00", deduction_amount="50.00")
    assert Allocation.objects.count() == 0
    made = cash.pay(receipt, item, "1150.00", deduction_amount="50.00", deduction_code="pallets")
    held = OpenItem.objects.get(kind="deduction")
    settle_item(viewer=cash.viewer, open_item_id=held.pk, amount=Decimal(10), effective_date=LATER, kind="credit")
    with refused("cash.allocation.deduction_worked"):
        undo(cash, made)
    assert cash.open("INV-1", "INV-1-D") == [0, 40]


def two_percent(cash, amount="1000.00"):
    """Issue an invoice of 1 May with 2 % off until 11 May."""
    save_terms(
        viewer=cash.viewer, creditor_id=cash.creditor.pk, code="2-10", title="2/10 net 30",
        document={
            "lines": [{"rule": {"name": "net_days", "days": 30}}],
            "discount": {"percent": "2", "rule": {"name": "net_days", "days": 10}},
        },
    )  # fmt: skip
    return cash.issue("INV-1", amount, terms_code="2-10")


@pytest.mark.parametrize(
    ("amount", "paid", "discount", "left"),
    [("1000.00", "980.00", "20.00", "0.00"), ("10000.00", "4900.00", "100.00", "5000.00")],
)
def test_a_discount_in_its_days_settles_the_share_that_it_earns(cash, amount, paid, discount, left) -> None:
    """Handbook §4.4 example 1, and §1.7: 4,900.00 of 10,000.00 clears 5,000.00. Three days of grace, not four."""
    item = two_percent(cash, amount)
    late = cash.receive(paid, customer=cash.customer, value_date=date(2026, 5, 15))
    with refused("cash.allocation.discount_too_late"):
        cash.pay(late, item, paid, discount_amount=discount)
    receipt = cash.receive(paid, customer=cash.customer, value_date=date(2026, 5, 14))
    with refused("cash.allocation.discount_too_high"):
        cash.pay(receipt, item, str(Decimal(paid) - 1), discount_amount=str(Decimal(discount) + Decimal("0.01")))
    cash.pay(receipt, item, paid, discount_amount=discount)
    assert entries(item)[1:] == [("payment", -Decimal(paid)), ("discount", -Decimal(discount))]
    assert cash.open("INV-1") == [Decimal(left)]


def test_a_tolerance_closes_the_document_within_its_limit(cash) -> None:
    """Handbook §4.4 example 2: 999.62 of 1,000.00 with a limit of 1.00 lets 0.38 go."""
    item, receipt = cash.issue(), cash.receive("999.62", customer=cash.customer)
    cash.pay(receipt, item, "999.62", tolerance_amount="0.38")
    assert entries(item) == [("issued", 1000), ("payment", Decimal("-999.62")), ("tolerance", Decimal("-0.38"))]


@pytest.mark.parametrize(
    ("amount", "extra", "code"),
    [
        ("998.99", {"tolerance_amount": "1.01"}, "cash.allocation.tolerance_too_high"),
        ("999.00", {"tolerance_amount": "0.99"}, "cash.allocation.difference_leaves_open"),
        ("969.99", {"fee_amount": "30.01"}, "cash.allocation.fee_too_high"),
        ("960.00", {"fee_amount": "30.00"}, "cash.allocation.difference_leaves_open"),
        ("980.00", {"discount_amount": "20.00"}, "cash.allocation.discount_not_offered"),
        ("999.00", {"withholding_amount": "1.01"}, "cash.allocation.exceeds_open_amount"),
        ("1000.01", {}, "cash.allocation.exceeds_open_amount"),
        ("0", {}, "cash.allocation.amount_unreadable"),
        ("1.001", {}, "cash.allocation.amount_unreadable"),
        ("999.00", {"tolerance_amount": "-1.00"}, "cash.allocation.amount_unreadable"),
        ("-5.00", {}, "cash.allocation.not_a_credit"),
    ],
)
def test_what_the_rules_forbid_writes_nothing(cash, amount, extra, code) -> None:
    item, receipt = cash.issue(), cash.receive("2000.00", customer=cash.customer)
    with refused(code):
        cash.pay(receipt, item, amount, **extra)
    assert (Allocation.objects.count(), cash.open("INV-1")) == (0, [1000])


def test_no_difference_is_let_go_on_a_disputed_document_and_limits_are_the_creditors(cash) -> None:
    item, receipt = cash.issue(), cash.receive("2000.00", customer=cash.customer)
    OpenItem.objects.filter(pk=item.pk).update(is_disputed=True)
    with refused("cash.allocation.tolerance_on_disputed"):
        cash.pay(receipt, item, "999.50", tolerance_amount="0.50")
    OpenItem.objects.filter(pk=item.pk).update(is_disputed=False)
    MatchingRules.objects.create(
        creditor=cash.creditor, version=1, is_live=True, document={"under_amount": "0.40", "under_percent": "1"}
    )
    with refused("cash.allocation.tolerance_too_high"):
        cash.pay(receipt, item, "999.50", tolerance_amount="0.50")
    cash.pay(receipt, item, "999.60", tolerance_amount="0.40")
    assert cash.open("INV-1") == [0]


def test_a_wire_fee_and_a_withheld_tax_settle_the_document_beside_the_money(cash) -> None:
    item, receipt = cash.issue(), cash.receive("885.00", customer=cash.customer)
    cash.pay(receipt, item, "885.00", fee_amount="15.00", withholding_amount="100.00")
    assert entries(item)[1:] == [("payment", -885), ("bank_fee", -15), ("withholding", -100)]
    assert cash.open("INV-1") == [0]


def test_a_credit_memo_is_netted_and_undone_with_what_it_paid(cash) -> None:
    item, credit = cash.issue(), cash.issue("CM-1", "100.00", kind="credit_memo")
    receipt = cash.receive("900.00", customer=cash.customer)
    made = cash.allocate(receipt, line(item, "1000.00"), line(credit, "-100.00"))
    assert cash.open("INV-1", "CM-1", receipt.number) == [0, 0, 0]
    assert cash.places(receipt) == ("applied", "0.00", "0.00", "900.00", "0.00", "0.00")
    assert len(undo(cash, made[0])) == 2
    assert cash.open("INV-1", "CM-1", receipt.number) == [1000, -100, -900]
    with refused("cash.allocation.already_undone"):
        undo(cash, made[1])


def test_a_credit_is_not_overdrawn_nor_netted_alone_nor_across_customers(cash) -> None:
    item, credit = cash.issue(), cash.issue("CM-1", "100.00", kind="credit_memo")
    child = cash.add("C-1-A", "Harbor West", parent_id=cash.customer.pk)
    small = cash.issue("INV-C", "50.00", customer=child)
    receipt = cash.receive("900.00", customer=cash.customer)
    for lines, code in (
        ([line(item, "1000.00"), line(credit, "-100.01")], "exceeds_open_amount"),
        ([line(item, "60.00"), line(credit, "-100.00")], "credits_exceed"),
        ([line(small, "50.00"), line(credit, "-40.00")], "credit_of_another"),
        ([], "nothing"),
    ):
        with refused(f"cash.allocation.{code}"):
            cash.allocate(receipt, *lines)
    assert Allocation.objects.count() == 0


def test_more_than_the_receipt_has_is_refused(cash) -> None:
    item, receipt = cash.issue(), cash.receive("900.00", customer=cash.customer)
    with refused("cash.allocation.exceeds_receipt"):
        cash.pay(receipt, item, "900.01")


def test_an_overpayment_stays_on_account(cash) -> None:
    item, receipt = cash.issue(), cash.receive("1010.00", customer=cash.customer)
    cash.pay(receipt, item, "1000.00")
    assert cash.open("INV-1", receipt.number) == [0, -10]


def test_a_receipt_in_suspense_becomes_the_customers_whose_document_it_pays(cash) -> None:
    item, receipt = cash.issue(), cash.receive()
    cash.pay(receipt, item, "1000.00")
    assert cash.places(receipt) == ("applied", "0.00", "0.00", "1000.00", "0.00", "0.00")
    assert receipt.customer_id == cash.customer.pk


def test_a_parent_pays_for_its_children_through_their_own_accounts(cash) -> None:
    east = cash.add("C-E", "Harbor East", parent_id=cash.customer.pk)
    west = cash.add("C-W", "Harbor West", parent_id=cash.customer.pk)
    one, two = cash.issue("E-1", "300.00", customer=east), cash.issue("W-1", "200.00", customer=west)
    receipt = cash.receive("600.00", customer=cash.customer)
    made = cash.allocate(receipt, line(one, "300.00"), line(two, "200.00"))
    assert cash.open("E-1", "W-1", receipt.number) == [0, 0, -100]
    assert [row.on_account_item.customer_id for row in made] == [east.pk, west.pk]
    undo(cash, made[0])
    assert cash.open("E-1", f"{receipt.number}-2") == [300, -300]


def test_a_strangers_document_needs_a_reason(cash) -> None:
    stranger = cash.add("C-9", "Bay Carriers")
    item, receipt = cash.issue("B-1", "100.00", customer=stranger), cash.receive("100.00", customer=cash.customer)
    with refused("cash.receipt.stranger"):
        cash.pay(receipt, item, "100.00")
    assert cash.open("B-1", receipt.number) == [100, -100]
    cash.pay(receipt, item, "100.00", reason="they pay for Bay by letter of 2 June")
    assert cash.open("B-1", receipt.number) == [0, 0]


def rate(cash, currency, day, value):
    record_rate(viewer=cash.viewer, creditor_id=cash.creditor.pk, currency=currency, rate_date=day, rate=Decimal(value))


@pytest.mark.parametrize(
    ("paid_at", "amount", "gain", "left"),
    [("1.08", "10000.00", "-200.00", "0.00"), ("1.12", "4000.00", "80.00", "6000.00")],
)
def test_a_foreign_invoice_paid_at_another_rate_realizes_the_difference(cash, paid_at, amount, gain, left) -> None:
    """Handbook §1.6 examples 1 and 2: EUR 10,000 booked at 1.10."""
    rate(cash, "EUR", MAY, "1.10")
    rate(cash, "EUR", JUNE, paid_at)
    item = cash.issue(amount="10000.00", currency="EUR")
    receipt = cash.receive(amount, currency="EUR", customer=cash.customer)
    rate(cash, "EUR", LATER, "1.30")
    cash.pay(receipt, item, amount, day=LATER)
    assert Entry.objects.get(kind="payment").realized_fx_amount == Decimal(gain)
    assert cash.open("INV-1") == [Decimal(left)]


def test_a_payment_in_another_currency_settles_at_the_stated_rate(cash) -> None:
    rate(cash, "EUR", MAY, "1.10")
    item, receipt = cash.issue(amount="10000.00", currency="EUR"), cash.receive("10800.00", customer=cash.customer)
    with refused("cash.allocation.rate_missing"):
        cash.pay(receipt, item, "10800.00")
    made = cash.pay(receipt, item, "10800.00", rate="0.9259259259")
    assert (made.item_amount, made.item_currency, made.rate) == (10000, "EUR", Decimal("0.9259259259"))
    paid = Entry.objects.get(kind="payment")
    assert (paid.amount, paid.currency, paid.realized_fx_amount) == (-10000, "EUR", -200)
    undo(cash, made)
    back = Entry.objects.get(reverses=paid)
    assert (back.amount, back.realized_fx_amount) == (10000, 200)
    assert cash.open("INV-1", receipt.number) == [10000, -10800]


def test_two_clerks_on_one_receipt_one_wins_and_the_other_is_told(cash) -> None:
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    seen = receipt.version
    cash.allocate(receipt, line(item, "400.00"), expected_version=seen)
    with refused("cash.receipt.changed"):
        cash.allocate(receipt, line(item, "600.00"), expected_version=seen)
    assert cash.open("INV-1") == [600]


def test_an_undone_allocation_stays_on_record_and_the_money_can_be_used_again(cash) -> None:
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    made = cash.pay(receipt, item, "1000.00")
    with refused("cash.allocation.reason_missing"):
        undo(cash, made, reason="")
    with refused("cash.receipt.before_money"):
        undo(cash, made, day=date(2026, 6, 2))
    undo(cash, made)
    cash.pay(receipt, item, "1000.00", day=LATER)
    rows = allocations_of(cash.viewer, receipt.pk)
    assert [(row.amount, row.is_undone) for row in rows] == [(1000, True), (-1000, False), (1000, False)]
    assert cash.at(JUNE) == {}
    assert cash.open("INV-1") == [0]


def test_nothing_pays_a_document_before_it_is_on_the_books(cash) -> None:
    item = cash.issue(document_date=LATER)
    receipt = cash.receive(customer=cash.customer)
    with refused("cash.allocation.before_document"):
        cash.pay(receipt, item, "1000.00")
    cash.pay(receipt, item, "1000.00", day=LATER)
    assert cash.open("INV-1") == [0]


def test_a_receipts_money_and_postings_are_not_moved_entry_by_entry(cash) -> None:
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    money = OpenItem.objects.get(item_number=receipt.number)
    with refused("receivables.entry.money_of_receipt"):
        settle_item(viewer=cash.viewer, open_item_id=money.pk, amount=Decimal(1), effective_date=JUNE)
    with refused("receivables.entry.money_of_receipt"):
        apply_credit(
            viewer=cash.viewer, credit_item_id=money.pk, open_item_id=item.pk, amount=Decimal(1), effective_date=JUNE
        )
    with refused("cash.allocation.not_a_document"):
        cash.pay(receipt, money, "-1.00")
    made = cash.pay(receipt, item, "10.00")
    entry = Entry.objects.get(posting_key=made.posting_key, kind="payment")
    with refused("receivables.entry.part_of_posting"):
        reverse_entry(viewer=cash.viewer, entry_id=entry.pk, effective_date=LATER, reason="NSF")


def proposal(cash, receipt, *items, **more):
    return Proposal.objects.create(
        creditor=cash.creditor,
        receipt=receipt,
        rank=1,
        score=Decimal("0.99"),
        verdict="auto",
        items=list(items),
        **more,
    )


def test_a_proposal_is_posted_as_it_says_once_and_only_while_it_is_current(cash) -> None:
    item, receipt = cash.issue(document_date=date(2026, 6, 20)), cash.receive("950.00")
    said = {
        "open_item_id": item.pk, "item_number": "INV-1", "customer_id": cash.customer.pk, "amount": "950.00",
        "deduction": "50.00", "deduction_code": "06",
    }  # fmt: skip
    kept = proposal(cash, receipt, said)
    made = accept_proposal(viewer=cash.viewer, proposal_id=kept.pk)
    assert [(row.amount, row.deduction_amount, row.proposal_id, row.effective_date) for row in made] == [
        (950, 50, kept.pk, date(2026, 6, 20))
    ]
    with refused("cash.proposal.outdated"):
        accept_proposal(viewer=cash.viewer, proposal_id=kept.pk)
    assert cash.open("INV-1", "INV-1-D") == [0, 50]


def test_events_tell_whose_documents_were_touched(cash) -> None:
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    undo(cash, cash.pay(receipt, item, "1000.00"))
    told = {event.name: event.payload for event in OutboxEvent.objects.filter(name__startswith="cash.")}
    assert set(told) == {"cash.receipt_recorded", "cash.receipt_allocated", "cash.allocation_undone"}
    assert told["cash.allocation_undone"]["customer_ids"] == [cash.customer.pk]


def test_oldest_first_leaves_out_what_is_held_and_what_is_credit(cash) -> None:
    cash.issue("NEW", "300.00", document_date=date(2026, 5, 10))
    cash.issue("OLD", "300.00", document_date=date(2026, 4, 1))
    held = cash.issue("HELD", "300.00", document_date=date(2026, 3, 1))
    cash.issue("CM-1", "10.00", kind="credit_memo")
    place_hold(
        viewer=cash.viewer, customer_id=cash.customer.pk, open_item_id=held.pk, reason="dispute", placed_date=MAY
    )
    receipt = cash.receive("400.00", customer=cash.customer)
    lines = oldest_first_lines(cash.viewer, receipt.pk, JUNE)
    numbers = dict(OpenItem.objects.values_list("pk", "item_number"))
    assert [(numbers[one.open_item_id], one.amount) for one in lines] == [("OLD", 300), ("NEW", 100)]
    assert oldest_first_lines(cash.viewer, cash.receive("1.00").pk, JUNE) == []
