"""What leaves the house: with a permit, once, over real SMTP; what may have gone is asked about, never repeated."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import DatabaseError, connection, transaction
from tests.shelves.mail_peer import MailPeer, mail_peer

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact
from dunwell.parties.models import ContactNotice
from dunwell.receivables.entries.commands import settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.open_items.commands import issue_item
from dunwell.work.bounces.commands import note_bounce
from dunwell.work.bounces.rules import read_bounce
from dunwell.work.dispatch.commands import confirm_message, deny_message, find_lost, send_message
from dunwell.work.messages.commands import approve_message, draft_message, retry_message
from dunwell.work.messages.models import Message
from dunwell.work.messages.rules import Wording
from dunwell.work.models import Activity, WorkItem
from dunwell.work.senders.commands import set_sender

NOON = datetime(2026, 3, 31, 16, tzinfo=UTC)  # a Tuesday, noon in New York
SOON = NOON + timedelta(seconds=30)
SENDER = """
import sys, django
django.setup()
from datetime import datetime
from dunwell.platform.access import system_viewer, viewing
from dunwell.work.dispatch.commands import send_message
with viewing(system_viewer("worker")) as viewer:
    print(send_message(viewer=viewer, message_id=int(sys.argv[1]), at=datetime.fromisoformat(sys.argv[2])))
