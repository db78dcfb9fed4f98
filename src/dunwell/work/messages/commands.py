"""Verbs on messages: write, change, approve, call back, withdraw, and say what became of one nobody knows of."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.commands import locked
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit
from dunwell.work.channels import CHANNELS
from dunwell.work.drafts.queries import Draft, addressee_of, customer_for, put_together
from dunwell.work.items.models import WorkItem
from dunwell.work.messages.models import Message, MessageDocument, MessageItem, MessageTransition, StepAutonomy
from dunwell.work.messages.queries import autonomy_of
from dunwell.work.messages.rules import (
    BY_HAND,
    MACHINE,
    UNDO_SECONDS,
    Autonomy,
    MessageEvent,
    MessageState,
    Wording,
    check_text,
    first_event,
    may_let_go,
    message_id_of,
)
from dunwell.work.outgoing.rules import Attachment
from dunwell.work.senders.queries import sender_documents
from dunwell.work.templates.queries import TemplateRow, template_of, templates_of
from dunwell.work.templates.rules import Template, best_template, fields_left

LONGEST_DOCUMENT = 10 * 1024 * 1024
MOST_DOCUMENTS = 20
WRITER_FIELDS = ("collector_name",)
KEPT_FIELDS = ("promise_date", "promise_amount", *WRITER_FIELDS)
"""Fields that do not come from the ledger: they stay as they were when a message is filled anew."""


@command
def draft_message(
    *,
    viewer: Viewer,
    customer_id: int,
    channel: str,
    wording: Wording,
    at: datetime,
    contact_person_id: int | None = None,
    open_item_ids: Sequence[int] = (),
    step: str = BY_HAND,
    work_item_id: int | None = None,
    with_statement: bool = False,
    references: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
    key: str = "",
) -> Message:
    """Write one message to one customer, about the chosen documents or all that may be asked for; nothing leaves.

    The same `key` twice is one message. Fields without a value stay visible and keep it from being approved.
    """
    customer = customer_for(viewer, customer_id, "contact.send")
    locked(viewer, customer_id, "contact.send")
    CHANNELS.get(channel)
    whole_key = f"{viewer.user_id or viewer.kind}:{key}"[:120] if key else ""
    if whole_key:
        made = Message.objects.filter(creditor_id=customer.creditor_id, idempotency_key=whole_key).first()
        if made is not None:
            return made
    _check_item(customer, work_item_id)
    template, version = _template(viewer, customer, channel, wording, step, contact_person_id)
    draft = put_together(
        viewer, customer, template, at=at, contact_person_id=contact_person_id, chosen=open_item_ids, extra=extra
    )
    public_id = uuid4()
    sender = sender_documents(viewer, customer.creditor_id).get(channel, {})
    message = Message(
        creditor_id=customer.creditor_id,
        customer=customer,
        public_id=public_id,
        channel=channel,
        step=step[:40],
        work_item_id=work_item_id,
        template_key=template.key,
        template_version=version,
        with_statement=with_statement,
        references=[str(one)[:255] for one in references][-20:],
        message_id=message_id_of(public_id.hex, str(sender.get("from_address", ""))),
        reply_token=secrets.token_hex(4).upper(),
        drafted_by_id=viewer.user_id,
        drafted_by_name=viewer.name or viewer.kind,
        drafted_at=at,
        idempotency_key=whole_key,
    )
    write_draft(message, template, draft)
    return message


@command
def edit_message(
    *,
    viewer: Viewer,
    message_id: int,
    wording: Wording,
    at: datetime,
    contact_person_id: int | None = None,
    open_item_ids: Sequence[int] | None = None,
    with_statement: bool | None = None,
) -> Message:
    """Write a message anew while it has not left: its text, its documents, who gets it. It must be approved again."""
    message = locked_message(viewer, message_id, "contact.send")
    if message.state != MessageState.DRAFT:
        move_message(viewer, message, MessageEvent.EDIT, at)
    chosen = message_item_ids(message) if open_item_ids is None else list(open_item_ids)
    person_id = contact_person_id or message.contact_person_id
    customer = customer_for(viewer, message.customer_id, "contact.send")
    asked = Wording(
        wording.template_key or message.template_key,
        wording.language or message.language,
        wording.tone or message.tone,
        wording.subject or message.source_subject,
        wording.body or message.source_body,
    )
    template, version = _template(viewer, customer, message.channel, asked, message.step, person_id)
    told = {name: value for name, value in kept(message).items() if name not in WRITER_FIELDS}
    draft = put_together(viewer, customer, template, at=at, contact_person_id=person_id, chosen=chosen, extra=told)
    message.template_version, message.template_key = version, template.key
    message.refusal, message.failure, message.is_permanent = [], "", False
    if with_statement is not None:
        message.with_statement = with_statement
    write_draft(message, template, draft)
    return message


def write_draft(message: Message, template: Template, draft: Draft) -> None:
    """Put a draft's text, addressee and claims into a message; the transaction is open, the customer locked."""
    message.contact_person_id = draft.addressee.contact_person_id
    message.to_name, message.to_address = draft.addressee.name[:300], draft.addressee.address[:1000]
    message.language, message.tone = template.language, template.tone
    message.source_subject, message.source_body = template.subject, template.body
    message.subject, message.body = draft.filled.subject[:500], draft.filled.body
    told = {name: draft.values[name] for name in KEPT_FIELDS if draft.values.get(name)}
    message.values = {"extra": told, "rows": [list(row) for row in draft.rows], "missing": list(draft.filled.missing)}
    check_text(message.subject, message.body, wants_subject=message.channel != "sms")
    message.save()
    message.items.all().delete()
    MessageItem.objects.bulk_create(
        [
            MessageItem(
                creditor_id=message.creditor_id,
                message=message,
                open_item_id=claim.open_item_id,
                open_amount=claim.amount,
                currency=claim.currency,
            )
            for claim in draft.claims
        ]
    )


