"""Letting a message go: permit, hand over once, keep what the provider said; what nobody knows of is asked.

Three steps in three transactions. A worker that dies between handing over and keeping the answer leaves the message
`sending`; it becomes `unknown` and is never handed over again before somebody said that it did not go.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.notices.commands import record_notice
from dunwell.platform.access import Viewer
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.receivables.account_papers.queries import statement_file
from dunwell.receivables.account_statements.queries import account_statement
from dunwell.work.activities.commands import log_message
from dunwell.work.channels import CHANNELS
from dunwell.work.dispatch.queries import outgoing_of
from dunwell.work.dispatch.rules import reasons_told, waits_until
from dunwell.work.drafts.rules import is_milder
from dunwell.work.items.commands import add_task
from dunwell.work.messages.commands import check_ready, keep_document, locked_message, move_message, refill_message
from dunwell.work.messages.models import Message
from dunwell.work.messages.rules import LOST_AFTER_MINUTES, MessageEvent, MessageState
from dunwell.work.outgoing.rules import Attachment, Failed, Outgoing, Sent, Settings
from dunwell.work.permits.commands import take_permit, use_permit
from dunwell.work.permits.models import Permit
from dunwell.work.senders.queries import said_by_all, settings_for

LOG = logging.getLogger(__name__)


def send_message(*, viewer: Viewer, message_id: int, at: datetime) -> str:
    """Let one due message go and return the state it came to.

    Call it outside of any transaction: what the provider was told must not be forgotten when something later fails.
    """
    begun = begin_sending(viewer=viewer, message_id=message_id, at=at)
    if begun is None:
        return str(Message.objects.values_list("state", flat=True).get(pk=message_id))
    channel, outgoing, settings = begun
    answer = _handed_over(channel, outgoing, settings)
    return note_answer(viewer=viewer, message_id=message_id, answer=answer, at=at).state


@command
def begin_sending(*, viewer: Viewer, message_id: int, at: datetime) -> tuple[str, Outgoing, Settings] | None:
    """Take a permit for a due message and mark it as being handed over; None where the gate or its figures say no.

    A message whose time has not come, or which somebody else took, is refused.
    """
    message = locked_message(viewer, message_id, "contact.send")
    if message.state != MessageState.SCHEDULED or message.scheduled_at is None or message.scheduled_at > at:
        raise Refusal(
            "work.message.not_due", gettext_noop("It is not this message's time. Reload to see where it stands.")
        )
    before = _claims(message)
    refill_message(viewer, message, at)
    after = _claims(message)
    if not is_milder(before, after):
        _stopped(viewer, message, at)
        return None
    try:
        settings = settings_for(message.creditor, message.channel)
        check_ready(message)
        if message.with_statement:
            _put_statement(viewer, message, at)
        message.permit = _permit(viewer, message, after, at)
    except Refusal as refusal:
        _held_back(viewer, message, refusal, at)
        return None
    message.sending_at = at
    message.refusal = []
    move_message(viewer, message, MessageEvent.BEGIN, at)
    return message.channel, outgoing_of(message, at), settings


def _put_statement(viewer: Viewer, message: Message, at: datetime) -> None:
    """Put the customer's statement of today with a message, in the message's language."""
    statement = account_statement(
        viewer,
        message.customer_id,
        local_day(at, message.creditor.time_zone),
        language=message.language,
        said=said_by_all(message.creditor_id),
    )
    made = statement_file(statement, "pdf")
    keep_document(message, "statement", Attachment(made.name, made.media_type, made.content))


def _claims(message: Message) -> dict[int, Decimal]:
    return dict(message.items.values_list("open_item_id", "open_amount"))


def _permit(viewer: Viewer, message: Message, claims: Mapping[int, Decimal], at: datetime) -> Permit:
    """Take the gate's yes for this very message and use it, in the transaction that marks it as being sent."""
    permit = take_permit(
        viewer=viewer,
        creditor_id=message.creditor_id,
        customer_id=message.customer_id,
        channel=message.channel,
        at=at,
        contact_person_id=message.contact_person_id,
        address=message.to_address if message.channel != "letter" else "",
        open_item_ids=tuple(claims),
        draft_facts=claims,
    )
    return use_permit(viewer=viewer, permit_id=permit.pk, at=at)


def _held_back(viewer: Viewer, message: Message, refusal: Refusal, at: datetime) -> None:
    """Keep why a message may not go now: it waits where waiting helps, else a person looks at it."""
    reasons = reasons_told(refusal.facts) or [{"code": refusal.code, "text": refusal.sentence()}]
    message.refusal = reasons
    later = waits_until(refusal.facts, at)
    if later is not None:
        message.scheduled_at = later
    event = MessageEvent.STOP if later is None else MessageEvent.POSTPONE
    move_message(viewer, message, event, at, refusal.sentence())


