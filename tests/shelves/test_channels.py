"""Every channel keeps the shelf's promises; e-mail does so against a real mail server."""

import pickle
import smtplib
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.shelves.mail_peer import MailPeer, mail_peer

from dunwell.work.channels import CHANNELS
from dunwell.work.channels.email import send as email_send
from dunwell.work.outgoing.rules import INVOICE_TABLE, Attachment, Failed, Outgoing, Person, Secret, Sent, Settings

SHELF = Path(email_send.__file__).parents[1]
ROWS = (("Number", "Due", "Open"), ("INV-1", "Feb 9, 2026", "$1,000.00"), ("INV-22", "Mar 1, 2026", "$5.00"))
MESSAGE = Outgoing(
    message_id="<8b1d@desk.example.com>",
    to_address="ap@harbor.example.com",
    to_name="Harbor, Logistics 海港",
    subject="Your account with Northline 賬戶",
    body=f"Hello Ana,\n\nthese are open:\n\n{INVOICE_TABLE}\n\n<b>Thank you</b> & goodbye",
    language="zh-hant",
    written_at=datetime(2026, 3, 31, 8, 0, tzinfo=UTC),
    reply_token="A1B2C3D4",
    rows=ROWS,
)


@pytest.fixture
def peer() -> Iterator[MailPeer]:
    with mail_peer() as held:
        yield held


def _settings(peer: MailPeer, **more: object) -> Settings:
    document = {"from_address": "post@desk.example.com", "host": peer.host, "port": peer.port, "security": "none"}
    return Settings("Northline Freight", document | more)


@pytest.mark.parametrize("key", CHANNELS.keys())
def test_a_channel_says_what_may_be_set_and_has_its_page(key: str) -> None:
    channel = CHANNELS.get(key)
    assert channel.key == key
    assert channel.settings
    assert all(meaning.endswith(".") for meaning in channel.settings.values())
    assert (SHELF / key / "README.md").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("key", CHANNELS.keys())
def test_a_channel_reaches_nobody_without_an_address(key: str) -> None:
    channel = CHANNELS.get(key)
    assert channel.address_of(Person()) == ""
    assert channel.can_reach(Person()) is False


@pytest.mark.parametrize("key", CHANNELS.keys())
def test_a_secret_shows_nowhere(key: str) -> None:
    settings = Settings("Northline", {}, Secret("hunter2"))
    assert "hunter2" not in f"{settings!r} {settings} {settings.secret!r}"
    assert not [problem for problem in CHANNELS.get(key).check(settings) if "hunter2" in problem.sentence()]
    with pytest.raises(TypeError, match="not stored"):
        pickle.dumps(settings.secret)


def test_a_mail_arrives_with_its_thread_and_token(peer: MailPeer) -> None:
    statement = Attachment("statement.pdf", "application/pdf", b"%PDF-1.7 sample")
    message = replace(
        MESSAGE, references=("<first@x>", "<second@x>", "no reference\r\nBcc: a@b"), attachments=(statement,)
    )
    assert CHANNELS.get("email").send(message, _settings(peer)) == Sent()
    mail = peer.mails[-1]
    assert mail["Message-ID"] == MESSAGE.message_id
    assert mail["References"] == "<first@x> <second@x>"
    assert mail["In-Reply-To"] == "<second@x>"
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Your account with Northline 賬戶 [#A1B2C3D4]"
    assert mail["Reply-To"] == "post+a1b2c3d4@desk.example.com"
    assert mail["To"].addresses[0].addr_spec == "ap@harbor.example.com"
    assert mail["To"].addresses[0].display_name == "Harbor, Logistics 海港"
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "INV-22  Mar 1, 2026      $5.00" in plain
    assert "&lt;b&gt;Thank you&lt;/b&gt; &amp; goodbye" in html
    assert '<html lang="zh-Hant-HK">' in html
    assert [part.get_content() for part in mail.iter_attachments()] == [b"%PDF-1.7 sample"]


def test_the_same_message_is_the_same_mail_at_every_try(peer: MailPeer) -> None:
    for _ in range(2):
        CHANNELS.get("email").send(MESSAGE, _settings(peer))
    first, second = peer.mails
    assert {name: first[name] for name in ("Message-ID", "Date", "Subject", "Reply-To")} == {
        name: second[name] for name in ("Message-ID", "Date", "Subject", "Reply-To")
    }


def test_an_address_that_is_refused_for_good_is_permanent_and_a_busy_one_is_not(peer: MailPeer) -> None:
    peer.refuse[MESSAGE.to_address] = "550 5.1.1 no such user"
    answer = CHANNELS.get("email").send(MESSAGE, _settings(peer))
    assert answer == Failed(permanent=True, reason="550 5.1.1 no such user")
    peer.refuse[MESSAGE.to_address] = "450 4.2.1 try later"
    assert CHANNELS.get("email").send(MESSAGE, _settings(peer)) == Failed(permanent=False, reason="450 4.2.1 try later")
    assert peer.raw == []


def test_a_line_that_breaks_after_the_text_is_uncertain(peer: MailPeer) -> None:
    peer.drop_after_data = True
    answer = CHANNELS.get("email").send(MESSAGE, _settings(peer))
    assert isinstance(answer, Failed)
    assert (answer.permanent, answer.is_certain) == (False, False)
    assert len(peer.raw) == 1


def test_a_server_that_is_not_there_is_a_certain_passing_failure() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    answer = CHANNELS.get("email").send(MESSAGE, _settings(MailPeer("127.0.0.1", port)))
    assert isinstance(answer, Failed)
    assert (answer.permanent, answer.is_certain) == (False, True)


def test_every_connection_to_a_mail_server_has_a_time_out(peer: MailPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    kept = smtplib.SMTP.__init__

    def noted(self: smtplib.SMTP, *args: object, **kwargs: object) -> None:
        asked.append(kwargs.get("timeout"))
        kept(self, *args, **kwargs)

    monkeypatch.setattr(smtplib.SMTP, "__init__", noted)
    CHANNELS.get("email").send(MESSAGE, _settings(peer))
    assert asked == [20]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"host": "mail.example.com"}, "work.sender.address_unusable"),
        ({"from_address": "post@example.com"}, "work.sender.host_missing"),
        ({"from_address": "post@example.com", "provider": "pigeon"}, "work.sender.choice_unknown"),
        ({"from_address": "post@example.com", "host": "x", "security": "perhaps"}, "work.sender.choice_unknown"),
        ({"from_address": "post@example.com", "host": "x", "port": "smtp"}, "work.sender.port_unusable"),
        ({"from_address": "a@b.example, c@d.example", "host": "x"}, "work.sender.address_unusable"),
    ],
)
def test_settings_that_cannot_be_used_are_told(document: dict[str, object], code: str) -> None:
    assert [problem.code for problem in CHANNELS.get("email").check(Settings("N", document))] == [code]
