"""The desk's contents, made through the commands that the product itself uses."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer
from dunwell.platform.models import Creditor, User
from dunwell.platform.people.commands import add_member
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.day import run_day
from dunwell.runs.opening import open_creditor
from dunwell.work.commands import apply_bulk
from dunwell.work.models import WorkItem

PASSWORD = "a-long-enough-secret"
ROLES = {"mei": "collector", "lea": "lead", "cleo": "cash_clerk", "ada": "admin"}
NAMES = ("Harbor Logistics", "Redwood Brokerage", "Tri-County Freight", "Pinecrest Carriers", "Lakeshore", "=Summit()")


@dataclass
class Desk:
    """One creditor with six customers, two of them quiet, and its people by first name."""

    creditor: Creditor
    people: dict[str, User] = field(default_factory=dict)
    customers: list[Customer] = field(default_factory=list)
    run_id: int = 0

    @property
    def url(self) -> str:
        """Where the desk's addresses begin."""
        return f"/c/{self.creditor.key}"

    @property
    def items(self) -> list[WorkItem]:
        """The published list, best first."""
        return list(WorkItem.objects.filter(run_id=self.run_id).order_by("rank"))


def make_desk(viewer: Viewer, *, today: date, name: str = "Northline Freight", currency: str = "USD") -> Desk:
    """Make the creditor, its people and book, and run its day; everything on the list is Mei's."""
    told = {"base_currency": currency, "country": "US", "time_zone": "America/Chicago"}
    desk = Desk(open_creditor(viewer=viewer, name=name, **told))
    for first, role in ROLES.items():
        email = f"{first}@{desk.creditor.key}.example"
        add_member(
            viewer=viewer, creditor_id=desk.creditor.pk, email=email, full_name=f"{first.title()} Chan", role=role,
            password=PASSWORD,
        )  # fmt: skip
        desk.people[first] = User.objects.get(email=email)
    for number, customer_name in enumerate(NAMES, 1):
        desk.customers.append(_customer(viewer, desk, number, customer_name, today, currency))
    desk.run_id = run_day(viewer=viewer, creditor_id=desk.creditor.pk, as_of=today).run_id or 0
    others = [item for item in desk.items if item.owner_id != desk.people["mei"].pk]
    if others:
        apply_bulk(
            viewer=viewer, creditor_id=desk.creditor.pk, verb="assign", item_ids=[item.pk for item in others],
            at=timezone.now(), owner_id=desk.people["mei"].pk,
        )  # fmt: skip
    return desk


def _customer(viewer: Viewer, desk: Desk, number: int, name: str, today: date, currency: str) -> Customer:
    customer = add_customer(
        viewer=viewer, creditor_id=desk.creditor.pk, number=f"C-{number:02d}", name=name, terms_code="NET30",
        owner_id=desk.people["mei"].pk,
    )  # fmt: skip
    add_contact(viewer=viewer, customer_id=customer.pk, name=f"Dana {number}", phone=f"+1 312 555 01{number:02d}")
    late = 30 + 12 * number
    _issue(viewer, customer, f"INV-{number}1", Decimal(2000 + 700 * number), today - timedelta(days=late), currency)
    _issue(viewer, customer, f"INV-{number}2", Decimal(900), today - timedelta(days=5), currency)
    _issue(viewer, customer, f"INV-{number}3", Decimal("125.50"), today + timedelta(days=20), currency)
    paid = _issue(viewer, customer, f"INV-{number}0", Decimal(1500), today - timedelta(days=100), currency)
    settle_item(viewer=viewer, open_item_id=paid.pk, amount=Decimal(1500), effective_date=today - timedelta(days=80))
    if number == 1:
        dispute = OpenItem.objects.get(customer=customer, item_number="INV-12")
        place_hold(
            viewer=viewer, customer_id=customer.pk, open_item_id=dispute.pk, reason="dispute", amount=Decimal(350),
            placed_date=today,
        )  # fmt: skip
    return customer


def _issue(viewer: Viewer, customer: Customer, number: str, amount: Decimal, due: date, currency: str) -> OpenItem:
    return issue_item(
        viewer=viewer, customer_id=customer.pk, kind="invoice", item_number=number, amount=amount, currency=currency,
        document_date=due - timedelta(days=30), due_date=due,
    )  # fmt: skip