def _stopped(viewer: Viewer, message: Message, at: datetime) -> None:
    text = gettext_noop("What is owed has changed since this was approved. Look at it again.")
    message.refusal = [{"code": "work.message.figures_changed", "text": text}]
    move_message(viewer, message, MessageEvent.STOP, at, text)


def _handed_over(channel: str, outgoing: Outgoing, settings: Settings) -> Sent | Failed:
    try:
        return CHANNELS.get(channel).send(outgoing, settings)
    except Exception as fault:  # noqa: BLE001 - whatever a channel did not foresee, the message may have gone
        LOG.warning("channel %s broke off: %s", channel, type(fault).__name__)
        return Failed(permanent=False, reason=type(fault).__name__, is_certain=False)


@command
def note_answer(*, viewer: Viewer, message_id: int, answer: Sent | Failed, at: datetime) -> Message:
    """Keep what became of a message that was handed over."""
    message = locked_message(viewer, message_id, "contact.send")
    if isinstance(answer, Sent):
        return _sent(viewer, message, MessageEvent.ACCEPT, answer, at)
    message.failure, message.is_permanent = answer.reason[:500], answer.permanent
    if not answer.is_certain:
        return _event_told(move_message(viewer, message, MessageEvent.LOSE, at, answer.reason), "unknown")
    move_message(viewer, message, MessageEvent.FAIL, at, answer.reason)
    if answer.permanent:
        close_address(viewer=viewer, message=message, at=at, why=answer.reason)
    return _event_told(message, "failed")


def _sent(viewer: Viewer, message: Message, event: MessageEvent, answer: Sent, at: datetime, note: str = "") -> Message:
    message.sent_at, message.provider_id, message.failure = message.sending_at or at, answer.provider_id[:255], ""
    if answer.artifact is not None:
        keep_document(message, "sent", answer.artifact)
    item_ids = tuple(message.items.values_list("open_item_id", flat=True))
    logged = log_message(
        viewer=viewer,
        customer_id=message.customer_id,
        kind=message.channel,
        at=at,
        note=message.subject,
        occurred_at=message.sent_at,
        contact_person_id=message.contact_person_id,
        work_item_id=message.work_item_id,
        open_item_ids=item_ids,
        permit_id=message.permit_id,
        key=f"message-{message.public_id.hex}",
    )
    message.activity_id = logged.activity_id
    move_message(viewer, message, event, at, note)
    return _event_told(message, "sent")


def _event_told(message: Message, what: str) -> Message:
    told = {"message_id": message.pk, "customer_id": message.customer_id, "channel": message.channel}
    emit(f"work.message_{what}", message.creditor_id, **told)
    return message


def close_address(*, viewer: Viewer, message: Message, at: datetime, why: str) -> None:
    """Write to an address no more that refused for good, and put it on somebody's list to find another."""
    if message.channel in ("email", "sms"):
        record_notice(
            viewer=viewer,
            customer_id=message.customer_id,
            kind="unreachable",
            at=at,
            contact_person_id=message.contact_person_id,
            source="provider",
            note=why[:300],
            channel=message.channel,
            address=message.to_address,
        )
    owner_id = message.customer.owner_id
    add_task(
        viewer=viewer,
        customer_id=message.customer_id,
        title=f"{message.to_address} cannot be reached: find another address"[:200],
        at=at,
        owner_id=owner_id,
        key=f"closed-{message.public_id.hex}",
    )


@command
def confirm_message(*, viewer: Viewer, message_id: int, at: datetime, note: str) -> Message:
    """Say that a message whose fate nobody knew did go."""
    message = locked_message(viewer, message_id, "contact.send")
    _check_note(note)
    return _sent(viewer, message, MessageEvent.CONFIRM, Sent(), at, note)


@command
def deny_message(*, viewer: Viewer, message_id: int, at: datetime, note: str) -> Message:
    """Say that a message whose fate nobody knew did not go; only then can it be sent again."""
    message = locked_message(viewer, message_id, "contact.send")
    _check_note(note)
    message.failure = note.strip()[:500]
    return _event_told(move_message(viewer, message, MessageEvent.DENY, at, note), "failed")


def _check_note(note: str) -> None:
    if not note.strip():
        raise Refusal(
            "work.message.note_missing", gettext_noop("Say how you know: the provider's list, the customer's word.")
        )


@command
def find_lost(*, viewer: Viewer, creditor_id: int, at: datetime) -> int:
    """Mark what a killed worker left behind as unknown; returns how many. Nothing of it is handed over again."""
    late = at - timedelta(minutes=LOST_AFTER_MINUTES)
    held = Message.objects.filter(creditor_id=creditor_id, state=MessageState.SENDING, sending_at__lte=late)
    lost = list(held.order_by("pk").values_list("pk", flat=True))
    for message_id in lost:
        message = locked_message(viewer, message_id, "contact.send")
        if message.state == MessageState.SENDING:
            note = "the worker ended before it heard from the provider"
            _event_told(move_message(viewer, message, MessageEvent.LOSE, at, note), "unknown")
    return len(lost)