@command
def attach_document(*, viewer: Viewer, message_id: int, document: Attachment, at: datetime) -> MessageDocument:
    """Put a file with a message that has not left yet; the same file twice goes once."""
    message = locked_message(viewer, message_id, "contact.send")
    if message.state != MessageState.DRAFT:
        move_message(viewer, message, MessageEvent.EDIT, at)
    if len(document.content) > LONGEST_DOCUMENT or message.documents.count() >= MOST_DOCUMENTS:
        raise Refusal(
            "work.message.document_too_large",
            gettext_noop("At most {count} files of {size} MB go with a message."),
            count=MOST_DOCUMENTS,
            size=LONGEST_DOCUMENT // 1024 // 1024,
        )
    return keep_document(message, "upload", document)


def keep_document(message: Message, role: str, document: Attachment) -> MessageDocument:
    """Keep a file of a message as it is; its role says whether it was uploaded or made for it."""
    digest = sha256(document.content).hexdigest()
    told = {"name": document.name[:200], "media_type": document.media_type[:100], "content": document.content}
    made, _ = MessageDocument.objects.get_or_create(
        creditor_id=message.creditor_id, message=message, role=role, digest=digest, defaults=told
    )
    return made


@command
def submit_message(*, viewer: Viewer, message_id: int, at: datetime) -> Message:
    """Hand a draft over for approval."""
    message = locked_message(viewer, message_id, "contact.send")
    return move_message(viewer, message, MessageEvent.SUBMIT, at)


@command
def approve_message(
    *, viewer: Viewer, message_id: int, at: datetime, scheduled_at: datetime | None = None, note: str = ""
) -> Message:
    """Let a message go: at once (it can be called back for ten seconds), or at an instant.

    Its figures are filled anew first, so that what is approved is what is true now. Refuses one with missing fields or
    without an address, and who may not let it go.
    """
    message = locked_message(viewer, message_id, "contact.send")
    level = autonomy_of(message.creditor_id, message.step)
    is_own = message.drafted_by_id == viewer.user_id and viewer.user_id is not None
    if not may_let_go(level, is_own=is_own, may_approve=viewer.may("contact.approve", message.creditor_id)):
        raise Refusal(
            "work.message.approval_needed",
            gettext_noop("This needs somebody else's yes. Hand it over for approval."),
        )
    after = MACHINE.next(MessageState(message.state), MessageEvent.APPROVE)
    assert after is MessageState.SCHEDULED
    refill_message(viewer, message, at)
    check_ready(message)
    message.approved_by_id, message.approved_by_name = viewer.user_id, viewer.name or viewer.kind
    message.refusal = []
    return schedule_message(viewer, message, MessageEvent.APPROVE, at, scheduled_at, note)


