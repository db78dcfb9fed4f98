"""A cash desk: what most tests of the chapter do with receipts and documents, in few words."""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.chapters.conftest import Desk

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.allocations.commands import allocate_receipt
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Allocation, Receipt
from dunwell.cash.receipts.commands import record_receipt
from dunwell.cash.receipts.queries import unequal_receipts
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import Viewer
from dunwell.platform.models import Creditor
from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import balances_at, unequal_balances
from dunwell.runs.cash.commands import intake_money
from dunwell.runs.cash.results import MoneyReading, MoneyResult

sys.path.append(str(Path(__file__).parent))

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 3)


@dataclass
class CashDesk:
    """One creditor in USD with customer C-1, and short verbs on its receipts and documents."""

    viewer: Viewer
    creditor: Creditor
    customer: Customer

    def add(self, number: str, name: str, **more: Any) -> Customer:
        """Add a customer."""
        return add_customer(viewer=self.viewer, creditor_id=self.creditor.pk, number=number, name=name, **more)

    def issue(self, number: str = "INV-1", amount: str = "1000.00", **more: Any) -> OpenItem:
        """Issue a document of 1 May, an invoice unless a kind says otherwise."""
        return issue_item(
            viewer=self.viewer,
            customer_id=more.pop("customer", self.customer).pk,
            kind=more.pop("kind", "invoice"),
            item_number=number,
            amount=Decimal(amount),
            currency=more.pop("currency", "USD"),
            document_date=more.pop("document_date", MAY),
            **more,
        )

    def receive(self, amount: str = "1000.00", *, customer: Customer | None = None, **more: Any) -> Receipt:
        """Record a receipt of 3 June; without a customer it is in suspense."""
        return record_receipt(
            viewer=self.viewer,
            creditor_id=self.creditor.pk,
            amount=Decimal(amount),
            currency=more.pop("currency", "USD"),
            value_date=more.pop("value_date", JUNE),
            customer_id=customer.pk if customer else None,
            **more,
        )

    def allocate(self, receipt: Receipt, *lines: AllocationLine, day: date = JUNE, **more: Any) -> list[Allocation]:
        """Put money against documents."""
        return allocate_receipt(viewer=self.viewer, receipt_id=receipt.pk, lines=lines, effective_date=day, **more)

    def pay(self, receipt: Receipt, item: OpenItem, amount: str, **more: Any) -> Allocation:
        """Put money against one document; amounts as text."""
        day, reason = more.pop("day", JUNE), more.pop("reason", "")
        found = {key: Decimal(value) if key != "deduction_code" else value for key, value in more.items()}
        return self.allocate(receipt, AllocationLine(item.pk, Decimal(amount), **found), day=day, reason=reason)[0]

    def open(self, *numbers: str) -> list[Decimal]:
        """Return what is open on documents by number."""
        found = dict(OpenItem.objects.filter(creditor=self.creditor).values_list("item_number", "open_amount"))
        return [found[number] for number in numbers]

    def at(self, day: date) -> dict[str, Decimal]:
        """Return what was open on a day."""
        return balances_at(self.viewer, self.creditor.pk, day)

    def places(self, receipt: Receipt) -> tuple[str, ...]:
        """Return state, suspense, on account, applied, refunded, returned of a receipt as it is kept now."""
        receipt.refresh_from_db()
        amounts: Sequence[Decimal] = (
            receipt.suspense_amount, receipt.on_account_amount, receipt.applied_amount, receipt.refunded_amount,
            receipt.returned_amount,
        )  # fmt: skip
        return (receipt.state, *(f"{amount:.2f}" for amount in amounts))


@pytest.fixture
def cash(desk: Desk) -> Any:
    """Return a cash desk; at the end its caches are what movements, entries and allocations add up to."""
    made = CashDesk(desk.viewer, desk.creditor, desk.customer)
    yield made
    assert unequal_receipts(desk.creditor.pk) == []
    assert unequal_balances(desk.creditor.pk) == []


@pytest.fixture
def account(desk: Desk) -> Any:
    """Return the bank account of the desk, in USD."""
    return open_account(
        viewer=desk.viewer, creditor_id=desk.creditor.pk, number="HBUS/0012345678", currency="USD", name="Operating"
    )


@pytest.fixture
def take(desk: Desk) -> Any:
    """Return how a file is taken in."""

    def taken(
        content: bytes, name: str = "statement.sta", format_key: str = "", *, dry_run: bool = False, **reading: Any
    ) -> MoneyResult:
        return intake_money(
            viewer=desk.viewer,
            creditor_id=desk.creditor.pk,
            stream=io.BytesIO(content),
            file_name=name,
            format_key=format_key,
            reading=MoneyReading(**reading),
            dry_run=dry_run,
        )

    return taken
