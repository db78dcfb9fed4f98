"""A cash desk with money on it: a certain receipt, one with two answers, one that nobody knows, one on account."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dunwell.cash.models import Proposal, Receipt
from dunwell.cash.receipts.commands import record_receipt
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer, operator_viewer, viewing
from dunwell.platform.models import Creditor, User
from dunwell.platform.people.commands import add_member
from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.opening import open_creditor

PEOPLE = {"cleo": "cash_clerk", "cory": "collector", "ada": "admin"}
PASSWORD = "a-long-enough-secret"
ISSUED, PAID = date(2026, 5, 1), date(2026, 6, 3)


@dataclass
class Desk:
    """One creditor with documents and receipts, a second one, and a signed-in client for each person."""

    operator: Viewer
    creditor: Creditor
    other: Creditor
    customers: dict[str, Customer] = field(default_factory=dict)
    items: dict[str, OpenItem] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def at(self, path: str = "") -> str:
        """Return an address of the cash desk."""
        return f"/c/{self.creditor.key}/cash/{path}"

    def customer(self, number: str, name: str, creditor: Creditor | None = None) -> Customer:
        """Add a customer."""
        owner = creditor or self.creditor
        made = add_customer(viewer=self.operator, creditor_id=owner.pk, number=number, name=name)
        self.customers[number] = made
        return made

    def issue(self, customer: Customer, number: str, amount: str, **more: Any) -> OpenItem:
        """Issue an invoice."""
        self.items[number] = issue_item(
            viewer=self.operator, customer_id=customer.pk, kind="invoice", item_number=number, amount=Decimal(amount),
            currency="USD", document_date=ISSUED, **more,
        )  # fmt: skip
        return self.items[number]

    def receive(self, name: str, amount: str, creditor: Creditor | None = None, **more: Any) -> Receipt:
        """Record a receipt."""
        self.receipts[name] = record_receipt(
            viewer=self.operator, creditor_id=(creditor or self.creditor).pk, amount=Decimal(amount), currency="USD",
            value_date=PAID, number=more.pop("number", name), **more,
        )  # fmt: skip
        return self.receipts[name]

    def propose(
        self, name: str, *lines: dict[str, Any], score: str = "0.9900", verdict: str = "auto", rank: int = 1
    ) -> Any:
        """Keep an answer as the matcher does; `lines` name the document and the amounts."""
        receipt = self.receipts[name]
        items = [
            {
                "open_item_id": self.items[line["number"]].pk, "item_number": line["number"],
                "customer_id": self.items[line["number"]].customer_id, "discount": "0.00", "tolerance": "0.00",
                "fee": "0.00", "deduction": "0.00", "deduction_code": "", **line,
            }
            for line in lines
        ]  # fmt: skip
        reason = {"code": "cash.matching.named.full", "text": "The text names {numbers}.", "points": 27}
        return Proposal.objects.create(
            creditor_id=receipt.creditor_id, receipt=receipt, rank=rank, score=Decimal(score), verdict=verdict,
            items=items, reasons=[{**reason, "facts": {"numbers": ", ".join(line["number"] for line in lines)}}],
        )  # fmt: skip

    def open(self, number: str) -> Decimal:
        """Return what is open on a document now."""
        with viewing(self.operator):
            return OpenItem.objects.get(pk=self.items[number].pk).open_amount

    def places(self, name: str) -> tuple[Decimal, Decimal, Decimal]:
        """Return suspense, on account and applied of a receipt now."""
        with viewing(self.operator):
            found = Receipt.objects.get(pk=self.receipts[name].pk)
        return found.suspense_amount, found.on_account_amount, found.applied_amount


def made_desk() -> Desk:
    """Make the desk."""
    operator = operator_viewer()
    with viewing(operator):
        creditor = open_creditor(viewer=operator, name="Northline Freight", base_currency="USD")
        other = open_creditor(viewer=operator, name="Wing Tai", base_currency="USD")
        for name, role in PEOPLE.items():
            add_member(
                viewer=operator, creditor_id=creditor.pk, email=f"{name}@northline-freight.example",
                full_name=name.title(), role=role, password=PASSWORD,
            )  # fmt: skip
        desk = Desk(operator, creditor, other)
        harbor, redwood = desk.customer("C-1", "Harbor Logistics"), desk.customer("C-2", "Redwood Brokerage")
        for number, amount in (("INV-1", "2500.00"), ("INV-2", "3150.00"), ("INV-3", "4450.00")):
            desk.issue(harbor, number, amount)
        desk.issue(redwood, "INV-4", "1200.00")
        desk.issue(redwood, "INV-5", "1200.00")
        desk.receive("sure", "5650.00", payer_name="HARBOR LOGISTICS LLC", payer_account="US-1", text="INV-1 INV-2")
        desk.propose("sure", {"number": "INV-1", "amount": "2500.00"}, {"number": "INV-2", "amount": "3150.00"})
        desk.receive("either", "1200.00", payer_name="REDWOOD BRKG", payer_account="US-2")
        desk.propose("either", {"number": "INV-4", "amount": "1200.00"}, score="0.48", verdict="suggested")
        desk.propose("either", {"number": "INV-5", "amount": "1200.00"}, score="0.48", verdict="suggested", rank=2)
        desk.receive("unknown", "775.00", payer_name="DEPOSIT 003991", method="check")
        desk.receive("credit", "100.00", customer_id=harbor.pk, payer_name="HARBOR LOGISTICS LLC")
        desk.receive("theirs", "50.00", creditor=other, payer_name="HIDDEN LTD")
        people = {name: User.objects.get(email=f"{name}@northline-freight.example") for name in PEOPLE}
    for name, person in people.items():
        desk.clients[name] = Client()
        desk.clients[name].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return desk


@pytest.fixture
def desk(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the desk in a test's own transaction, with the scope on the operator so that a test may look."""
    monkeypatch.setenv("DUNWELL_HOME", str(tmp_path))
    made = made_desk()
    with viewing(made.operator):
        yield made


@pytest.fixture
def text_of() -> Callable[..., str]:
    """Return what turns an answer into its text, after checking its status."""

    def read(answer: Any, status: int = 200) -> str:
        text: str = answer.content.decode()
        assert answer.status_code == status, (answer.status_code, text[:2000])
        return text

    return read
