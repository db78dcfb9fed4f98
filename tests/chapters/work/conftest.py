"""A desk with one published list: three customers, a collector, a lead, and a neighbor who may see nothing of it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.models import Creditor, Membership, Run, User
from dunwell.platform.people.rules import Role
from dunwell.work.models import Case, Publication, WorkItem

TODAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@dataclass
class Desk:
    """What a test of the desk needs at hand."""

    creditor: Creditor
    mei: User
    lea: User
    customers: list[Customer]
    run: Run
    items: list[WorkItem] = field(default_factory=list)

    @property
    def collector(self) -> Viewer:
        return Viewer("person", name="Mei", user_id=self.mei.pk, roles={self.creditor.pk: Role.COLLECTOR})

    @property
    def lead(self) -> Viewer:
        return Viewer("person", name="Lea", user_id=self.lea.pk, roles={self.creditor.pk: Role.LEAD})

    @property
    def neighbor(self) -> Viewer:
        return Viewer("person", name="Noa", user_id=99, roles={self.creditor.pk + 1000: Role.ADMIN})

    def new_run(self, as_of: date = TODAY) -> Run:
        return Run.objects.create(creditor=self.creditor, as_of_date=as_of, state="finished")

    def add_item(self, run: Run, customer: Customer, rank: int, **fields: object) -> WorkItem:
        case, _ = Case.objects.get_or_create(creditor=self.creditor, customer=customer, defaults={"opened_date": TODAY})
        told = {
            "action": "call",
            "step": "call_1",
            "title": "Call",
            "owner": self.mei,
            "minutes": 8,
            "points": 90 - rank,
            "expected_amount": Decimal("20.00"),
            "open_amount": Decimal("100.00"),
            "past_due_amount": Decimal("100.00"),
            "currency": "USD",
            **fields,
        }
        return WorkItem.objects.create(creditor=self.creditor, run=run, customer=customer, case=case, rank=rank, **told)

    def publish(self, run: Run) -> None:
        Publication.objects.update_or_create(creditor=self.creditor, defaults={"run": run, "published_at": AT})


@pytest.fixture
def desk(db: None) -> Desk:
    """Return the desk; the scope stays on the system so that tests may look at rows, commands check the viewer."""
    with viewing(system_viewer()):
        creditor = Creditor.objects.create(key="north", name="North", base_currency="USD", time_zone="Asia/Hong_Kong")
        mei = User.objects.create(email="mei@example.com", full_name="Mei")
        lea = User.objects.create(email="lea@example.com", full_name="Lea")
        Membership.objects.create(creditor=creditor, user=mei, role=Role.COLLECTOR, capacity_minutes=16)
        Membership.objects.create(creditor=creditor, user=lea, role=Role.LEAD)
        customers = [
            Customer.objects.create(creditor=creditor, number=f"C-{n}", name=f"Customer {n}", owner=mei)
            for n in (1, 2, 3)
        ]
        run = Run.objects.create(creditor=creditor, as_of_date=TODAY, state="finished")
        made = Desk(creditor, mei, lea, customers, run)
        made.items = [made.add_item(run, customer, n) for n, customer in enumerate(customers, 1)]
        made.publish(run)
        yield made


@pytest.fixture
def tomorrow() -> datetime:
    return AT + timedelta(days=1)
