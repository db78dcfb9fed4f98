"""Two desks with a book each, and programs that come in by tokens."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.receipts.queries import receipts_after
from dunwell.cash.refunds.commands import request_refund
from dunwell.cash.remittances.commands import record_remittance
from dunwell.cash.returns.queries import returns_after
from dunwell.exchange.reading.statements import Remittance
from dunwell.outcomes.disputes.commands import open_dispute
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.plans.commands import propose_plan
from dunwell.outcomes.plans.rules import Terms
from dunwell.outcomes.promises.commands import record_promise
from dunwell.outcomes.writeoffs.commands import request_write_off
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer, system_viewer, viewer_of, viewing
from dunwell.platform.models import Creditor, Membership, Run, User
from dunwell.platform.people.rules import RIGHTS, Role
from dunwell.platform.tokens.commands import create_token
from dunwell.platform.webhooks.commands import add_endpoint, ping_endpoint
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.cash.commands import intake_money
from dunwell.runs.journal import post_day_journal
from dunwell.runs.opening import open_creditor
from dunwell.work.activities.commands import add_note
from dunwell.work.inbox.commands import land_reply
from dunwell.work.models import Case, Publication, SavedView, WorkItem
from dunwell.work.permits.commands import take_permit

TODAY = date(2026, 3, 31)
STATEMENT = (
    b":20:STMT\r\n:25:0012345678\r\n:28C:1/1\r\n:60F:C260330USD100,00\r\n"
    b":61:2603310331C25,00NTRFA-1\r\n:86:INV-1\r\n:61:2603310331RC25,00NRTIB-1\r\n:86:RETURNED\r\n"
    b":62F:C260331USD100,00\r\n-\r\n"
)


@dataclass
class Program:
    """A program with a token at one creditor."""

    secret: str
    creditor: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Ask below the creditor; a path that begins with / is asked as it is."""
        place = path if path.startswith("/") else f"/api/v1/creditors/{self.creditor}/{path}".rstrip("/")
        told = {"authorization": f"Bearer {self.secret}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(method, place, data, content_type="application/json", headers=told)

    def get(self, path: str, **asked: Any) -> HttpResponse:
        """Ask a question."""
        from urllib.parse import urlencode

        return self.ask("GET", path + (f"?{urlencode(asked)}" if asked else ""))

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Give a command."""
        return self.ask("POST", path, {} if body is None else body, **headers)

    def upload(self, content: bytes, name: str = "book.csv", key: str = "", **fields: Any) -> HttpResponse:
        """Send a file."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        told = {"authorization": f"Bearer {self.secret}"} | ({"idempotency-key": key} if key else {})
        form = {"file": SimpleUploadedFile(name, content), **fields}
        return self.client.post(f"/api/v1/creditors/{self.creditor}/deliveries", form, headers=told)


@dataclass
class Desk:
    """One creditor with people, a small book, a published list and one of everything that has an id."""

    creditor: Creditor
    people: dict[Role, User]
    ids: dict[str, int]

    def viewer(self, role: Role = Role.ADMIN) -> Viewer:
        """Return a person of the desk."""
        return viewer_of(self.people[role])

    def program(
        self,
        role: Role = Role.ADMIN,
        scopes: list[str] | None = None,
        *,
        rate: int = 10_000,
        at: datetime | None = None,
    ) -> Program:
        """Return a program of a person; without scopes with everything that the person may."""
        with viewing(self.viewer(role)) as viewer:
            made = create_token(
                viewer=viewer,
                creditor_id=self.creditor.pk,
                name="test",
                scopes=scopes or [right.value for right in RIGHTS[role]],
                at=at or timezone.now(),
                rate_per_minute=rate,
            )
        return Program(made.secret, self.creditor.key)


def make_desk(name: str) -> Desk:
    """Make a desk; call it as the system."""
    system = system_viewer("test")
    creditor = open_creditor(viewer=system, name=name, base_currency="USD", country="US")
    people = {}
    for role in Role:
        people[role] = User.objects.create(email=f"{role}@{creditor.key}.example", full_name=f"{role} of {name}")
        Membership.objects.create(creditor=creditor, user=people[role], role=role)
    customers = [
        add_customer(viewer=system, creditor_id=creditor.pk, number=f"C-{n}", name=f"Customer {n} of {name}")
        for n in range(1, 6)
    ]
    items = [
        issue_item(
            viewer=system, customer_id=customer.pk, kind="invoice", item_number=f"INV-{n}", currency="USD",
            amount=Decimal(100 * n), document_date=TODAY - timedelta(days=60), due_date=TODAY - timedelta(days=10 * n),
        )
        for n, customer in enumerate(customers, 1)
    ]  # fmt: skip
    entry = settle_item(viewer=system, open_item_id=items[0].pk, amount=Decimal("1.50"), effective_date=TODAY)
    contact = add_contact(viewer=system, customer_id=customers[0].pk, name="Ana")
    hold = place_hold(viewer=system, customer_id=customers[4].pk, reason="legal", placed_date=TODAY)
    run = Run.objects.create(creditor=creditor, as_of_date=TODAY, state="finished", published_at=timezone.now())
    work = _list(creditor, people[Role.COLLECTOR], customers, run)
    with viewing(viewer_of(people[Role.ADMIN])) as admin:
        at = timezone.now()
        note = add_note(viewer=admin, customer_id=customers[0].pk, note="Called before", at=at)
        endpoint = add_endpoint(
            viewer=admin, creditor_id=creditor.pk, url="https://hooks.example.com/in", events=["*"], at=at
        )
        sending = ping_endpoint(viewer=admin, endpoint_id=endpoint.pk)
        token = create_token(viewer=admin, creditor_id=creditor.pk, name="kept", scopes=["book.read"], at=at)
    view = SavedView.objects.create(creditor=creditor, user=people[Role.ADMIN], name="Mine", query={"view": "call"})
    ids = {
        "customer_id": customers[0].pk, "item_id": items[0].pk, "entry_id": entry.pk, "contact_id": contact.pk,
        "hold_id": hold.pk, "run_id": run.pk, "work_item_id": work[0].pk, "deed_id": note.deed_id,
        "endpoint_id": endpoint.pk, "webhook_delivery_id": sending.pk, "token_id": token.id, "view_id": view.pk,
        "member_id": Membership.objects.get(creditor=creditor, role=Role.COLLECTOR).pk, "delivery_id": 0,
        "bucket_set_id": _buckets(creditor, people[Role.ADMIN]), "other_item_id": items[1].pk,
    }  # fmt: skip
    ids |= _money(system, creditor.pk)
    ids["dispute_id"] = open_dispute(
        viewer=system, creditor_id=creditor.pk, open_item_id=items[2].pk, amount=Decimal("1.00"), reason_code="PRICE",
        at=timezone.now(),
    ).pk  # fmt: skip
    ids["write_off_id"] = request_write_off(
        viewer=system, creditor_id=creditor.pk, open_item_id=items[3].pk, amount=Decimal("1.00"), kind="uneconomic",
        reason="too far", at=timezone.now(),
    ).pk  # fmt: skip
    ids |= _outcomes(system, customers[3], items[3].pk) | _books(system, creditor.pk, ids["receipt_id"])
    made = Desk(creditor, people, ids)
    ids["delivery_id"] = _delivery(made)
    return made


def _money(viewer: Viewer, creditor_id: int) -> dict[str, int]:
    account = open_account(viewer=viewer, creditor_id=creditor_id, number="0012345678", currency="USD")
    made = intake_money(viewer=viewer, creditor_id=creditor_id, stream=BytesIO(STATEMENT), file_name="s.sta")
    advice = record_remittance(
        viewer=viewer, creditor_id=creditor_id, found=Remittance(payer="C", currency="USD", amount=Decimal("7.00"))
    )
    (receipt,) = receipts_after(viewer, creditor_id).rows
    (returned,) = returns_after(viewer, creditor_id).rows
    mail = b"From: who@x.example\nSubject: Invoice\nMessage-ID: <1@x.example>\n\nWe will pay USD 500.00 on 15 May.\n"
    reply = land_reply(viewer=viewer, creditor_id=creditor_id, raw=mail, source="test", at=timezone.now())
    return {
        "reply_id": reply.reply_id or 0,
        "bank_account_id": account.pk, "statement_id": made.statements[0].statement_id or 0,
        "receipt_id": receipt.id, "return_id": returned.id, "remittance_id": advice.remittance_id,
    }  # fmt: skip


def _outcomes(viewer: Viewer, customer: Any, open_item_id: int) -> dict[str, int]:
    """Make what a customer said, a permit, a promise and a plan that was offered; return their ids."""
    at = timezone.now()
    asked: dict[str, Any] = {"viewer": viewer, "creditor_id": customer.creditor_id, "customer_id": customer.pk}
    said = record_notice(viewer=viewer, customer_id=customer.pk, kind="language", value="en", at=at)
    permit = take_permit(**asked, channel="letter", at=at)
    due = at.date() + timedelta(days=5)
    promised = record_promise(
        **asked, installments=[Installment(due, Decimal("1.00"))], open_item_ids=[open_item_id], at=at
    )
    plan = propose_plan(**asked, open_item_ids=[open_item_id], terms=Terms(3, at.date() + timedelta(days=9)), at=at)
    return {"notice_id": said.pk, "permit_id": permit.pk, "promise_id": promised.pk, "plan_id": plan.pk}


def _books(viewer: Viewer, creditor_id: int, receipt_id: int) -> dict[str, int]:
    """Make a refund that awaits a checker, and a posting of the journal of what was issued; return their ids."""
    refund = request_refund(viewer=viewer, receipt_id=receipt_id, amount=Decimal("5.00"), reason="sent twice")
    batch = post_day_journal(viewer=viewer, creditor_id=creditor_id, journal_date=TODAY - timedelta(days=59))
    assert batch is not None
    return {"refund_id": refund.pk, "batch_id": batch.pk}


def _list(creditor: Creditor, owner: User, customers: list[Any], run: Run) -> list[WorkItem]:
    items = []
    for rank, customer in enumerate(customers, 1):
        case = Case.objects.create(creditor=creditor, customer=customer, opened_date=TODAY)
        items.append(
            WorkItem.objects.create(
                creditor=creditor, run=run, customer=customer, case=case, rank=rank, action="call", step="call_1",
                title="Call", owner=owner, minutes=8, points=90 - rank, expected_amount=Decimal(20),
                open_amount=Decimal(100 * rank), past_due_amount=Decimal(100 * rank) if rank != 3 else None,
                currency="USD",
            )
        )  # fmt: skip
    Publication.objects.create(creditor=creditor, run=run, published_at=datetime(2026, 3, 31, 9, tzinfo=UTC))
    return items


def _buckets(creditor: Creditor, admin: User) -> int:
    from dunwell.exposure.buckets.commands import save_bucket_set

    with viewing(viewer_of(admin)) as viewer:
        return save_bucket_set(viewer=viewer, creditor_id=creditor.pk, name="Weekly", edges=(7, 14, 21)).pk


def _delivery(desk: Desk) -> int:
    rows = b"customer_number,customer_name,item_number,document_date,amount,currency\n"
    rows += b"C-1,Customer 1,D-1,2026-03-01,bad,USD\n"
    return int(desk.program().upload(rows).json()["delivery_id"])


@pytest.fixture
def north(db: None) -> Iterator[Desk]:
    """Return a desk; the scope stays on the system, so that tests may look at rows themselves."""
    with viewing(system_viewer("test")):
        yield make_desk("North Freight")


@pytest.fixture
def south(north: Desk) -> Desk:
    """Return another desk, of which the programs of the first know nothing."""
    return make_desk("South Trading")
