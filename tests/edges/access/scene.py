"""Two creditors with something of everything that an address can name; one is attacked with the ids of the other."""

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.allocations.commands import allocate_receipt
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import Proposal
from dunwell.cash.receipts.commands import record_receipt
from dunwell.cash.receipts.queries import receipts_after
from dunwell.cash.refunds.commands import request_refund
from dunwell.cash.remittances.commands import record_remittance
from dunwell.cash.returns.queries import returns_after
from dunwell.exchange.reading.statements import Remittance
from dunwell.exposure.buckets.commands import save_bucket_set
from dunwell.outcomes.disputes.commands import open_dispute
from dunwell.outcomes.limits.rules import Installment
from dunwell.outcomes.links.commands import ask_owner
from dunwell.outcomes.plans.commands import propose_plan
from dunwell.outcomes.plans.rules import Terms
from dunwell.outcomes.promises.commands import record_promise
from dunwell.outcomes.proofs.commands import add_proof
from dunwell.outcomes.writeoffs.commands import request_write_off
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer, system_viewer, viewer_of, viewing
from dunwell.platform.models import Creditor, Membership, User
from dunwell.platform.people.commands import add_member
from dunwell.platform.people.rules import RIGHTS, Role
from dunwell.platform.tokens.commands import create_token
from dunwell.platform.webhooks.commands import add_endpoint, ping_endpoint
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.models import Entry
from dunwell.receivables.open_items.commands import issue_item
from dunwell.runs.cash.commands import intake_money
from dunwell.runs.day import run_day
from dunwell.runs.intake.commands import Reading, intake_file
from dunwell.runs.journal import post_day_journal
from dunwell.runs.opening import open_creditor
from dunwell.work.inbox.commands import land_reply
from dunwell.work.items.commands import complete_item
from dunwell.work.messages.commands import attach_document, draft_message
from dunwell.work.messages.rules import Wording
from dunwell.work.models import WorkItem
from dunwell.work.outgoing.rules import Attachment
from dunwell.work.permits.commands import take_permit
from dunwell.work.views.commands import save_view

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = date(2026, 3, 31)
AT = datetime(2026, 3, 31, 15, tzinfo=UTC)
FILE = (
    b"Customer No,Customer,Invoice,Invoice date,Due date,Amount,Currency\nC-9,Nine,INV-9,2026-02-01,2026-03-03,x,USD\n"
)

STATEMENT = (
    ":20:STMT\r\n:25:{key}/0012345678\r\n:28C:1/1\r\n:60F:C260330USD100,00\r\n"
    ":61:2603310331C25,00NTRFA-{key}\r\n:86:INV-1\r\n:61:2603310331RC25,00NRTIB-{key}\r\n:86:RETURNED\r\n"
    ":62F:C260331USD100,00\r\n-\r\n"
)


@dataclass
class Side:
    """One creditor: its people by role, and one id for every kind of thing that its addresses name."""

    creditor: Creditor
    people: dict[str, User] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)

    def token(self, role: str, *without: str) -> str:
        """Return a new token of the member with this role: all that the role may, but for some rights."""
        person = viewer_of(self.people[role])
        scopes = sorted({right.value for right in RIGHTS[Role(role)]} - set(without))
        with viewing(person):
            made = create_token(
                viewer=person, creditor_id=self.creditor.pk, name="matrix", scopes=scopes, at=timezone.now(),
                rate_per_minute=6000,
            )  # fmt: skip
        return made.secret

    def client(self, role: str) -> Client:
        """Return a browser in which the member with this role is signed in."""
        return signed_in(self.people[role])


def signed_in(person: User) -> Client:
    """Return a browser in which somebody is signed in; faults come back as answers, as they do to a browser."""
    client = Client(raise_request_exception=False)
    client.force_login(person, backend=BACKEND)
    return client