def schedule_message(
    viewer: Viewer, message: Message, event: MessageEvent, at: datetime, scheduled_at: datetime | None, note: str = ""
) -> Message:
    """Move a message to `scheduled` and tell the house when; ten seconds at least remain to call it back."""
    message.scheduled_at = max(scheduled_at or at, at + timedelta(seconds=UNDO_SECONDS))
    moved = move_message(viewer, message, event, at, note)
    emit(
        "work.message_scheduled",
        message.creditor_id,
        message_id=message.pk,
        customer_id=message.customer_id,
        scheduled_at=message.scheduled_at.isoformat(),
    )
    return moved


@command
def proceed_by_level(*, viewer: Viewer, message_id: int, at: datetime, scheduled_at: datetime | None = None) -> Message:
    """Take a draft as far as its step's autonomy lets the house go; one that is not ready waits for a person."""
    message = locked_message(viewer, message_id, "contact.send")
    event = first_event(autonomy_of(message.creditor_id, message.step))
    if event is None:
        return message
    if event is MessageEvent.APPROVE and not unready(message):
        message.approved_by_name = f"autonomy: {message.step}"
        return schedule_message(viewer, message, event, at, scheduled_at)
    return move_message(viewer, message, MessageEvent.SUBMIT, at)


@command
def call_back_message(*, viewer: Viewer, message_id: int, at: datetime) -> Message:
    """Undo the letting go: the message is a draft again. Refuses one that has left."""
    message = locked_message(viewer, message_id, "contact.send")
    message.scheduled_at = None
    return move_message(viewer, message, MessageEvent.CALL_BACK, at)


@command
def withdraw_message(*, viewer: Viewer, message_id: int, at: datetime, note: str = "") -> Message:
    """Give a message up; it stays as a record and never leaves."""
    message = locked_message(viewer, message_id, "contact.send")
    return move_message(viewer, message, MessageEvent.WITHDRAW, at, note)


@command
def retry_message(*, viewer: Viewer, message_id: int, at: datetime) -> Message:
    """Send a message again that is known not to have gone; it needs a permit of its own again."""
    message = locked_message(viewer, message_id, "contact.send")
    if message.is_permanent:
        raise Refusal(
            "work.message.address_refused",
            gettext_noop("{address} was refused for good. Change the address, then write again."),
            address=message.to_address,
        )
    refill_message(viewer, message, at)
    check_ready(message)
    return schedule_message(viewer, message, MessageEvent.RETRY, at, None)


@command
def set_autonomy(*, viewer: Viewer, creditor_id: int, step: str, level: str, at: datetime) -> StepAutonomy:
    """Say how much of a step the house does by itself: draft, approve (the default) or send."""
    require(viewer, "policy.publish", creditor_id)
    if level not in list(Autonomy) or not step.strip():
        raise Refusal(
            "work.message.level_unknown",
            gettext_noop("{level} is not a choice here. Choose one of: {known}."),
            level=level[:40],
            known=", ".join(Autonomy),
        )
    told = {"level": level, "set_by_name": viewer.name or viewer.kind, "set_at": at}
    made, _ = StepAutonomy.objects.update_or_create(creditor_id=creditor_id, step=step.strip()[:40], defaults=told)
    return made


def locked_message(viewer: Viewer, message_id: int, right: str) -> Message:
    """Return a message locked together with its customer; refuse one out of sight or a viewer without the right."""
    customer_id = Message.objects.filter(pk=message_id).values_list("customer_id", flat=True).first()
    if customer_id is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    locked(viewer, customer_id, right)
    return Message.objects.select_for_update(of=("self",)).select_related("customer", "creditor").get(pk=message_id)


