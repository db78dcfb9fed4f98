"""Verbs on answers that came in: land one, say whose it is, confirm what it wants, be done with it."""

import io
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.commands import receive_delivery
from dunwell.exchange.formats import guess_format
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.exchange.reading.replies.mail import Attachment, ReplyMail, read_mail
from dunwell.exchange.reading.replies.reader import Reading, read_words
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.commands import log_message
from dunwell.work.inbox.models import Reply, ReplyTransition
from dunwell.work.inbox.queries import Home, home_of
from dunwell.work.inbox.rules import (
    DONE_WHEN_CONFIRMED,
    MACHINE,
    MOST_WORDS,
    NOTICES,
    FoundBy,
    ReplyEvent,
    ReplyState,
    intent_of,
    said,
)
from dunwell.work.messages.models import Message

_IDS = re.compile(rb"<[^<>\s]{3,250}>")
MOST_KNOWN = 2000
"""How many of a customer's document numbers are looked for in an answer."""


@dataclass(frozen=True)
class Landed:
    """What became of a mail: its answer (none for a bounce), and whether it was here before."""

    reply_id: int | None
    delivery_id: int
    is_repeated: bool = False
    is_bounce: bool = False


@command
def land_reply(*, viewer: Viewer, creditor_id: int, raw: bytes, source: str, at: datetime) -> Landed:
    """Keep a mail (RFC 822) or text that came in, read it, and find whose it is; the same mail twice is one.

    `source` names where it came from (a mailbox, a hand); `at` is now. What hangs on it is kept as deliveries of its
    own. A bounce is no answer: it is told to whoever keeps our messages. Refuses what is no text.
    """
    require(viewer, "intake.run", creditor_id)
    mail = _mail(raw)
    known = Reply.objects.filter(creditor_id=creditor_id, mail_id=mail.message_id).first() if mail.message_id else None
    if known is not None:
        return Landed(known.pk, known.delivery_id, is_repeated=True)
    name = f"{mail.subject[:80] or 'mail'}.eml"
    received = receive_delivery(
        viewer=viewer,
        creditor_id=creditor_id,
        source=f"mail {source}",
        file_name=name,
        stream=io.BytesIO(raw),
        format_key="remit_text",
    )
    if received.repeated:
        held = Reply.objects.filter(delivery_id=received.delivery_id).first()
        return Landed(held.pk if held else None, received.delivery_id, is_repeated=True, is_bounce=held is None)
    if mail.is_bounce:
        _tell_bounce(creditor_id, raw, mail, received.delivery_id)
        return Landed(None, received.delivery_id, is_bounce=True)
    made = _keep(viewer, creditor_id, mail, received.delivery_id, at)
    return Landed(made.pk, received.delivery_id)


@command
def assign_reply(
    *, viewer: Viewer, reply_id: int, customer_id: int, at: datetime, contact_person_id: int | None = None
) -> Reply:
    """Say which customer wrote an answer; it then stands on that customer's timeline."""
    found = _locked(viewer, reply_id)
    if found.customer_id is not None:
        raise Refusal("work.reply.has_customer", gettext_noop("This answer belongs to a customer already."))
    customer = Customer.objects.filter(pk=customer_id, creditor_id=found.creditor_id).first()
    if customer is None:
        raise _not_found()
    person = ContactPerson.objects.filter(pk=contact_person_id or 0, customer=customer).first()
    same = ContactPerson.objects.filter(customer=customer, email__iexact=found.sender_address or "-").first()
    found.customer, found.contact_person, found.found_by = customer, person or same, FoundBy.HAND
    _put_on_timeline(viewer, found, at)
    found.save()
    return found


