"""Fetching a creditor's mail by IMAP: each mail lands once, and is marked as seen once it is kept."""

import imaplib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.queries import CreditorRow
from dunwell.work.bounces.commands import note_bounce
from dunwell.work.inbox.commands import Landed, land_reply
from dunwell.work.senders.queries import kept_secret
from dunwell.work.senders.rules import secret_name

TIMEOUT_SECONDS = 30
MOST_AT_ONCE = 200
"""How many mails one fetch takes; what is left is fetched the next time."""
_PORTS = {"imaps": 993, "imap": 143, "imap+starttls": 143}
_HERE = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True)
class Mailbox:
    """Where a creditor's mail lies; the password is kept elsewhere and asked for when it is needed."""

    scheme: str
    host: str
    port: int
    user: str
    folder: str

    def __str__(self) -> str:
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass
class Fetched:
    """What a fetch did: answers that landed, mails that were here before, bounces, and mails that are none."""

    landed: int = 0
    repeated: int = 0
    bounced: int = 0
    refused: int = 0

    def add(self, made: Landed | None) -> None:
        """Count what became of one mail; None is one that was refused."""
        self.refused += made is None
        if made is not None:
            self.repeated += made.is_repeated
            self.bounced += made.is_bounce and not made.is_repeated
            self.landed += not made.is_repeated and not made.is_bounce


def mailbox_of(creditor_key: str) -> Mailbox | None:
    """Return a creditor's mailbox as the environment names it, None where it names none.

    `DUNWELL_INBOX_<KEY>` is an address such as `imaps://desk%40example.com@imap.example.com/INBOX`. Refuses one that
    cannot be meant, holds a password, or goes unencrypted to another machine.
    """
    name = secret_name(creditor_key, "inbox").replace("DUNWELL_SECRET_", "DUNWELL_INBOX_").removesuffix("_INBOX")
    address = os.environ.get(name, "")
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in _PORTS or not parts.hostname or not parts.username or parts.password:
        text = gettext_noop(
            "{name} is no mailbox. Write it as imaps://user@host/INBOX; its password goes into {secret}."
        )
        raise Refusal("runs.inbox.address", text, name=name, secret=secret_name(creditor_key, "inbox"))
    if parts.scheme == "imap" and parts.hostname not in _HERE:
        text = gettext_noop("{host} would be sent the password in the clear. Use imaps:// or imap+starttls://.")
        raise Refusal("runs.inbox.not_encrypted", text, host=parts.hostname)
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    return Mailbox(parts.scheme, parts.hostname, port, unquote(parts.username), folder)


def fetch_mail(
    *, viewer: Viewer, creditor: CreditorRow, mailbox: Mailbox, at: datetime, most: int = MOST_AT_ONCE
) -> Fetched:
    """Land the mails of a mailbox that nobody has seen, the oldest first; doing it twice lands nothing twice.

    A mail is marked as seen after it is kept, so that a fetch that is cut short goes on where it was. What is no mail
    is marked as seen and flagged, and stays in the mailbox. Refuses a mailbox that cannot be reached or opened.
    """
    require(viewer, "intake.run", creditor.id)
    done = Fetched()
    with _opened(mailbox, kept_secret(secret_name(creditor.key, "inbox")).told()) as held:
        for uid in held.uids("UNSEEN")[:most]:
            raw = _raw(held, uid)
            if not raw:
                continue
            if note_bounce(viewer=viewer, creditor_id=creditor.id, raw=raw, at=at) is not None:
                held.flag([uid], ["\\Seen"], value=True)
                continue
            try:
                made = land_reply(viewer=viewer, creditor_id=creditor.id, raw=raw, source=str(mailbox), at=at)
            except Refusal:
                made = None
            done.add(made)
            held.flag([uid], ["\\Seen"] if made else ["\\Seen", "\\Flagged"], value=True)
    return done


def _raw(held: Any, uid: str) -> bytes:
    """Return a mail's bytes as the server has them, without marking it as seen."""
    _, parts = held.client.uid("fetch", uid, "(BODY.PEEK[])")
    return next((part[1] for part in parts if isinstance(part, tuple) and isinstance(part[1], bytes)), b"")


@contextmanager
def _opened(mailbox: Mailbox, password: str) -> Iterator[Any]:
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
    from imap_tools.errors import ImapToolsError, MailboxLoginError

    kinds = {"imaps": MailBox, "imap+starttls": MailBoxStartTls, "imap": MailBoxUnencrypted}
    try:
        found = kinds[mailbox.scheme](mailbox.host, mailbox.port, timeout=TIMEOUT_SECONDS)
        with found.login(mailbox.user, password, initial_folder=mailbox.folder) as held:
            yield held
    except MailboxLoginError:
        text = gettext_noop("{mailbox} does not let us in. Look at its user and password.")
        raise Refusal("runs.inbox.login", text, mailbox=str(mailbox)) from None
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        text = gettext_noop("{mailbox} cannot be reached or read ({error}). It is tried again by itself.")
        raise Refusal("runs.inbox.unreachable", text, mailbox=str(mailbox), error=type(error).__name__) from None
