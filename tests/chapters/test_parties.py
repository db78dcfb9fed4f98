"""Customers, the people at them, and the numbers by which registers know them."""

from datetime import date

import pytest

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact, retire_contact
from dunwell.parties.customers.commands import add_customer, edit_customer, move_customer
from dunwell.parties.customers.queries import contacts_of, customer_by_number, family_of, find_customers, identifiers_of
from dunwell.parties.identifiers.commands import identify_customer
from dunwell.parties.models import Identifier


def another(desk, number: str, name: str = "Site", **fields):
    return add_customer(viewer=desk.viewer, creditor_id=desk.creditor.pk, number=number, name=name, **fields)


def test_a_number_is_used_once_and_leading_zeros_count(desk) -> None:
    another(desk, "007")
    with pytest.raises(Refusal, match=r"parties\.customer\.number_taken"):
        another(desk, "007")
    with pytest.raises(Refusal, match=r"parties\.customer\.unknown"):
        customer_by_number(desk.viewer, desk.creditor.pk, "7")


def test_a_family_has_no_rings(desk) -> None:
    site = another(desk, "S-1", parent_id=desk.customer.pk)
    assert [row.number for row in family_of(desk.viewer, desk.customer.pk)] == ["S-1"]
    with pytest.raises(Refusal, match=r"parties\.customer\.own_ancestor"):
        move_customer(viewer=desk.viewer, customer_id=desk.customer.pk, parent_id=site.pk)
    desk.customer.refresh_from_db()
    assert desk.customer.parent_id is None


def test_customers_are_found_by_number_or_either_name(desk) -> None:
    another(desk, "HK-1", "永昌貿易有限公司", other_name="Wing Cheong Trading")
    for text in ("hk-", "永昌", "cheong"):
        assert [row.number for row in find_customers(desk.viewer, [desk.creditor.pk], text)] == ["HK-1"]


def test_phones_are_kept_so_that_they_can_be_dialed(desk) -> None:
    person = add_contact(viewer=desk.viewer, customer_id=desk.customer.pk, name="Ann", phone="(312) 555-0142")
    assert (person.phone, person.is_primary) == ("+13125550142", True)
    with pytest.raises(Refusal, match=r"parties\.contact\.phone_unreadable"):
        add_contact(viewer=desk.viewer, customer_id=desk.customer.pk, name="Bob", phone="ask Ann")
    retire_contact(viewer=desk.viewer, contact_id=person.pk, reason="left")
    assert contacts_of(desk.viewer, desk.customer.pk) == []


def test_a_new_number_of_a_scheme_ends_the_old_one_the_same_day(desk) -> None:
    def known(value: str, day: date) -> None:
        identify_customer(viewer=desk.viewer, customer_id=desk.customer.pk, scheme="dot", value=value, valid_from=day)

    known("2214873", date(2025, 1, 1))
    with pytest.raises(Refusal, match=r"parties\.identifier\.wrong_shape"):
        known("DOT-3", date(2026, 1, 1))
    known("33 11", date(2026, 1, 1))
    assert identifiers_of(desk.viewer, desk.customer.pk) == [("dot", "3311")]
    assert Identifier.objects.get(value="2214873").valid_to_date == date(2026, 1, 1)


def test_an_unknown_field_is_refused_by_name(desk) -> None:
    with pytest.raises(Refusal, match=r"parties\.customer\.unknown_field"):
        edit_customer(viewer=desk.viewer, customer_id=desk.customer.pk, credit_limit=5)
