"""Messages through HTTP: written with a preview, called back, approved together, resolved when nobody knows."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.edges.web.test_record import client_of, text_of

from dunwell.parties.contacts.commands import edit_contact
from dunwell.parties.models import ContactPerson
from dunwell.platform.access import system_viewer, viewing
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.messages.commands import draft_message, submit_message
from dunwell.work.messages.models import Message
from dunwell.work.messages.rules import Wording
from dunwell.work.senders.commands import set_sender


@pytest.fixture
def desk(real_desk: Any) -> Any:
    system = system_viewer("test")
    with viewing(system):
        customer = real_desk.customers[0]
        creditor_id = customer.creditor_id
        person = ContactPerson.objects.get(customer=customer)
        edit_contact(viewer=system, contact_id=person.pk, email="dana@harbor.example")
        issue_item(
            viewer=system, customer_id=customer.pk, kind="invoice", item_number="LATE-1", amount=Decimal("120.00"),
            currency="USD", document_date=date(2026, 1, 1), due_date=date(2026, 1, 31),
        )  # fmt: skip
        document = {"payment_details": "Wire to 123", "phone": "+1 312 555 0100", "dispute_contact": "ask@x.example"}
        set_sender(viewer=system, creditor_id=creditor_id, kind="any", document=document)
        email = {"from_address": "post@x.example", "host": "mail.x.example"}
        set_sender(viewer=system, creditor_id=creditor_id, kind="email", document=email)
    return real_desk


@pytest.fixture
def mei(desk: Any) -> Client:
    return client_of(desk, "mei")


@pytest.fixture
def compose_url(desk: Any) -> str:
    return f"{desk.url}/customers/{desk.customers[0].pk}/write/"


def _told(client: Client, url: str) -> dict[str, Any]:
    form = client.get(url).context["form"]
    values = {each.html_name: each.value() for each in form}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_a_message_is_written_previewed_sent_and_called_back(desk: Any, mei: Client, compose_url: str) -> None:
    shown = text_of(mei.get(compose_url))
    assert "dana@harbor.example" in shown
    assert "LATE-1" in shown
    assert "Missing before it can leave" not in shown
    answer = mei.post(compose_url, {**_told(mei, compose_url), "way": "send"})
    assert answer.status_code == 302
    message = Message.objects.get()
    assert (message.state, message.to_address) == ("scheduled", "dana@harbor.example")
    again = mei.post(f"{desk.url}/outbox/{message.pk}/do/call_back/")
    assert again.status_code == 302
    assert Message.objects.get().state == "draft"


def test_a_missing_field_blocks_and_writes_nothing(mei: Client, compose_url: str) -> None:
    told = {**_told(mei, compose_url), "body": "Where is {{promise_amount}}?"}
    shown = mei.post(f"{compose_url}preview/", told)
    assert re.search(r"<mark[^>]*>promise_amount</mark>", shown.content.decode())
    refused = mei.post(compose_url, {**told, "way": "send"})
    assert refused.status_code == 422
    assert "promise_amount" in text_of(refused)
    assert not Message.objects.exists()


def test_the_language_and_the_template_are_switched_by_links(mei: Client, compose_url: str) -> None:
    shown = text_of(mei.get(f"{compose_url}?language=zh-hant&template=reminder_t2"))
    assert "第二次提示" in shown
    assert "單據編號" in shown


def test_what_a_customer_is_called_is_never_markup(desk: Any, mei: Client, compose_url: str) -> None:
    customer = desk.customers[0]
    told = {**_told(mei, compose_url), "body": "<script>x</script> {{contact_name}}"}
    ContactPerson.objects.filter(customer=customer).update(name="<b>Dana</b>")
    shown = mei.post(f"{compose_url}preview/", told).content.decode()
    assert "<script>" not in shown
    assert "<b>Dana" not in shown


def _waiting(desk: Any, customer: int = 0) -> Message:
    system = system_viewer("test")
    with viewing(system):
        message = draft_message(
            viewer=system, customer_id=desk.customers[customer].pk, channel="email", step="reminder_1",
            wording=Wording(subject="S", body="Hello {{contact_name}}"), at=_at(),
        )  # fmt: skip
        return submit_message(viewer=system, message_id=message.pk, at=_at())


def _at() -> Any:
    from django.utils import timezone

    return timezone.now()


def test_a_lead_looks_and_approves_together_and_a_collector_may_not(desk: Any, mei: Client) -> None:
    first, second = _waiting(desk), _waiting(desk, 1)
    lead = client_of(desk, "lea")
    outbox = text_of(mei.get(f"{desk.url}/outbox/"))
    assert "Awaiting approval 2" in outbox
    assert mei.get(f"{desk.url}/outbox/approve/").status_code == 403
    assert "Hello Dana 1" in text_of(lead.get(f"{desk.url}/outbox/approve/"))
    lead.post(f"{desk.url}/outbox/approve/", {"message": [first.pk, second.pk]})
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {first.pk: "scheduled", second.pk: "waiting"}


def test_one_message_is_shown_with_what_became_of_it(desk: Any) -> None:
    message, lead = _waiting(desk), client_of(desk, "lea")
    url = f"{desk.url}/outbox/{message.pk}/"
    shown = text_of(lead.get(url))
    assert "Hello Dana 1" in shown
    assert "Awaiting approval" in shown
    assert lead.post(f"{url}do/retry/").status_code == 422
    assert lead.post(f"{url}do/approve/").status_code == 302
    assert lead.post(f"{url}do/fly/").status_code == 404
    assert Message.objects.get().state == "scheduled"
