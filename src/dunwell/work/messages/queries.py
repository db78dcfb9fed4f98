"""Questions about messages: the outbox, one message, how much a step may do by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice, slice_after
from dunwell.work.messages.models import Message, StepAutonomy
from dunwell.work.messages.rules import Autonomy, MessageState, usual_level


@dataclass(frozen=True)
class MessageRow:
    """One message as the outbox shows it; `refusal` holds the gate's reasons where it was held back."""

    id: int
    customer_id: int
    customer_number: str
    customer_name: str
    channel: str
    language: str
    step: str
    tone: str
    template_key: str
    to_name: str
    to_address: str
    subject: str
    state: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str
    scheduled_at: datetime | None
    sent_at: datetime | None
    failure: str
    refusal: tuple[dict[str, Any], ...]
    reply_token: str


@dataclass(frozen=True)
class MessageItemRow:
    """What a message asks for of one document."""

    open_item_id: int
    item_number: str
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class MessageStep:
    """One step of a message's life."""

    event: str
    from_state: str
    to_state: str
    note: str
    done_by: str
    done_at: datetime


@dataclass(frozen=True)
class MessageView:
    """One message whole: its text, documents and history."""

    row: MessageRow
    source_subject: str
    source_body: str
    body: str
    rows: tuple[tuple[str, ...], ...]
    items: tuple[MessageItemRow, ...]
    documents: tuple[tuple[int, str, str], ...]
    steps: tuple[MessageStep, ...]
    contact_person_id: int | None
    with_statement: bool
    message_id: str


def message_row(one: Message) -> MessageRow:
    """Return a message as lists show it; its customer is at hand."""
    told = {name: getattr(one, name) for name in MessageRow.__dataclass_fields__ if hasattr(one, name)}
    told |= {"drafted_by": one.drafted_by_name, "approved_by": one.approved_by_name, "refusal": tuple(one.refusal)}
    return MessageRow(**told, customer_number=one.customer.number, customer_name=one.customer.name)


def messages_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "",
    customer_id: int | None = None,
    channel: str = "",
    after: Position | None = None,
    limit: int = 50,
) -> Slice[MessageRow]:
    """Return messages, the newest first, after a position."""
    require(viewer, "book.read", creditor_id)
    exact: dict[str, object] = {"state": state, "customer_id": customer_id, "channel": channel}
    held = Message.objects.select_related("customer").filter(creditor_id=creditor_id)
    held = held.filter(**{name: value for name, value in exact.items() if value})
    found, place = slice_after(held, ("-pk",), after, limit)
    return Slice(tuple(message_row(one) for one in found), place)


def message_counts(viewer: Viewer, creditor_id: int) -> dict[str, int]:
    """Return how many messages stand in each state."""
    require(viewer, "book.read", creditor_id)
    counted = Message.objects.filter(creditor_id=creditor_id).values_list("state").annotate(n=Count("pk"))
    found = dict(counted.order_by("state"))
    return {state.value: found.get(state.value, 0) for state in MessageState}


def message_view(viewer: Viewer, message_id: int) -> MessageView:
    """Return one message whole; refuse one out of sight."""
    one = seen_message(viewer, message_id)
    return MessageView(
        row=message_row(one),
        source_subject=one.source_subject,
        source_body=one.source_body,
        body=one.body,
        rows=tuple(tuple(row) for row in one.values.get("rows", [])),
        items=tuple(
            MessageItemRow(each.open_item_id, each.open_item.item_number, each.open_amount, each.currency)
            for each in one.items.select_related("open_item").order_by("pk")
        ),
        documents=tuple(one.documents.order_by("pk").values_list("pk", "role", "name")),
        steps=tuple(
            MessageStep(each.event, each.from_state, each.to_state, each.note, each.done_by_name, each.done_at)
            for each in one.transitions.order_by("pk")
        ),
        contact_person_id=one.contact_person_id,
        with_statement=one.with_statement,
        message_id=one.message_id,
    )


def seen_message(viewer: Viewer, message_id: int) -> Message:
    """Return one message with its customer and creditor; refuse one out of sight."""
    held: QuerySet[Message] = Message.objects.select_related("customer", "creditor")
    found = held.filter(pk=message_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return found


def message_document(viewer: Viewer, message_id: int, document_id: int) -> tuple[str, str, bytes]:
    """Return a message's document: its name, media type and bytes; refuse one that is not there."""
    found = seen_message(viewer, message_id).documents.filter(pk=document_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found.name, found.media_type, bytes(found.content)


def autonomy_of(creditor_id: int, step: str) -> Autonomy:
    """Return how much of a step a creditor lets the house do by itself."""
    kept = StepAutonomy.objects.filter(creditor_id=creditor_id, step=step).values_list("level", flat=True).first()
    return Autonomy(kept) if kept else usual_level(step)


def autonomy_levels(viewer: Viewer, creditor_id: int) -> Mapping[str, str]:
    """Return the levels that a creditor set, by step; any other step waits for approval."""
    require(viewer, "book.read", creditor_id)
    return dict(StepAutonomy.objects.filter(creditor_id=creditor_id).order_by("step").values_list("step", "level"))


def due_messages(creditor_id: int, at: datetime, limit: int = 500) -> list[int]:
    """Return the messages whose time has come, the longest waiting first."""
    due = Message.objects.filter(creditor_id=creditor_id, state=MessageState.SCHEDULED, scheduled_at__lte=at)
    return list(due.order_by("scheduled_at", "pk").values_list("pk", flat=True)[:limit])