@command
def confirm_reply(*, viewer: Viewer, reply_id: int, at: datetime, intent: str = "", note: str = "") -> Reply:
    """Say that an answer wants what was read, or what it wants instead (`intent`).

    Stop, wrong contact and attorney are recorded as notices in the same moment, and are then handled; so is what needs
    nothing. The others wait until somebody has recorded the promise, the dispute ... and says so with `handle_reply`.
    """
    found = _locked(viewer, reply_id)
    chosen = intent_of(intent) if intent else Intent(found.intent)
    kind = NOTICES.get(chosen)
    if kind is not None and found.customer_id is None:
        raise Refusal(
            "work.reply.no_customer",
            gettext_noop("Say first which customer wrote this: what they ask for is recorded with the customer."),
        )
    found.confirmed_intent = chosen
    _move(viewer, found, ReplyEvent.CONFIRM, at, note)
    if kind is not None:
        _record_notice(viewer, found, kind, at, note)
    if chosen in DONE_WHEN_CONFIRMED:
        _move(viewer, found, ReplyEvent.HANDLE, at, "")
    emit(
        "work.reply_confirmed", found.creditor_id, reply_id=found.pk, customer_id=found.customer_id, intent=chosen.value
    )
    return found


@command
def handle_reply(*, viewer: Viewer, reply_id: int, at: datetime, note: str = "") -> Reply:
    """Say that what an answer wanted has been done."""
    found = _locked(viewer, reply_id)
    _move(viewer, found, ReplyEvent.HANDLE, at, note)
    return found


@command
def dismiss_reply(*, viewer: Viewer, reply_id: int, at: datetime, note: str = "") -> Reply:
    """Say that an answer needs nothing."""
    found = _locked(viewer, reply_id)
    _move(viewer, found, ReplyEvent.DISMISS, at, note)
    return found


@command
def reopen_reply(*, viewer: Viewer, reply_id: int, at: datetime, note: str = "") -> Reply:
    """Put an answer back as unread; notices that its confirmation recorded stay until they are withdrawn."""
    found = _locked(viewer, reply_id)
    found.confirmed_intent = ""
    _move(viewer, found, ReplyEvent.REOPEN, at, note)
    return found


def _mail(raw: bytes) -> ReplyMail:
    try:
        return read_mail(raw)
    except FileFault as fault:
        raise Refusal(fault.problem.code, fault.problem.text, **fault.problem.facts) from None


def _tell_bounce(creditor_id: int, raw: bytes, mail: ReplyMail, delivery_id: int) -> None:
    """Tell of a message that came back, by the ids that the report quotes."""
    quoted = [one.decode("ascii", "replace") for one in dict.fromkeys(_IDS.findall(raw))][:200]
    held = Message.objects.filter(creditor_id=creditor_id, message_id__in=[*mail.answers, *quoted])
    found = held.order_by("-pk").values_list("pk", flat=True).first()
    emit("work.bounce_landed", creditor_id, delivery_id=delivery_id, message_id=found)


def _keep(viewer: Viewer, creditor_id: int, mail: ReplyMail, delivery_id: int, at: datetime) -> Reply:
    home = home_of(
        creditor_id, recipients=mail.recipients, subject=mail.subject, answers=mail.answers, sender=mail.sender
    )
    reading = _read(creditor_id, mail, home, at)
    attachments = _keep_attachments(viewer, creditor_id, mail.attachments)
    told = asdict(said(reading))
    sent_at = min(mail.sent_at, at) if mail.sent_at and mail.sent_at.tzinfo else None
    made = Reply.objects.create(
        creditor_id=creditor_id,
        delivery_id=delivery_id,
        customer_id=home.customer_id,
        contact_person_id=home.contact_person_id,
        message=home.message,
        found_by=home.found_by,
        mail_id=_plain(mail.message_id, 500),
        thread=_plain(mail.answers[-1] if mail.answers else mail.message_id, 500),
        sender_name=_plain(mail.sender_name, 200),
        sender_address=_plain(mail.sender, 320),
        subject=_plain(mail.subject, 500),
        words=_plain(mail.words or mail.whole, MOST_WORDS),
        attachments=attachments,
        is_automatic=mail.is_automatic,
        sent_at=sent_at,
        landed_at=at,
        **told,
    )
    if made.customer_id is not None:
        _put_on_timeline(viewer, made, at)
        made.save(update_fields=["activity"])
    emit("work.reply_landed", creditor_id, reply_id=made.pk, customer_id=made.customer_id, intent=made.intent)
    return made


