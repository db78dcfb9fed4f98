"""A mailbox on a real IMAP server: mail that came in by SMTP lands once, and is marked as seen."""

import contextlib
import os
import shutil
import signal
import smtplib
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from dunwell.base.refusals import Refusal
from dunwell.platform.creditors.queries import creditor_of
from dunwell.runs.inbox.mailboxes import Mailbox, fetch_mail, mailbox_of
from dunwell.work.inbox.models import Reply

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
AT = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)
KEY = "DUNWELL_INBOX_NORTHLINE_FREIGHT"
SECRET = "DUNWELL_SECRET_NORTHLINE_FREIGHT_INBOX"

needs_dovecot = pytest.mark.skipif(
    DOVECOT is None or os.geteuid() != 0, reason="needs Dovecot (dovecot-imapd, dovecot-lmtpd) and root to start it"
)

CONFIG = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password=open-sesame
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
protocol lmtp {{
  auth_username_format = %Ln
}}
"""


@dataclass
class Peer:
    """A running server: where mail is fetched by IMAP, and where it arrives by SMTP."""

    imap: int
    smtp: int

    def address(self, host: str = "127.0.0.1") -> str:
        return f"imap://desk@{host}:{self.imap}/INBOX"

    def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=30) as server:
            server.send_message(message, "bo@harbor.example", ["desk@desk.example"])


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class _Forward:
    """Hands what comes by SMTP to the server that keeps it, as a mail exchanger does."""

    def __init__(self, lmtp: int) -> None:
        self._lmtp = lmtp

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        with smtplib.LMTP("127.0.0.1", self._lmtp) as keeper:
            keeper.sendmail(envelope.mail_from, envelope.rcpt_tos, envelope.content)
        return "250 kept"


def _wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on {port}")


@pytest.fixture
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    folder = Path("/tmp") / f"dovecot-{os.getpid()}"  # a socket's path may only be short
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mail").mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "mail").chmod(0o777)
    imap, lmtp, smtp = _free_port(), _free_port(), _free_port()
    config = folder / "dovecot.conf"
    config.write_text(CONFIG.format(folder=folder, imap=imap, lmtp=lmtp))
    process = subprocess.Popen([str(DOVECOT), "-F", "-c", str(config)], stdout=subprocess.DEVNULL)
    post = Controller(_Forward(lmtp), hostname="127.0.0.1", port=smtp)
    try:
        _wait_for(imap)
        _wait_for(lmtp)
        post.start()
        yield Peer(imap, smtp)
    finally:
        with contextlib.suppress(Exception):
            post.stop()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _mail(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Bo <bo@harbor.example>", "desk@desk.example", "關於發票"
    message["Message-ID"], message["Date"] = f"<s{number}@harbor.example>", "Tue, 31 Mar 2026 09:00:00 +0800"
    message.set_content("我們會於下週五付清港幣五千元。", charset="utf-8")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="單.bin")
    return message


@needs_dovecot
def test_mail_that_came_by_smtp_lands_once(desk: Any, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, peer.address())
    monkeypatch.setenv(SECRET, "open-sesame")
    creditor = creditor_of(desk.viewer, desk.creditor.pk)
    mailbox = mailbox_of(creditor.key)
    assert mailbox is not None
    assert "sesame" not in repr(mailbox)
    peer.send(_mail(1))
    peer.send(_mail(2))

    def fetched() -> tuple[int, int, int]:
        done = fetch_mail(viewer=desk.viewer, creditor=creditor, mailbox=mailbox, at=AT)
        return done.landed, done.repeated, done.refused

    assert fetched() == (2, 0, 0)
    assert fetched() == (0, 0, 0)
    peer.send(_mail(2))
    assert fetched() == (0, 1, 0)
    replies = Reply.objects.order_by("pk")
    assert [reply.mail_id for reply in replies] == ["<s1@harbor.example>", "<s2@harbor.example>"]
    assert (replies[0].subject, replies[0].words) == ("關於發票", "我們會於下週五付清港幣五千元。")
    assert (replies[0].intent, replies[0].attachments[0]["name"]) == ("promise", "單.bin")
    monkeypatch.setenv(SECRET, "wrong")
    with pytest.raises(Refusal, match=r"runs\.inbox\.login") as caught:
        fetched()
    assert "wrong" not in str(caught.value)


def test_a_mailbox_that_is_not_there_or_not_meant_is_refused(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    creditor = creditor_of(desk.viewer, desk.creditor.pk)
    assert mailbox_of(creditor.key) is None
    for address, code in (
        ("imap://desk@mail.example/INBOX", "not_encrypted"),
        ("imaps://desk:secret@mail.example/INBOX", "address"),
        ("https://mail.example", "address"),
        ("imaps://desk@mail.example:port/INBOX", "address"),
    ):
        monkeypatch.setenv(KEY, address)
        with pytest.raises(Refusal, match=rf"runs\.inbox\.{code}") as caught:
            mailbox_of(creditor.key)
        assert "secret@" not in str(caught.value)
    monkeypatch.setenv(KEY, "imaps://desk%40y.example@mail.example/Post")
    assert mailbox_of(creditor.key) == Mailbox("imaps", "mail.example", 993, "desk@y.example", "Post")
    nobody = Mailbox("imap", "127.0.0.1", _free_port(), "desk", "INBOX")
    with pytest.raises(Refusal, match=r"runs\.inbox\.unreachable"):
        fetch_mail(viewer=desk.viewer, creditor=creditor, mailbox=nobody, at=AT)
    assert Reply.objects.count() == 0
