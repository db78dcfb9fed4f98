"""Verbs on mail that came back: the message bounced, its address is closed, somebody is told."""

from datetime import datetime

from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.work.bounces.rules import Bounce, read_bounce
from dunwell.work.dispatch.commands import close_address
from dunwell.work.messages.commands import locked_message, move_message
from dunwell.work.messages.models import Message
from dunwell.work.messages.rules import MACHINE, MessageEvent, MessageState, tokens_in


@command
def note_bounce(*, viewer: Viewer, creditor_id: int, raw: bytes, at: datetime) -> Message | None:
    """Take in a mail that may be a delivery report; return the message that came back, None where it is none of ours.

    Only a failure for good closes the address. The same report twice changes nothing.
    """
    require(viewer, "contact.send", creditor_id)
    bounce = read_bounce(raw)
    found = _message_of(creditor_id, bounce) if bounce is not None else None
    if bounce is None or found is None:
        return None
    message = locked_message(viewer, found.pk, "contact.send")
    if MessageEvent.BOUNCE not in MACHINE.allowed(MessageState(message.state)):
        return message
    message.failure, message.is_permanent = f"{bounce.status} {bounce.reason}"[:500], bounce.is_permanent
    move_message(viewer, message, MessageEvent.BOUNCE, at, message.failure)
    if bounce.is_permanent:
        close_address(viewer=viewer, message=message, at=at, why=message.failure)
    emit("work.message_bounced", creditor_id, message_id=message.pk, customer_id=message.customer_id)
    return message


def _message_of(creditor_id: int, bounce: Bounce) -> Message | None:
    held = Message.objects.filter(creditor_id=creditor_id, channel="email")
    by_id = held.filter(message_id__in=bounce.message_ids).first()
    if by_id is not None:
        return by_id
    tokens = tokens_in(" ".join(bounce.to_addresses))
    return held.filter(reply_token__in=tokens).first() if tokens else None
