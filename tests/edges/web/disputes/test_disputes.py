"""The dispute desk in a browser's place: board and table, every form, files in and out, an answer by link."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dunwell.outcomes.disputes.commands import open_dispute
from dunwell.outcomes.models import Dispute, Proof
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.models import Customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor, User
from dunwell.platform.people.commands import add_member
from dunwell.receivables.models import OpenItem
from dunwell.receivables.open_items.commands import issue_item

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """A creditor with one disputed bill, and somebody of each role that matters."""

    creditor: Creditor
    customer: Customer
    item: OpenItem
    dispute: Dispute

    def at(self, path: str = "") -> str:
        """An address of the dispute."""
        return f"/c/{self.creditor.key}/disputes/{self.dispute.pk}/{path}"

    def client(self, role: str = "manager") -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(
            User.objects.get(email=f"{role}@d.example"), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    def state(self) -> str:
        """How far the dispute is."""
        self.dispute.refresh_from_db()
        return self.dispute.state


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    viewer = system_viewer("test")
    with viewing(viewer):
        creditor = create_creditor(viewer=viewer, name="Northline Freight", base_currency="USD", country="US")
        for role in ("collector", "lead", "manager", "cash_clerk"):
            add_member(
                viewer=viewer, creditor_id=creditor.pk, email=f"{role}@d.example", full_name=role.title(), role=role
            )
        customer = add_customer(viewer=viewer, creditor_id=creditor.pk, number="C-1", name="Harbor Logistics")
        item = issue_item(
            viewer=viewer, customer_id=customer.pk, kind="invoice", item_number="INV-1", amount=Decimal(1000),
            currency="USD", document_date=date(2026, 3, 1),
        )  # fmt: skip
        dispute = open_dispute(
            viewer=viewer, creditor_id=creditor.pk, open_item_id=item.pk, amount=Decimal(300), reason_code="PRICE",
            note="<b>seven</b> a piece", at=timezone.now(),
        )  # fmt: skip
        yield Desk(creditor, customer, item, dispute)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_the_board_and_the_table_show_the_same_disputes(desk: Desk) -> None:
    here = f"/c/{desk.creditor.key}/disputes/"
    board, table = page(desk.client(), here), page(desk.client(), here + "?show=table")
    for said in (board, table):
        assert "300.00" in said
        assert "Harbor Logistics" in said
        assert f"D-{desk.dispute.pk}" in said
        assert 'data-command="dispute.forward"' in said
    assert 'id="col-new"' in board
    assert "look at it:" in table
    assert "Nothing is disputed that fits" in page(desk.client(), here + "?q=nobody&reason=QTY&mine=1&group=strange")
    rows = desk.client().get(here + "export/csv/").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert f"D-{desk.dispute.pk},C-1,Harbor Logistics,INV-1,PRICE" in rows[1]
    assert desk.client().get(here + "export/xlsx/").content[:2] == b"PK"


def test_a_dispute_goes_through_its_forms_to_its_root_cause(desk: Desk) -> None:
    client = desk.client()
    said = page(client, desk.at())
    assert "&lt;b&gt;seven&lt;/b&gt; a piece" in said
    steps = (
        ("move/", {"to": "in_review", "note": "looking"}, "in_review"),
        ("remark/", {"note": "called them"}, "in_review"),
        ("assign/", {"department": "billing", "owner_id": User.objects.get(email="lead@d.example").pk}, "assigned"),
        ("reason/", {"reason_code": "DUP"}, "assigned"),
        ("escalate/", {"note": "large"}, "escalated"),
        ("move/", {"to": "awaiting_customer"}, "awaiting_customer"),
        ("remind/", {"note": ""}, "awaiting_customer"),
        ("decide/", {"decision": "partly_valid", "credited_amount": "100.00", "note": "half of it"}, "resolving"),
        ("close/", {"root_cause": "billing.duplicate"}, "closed"),
        ("reopen/", {"note": "again"}, "reopened"),
        ("withdraw/", {"note": "no"}, "withdrawn"),
    )
    for path, form, state in steps:
        assert client.get(desk.at(path)).status_code == 200, path
        answer = client.post(desk.at(path), form)
        assert answer.status_code == 302, (path, answer.content.decode()[-2000:])
        assert desk.state() == state, path
    said = page(client, desk.at())
    assert "100.00" in said
    assert "billed twice" in said
    causes = page(client, f"/c/{desk.creditor.key}/disputes/causes/?since=2026-01-01")
    assert "300.00" in causes
    assert page(client, f"/c/{desk.creditor.key}/disputes/causes/?since=soon", 422)
    assert client.get(f"/c/{desk.creditor.key}/disputes/causes/export/xlsx/").content[:2] == b"PK"


def test_who_moves_a_card_stays_on_the_board(desk: Desk) -> None:
    board = f"/c/{desk.creditor.key}/disputes/?group=live&q=INV"
    answer = desk.client().post(
        desk.at("move/"),
        {"to": "triaged"},
        headers={"hx-request": "true", "hx-current-url": f"http://testserver{board}"},
    )
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"])["desk:done"]["next"] == board
    assert desk.state() == "triaged"


def test_what_is_refused_comes_back_with_what_to_do(desk: Desk) -> None:
    client = desk.client()
    for path, form in (
        ("decide/", {"decision": "partly_valid"}),
        ("close/", {"root_cause": "billing"}),
        ("withdraw/", {"note": ""}),
        ("move/", {"to": "closed"}),
        ("proof/", {"kind": "photos"}),
        ("ask/", {"email": "nobody"}),
    ):
        answer = client.post(desk.at(path), form)
        assert answer.status_code == 422, path
        assert 'role="alert"' in answer.content.decode() or "errorlist" in answer.content.decode(), path
    assert desk.state() == "new"
    assert desk.client("collector").post(desk.at("decide/"), {"decision": "valid"}).status_code == 403
    assert desk.client("cash_clerk").post(desk.at("move/"), {"to": "triaged"}).status_code == 403


def test_a_file_comes_back_as_a_download_and_never_as_a_page(desk: Desk) -> None:
    client = desk.client("collector")
    sent = SimpleUploadedFile("order.txt", b"<script>alert(1)</script>")
    assert client.post(desk.at("proof/"), {"kind": "purchase_order", "file": sent}).status_code == 302
    proof = Proof.objects.get()
    answer = client.get(desk.at(f"proof/{proof.pk}/"))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="order.txt"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "order.txt" in page(client, desk.at())


def link_in(said: str) -> str:
    found = re.search(r"<code>http://testserver(/answer/[\w-]{43}/)</code>", said)
    assert found, said[-3000:]
    return found[1]


def test_somebody_without_an_account_answers_one_question(desk: Desk) -> None:
    asked = desk.client("collector").post(
        desk.at("ask/"), {"email": "pat@pricing.example", "name": "Pat", "question": "7 or 8?", "days": 3}
    )
    address = link_in(asked.content.decode())
    assert address not in page(desk.client("collector"), desk.at()), "it is shown once"
    stranger = Client()
    said = page(stranger, address)
    for shown in ("Northline Freight", "Harbor Logistics", "INV-1", "300.00", "7 or 8?"):
        assert shown in said
    for hidden in ("1,000.00", f"/c/{desk.creditor.key}", "Collector</", "C-1"):
        assert hidden not in said.replace("Collector asks", ""), hidden
    assert stranger.post(address, {"answer": "deny", "note": ""}).status_code == 422
    file = SimpleUploadedFile("agreed.pdf", b"%PDF-1.7")
    assert stranger.post(address, {"answer": "accept", "note": "7 it was", "file": file}).status_code == 302
    assert "Thank you" in page(stranger, address + "?thanks=1")
    assert desk.state() == "in_review"
    said = page(desk.client(), desk.at())
    assert "7 it was" in said
    assert "Pat &lt;pat@pricing.example&gt;" in said
    assert "agreed.pdf" in said


def test_a_link_that_was_taken_back_is_nowhere(desk: Desk) -> None:
    client = desk.client("collector")
    address = link_in(client.post(desk.at("ask/"), {"email": "pat@pricing.example", "days": 3}).content.decode())
    revoke = re.search(r'action="([^"]+/revoke/)"', page(client, desk.at()))
    assert revoke
    assert client.post(revoke[1]).status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"answer": "accept"}).status_code == 404


def test_a_link_is_not_opened_without_end(desk: Desk) -> None:
    address = link_in(desk.client().post(desk.at("ask/"), {"email": "pat@p.example", "days": 3}).content.decode())
    answers: list[Any] = [Client().get(address) for _ in range(62)]
    assert {answer.status_code for answer in answers} <= {200, 429}
    if timezone.now().second > 10:  # the minute did not end meanwhile
        assert answers[-1].status_code == 429
        assert int(answers[-1]["Retry-After"]) >= 1


def test_a_dispute_is_opened_from_the_customers_page_and_from_a_call(desk: Desk) -> None:
    client, here = desk.client("collector"), f"/c/{desk.creditor.key}/customers/{desk.customer.pk}/"
    said = page(client, here)
    assert 'data-command="item.dispute"' in said
    assert 'id="disputes"' in said
    assert (
        client.post(
            here + "dispute/", {"open_item_id": desk.item.pk, "reason_code": "QTY", "amount": "800"}
        ).status_code
        == 422
    )
    kept = client.post(here + "call/", {"outcome": "dispute", "direction": "in", "note": "short by two"})
    assert kept.status_code == 302
    assert "dispute/?activity=" in kept["Location"]
    assert 'value="QTY"' in page(client, kept["Location"])
    form = {"open_item_id": desk.item.pk, "reason_code": "QTY", "amount": "200.00", "note": "two are missing"}
    assert client.post(kept["Location"], form).status_code == 302
    made = Dispute.objects.latest("pk")
    assert (made.reason_code, made.disputed_amount, made.customer_position) == ("QTY", Decimal(200), "two are missing")
    assert made.activity is not None
    assert made.activity.note == "short by two"
    form = {"open_item_id": desk.item.pk, "reason_code": "DUP"}
    assert client.post(here + "dispute/", form, headers={"hx-request": "true"}).status_code == 204
    assert Dispute.objects.latest("pk").disputed_amount == Decimal(500)
