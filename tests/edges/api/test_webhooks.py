"""Events reach a real receiver: signed, tried again with growing waits, sent again when asked."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from dunwell.platform.events.tasks import deliver_event
from dunwell.platform.models import OutboxEvent, WebhookDelivery, WebhookEndpoint
from dunwell.platform.people.rules import Role
from dunwell.platform.webhooks.commands import requeue_forgotten
from dunwell.platform.webhooks.rules import BACK_OFF_SECONDS, is_public
from dunwell.platform.webhooks.tasks import send_webhook

from .conftest import Desk, Program


@dataclass
class Receiver:
    """Another program that listens: what it got, and what it answers next (200 where nothing is said)."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Return a receiver on this machine."""
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = made.answers.pop(0) if made.answers else 200
            self.send_response(status)
            if status == 302:
                self.send_header("Location", made.url + "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


@pytest.fixture
def program(north: Desk, settings: Any) -> Program:
    """Return a program that manages the desk, where the operator lets webhooks into the own network."""
    settings.DUNWELL_WEBHOOK_PRIVATE = True
    WebhookEndpoint.objects.update(is_active=False)
    return north.program()


def _subscribed(program: Program, receiver: Receiver, *events: str) -> dict[str, Any]:
    made = program.post("webhooks", {"url": receiver.url + "/in?a=1", "events": list(events) or ["*"]})
    assert made.status_code == 201, made.content
    return made.json()


def _jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(queue_name="webhooks", status="todo").order_by("id"))


def _work(jobs: list[ProcrastinateJob] | None = None) -> None:
    """Do what the worker does with these jobs (the waiting ones)."""
    for job in _jobs() if jobs is None else jobs:
        send_webhook(**job.args)


def _settle(north: Desk, program: Program) -> None:
    paid = {"amount": "1.00", "effective_date": "2026-03-31"}
    assert program.post(f"open-items/{north.ids['item_id']}/settle", paid).status_code == 201
    event = OutboxEvent.objects.filter(creditor=north.creditor, name="receivables.entry_posted").latest("pk")
    deliver_event(event_id=event.pk)


def _is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Check a signature as a receiver does, with nothing of ours."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(made, headers["webhook-signature"])


def test_an_event_arrives_signed(north: Desk, program: Program, receiver: Receiver) -> None:
    endpoint = _subscribed(program, receiver, "receivables.*")
    _settle(north, program)
    _work()
    [(headers, body)] = receiver.got
    secret = program.get(f"webhooks/{endpoint['id']}/secret").json()["secret"]
    assert _is_signed(secret, headers, body)
    assert not _is_signed(secret, headers, body + b" ")
    told = json.loads(body)
    assert (told["type"], told["creditor"]) == ("receivables.entry_posted", "north-freight")
    assert told["data"] == {"customer_id": north.ids["customer_id"], "open_item_id": north.ids["item_id"]}
    [row] = program.get("webhook-deliveries", endpoint_id=endpoint["id"]).json()["items"]
    assert (row["state"], row["attempts"][0]["status"]) == ("delivered", 200)


def test_only_what_was_asked_for_is_sent_and_once_per_event(north: Desk, program: Program, receiver: Receiver) -> None:
    wanted = _subscribed(program, receiver, "receivables.entry_posted")
    _subscribed(program, receiver, "strategy.*")
    off = _subscribed(program, receiver, "*")
    program.post(f"webhooks/{off['id']}/edit", {"is_active": False})
    _settle(north, program)
    event = OutboxEvent.objects.filter(name="receivables.entry_posted").latest("pk")
    OutboxEvent.objects.filter(pk=event.pk).update(delivered_at=None)
    deliver_event(event_id=event.pk)
    assert [row.endpoint_id for row in WebhookDelivery.objects.filter(event=event)] == [wanted["id"]]


def test_a_receiver_that_is_down_is_tried_again_with_growing_waits(
    north: Desk, program: Program, receiver: Receiver
) -> None:
    _subscribed(program, receiver)
    _settle(north, program)
    receiver.answers = [500, 302, 503]
    waits = []
    for _ in range(3):
        before = {job.pk for job in _jobs()}
        _work([job for job in _jobs() if job.pk == max(before)])
        made = next(job for job in _jobs() if job.pk not in before)
        waits.append(round((made.scheduled_at - timezone.now()).total_seconds() / 5) * 5)
    assert waits == list(BACK_OFF_SECONDS[:3])
    _work([_jobs()[-1]])
    assert len(receiver.got) == 4
    assert len({(headers["webhook-id"], body) for headers, body in receiver.got}) == 1
    [row] = WebhookDelivery.objects.filter(endpoint__is_active=True)
    assert (row.state, row.attempt_count) == ("delivered", 4)
    assert [each["status"] for each in row.attempts] == [500, 302, 503, 200]


def test_after_the_last_try_it_has_failed_and_waits_for_a_replay(
    north: Desk, program: Program, receiver: Receiver
) -> None:
    _subscribed(program, receiver)
    _settle(north, program)
    receiver.answers = [500] * (len(BACK_OFF_SECONDS) + 1)
    [row] = WebhookDelivery.objects.filter(endpoint__is_active=True)
    for _ in range(len(BACK_OFF_SECONDS) + 1):
        send_webhook(delivery_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.next_attempt_at) == ("failed", None)
    send_webhook(delivery_id=row.pk)
    assert len(receiver.got) == len(BACK_OFF_SECONDS) + 1
    replayed = program.post(f"webhook-deliveries/{row.pk}/replay")
    assert (replayed.status_code, replayed.json()["state"]) == (202, "waiting")
    _work([_jobs()[-1]])
    row.refresh_from_db()
    assert row.state == "delivered"
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {receiver.got[0][0]["webhook-id"]}