def move_message(viewer: Viewer, message: Message, event: MessageEvent, at: datetime, note: str = "") -> Message:
    """Take a message one step further and keep that step; refuses a step that its state does not allow."""
    before = MessageState(message.state)
    message.state = MACHINE.next(before, event)
    message.save()
    MessageTransition.objects.create(
        creditor_id=message.creditor_id,
        message=message,
        event=event,
        from_state=before,
        to_state=message.state,
        note=note.strip()[:500],
        done_by_id=viewer.user_id,
        done_by_name=viewer.name or viewer.kind,
        done_at=at,
    )
    return message


def refill_message(viewer: Viewer, message: Message, at: datetime) -> None:
    """Fill a message's fields anew with what is true at an instant; its words stay as they are."""
    template = Template(
        key=message.template_key,
        title="",
        channel=message.channel,
        language=message.language,
        tone=message.tone,
        steps=(),
        subject=message.source_subject,
        body=message.source_body,
    )
    customer = Customer.objects.select_related("creditor", "owner").get(pk=message.customer_id)
    person_id, chosen = message.contact_person_id, message_item_ids(message)
    draft = put_together(
        viewer, customer, template, at=at, contact_person_id=person_id, chosen=chosen, extra=kept(message)
    )
    write_draft(message, template, draft)


def message_item_ids(message: Message) -> list[int]:
    """Return the documents that a message is about."""
    return list(message.items.order_by("pk").values_list("open_item_id", flat=True))


def kept(message: Message) -> dict[str, str]:
    """Return the fields of a message that did not come from the ledger."""
    return dict(message.values.get("extra", {}))


def unready(message: Message) -> tuple[str, ...]:
    """Return what keeps a message from leaving: fields without a value, a missing address."""
    missing = (*message.values.get("missing", ()), *fields_left(f"{message.subject}\n{message.body}"))
    return (*dict.fromkeys(missing), *(() if message.to_address else ("address",)))


def check_ready(message: Message) -> None:
    """Refuse a message with a field that has no value, or without an address."""
    missing = unready(message)
    if missing:
        raise Refusal(
            "work.message.fields_missing",
            gettext_noop("Something is missing before this can leave: {fields}."),
            fields=", ".join(missing),
        )


def _template(
    viewer: Viewer, customer: Customer, channel: str, wording: Wording, step: str, contact_person_id: int | None
) -> tuple[Template, int | None]:
    """Return the text to fill: the template that was named, else the step's, with somebody's own words before its."""
    language = wording.language or addressee_of(customer, channel, contact_person_id).language
    row: TemplateRow | None = None
    if wording.template_key:
        row = template_of(viewer, customer.creditor_id, wording.template_key, language)
    elif not wording.body:
        rows = templates_of(viewer, customer.creditor_id)
        best = best_template(
            [one.template for one in rows], channel=channel, language=language, step=step, tone=wording.tone
        )
        row = next((one for one in rows if one.template is best), None)
        if row is None:
            raise Refusal(
                "work.message.no_template",
                gettext_noop("No template fits {step} by {channel}. Choose one, or write your own words."),
                step=step,
                channel=channel,
            )
    base = row.template if row else None
    if base is not None and base.channel != channel:
        raise Refusal(
            "work.message.template_of_another",
            gettext_noop("{template} is a text for {channel}. Choose another template."),
            template=base.title,
            channel=base.channel,
        )
    template = Template(
        key=base.key if base else "",
        title=base.title if base else "",
        channel=channel,
        language=base.language if base else language,
        tone=wording.tone or (base.tone if base else ""),
        steps=(),
        subject=wording.subject or (base.subject if base else ""),
        body=wording.body or (base.body if base else ""),
    )
    return template, row.version if row else None


def _check_item(customer: Customer, work_item_id: int | None) -> None:
    if work_item_id is None:
        return
    if not WorkItem.objects.filter(pk=work_item_id, customer_id=customer.pk).exists():
        raise Refusal(
            "work.message.item_of_another",
            gettext_noop("That item is about another customer. Write from that customer's page."),
        )
