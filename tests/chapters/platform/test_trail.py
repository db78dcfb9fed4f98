"""Each act has a line of its own in the audit trail, under its own name and reason."""

import pytest

from dunwell.parties.customers.commands import add_customer, edit_customer
from dunwell.platform.access import operator_viewer, viewing
from dunwell.platform.audit.queries import trail_after
from dunwell.platform.creditors.commands import create_creditor


@pytest.mark.django_db
def test_the_acts_of_one_sitting_keep_their_own_names_and_reasons() -> None:
    with viewing(operator_viewer()) as viewer:
        creditor = create_creditor(viewer=viewer, name="North", base_currency="USD")
        customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Acme")
        edit_customer(viewer=viewer, customer_id=customer.pk, reason="moved house", name="Acme West")
        rows = trail_after(viewer, creditor.pk, noun="parties.customer", object_id=customer.pk).rows
    assert [(row.command, row.reason) for row in rows] == [("edit_customer", "moved house"), ("add_customer", "")]
    assert {row.by for row in rows} == {viewer.name}