def _read(creditor_id: int, mail: ReplyMail, home: Home, at: datetime) -> Reading:
    numbers: Sequence[str] = ()
    if home.customer_id is not None:
        held = OpenItem.objects.filter(customer_id=home.customer_id).order_by("-pk")
        numbers = [one for one in held.values_list("item_number", flat=True)[:MOST_KNOWN] if len(one) >= 4]
    zone = Creditor.objects.values_list("time_zone", flat=True).get(pk=creditor_id)
    folder = Path(settings.HOME) / "models"
    return read_words(mail, today=local_day(at, zone), known=numbers, models=folder)


def _keep_attachments(viewer: Viewer, creditor_id: int, attachments: Sequence[Attachment]) -> list[dict[str, Any]]:
    """Keep what hangs on a mail, each as a delivery of its own; return what the answer remembers of them."""
    kept = []
    for one in attachments:
        key = guess_format(one.content[:65_536], one.name) if one.content else ""
        told: dict[str, Any] = {"name": one.name or one.kind, "kind": one.kind, "size": len(one.content), "format": key}
        if key:
            told["delivery_id"] = receive_delivery(
                viewer=viewer,
                creditor_id=creditor_id,
                source="mail attachment",
                file_name=one.name or "attachment",
                stream=io.BytesIO(one.content),
                format_key=key,
            ).delivery_id
        kept.append(told)
    return kept


def _put_on_timeline(viewer: Viewer, reply: Reply, at: datetime) -> None:
    assert reply.customer_id is not None, "an answer of nobody has no timeline"
    logged = log_message(
        viewer=viewer,
        customer_id=reply.customer_id,
        kind="email",
        direction="in",
        at=at,
        occurred_at=max(reply.sent_at, at - timedelta(days=3650)) if reply.sent_at else at,
        note="\n".join(part for part in (reply.subject, reply.words[:1500]) if part),
        contact_person_id=reply.contact_person_id,
        complete=False,
        key=f"reply:{reply.delivery_id}",
    )
    reply.activity_id = logged.activity_id


def _record_notice(viewer: Viewer, reply: Reply, kind: str, at: datetime, note: str) -> None:
    detail: dict[str, Any] = {}
    if kind in ("opt_out", "wrong_person"):
        detail = {"channel": "email", "address": reply.sender_address}
    elif kind == "attorney":
        detail = {"value": note.strip()[:200] or reply.sender_name or reply.sender_address or "?"}
    words = note.strip() or reply.words[:400]
    assert reply.customer_id is not None, "asked for before"
    record_notice(
        viewer=viewer,
        customer_id=reply.customer_id,
        kind=kind,
        at=at,
        contact_person_id=reply.contact_person_id,
        source="email",
        stated_at=reply.sent_at or at,
        note=words,
        **detail,
    )


def _move(viewer: Viewer, reply: Reply, event: ReplyEvent, at: datetime, note: str) -> None:
    before = ReplyState(reply.state)
    reply.state = MACHINE.next(before, event)
    reply.save()
    ReplyTransition.objects.create(
        creditor_id=reply.creditor_id,
        reply=reply,
        event=event,
        from_state=before,
        to_state=reply.state,
        intent=reply.confirmed_intent,
        note=note.strip()[:500],
        done_by_id=viewer.user_id,
        done_by_name=viewer.name or viewer.kind,
        done_at=at,
    )


def _locked(viewer: Viewer, reply_id: int) -> Reply:
    found = Reply.objects.select_for_update().filter(pk=reply_id).first()
    if found is None:
        raise _not_found()
    require(viewer, "worklist.work", found.creditor_id)
    return found


def _not_found() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def _plain(text: str, most: int) -> str:
    """Return text without the zero bytes and lone surrogates that PostgreSQL does not hold."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:most]