"""


@pytest.fixture
def peer() -> Iterator[MailPeer]:
    with mail_peer() as held:
        yield held


def _stocked(desk, peer: MailPeer):
    """A business in New York that owes two invoices, and a mail server to write through."""
    desk.creditor.time_zone = "America/New_York"
    desk.creditor.save()
    told = {"viewer": desk.viewer, "customer_id": desk.customer.pk}
    desk.ann = add_contact(**told, name="Ann Lee", email="ann@x.example")
    desk.items = [
        issue_item(
            **told, kind="invoice", item_number=number, amount=Decimal(amount), currency="USD",
            document_date=date(2026, 1, 1), due_date=date(2026, 2, 1),
        )
        for number, amount in (("A-1", "100.00"), ("B-2", "250.00"))
    ]  # fmt: skip
    any_way = {"payment_details": "Wire to 123", "phone": "+1 212 555 0100"}
    email = {"from_address": "post@north.example.com", "host": peer.host, "port": peer.port, "security": "none"}
    for kind, document in (("any", any_way), ("email", email)):
        set_sender(viewer=desk.viewer, creditor_id=desk.creditor.pk, kind=kind, document=document)
    return desk


@pytest.fixture
def owing(desk, peer: MailPeer):
    return _stocked(desk, peer)


def _scheduled(desk, **more) -> Message:
    message = draft_message(
        viewer=desk.viewer,
        customer_id=desk.customer.pk,
        channel="email",
        wording=Wording("reminder_t1"),
        at=NOON,
        **more,
    )
    return approve_message(viewer=desk.viewer, message_id=message.pk, at=NOON)


def _send(desk, message: Message, at: datetime = SOON) -> Message:
    send_message(viewer=desk.viewer, message_id=message.pk, at=at)
    return Message.objects.get(pk=message.pk)


def test_a_message_leaves_with_a_permit_and_is_on_record(owing, peer: MailPeer) -> None:
    sent = _send(owing, _scheduled(owing))
    (mail,) = peer.mails
    assert (sent.state, sent.sent_at) == ("sent", SOON)
    assert mail["Message-ID"] == sent.message_id
    assert f"[#{sent.reply_token}]" in mail["Subject"]
    assert "$350.00" in mail.get_body(("plain",)).get_content()
    assert (sent.permit.channel, sent.permit.used_at) == ("email", SOON)
    activity = Activity.objects.get()
    assert (activity.kind, activity.direction, activity.permit_id) == ("email", "out", sent.permit_id)
    assert activity.about.count() == 2


def test_it_does_not_leave_before_its_time_and_only_once(owing, peer: MailPeer) -> None:
    message = _scheduled(owing)
    with pytest.raises(Refusal, match=r"work\.message\.not_due"):
        _send(owing, message, NOON + timedelta(seconds=9))
    _send(owing, message)
    with pytest.raises(Refusal, match=r"work\.message\.not_due"):
        _send(owing, message)
    assert len(peer.raw) == 1


def test_who_paid_this_morning_gets_no_reminder(owing, peer: MailPeer) -> None:
    message = _scheduled(owing)
    for item in owing.items:
        settle_item(viewer=owing.viewer, open_item_id=item.pk, amount=item.open_amount, effective_date=NOON.date())
    held = _send(owing, message)
    assert (held.state, held.refusal[0]["code"]) == ("waiting", "work.message.figures_changed")
    assert peer.raw == []


def test_a_part_that_was_paid_or_disputed_since_is_left_out_of_the_text(owing, peer: MailPeer) -> None:
    message = _scheduled(owing)
    settle_item(
        viewer=owing.viewer, open_item_id=owing.items[0].pk, amount=Decimal("100.00"), effective_date=NOON.date()
    )
    place_hold(
        viewer=owing.viewer, customer_id=owing.customer.pk, reason="dispute", placed_date=NOON.date(),
        open_item_id=owing.items[1].pk, amount=Decimal("50.00"),
    )  # fmt: skip
    assert _send(owing, message).state == "sent"
    text = peer.mails[0].get_body(("plain",)).get_content()
    assert "$200.00 together" in text
    assert "A-1" not in text


def test_at_night_it_waits_for_the_morning_and_on_hold_for_a_person(owing, peer: MailPeer) -> None:
    message = _scheduled(owing)
    at_night = NOON + timedelta(hours=14)
    waiting = _send(owing, message, at_night)
    if waiting.state == "scheduled":
        assert waiting.scheduled_at > at_night
        assert waiting.refusal
    place_hold(viewer=owing.viewer, customer_id=owing.customer.pk, reason="legal", placed_date=NOON.date())
    held = _send(owing, message, NOON + timedelta(days=1, hours=1))
    assert held.state == "waiting"
    assert {one["code"] for one in held.refusal} & {"work.truth.on_hold", "work.message.figures_changed"}
    assert peer.raw == []


def test_an_address_that_is_refused_for_good_is_closed_and_somebody_is_told(owing, peer: MailPeer) -> None:
    peer.refuse["ann@x.example"] = "550 5.1.1 no such user"
    failed = _send(owing, _scheduled(owing))
    assert (failed.state, failed.is_permanent) == ("failed", True)
    notice = ContactNotice.objects.get()
    assert (notice.kind, notice.address, notice.channel, notice.source) == (
        "unreachable", "ann@x.example", "email", "provider",
    )  # fmt: skip
    assert "ann@x.example" in WorkItem.objects.get().title
    with pytest.raises(Refusal, match=r"work\.message\.address_refused"):
        retry_message(viewer=owing.viewer, message_id=failed.pk, at=SOON)


def test_what_is_known_not_to_have_gone_may_be_sent_again_with_a_permit_of_its_own(owing, peer: MailPeer) -> None:
    peer.refuse["ann@x.example"] = "450 4.2.1 busy"
    failed = _send(owing, _scheduled(owing))
    first = failed.permit_id
    peer.refuse.clear()
    retry_message(viewer=owing.viewer, message_id=failed.pk, at=SOON)
    sent = _send(owing, failed, SOON + timedelta(minutes=1))
    assert (sent.state, len(peer.raw)) == ("sent", 1)
    assert sent.permit_id != first


def test_the_database_itself_lets_nothing_leave_without_a_permit(owing) -> None:
    message = _scheduled(owing)
    for state in ("sending", "sent", "unknown", "bounced"):
        with pytest.raises(DatabaseError, match="work_message"), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(state=state, sending_at=SOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM work_message WHERE id = %s", [message.pk])
        assert cursor.fetchone() == ("scheduled",)


def test_a_text_that_left_is_not_rewritten(owing, peer: MailPeer) -> None:
    sent = _send(owing, _scheduled(owing))
    with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
        Message.objects.filter(pk=sent.pk).update(body="something else")


def test_a_killed_worker_never_sends_twice(committed_desk, peer: MailPeer) -> None:
    desk = _stocked(committed_desk, peer)
    message = _scheduled(desk)
    parts = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(parts._replace(path="/" + connection.settings_dict["NAME"]))
    told = [sys.executable, "-c", SENDER, str(message.pk), SOON.isoformat()]
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": os.pathsep.join(sys.path)}
    pids: list[int] = []
    peer.on_data = lambda: os.kill(pids[0], signal.SIGKILL)
    with subprocess.Popen(told, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as worker:
        pids.append(worker.pid)
        said = worker.communicate(timeout=60)[0]
    assert worker.returncode == -signal.SIGKILL, said
    peer.on_data = None
    assert Message.objects.get(pk=message.pk).state == "sending"
    with pytest.raises(Refusal, match=r"work\.message\.not_due"):
        _send(desk, message, SOON + timedelta(minutes=1))
    assert find_lost(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=SOON + timedelta(minutes=9)) == 0
    later = SOON + timedelta(minutes=11)
    assert find_lost(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=later) == 1
    assert Message.objects.get(pk=message.pk).state == "unknown"
    for verb in (_send, lambda _desk, one: retry_message(viewer=desk.viewer, message_id=one.pk, at=later)):
        with pytest.raises(Refusal, match=r"not_due|not_allowed"):
            verb(desk, message)
    assert len(peer.raw) == 1
    with pytest.raises(Refusal, match=r"work\.message\.note_missing"):
        confirm_message(viewer=desk.viewer, message_id=message.pk, at=later, note=" ")
    known = confirm_message(viewer=desk.viewer, message_id=message.pk, at=later, note="Ann answered it")
    assert (known.state, known.sent_at) == ("sent", SOON)
    assert len(peer.raw) == 1


def test_what_was_lost_and_did_not_go_is_sent_again_under_the_same_id(owing, peer: MailPeer) -> None:
    peer.drop_after_data = True
    lost = _send(owing, _scheduled(owing))
    assert lost.state == "unknown"
    peer.drop_after_data = False
    deny_message(viewer=owing.viewer, message_id=lost.pk, at=SOON, note="not in the server's log")
    retry_message(viewer=owing.viewer, message_id=lost.pk, at=SOON)
    assert _send(owing, lost, SOON + timedelta(minutes=1)).state == "sent"
    assert {mail["Message-ID"] for mail in peer.mails} == {lost.message_id}


DSN = """From: MAILER-DAEMON@mx.example
To: post+{token}@north.example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ann@x.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--b
Content-Type: {kind}

