"""From the bytes of an answer to who wrote what, when, in answer to which message; nothing is understood here yet."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Any

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.mails import content_of, decoded, header_of, is_html, is_mail, text_of_html
from dunwell.exchange.reading.replies.cutting import is_quotation, newest_words

CODE = "exchange.reply"
MAX_BYTES = 25 * 1024 * 1024
MOST_LETTERS = 100_000
"""How much of a mail's text is read; nobody answers in a book."""
MOST_PARTS = 500
_IDS = re.compile(r"<[^<>\s]+>")
_AUTOMATIC_SUBJECT = re.compile(
    r"(?i)^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheit"
    r"|自動回覆|自动回复"
    r"|自動答覆|awtomatikong tugon)"
)
_ANSWERED = re.compile(
    r"(?i)^\s*(?:(?:re|aw|antw|sv|fw|fwd|wg|回覆|回复|答复|轉寄|轉發|转发)\s*(?:\[\d+\])?\s*[:：]\s*)+"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a mail."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class ReplyMail:
    """An answer as it came. `words` are the sender's newest, without what they quote and how they sign.

    `sent_on` is the day on the sender's own clock; None where the mail names none.
    """

    words: str
    whole: str = ""
    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str = ""
    answers: tuple[str, ...] = ()
    sent_at: datetime | None = None
    is_automatic: bool = False
    is_bounce: bool = False
    attachments: tuple[Attachment, ...] = ()

    @property
    def sent_on(self) -> date | None:
        """Return the day on the sender's clock."""
        return self.sent_at.date() if self.sent_at else None

    @property
    def own_subject(self) -> str:
        """Return the subject where the sender made it; a repeated one is ours."""
        return "" if _ANSWERED.match(self.subject) else self.subject


def read_mail(content: bytes, file_name: str = "") -> ReplyMail:
    """Return what a mail (RFC 822), a page of HTML or a plain text says.

    Raises:
        FileFault: it is too large, an Outlook message file, or no text at all.
    """
    if len(content) > MAX_BYTES:
        words = gettext_noop("The file has {size} MB. Split it into parts and send each.")
        raise FileFault(Problem("exchange.file.too_large", words, facts={"size": len(content) // 1_048_576}))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        words = gettext_noop("This is an Outlook message (.msg). Save it as .eml, or forward it, and send that.")
        raise FileFault(Problem(f"{CODE}.outlook_message", words))
    if is_mail(content[:65_536]) or file_name.casefold().endswith(".eml"):
        return _mail(content)
    text = decoded(content)
    if "\x00" in text[:1000] or content.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")):
        raise FileFault(Problem(f"{CODE}.no_text", gettext_noop("This is no text. Send the mail as .eml or as text.")))
    return ReplyMail(*_said([text_of_html(text, leave_out=is_quotation) if is_html(text) else text], []))


def _mail(content: bytes) -> ReplyMail:
    message: Any = email.message_from_bytes(content, policy=email.policy.default)
    plain, pages, attachments = _parts(message)
    words, whole = _said(plain, pages)
    subject = header_of(message, "Subject")
    name, sender = parseaddr(header_of(message, "From"))
    if not words.strip():
        words = "" if _ANSWERED.match(subject) else subject
    return ReplyMail(
        words=words,
        whole=whole,
        subject=subject,
        sender=sender.casefold(),
        sender_name=name,
        recipients=_recipients(message),
        message_id=next(iter(_IDS.findall(header_of(message, "Message-ID"))), ""),
        answers=_answered(message),
        sent_at=_instant(header_of(message, "Date")),
        is_automatic=_is_automatic(message, subject),
        is_bounce=_is_bounce(message, sender),
        attachments=tuple(attachments),
    )


def _parts(message: Any) -> tuple[list[str], list[str], list[Attachment]]:
    """Return the plain texts, the pages and what hangs on a mail; a mail that is forwarded whole hangs on it too."""
    plain: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    for count, part in enumerate(_walk(message)):
        if count >= MOST_PARTS:
            break
        name, kind = _name(part), part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            attachments.append(Attachment(name or "message.eml", kind, inner.as_bytes() if inner is not None else b""))
        elif name or kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            raw = part.get_payload(decode=True)
            attachments.append(Attachment(name, kind, raw if isinstance(raw, bytes) else b""))
        else:
            (pages if kind == "text/html" else plain).append(content_of(part)[:MOST_LETTERS])
    return plain, pages, [one for one in attachments if one.name or one.content]


def _walk(message: Any) -> Any:
    """Yield a mail's parts without those of a mail inside it."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        yield from _walk(part)


def _name(part: Any) -> str:
    try:
        return " ".join(str(part.get_filename() or "").replace("\x00", "").split())[:200]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _said(plain: list[str], pages: list[str]) -> tuple[str, str]:
    """Return the newest words and all words: of the plain text, or of the page where there is no other."""
    texts = [text for text in plain if text.strip()]
    if texts:
        whole = "\n".join(texts)
        return newest_words(whole), whole.strip()
    whole = "\n".join(text_of_html(page) for page in pages)
    newest = newest_words("\n".join(text_of_html(page, leave_out=is_quotation) for page in pages))
    return newest or newest_words(whole), whole.strip()


def _recipients(message: Any) -> tuple[str, ...]:
    names = ("To", "Cc", "Delivered-To", "X-Original-To")
    found = getaddresses([header_of(message, name) for name in names if header_of(message, name)])
    return tuple(dict.fromkeys(address.casefold() for _, address in found if address))


def _answered(message: Any) -> tuple[str, ...]:
    """Return the ids of the messages that this one answers, the nearest first."""
    nearest = _IDS.findall(header_of(message, "In-Reply-To"))
    earlier = _IDS.findall(header_of(message, "References"))
    return tuple(dict.fromkeys([*nearest, *reversed(earlier)]))[:50]


def _instant(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_automatic(message: Any, subject: str) -> bool:
    said = header_of(message, "Auto-Submitted").casefold()
    if said and not said.startswith("no"):
        return True
    marks = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
    if any(header_of(message, name) for name in marks):
        return True
    return header_of(message, "Precedence").casefold() == "auto_reply" or bool(_AUTOMATIC_SUBJECT.match(subject))


def _is_bounce(message: Any, sender: str) -> bool:
    """Return whether a mail system tells that something could not be delivered."""
    if message.get_content_type() == "multipart/report" and "delivery-status" in header_of(message, "Content-Type"):
        return True
    if header_of(message, "X-Failed-Recipients"):
        return True
    return header_of(message, "Return-Path") == "<>" and sender.casefold().startswith(("mailer-daemon@", "postmaster@"))
