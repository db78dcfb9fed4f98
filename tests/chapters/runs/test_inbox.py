"""Answers that come in: each once, whose they are, read, confirmed by a person, and what follows."""

from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.cash.remittances.models import RemittanceAdvice
from dunwell.exchange.models import Delivery
from dunwell.exchange.queries import open_delivery
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.commands import add_customer
from dunwell.parties.notices.models import ContactNotice
from dunwell.platform.access import Viewer
from dunwell.platform.models import OutboxEvent
from dunwell.runs.reactions import REACTIONS
from dunwell.work.activities.models import Activity
from dunwell.work.inbox import rules
from dunwell.work.inbox.commands import (
    assign_reply,
    confirm_reply,
    dismiss_reply,
    handle_reply,
    land_reply,
    reopen_reply,
)
from dunwell.work.inbox.models import Reply, ReplyTransition
from dunwell.work.inbox.queries import open_reply_count, replies_after, reply_of, unread_reply_count_of
from dunwell.work.inbox.rules import ReplyEvent, ReplyState
from dunwell.work.messages.models import Message

AT = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)


def _mail(body: str, *, sender: str = "Bo <bo@harbor.example>", number: int = 1, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, headers.pop("to", "desk@y.example"), "Re: Invoice"
    message["Date"], message["Message-ID"] = "Tue, 31 Mar 2026 09:00:00 +0800", f"<n{number}@harbor.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def _land(desk: Any, message: EmailMessage) -> Any:
    raw = message.as_bytes()
    return land_reply(viewer=desk.viewer, creditor_id=desk.creditor.pk, raw=raw, source="test", at=AT)


def _person(desk: Any, customer: Any = None, email: str = "bo@harbor.example") -> ContactPerson:
    return ContactPerson.objects.create(
        creditor=desk.creditor, customer=customer or desk.customer, name="Bo Chan", email=email
    )


def _message(desk: Any, customer: Any) -> Message:
    return Message.objects.create(
        creditor=desk.creditor, customer=customer, channel="email", language="en", step="reminder", to_name="Bo",
        to_address="bo@harbor.example", source_body="x", body="x", message_id="<ours-1@desk.example>",
        reply_token="A1B2C3D4", drafted_at=AT,
    )  # fmt: skip


def test_an_answer_is_kept_whole_read_and_put_on_the_timeline_once(desk: Any) -> None:
    person = _person(desk)
    mail = _mail("我們下週五付清港幣一萬二千元，發票 INV-20431。")
    landed = _land(desk, mail)
    reply = reply_of(desk.viewer, landed.reply_id)
    assert (reply.customer_id, reply.contact_person_id, reply.found_by) == (desk.customer.pk, person.pk, "sender")
    assert (reply.language, reply.intent, reply.state) == ("zh-Hant", "promise", "unread")
    assert [(one["amount"], one["currency"]) for one in reply.amounts] == [("12000", "HKD")]
    assert ([one["day"] for one in reply.days], reply.numbers) == (["2026-04-10"], ["INV-20431"])
    assert open_delivery(viewer=desk.viewer, delivery_id=reply.delivery_id).read() == mail.as_bytes()
    activity = Activity.objects.get(customer=desk.customer)
    assert (activity.kind, activity.direction, "INV-20431" in activity.note) == ("email", "in", True)
    again, other_bytes = _land(desk, mail), _mail("Another text under the same id")
    assert (again.is_repeated, again.reply_id) == (True, landed.reply_id)
    assert _land(desk, other_bytes).reply_id == landed.reply_id
    assert (Reply.objects.count(), Activity.objects.count(), Delivery.objects.count()) == (1, 1, 1)
    event = OutboxEvent.objects.get(name="work.reply_landed")
    assert event.payload == {"reply_id": landed.reply_id, "customer_id": desk.customer.pk, "intent": "promise"}


def test_the_customer_is_found_by_token_then_thread_then_sender_and_never_guessed(desk: Any) -> None:
    other = add_customer(viewer=desk.viewer, creditor_id=desk.creditor.pk, number="C-2", name="Second")
    _person(desk)
    message = _message(desk, other)
    by_token = _land(desk, _mail("ok", number=2, to="desk+a1b2c3d4@y.example"))
    by_thread = _land(desk, _mail("ok", number=3, In_Reply_To="<ours-1@desk.example>"))
    by_sender = _land(desk, _mail("ok", number=4))
    rows = [reply_of(desk.viewer, one.reply_id) for one in (by_token, by_thread, by_sender)]
    assert [(row.customer_id, row.found_by, row.message_id) for row in rows] == [
        (other.pk, "token", message.pk), (other.pk, "thread", message.pk), (desk.customer.pk, "sender", None),
    ]  # fmt: skip
    _person(desk, other)
    shared = reply_of(desk.viewer, _land(desk, _mail("ok", number=5)).reply_id)
    stranger = reply_of(desk.viewer, _land(desk, _mail("ok", number=6, sender="x@else.example")).reply_id)
    assert [(row.customer_id, row.found_by) for row in (shared, stranger)] == [(None, ""), (None, "")]
    assign_reply(viewer=desk.viewer, reply_id=shared.id, customer_id=other.pk, at=AT)
    given = reply_of(desk.viewer, shared.id)
    assert (given.customer_id, given.found_by, Activity.objects.filter(customer=other).count()) == (other.pk, "hand", 3)
    with pytest.raises(Refusal, match="has_customer"):
        assign_reply(viewer=desk.viewer, reply_id=shared.id, customer_id=desk.customer.pk, at=AT)


def test_confirming_stop_wrong_contact_and_attorney_records_it_with_the_customer(desk: Any) -> None:
    _person(desk)
    stop = _land(desk, _mail("Please stop emailing me.", number=2)).reply_id
    wrong = _land(desk, _mail("You have the wrong person.", number=3)).reply_id
    legal = _land(desk, _mail("I am represented by an attorney.", number=4)).reply_id
    stranger = _land(desk, _mail("STOP", number=5, sender="x@else.example")).reply_id
    assert unread_reply_count_of(desk.customer.pk) == 3
    for reply_id, note in ((stop, ""), (wrong, ""), (legal, "Baker & Cole LLP")):
        assert confirm_reply(viewer=desk.viewer, reply_id=reply_id, at=AT, note=note).state == "handled"
    told = list(ContactNotice.objects.order_by("pk").values_list("kind", "channel", "address", "value", "source"))
    assert told == [
        ("opt_out", "email", "bo@harbor.example", "", "email"),
        ("wrong_person", "email", "bo@harbor.example", "", "email"),
        ("attorney", "", "", "Baker & Cole LLP", "email"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="no_customer"):
        confirm_reply(viewer=desk.viewer, reply_id=stranger, at=AT)
    assert Reply.objects.get(pk=stranger).state == "unread"
    assert unread_reply_count_of(desk.customer.pk) == 0


def test_a_person_corrects_the_reader_and_what_was_confirmed_waits_for_its_act(desk: Any) -> None:
    _person(desk)
    reply_id = _land(desk, _mail("We will pay USD 500.00 on Friday.")).reply_id
    found = confirm_reply(viewer=desk.viewer, reply_id=reply_id, at=AT, intent="asks_for_plan")
    assert (found.intent, found.confirmed_intent, found.state) == ("promise", "asks_for_plan", "confirmed")
    assert [row.id for row in replies_after(desk.viewer, desk.creditor.pk, intent="asks_for_plan")] == [reply_id]
    assert open_reply_count(desk.viewer, desk.creditor.pk) == 1
    assert handle_reply(viewer=desk.viewer, reply_id=reply_id, at=AT, note="plan agreed").state == "handled"
    with pytest.raises(Refusal, match="not_allowed"):
        dismiss_reply(viewer=desk.viewer, reply_id=reply_id, at=AT)
    assert reopen_reply(viewer=desk.viewer, reply_id=reply_id, at=AT).state == "unread"
    with pytest.raises(Refusal, match="intent"):
        confirm_reply(viewer=desk.viewer, reply_id=reply_id, at=AT, intent="money")
    steps = ReplyTransition.objects.filter(reply_id=reply_id).order_by("pk").values_list("event", flat=True)
    assert list(steps) == ["confirm", "handle", "reopen"]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE work_reply_transition SET note = 'x'")


def test_what_a_machine_answers_does_not_stop_a_contact_and_a_bounce_is_no_answer(desk: Any) -> None:
    _person(desk)
    message = _message(desk, desk.customer)
    away = _land(desk, _mail("I am away until 15 July.", Auto_Submitted="auto-replied"))
    assert reply_of(desk.viewer, away.reply_id).intent == "out_of_office"
    assert unread_reply_count_of(desk.customer.pk) == 0
    raw = (
        b"From: MAILER-DAEMON@y.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\nMessage-ID: <b1@y.example>\r\n"
        b'Content-Type: multipart/report; report-type="delivery-status"; boundary=x\r\n\r\n--x\r\n'
        b"Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--x\r\n"
        b"Content-Type: text/rfc822-headers\r\n\r\n"
        b"Message-ID: <ours-1@desk.example>\r\n\r\n--x--\r\n"
    )
    landed = land_reply(viewer=desk.viewer, creditor_id=desk.creditor.pk, raw=raw, source="test", at=AT)
    assert (landed.is_bounce, landed.reply_id, Reply.objects.count()) == (True, None, 1)
    assert OutboxEvent.objects.get(name="work.bounce_landed").payload["message_id"] == message.pk


def test_a_remittance_that_hangs_on_an_answer_goes_to_cash(desk: Any) -> None:
    _person(desk)
    mail = _mail("Please find attached our remittance advice.")
    table = b"Payer,Invoice,Amount,Currency,Payment date\nHarbor Logistics,INV-1,100.00,USD,2026-03-30\n"
    table += b"Harbor Logistics,INV-2,50.00,USD,2026-03-30\n"
    mail.add_attachment(table, maintype="text", subtype="csv", filename="remittance.csv")
    reply = reply_of(desk.viewer, _land(desk, mail).reply_id)
    assert [(one["name"], one["format"]) for one in reply.attachments] == [("remittance.csv", "remit_table")]
    event = OutboxEvent.objects.get(name="work.reply_landed")
    for _ in range(2):
        for react in REACTIONS["work.reply_landed"]:
            react(event)
    advice = RemittanceAdvice.objects.get()
    assert sorted(advice.lines.values_list("number", "paid_amount")) == [
        ("INV-1", Decimal("100.0000")), ("INV-2", Decimal("50.0000")),
    ]  # fmt: skip


def test_others_neither_see_nor_touch_answers(desk: Any) -> None:
    _person(desk)
    reply_id = _land(desk, _mail("ok")).reply_id
    neighbor = Viewer("person", name="Noa", user_id=99, roles={})
    for act in (confirm_reply, dismiss_reply, handle_reply):
        with pytest.raises(Refusal, match="not_found"):
            act(viewer=neighbor, reply_id=reply_id, at=AT)
    with pytest.raises(Refusal, match="not_found"):
        reply_of(neighbor, reply_id)
    assert Reply.objects.get().state == "unread"


@pytest.mark.parametrize("state", list(ReplyState))
@pytest.mark.parametrize("event", list(ReplyEvent))
def test_the_whole_table_of_an_answers_life(state: ReplyState, event: ReplyEvent) -> None:
    allowed = {
        ("unread", "confirm"): "confirmed", ("unread", "dismiss"): "dismissed", ("confirmed", "handle"): "handled",
        ("confirmed", "dismiss"): "dismissed", ("confirmed", "reopen"): "unread", ("handled", "reopen"): "unread",
        ("dismissed", "reopen"): "unread",
    }  # fmt: skip
    wanted = allowed.get((state.value, event.value))
    if wanted is None:
        with pytest.raises(Refusal, match=r"work\.reply\.not_allowed"):
            rules.MACHINE.next(state, event)
    else:
        assert rules.MACHINE.next(state, event) == wanted