Message-ID: {message_id}
Subject: Your account

--b--
"""


def _report(message: Message, **more: str) -> bytes:
    told = {"token": message.reply_token.lower(), "action": "failed", "status": "5.1.1", "kind": "text/rfc822-headers"}
    return DSN.format(**{**told, "message_id": message.message_id, **more}).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("more", [{}, {"kind": "message/rfc822"}, {"message_id": "<other@x>"}])
def test_a_mail_that_came_back_closes_the_address_once(owing, peer: MailPeer, more: dict[str, str]) -> None:
    sent = _send(owing, _scheduled(owing))
    raw = _report(sent, **more)
    for _ in range(2):
        note_bounce(viewer=owing.viewer, creditor_id=owing.creditor.pk, raw=raw, at=SOON + timedelta(minutes=1))
    bounced = Message.objects.get(pk=sent.pk)
    assert (bounced.state, bounced.is_permanent) == ("bounced", True)
    assert bounced.failure.startswith("5.1.1")
    assert ContactNotice.objects.filter(kind="unreachable", address="ann@x.example").count() == 1
    assert WorkItem.objects.count() == 1


def test_a_delay_a_full_mailbox_and_a_stranger_close_nothing(owing, peer: MailPeer) -> None:
    sent = _send(owing, _scheduled(owing))
    told = {"viewer": owing.viewer, "creditor_id": owing.creditor.pk, "at": SOON}
    assert note_bounce(**told, raw=_report(sent, action="delayed", status="4.4.1")) is None
    assert note_bounce(**told, raw=_report(sent, message_id="<other@x>", token="00000000")) is None
    assert note_bounce(**told, raw=peer.raw[0]) is None
    full = note_bounce(**told, raw=_report(sent, status="5.2.2"))
    assert (full.state, full.is_permanent) == ("bounced", False)
    assert not ContactNotice.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe broken", b"Content-Type: multipart/report; boundary=\r\n\r\n--\r\n"])
def test_no_mail_however_broken_stops_the_reader(raw: bytes) -> None:
    assert read_bounce(raw) is None
