"""The inbox through HTTP: what was read stands beside the mail, one key confirms it, and it can be taken back."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.edges.web.test_record import client_of, text_of

from dunwell.parties.contacts.commands import edit_contact
from dunwell.parties.models import ContactPerson
from dunwell.parties.notices.models import ContactNotice
from dunwell.platform.access import system_viewer, viewing
from dunwell.work.inbox.commands import land_reply
from dunwell.work.inbox.models import Reply

MAIL = (
    "From: {sender}\nTo: desk@x.example\nSubject: {subject}\nMessage-ID: <{subject}@x.example>\n"
    "Date: Fri, 27 Mar 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
)


@pytest.fixture
def desk(real_desk: Any) -> Any:
    with viewing(system_viewer("test")):
        person = ContactPerson.objects.get(customer=real_desk.customers[0])
        edit_contact(viewer=system_viewer("test"), contact_id=person.pk, email="dana@harbor.example")
    return real_desk


@pytest.fixture
def mei(desk: Any) -> Client:
    return client_of(desk, "mei")


def landed(desk: Any, subject: str, words: str, sender: str = "dana@harbor.example") -> int:
    system = system_viewer("test")
    raw = MAIL.format(sender=sender, subject=subject, words=words).encode()
    with viewing(system):
        creditor_id = desk.customers[0].creditor_id
        return land_reply(viewer=system, creditor_id=creditor_id, raw=raw, source="test", at=timezone.now()).reply_id  # type: ignore[return-value]


def state_of(reply_id: int) -> tuple[str, str]:
    with viewing(system_viewer("test")):
        found = Reply.objects.get(pk=reply_id)
        return found.state, found.confirmed_intent


def test_an_answer_is_shown_read_confirmed_done_and_taken_back(desk: Any, mei: Client) -> None:
    reply_id = landed(desk, "Payment", "We will pay USD 1,250.00 next Friday.")
    listed = text_of(mei.get(f"{desk.url}/inbox/"))
    for words in ("Promises to pay", "1250.00 USD", "2026-04-03", desk.customers[0].name):
        assert words in listed, words
    page = f"{desk.url}/inbox/{reply_id}/"
    assert "We will pay USD 1,250.00 next Friday." in text_of(mei.get(page))
    assert mei.post(f"{page}confirm/", {"intent": "promise", "note": ""}).status_code == 302
    assert state_of(reply_id) == ("confirmed", "promise")
    assert mei.post(f"{page}do/handle/").status_code == 302
    assert state_of(reply_id) == ("handled", "promise")
    assert "Promises to pay" not in text_of(mei.get(f"{desk.url}/inbox/"))
    assert mei.post(f"{page}do/reopen/").status_code == 302
    assert state_of(reply_id) == ("unread", "")
    refused = mei.post(f"{page}do/handle/")
    assert refused.status_code == 422
    assert state_of(reply_id) == ("unread", "")


def test_a_stop_is_recorded_with_the_customer_in_the_same_moment(desk: Any, mei: Client) -> None:
    reply_id = landed(desk, "Stop", "Please stop emailing me. Unsubscribe.")
    assert mei.post(f"{desk.url}/inbox/{reply_id}/confirm/", {"intent": "stop", "note": ""}).status_code == 302
    assert state_of(reply_id) == ("handled", "stop")
    with viewing(system_viewer("test")):
        assert ContactNotice.objects.filter(customer=desk.customers[0], kind="opt_out").exists()


def test_mail_of_a_stranger_is_given_to_its_customer(desk: Any, mei: Client) -> None:
    reply_id = landed(desk, "Hello", "Stop writing to me.", sender="new@elsewhere.example")
    page = f"{desk.url}/inbox/{reply_id}/"
    assert "whose?" in text_of(mei.get(f"{desk.url}/inbox/"))
    assert mei.post(f"{page}confirm/", {"intent": "stop", "note": ""}).status_code == 422
    assert "Nobody fits." in text_of(mei.post(f"{page}give/", {"customer": "no such customer"}))
    assert mei.post(f"{page}give/", {"customer": desk.customers[0].number}).status_code == 302
    assert desk.customers[0].name in text_of(mei.get(page))