def test_an_event_that_arrived_can_be_sent_again_but_not_while_it_waits(
    north: Desk, program: Program, receiver: Receiver
) -> None:
    endpoint = _subscribed(program, receiver)
    sent = program.post(f"webhooks/{endpoint['id']}/ping").json()
    waiting = program.post(f"webhook-deliveries/{sent['id']}/replay")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "platform.webhook.not_allowed")
    _work()
    assert program.post(f"webhook-deliveries/{sent['id']}/replay").status_code == 202
    _work([_jobs()[-1]])
    assert len(receiver.got) == 2
    assert receiver.got[0][1] == receiver.got[1][1]


def test_a_receiver_that_is_gone_for_good_is_not_asked_again(north: Desk, program: Program, receiver: Receiver) -> None:
    endpoint = _subscribed(program, receiver)
    receiver.answers = [410]
    sent = program.post(f"webhooks/{endpoint['id']}/ping").json()
    _work()
    assert WebhookDelivery.objects.get(pk=sent["id"]).state == "failed"


def test_a_rotated_secret_signs_from_then_on(north: Desk, program: Program, receiver: Receiver) -> None:
    endpoint = _subscribed(program, receiver)
    old = program.get(f"webhooks/{endpoint['id']}/secret").json()["secret"]
    new = program.post(f"webhooks/{endpoint['id']}/rotate-secret").json()["secret"]
    program.post(f"webhooks/{endpoint['id']}/ping")
    _work()
    assert not _is_signed(old, *receiver.got[0])
    assert _is_signed(new, *receiver.got[0])


def test_what_a_killed_worker_left_behind_is_queued_again(north: Desk, program: Program, receiver: Receiver) -> None:
    endpoint = _subscribed(program, receiver)
    sent = program.post(f"webhooks/{endpoint['id']}/ping").json()
    ProcrastinateJob.objects.filter(queue_name="webhooks").update(status="doing")
    later = timezone.now() + timedelta(minutes=11)
    assert requeue_forgotten(at=timezone.now()) == 0
    assert requeue_forgotten(at=later) == 1
    assert requeue_forgotten(at=later) == 0
    _work()
    assert WebhookDelivery.objects.get(pk=sent["id"]).state == "delivered"


def test_events_and_their_jobs_are_written_together_or_not_at_all(
    north: Desk, program: Program, receiver: Receiver
) -> None:
    from django.db import transaction

    endpoint = _subscribed(program, receiver)
    before = len(_jobs())
    with transaction.atomic():
        program.post(f"webhooks/{endpoint['id']}/ping")
        transaction.set_rollback(True)
    assert len(_jobs()) == before


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/", "https://127.0.0.1/", "https://10.1.2.3/", "https://[::1]/", "https://localhost/",
        "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/", "ftp://example.com/", "https://", "nonsense",
        "https://user:word@example.com/", "https://exa mple.com/", "https://example.com:0/", "https://printer.local/",
    ],
)  # fmt: skip
def test_without_the_operators_leave_only_public_hosts_with_tls_are_sent_to(north: Desk, url: str) -> None:
    answer = north.program().post("webhooks", {"url": url, "events": ["*"]})
    assert answer.status_code == 422
    assert answer.json()["code"] in {"platform.webhook.url_unusable", "platform.webhook.host_private"}


def test_a_public_name_that_leads_inside_is_not_followed(
    north: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may resolve to anything, and to something else than a moment ago: what counts is what is connected to."""
    import socket

    program = north.program()
    endpoint = program.post("webhooks", {"url": "https://hooks.example.com/in", "events": ["*"]}).json()
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    sent = program.post(f"webhooks/{endpoint['id']}/ping").json()
    send_webhook(delivery_id=sent["id"])
    [attempt] = WebhookDelivery.objects.get(pk=sent["id"]).attempts
    assert attempt["status"] is None
    assert "not a public host" in attempt["failure"]
    assert receiver.got == []


def test_public_addresses_are_told_from_others() -> None:
    assert all(is_public(address) for address in ("93.184.216.34", "2606:2800:220:1::1"))
    inside = (
        "10.0.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "::1",
        "fe80::1%eth0",
        "100.64.0.1",
        "::ffff:192.168.0.1",
        "0.0.0.0",
    )
    assert not any(is_public(address) for address in inside)


def test_only_who_manages_the_creditor_sees_webhooks(north: Desk) -> None:
    lead = north.program(Role.LEAD)
    assert lead.get("webhooks").status_code == 403
    assert lead.get(f"webhooks/{north.ids['endpoint_id']}/secret").status_code == 403


def test_no_secret_is_stored(north: Desk) -> None:
    from django.db import connection

    secret = north.program().get(f"webhooks/{north.ids['endpoint_id']}/secret").json()["secret"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(e)::text FROM platform_webhook_endpoint e")
        assert all(secret.removeprefix("whsec_") not in row[0] for row in cursor.fetchall())