def make_side(key: str) -> Side:
    """Make a creditor with its people, its book, a published list, and something done to it."""
    viewer = system_viewer("test")
    side = Side(open_creditor(viewer=viewer, name=f"Side {key}", base_currency="USD", country="US"))
    creditor_id = side.creditor.pk
    for role in Role:
        add_member(
            viewer=viewer, creditor_id=creditor_id, email=f"{role}@{key}.example", full_name=f"{role} {key}", role=role
        )
        side.people[role.value] = User.objects.get(email=f"{role}@{key}.example")
    customer = add_customer(viewer=viewer, creditor_id=creditor_id, number=f"{key}-1", name=f"Customer {key}")
    add_customer(viewer=viewer, creditor_id=creditor_id, number=f"{key}-2", name=f"Other {key}")
    item = _item(viewer, customer.pk, f"INV-{key}-1")
    other = _item(viewer, customer.pk, f"INV-{key}-2")
    contact = add_contact(viewer=viewer, customer_id=customer.pk, name="Pat", phone="+1 212 555 0100")
    notice = record_notice(viewer=viewer, customer_id=customer.pk, kind="language", value="en", at=AT)
    permit = take_permit(
        viewer=viewer, creditor_id=creditor_id, customer_id=customer.pk, channel="letter", at=AT
    )  # fmt: skip
    run = run_day(viewer=viewer, creditor_id=creditor_id, as_of=DAY)
    work = WorkItem.objects.filter(creditor_id=creditor_id).latest("pk")
    admin = viewer_of(side.people["admin"])
    with viewing(admin):
        deed = complete_item(viewer=admin, item_id=work.pk, at=AT)
        view = save_view(viewer=admin, creditor_id=creditor_id, name="Mine", query={})
    hold = place_hold(viewer=viewer, customer_id=customer.pk, open_item_id=item.pk, reason="promise", placed_date=DAY)
    delivery = intake_file(
        viewer=viewer, creditor_id=creditor_id, stream=io.BytesIO(FILE + key.encode()), file_name="f.csv",
        reading=Reading(effective_date=DAY), dry_run=True,
    )  # fmt: skip
    side.ids |= _money(viewer, creditor_id, key) | _books(viewer, creditor_id, key)
    side.ids |= _dispute(viewer, creditor_id, item.pk)
    side.ids |= _reply(viewer, creditor_id, key)
    side.ids |= _outcomes(viewer, customer, other.pk)
    buckets = save_bucket_set(viewer=viewer, creditor_id=creditor_id, name="Mine", edges=(10, 20))
    entry = Entry.objects.filter(open_item=item).latest("pk")
    token = create_token(
        viewer=viewer, creditor_id=creditor_id, email=f"lead@{key}.example", name="t", scopes=["book.read"],
        at=timezone.now(),
    )  # fmt: skip
    endpoint = add_endpoint(
        viewer=viewer, creditor_id=creditor_id, url="https://x.example/in", events=["*"], at=timezone.now()
    )
    sending = ping_endpoint(viewer=viewer, endpoint_id=endpoint.pk)
    with viewing(admin):
        written = draft_message(
            viewer=admin, customer_id=customer.pk, channel="email", wording=Wording(subject="S", body="B"), at=AT
        )
        kept = attach_document(
            viewer=admin, message_id=written.pk, document=Attachment("a.txt", "text/plain", b"a"), at=AT
        )
    side.ids |= {
        "message_id": written.pk, "document_id": kept.pk,
        "creditor": side.creditor.key, "creditor_id": creditor_id, "customer_id": customer.pk, "open_item_id": item.pk,
        "contact_id": contact.pk, "notice_id": notice.pk,
        "permit_id": permit.pk, "hold_id": hold.pk, "item_id": work.pk, "deed_id": deed.pk, "view_id": view.pk,
        "delivery_id": delivery.delivery_id, "run_id": run.run_id,
        "membership_id": Membership.objects.get(creditor_id=creditor_id, role="lead").pk,
        "bucket_set_id": buckets.pk, "entry_id": entry.pk, "token_id": token.id, "endpoint_id": endpoint.pk,
        "member_id": Membership.objects.get(creditor_id=creditor_id, role="lead").pk,
        "number": customer.number, "open-items/item_id": item.pk, "webhook-deliveries/delivery_id": sending.pk,
    }  # fmt: skip
    return side


def _money(viewer: Viewer, creditor_id: int, key: str) -> dict[str, int]:
    """Make a bank account with a statement, a receipt, a return and a remittance; return their ids."""
    account = open_account(viewer=viewer, creditor_id=creditor_id, number=f"{key}/0012345678", currency="USD")
    made = intake_money(
        viewer=viewer, creditor_id=creditor_id, stream=io.BytesIO(STATEMENT.format(key=key).encode()),
        file_name="s.sta",
    )  # fmt: skip
    advice = record_remittance(
        viewer=viewer, creditor_id=creditor_id, found=Remittance(payer=key, currency="USD", amount=Decimal("7.00"))
    )
    (receipt,) = receipts_after(viewer, creditor_id).rows
    (returned,) = returns_after(viewer, creditor_id).rows
    proposal = Proposal.objects.create(
        creditor_id=creditor_id, receipt_id=receipt.id, rank=1, score=Decimal("0.99"), verdict="auto"
    )
    return {
        "proposal_id": proposal.pk, "bank_account_id": account.pk, "statement_id": made.statements[0].statement_id or 0,
        "receipt_id": receipt.id, "return_id": returned.id, "remittance_id": advice.remittance_id,
    }  # fmt: skip


