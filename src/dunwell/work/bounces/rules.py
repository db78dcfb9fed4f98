"""Reading a mail that came back: which message, which address, and whether for good (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
LONGEST_REASON = 300
FULL = ("2", "2")
"""Status x.2.2, a full mailbox: it is reported as permanent by some servers and passes all the same."""


@dataclass(frozen=True)
class Bounce:
    """What a delivery report says of one message; `is_permanent` closes the address."""

    message_ids: tuple[str, ...]
    address: str
    status: str
    is_permanent: bool
    reason: str
    to_addresses: tuple[str, ...] = ()


def read_bounce(raw: bytes) -> Bounce | None:
    """Return what a delivery report says; None where the mail is none, or reports a success or a mere delay."""
    mail = message_from_bytes(raw, policy=policy.default)
    report = _report_of(mail)
    if report is None:
        return None
    for block in report[1:] or report:
        action = str(block.get("Action", "")).strip().lower()
        if action != "failed":
            continue
        status = _status(block)
        address = str(block.get("Final-Recipient") or block.get("Original-Recipient") or "").rpartition(";")[2].strip()
        reason = " ".join(str(block.get("Diagnostic-Code", "")).split())[:LONGEST_REASON]
        permanent = status.startswith("5") and tuple(status.split(".")[1:]) != FULL
        ids = _original_ids(mail)
        told = tuple(str(mail.get(name, "")) for name in ("To", "Delivered-To", "X-Original-To") if mail.get(name))
        return Bounce(ids, address, status, permanent, reason or status, told)
    return None


def _report_of(mail: EmailMessage) -> list[Message] | None:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            return [one for one in blocks if isinstance(one, Message)] if isinstance(blocks, list) else None
    return None


def _status(block: Message) -> str:
    found = _STATUS.search(f"{block.get('Status', '')} {block.get('Diagnostic-Code', '')}")
    return ".".join(found.groups()) if found else "5.0.0"


def _original_ids(mail: EmailMessage) -> tuple[str, ...]:
    """Return the ids of the message that came back: of its headers, else of those that the report answers."""
    ids: list[str] = []
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(payload := part.get_payload(), list):
            ids += [str(one.get("Message-ID", "")) for one in payload if isinstance(one, Message)]
        if kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            held = message_from_bytes(content, policy=policy.default) if isinstance(content, bytes) else None
            ids.append(str(held.get("Message-ID", "")) if held is not None else "")
    answered = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(" ".join(ids)) or _MESSAGE_ID.findall(answered)))
