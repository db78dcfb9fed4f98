"""A message as a channel takes it."""

from datetime import datetime

from dunwell.work.messages.models import Message
from dunwell.work.outgoing.rules import Attachment, Outgoing

GOING = ("upload", "statement")


def outgoing_of(message: Message, at: datetime) -> Outgoing:
    """Return a message as its channel hands it over: the text, the thread, and every document that goes along."""
    kept = message.documents.filter(role__in=GOING).order_by("pk")
    return Outgoing(
        message_id=message.message_id,
        to_address=message.to_address,
        to_name=message.to_name,
        subject=message.subject,
        body=message.body,
        language=message.language,
        written_at=at,
        reply_token=message.reply_token,
        references=tuple(message.references),
        attachments=tuple(Attachment(one.name, one.media_type, bytes(one.content)) for one in kept),
        rows=tuple(tuple(row) for row in message.values.get("rows", ())),
    )
