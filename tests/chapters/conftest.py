"""A creditor, a viewer who may do everything there, and a customer: what most chapter tests start from."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor


@dataclass
class Desk:
    """One creditor in scope for the length of a test."""

    viewer: Viewer
    creditor: Creditor
    customer: Customer


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """Return a desk in USD with customer C-1, looked at by the system."""
    viewer = system_viewer("test")
    with viewing(viewer):
        creditor = create_creditor(viewer=viewer, name="Northline Freight", base_currency="USD", country="US")
        customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Harbor Logistics")
        yield Desk(viewer, creditor, customer)