def _dispute(viewer: Viewer, creditor_id: int, open_item_id: int) -> dict[str, Any]:
    """Question part of a document, ask somebody about it, and prove it; return the ids."""
    made = open_dispute(
        viewer=viewer, creditor_id=creditor_id, open_item_id=open_item_id, amount=Decimal("50.00"), reason_code="PRICE",
        at=AT,
    )  # fmt: skip
    now = timezone.now()
    link = ask_owner(viewer=viewer, dispute_id=made.pk, email="pat@pricing.example", at=now)
    proof = add_proof(
        viewer=viewer, dispute_id=made.pk, kind="photos", file_name="a.txt", content=b"price list", at=now
    )
    given_up = request_write_off(
        viewer=viewer, creditor_id=creditor_id, open_item_id=open_item_id, amount=Decimal("5.00"), kind="uneconomic",
        reason="too far", at=now,
    )  # fmt: skip
    return {
        "write_off_id": given_up.pk,
        "dispute_id": made.pk,
        "link_id": link.id,
        "proof_id": proof.pk,
        "secret": link.secret,
    }


def _reply(viewer: Viewer, creditor_id: int, key: str) -> dict[str, Any]:
    """Land an answer of somebody whom nobody knows, so that it speaks against no contact; return its id."""
    raw = f"From: who@{key}.example\nSubject: hello\nMessage-ID: <1@{key}.example>\n\nThank you.\n".encode()
    made = land_reply(viewer=viewer, creditor_id=creditor_id, raw=raw, source="test", at=timezone.now())
    return {"reply_id": made.reply_id}


def _books(viewer: Viewer, creditor_id: int, key: str) -> dict[str, int]:
    """Make a receipt that posted itself, a refund that awaits a checker, and a posting of the journal."""
    payer = add_customer(viewer=viewer, creditor_id=creditor_id, number=f"{key}-3", name=f"Payer {key}")
    paid = _item(viewer, payer.pk, f"INV-{key}-3")
    told = {"viewer": viewer, "creditor_id": creditor_id, "currency": "USD", "value_date": DAY}
    receipt = record_receipt(amount=Decimal("9000.00"), number=f"{key}-A", customer_id=payer.pk, **told)
    (made,) = allocate_receipt(
        viewer=viewer, receipt_id=receipt.pk, lines=[AllocationLine(paid.pk, Decimal("9000.00"))], effective_date=DAY,
        method="auto",
    )  # fmt: skip
    loose = record_receipt(amount=Decimal("5.00"), number=f"{key}-B", **told)
    refund = request_refund(viewer=viewer, receipt_id=loose.pk, amount=Decimal("5.00"), reason="sent twice")
    batch = post_day_journal(viewer=viewer, creditor_id=creditor_id, journal_date=DAY)
    assert batch is not None
    return {"allocation_id": made.pk, "refund_id": refund.pk, "batch_id": batch.pk}


def _outcomes(viewer: Viewer, customer: Any, open_item_id: int) -> dict[str, int]:
    """Make a promise and a plan that was offered; return their ids."""
    asked: dict[str, Any] = {"viewer": viewer, "creditor_id": customer.creditor_id, "customer_id": customer.pk}
    promised = record_promise(
        **asked, installments=[Installment(DAY + timedelta(days=3), Decimal("100.00"))], open_item_ids=[open_item_id],
        at=AT,
    )  # fmt: skip
    plan = propose_plan(**asked, open_item_ids=[open_item_id], terms=Terms(3, DAY + timedelta(days=9)), at=AT)
    return {"promise_id": promised.pk, "plan_id": plan.pk}


def _item(viewer: Viewer, customer_id: int, number: str) -> Any:
    return issue_item(
        viewer=viewer, customer_id=customer_id, kind="invoice", item_number=number, document_date=date(2025, 12, 1),
        due_date=date(2026, 1, 15), amount=Decimal("9000.00"), currency="USD",
    )  # fmt: skip
