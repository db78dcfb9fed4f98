"""Late interest: proposed by law, posted by who may, and never charged twice."""

from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.compliance.interest.rules import Contract
from dunwell.parties.customers.commands import add_customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.people.rules import Role
from dunwell.receivables.charges.commands import post_charges
from dunwell.receivables.charges.queries import proposed_charges
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item


@pytest.fixture
def london(db: None):
    """A creditor in the United Kingdom, a business that owes, and who looks."""
    viewer = system_viewer("test")
    with viewing(viewer):
        creditor = create_creditor(viewer=viewer, name="Thames Supplies", base_currency="GBP", country="GB")
        customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Late Ltd")
        yield viewer, creditor, customer


def owed(viewer, customer, number: str, amount: str, due: date):
    return issue_item(
        viewer=viewer, customer_id=customer.pk, kind="invoice", item_number=number, amount=Decimal(amount),
        currency="GBP", document_date=date(2026, 1, 1), due_date=due,
    )  # fmt: skip


def test_the_example_of_the_act_with_a_payment_in_between(london) -> None:
    viewer, _, customer = london
    item = owed(viewer, customer, "INV-1", "10000", date(2026, 2, 28))
    settle_item(viewer=viewer, open_item_id=item.pk, amount=Decimal(4000), effective_date=date(2026, 3, 20))
    (row,) = proposed_charges(viewer, customer.pk, date(2026, 4, 30))
    assert (row.interest_amount, row.compensation_amount, row.amount) == (
        Decimal("143.58"), Decimal(100), Decimal("243.58"),
    )  # fmt: skip
    assert "1998" in row.citations[0]


def test_what_was_charged_is_not_charged_again(london) -> None:
    viewer, _, customer = london
    item = owed(viewer, customer, "INV-1", "5000", date(2026, 3, 31))
    (made,) = post_charges(viewer=viewer, customer_id=customer.pk, as_of=date(2026, 5, 15))
    assert (made.kind, made.item_number, made.original_amount, made.origin_id, made.due_date) == (
        "finance_charge", "INV-1-INT1", Decimal("142.43"), item.pk, date(2026, 5, 15),
    )  # fmt: skip
    with pytest.raises(Refusal, match=r"receivables\.charge\.nothing"):
        post_charges(viewer=viewer, customer_id=customer.pk, as_of=date(2026, 5, 15))
    (later,) = post_charges(viewer=viewer, customer_id=customer.pk, as_of=date(2026, 5, 25))
    assert (later.item_number, later.original_amount) == ("INV-1-INT2", Decimal("16.10"))
    assert OpenItem.objects.filter(kind="finance_charge").count() == 2, "and no interest on interest"


def test_nothing_is_charged_on_what_is_disputed_or_from_whom_the_law_spares(london) -> None:
    viewer, creditor, customer = london
    item = owed(viewer, customer, "INV-1", "5000", date(2026, 3, 31))
    day = date(2026, 5, 15)
    place_hold(
        viewer=viewer, customer_id=customer.pk, open_item_id=item.pk, reason="dispute", amount=Decimal(4500),
        placed_date=date(2026, 4, 1),
    )  # fmt: skip
    (part,) = proposed_charges(viewer, customer.pk, day)
    assert (part.interest_amount, part.compensation_amount) == (Decimal("7.24"), Decimal(40))
    place_hold(viewer=viewer, customer_id=customer.pk, reason="hardship", placed_date=date(2026, 4, 1))
    assert proposed_charges(viewer, customer.pk, day) == []
    person = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-2", name="Ann", kind="consumer")
    owed(viewer, person, "INV-2", "5000", date(2026, 3, 31))
    assert proposed_charges(viewer, person.pk, day) == []
    agreed = proposed_charges(viewer, person.pk, day, contract=Contract(Decimal(5), "Terms of 2025, § 7"))
    assert [(row.interest_amount, row.citations) for row in agreed] == [(Decimal("30.82"), ("Terms of 2025, § 7",))]


def test_a_collector_proposes_and_does_not_post(london) -> None:
    viewer, creditor, customer = london
    owed(viewer, customer, "INV-1", "5000", date(2026, 3, 31))
    collector = Viewer("person", name="Mei", roles={creditor.pk: Role.COLLECTOR})
    with viewing(collector):
        assert len(proposed_charges(collector, customer.pk, date(2026, 5, 15))) == 1
        with pytest.raises(Refusal, match=r"platform\.access\.denied"):
            post_charges(viewer=collector, customer_id=customer.pk, as_of=date(2026, 5, 15))
    assert not OpenItem.objects.filter(kind="finance_charge").exists()
