"""A creditor with a small book and the shipped policies: what a day needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.day import DayResult, run_day
from dunwell.strategy.policy.commands import seed_policies
from dunwell.work.models import WorkItem

AS_OF = date(2026, 3, 31)
AT = datetime(2026, 3, 31, 15, tzinfo=UTC)


@dataclass
class Book:
    """One creditor with its book, looked at by the system."""

    viewer: Viewer
    creditor: Creditor
    customers: list[Customer] = field(default_factory=list)

    def add(self, number: str, amount: str, days_late: int, currency: str = "USD") -> Customer:
        """Add a customer with one invoice of thirty days that many days past due."""
        customer = add_customer(
            viewer=self.viewer, creditor_id=self.creditor.pk, number=number, name=f"Customer {number}"
        )
        due = AS_OF - timedelta(days=days_late)
        issue_item(
            viewer=self.viewer, customer_id=customer.pk, kind="invoice", item_number=f"INV-{number}", due_date=due,
            amount=Decimal(amount), currency=currency, document_date=due - timedelta(days=120),
        )  # fmt: skip
        self.customers.append(customer)
        return customer

    def run(self, as_of: date = AS_OF, **asked: object) -> DayResult:
        """Run the day."""
        return run_day(viewer=self.viewer, creditor_id=self.creditor.pk, as_of=as_of, **asked)

    def listed(self, run_id: int) -> list[tuple[int, str, str, str]]:
        """Return a run's list: rank, customer number, step, state."""
        found = WorkItem.objects.filter(run_id=run_id).order_by("rank", "customer__number")
        return list(found.values_list("rank", "customer__number", "step", "state"))


def make_book() -> Book:
    """Make the creditor with five customers."""
    viewer = system_viewer("test")
    creditor = create_creditor(viewer=viewer, name="Northline Freight", base_currency="USD", country="US")
    seed_policies(viewer=viewer, creditor_id=creditor.pk)
    made = Book(viewer, creditor)
    rows = (
        ("C-1", "9000.00", 45),
        ("C-2", "1200.00", 20),
        ("C-3", "800.00", 70),
        ("C-4", "3.00", 40),
        ("C-5", "500.00", -10),
    )
    for number, amount, days_late in rows:
        made.add(number, amount, days_late)
    return made


@pytest.fixture
def book(db: None, tmp_path, monkeypatch) -> Iterator[Book]:
    """Return the book in a test's own transaction."""
    monkeypatch.setenv("DUNWELL_HOME", str(tmp_path))
    with viewing(system_viewer("test")):
        yield make_book()
