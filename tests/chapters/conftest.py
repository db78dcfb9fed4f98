"""A creditor, a viewer who may do everything there, and a customer: what most chapter tests start from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor
from dunwell.story.scratch import clone_of


@dataclass
class Desk:
    """One creditor in scope for the length of a test."""

    viewer: Viewer
    creditor: Creditor
    customer: Customer


@contextmanager
def _opened() -> Iterator[Desk]:
    viewer = system_viewer("test")
    with viewing(viewer):
        creditor = create_creditor(viewer=viewer, name="Northline Freight", base_currency="USD", country="US")
        customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Harbor Logistics")
        yield Desk(viewer, creditor, customer)


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """Return a desk in USD with customer C-1, looked at by the system."""
    with _opened() as desk:
        yield desk


@pytest.fixture
def committed_desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Desk]:
    """Return the same desk in a database of its own, where what is written stays: for several sessions at once."""
    with django_db_blocker.unblock(), clone_of(connection.settings_dict["NAME"]), _opened() as desk:
        yield desk
