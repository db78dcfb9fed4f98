"""Questions about answers that came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.keyset import Position, Slice
from dunwell.work.inbox.models import Reply
from dunwell.work.inbox.rules import OPEN, FoundBy, ReplyState
from dunwell.work.messages.models import Message
from dunwell.work.messages.rules import tokens_in

PAGE_SIZE = 50


@dataclass(frozen=True)
class ReplyRow:
    """One answer as lists and programs are given it; days as the reader told them, doubts included."""

    id: int
    creditor_id: int
    customer_id: int | None
    customer_name: str
    customer_number: str
    contact_person_id: int | None
    message_id: int | None
    delivery_id: int
    found_by: str
    sender_name: str
    sender_address: str
    subject: str
    words: str
    language: str
    intent: str
    guess: str
    confidence: Decimal
    amounts: list[dict[str, Any]]
    days: list[dict[str, Any]]
    numbers: list[str]
    attachments: list[dict[str, Any]]
    is_automatic: bool
    state: str
    confirmed_intent: str
    sent_at: datetime | None
    landed_at: datetime


@dataclass(frozen=True)
class Home:
    """Where an answer belongs: the message it answers, the customer, the person, and how that was found."""

    message: Message | None = None
    customer_id: int | None = None
    contact_person_id: int | None = None
    found_by: FoundBy = FoundBy.NOBODY


def home_of(creditor_id: int, *, recipients: Sequence[str], subject: str, answers: Sequence[str], sender: str) -> Home:
    """Return where an answer belongs: by our reply token, by the mail it answers, by who wrote it; in this order.

    A sender whose address several customers share is nobody: which of them wrote, a person must say.
    """
    tokens = [token for text in (*recipients, subject) for token in tokens_in(text)]
    held = Message.objects.filter(creditor_id=creditor_id).order_by("-pk")
    message = held.filter(reply_token__in=tokens).first() if tokens else None
    way = FoundBy.TOKEN
    if message is None and answers:
        message, way = held.filter(message_id__in=list(answers)).first(), FoundBy.THREAD
    people = ContactPerson.objects.filter(creditor_id=creditor_id, email__iexact=sender) if sender else None
    if message is not None:
        person = people.filter(customer_id=message.customer_id).first() if people is not None else None
        return Home(message, message.customer_id, person.pk if person else message.contact_person_id, way)
    found = list(people.order_by("-is_active", "pk")[:50]) if people is not None else []
    if len({person.customer_id for person in found}) != 1:
        return Home()
    return Home(None, found[0].customer_id, found[0].pk, FoundBy.SENDER)


def reply_of(viewer: Viewer, reply_id: int) -> ReplyRow:
    """Return one answer; refuse one out of sight."""
    found = Reply.objects.select_related("customer").filter(pk=reply_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


def replies_after(
    viewer: Viewer,
    creditor_id: int,
    *,
    states: Sequence[str] = OPEN,
    customer_id: int | None = None,
    intent: str = "",
    before_id: int | None = None,
    limit: int = PAGE_SIZE,
) -> list[ReplyRow]:
    """Return a creditor's answers, the latest first, at most `limit` of those before an id."""
    require(viewer, "book.read", creditor_id)
    held = Reply.objects.select_related("customer").filter(creditor_id=creditor_id)
    if states:
        held = held.filter(state__in=list(states))
    if customer_id is not None:
        held = held.filter(customer_id=customer_id)
    if intent:
        held = held.filter(Q(confirmed_intent=intent) | Q(confirmed_intent="", intent=intent))
    if before_id is not None:
        held = held.filter(pk__lt=before_id)
    return [_row(each) for each in held.order_by("-pk")[:limit]]


def replies_slice(
    viewer: Viewer,
    creditor_id: int,
    *,
    state: str = "open",
    intent: str = "",
    customer_id: int | None = None,
    after: Position | None = None,
    limit: int = PAGE_SIZE,
) -> Slice[ReplyRow]:
    """Return a page of a creditor's answers, the latest first; `state` is one of theirs, `open` or `all`."""
    before = int(after[-1]) if after else None
    states = {"open": tuple(one.value for one in OPEN), "all": ()}.get(state, (state,))
    rows = replies_after(
        viewer, creditor_id, states=states, intent=intent, customer_id=customer_id, before_id=before, limit=limit + 1
    )
    return Slice(tuple(rows[:limit]), (rows[limit - 1].id,) if len(rows) > limit else None)


def open_reply_count(viewer: Viewer, creditor_id: int) -> int:
    """Return how many answers wait for somebody."""
    require(viewer, "book.read", creditor_id)
    return Reply.objects.filter(creditor_id=creditor_id, state__in=OPEN).count()


def unread_reply_count_of(customer_id: int) -> int:
    """Return how many answers of a customer nobody has read; what machines answered does not count."""
    return Reply.objects.filter(customer_id=customer_id, state=ReplyState.UNREAD, is_automatic=False).count()


def customers_like(viewer: Viewer, creditor_id: int, text: str, limit: int = 8) -> list[tuple[int, str, str]]:
    """Return customers to give an answer to: id, number and name, by a part of either."""
    require(viewer, "book.read", creditor_id)
    held = Customer.objects.filter(creditor_id=creditor_id).filter(Q(number__iexact=text) | Q(name__icontains=text))
    return list(held.order_by("name").values_list("pk", "number", "name")[:limit])


def _row(found: Reply) -> ReplyRow:
    named = ("customer_name", "customer_number")
    own = {name: getattr(found, name) for name in ReplyRow.__dataclass_fields__ if name not in named}
    customer = found.customer
    return ReplyRow(
        **own,
        customer_name=customer.name if customer else "",
        customer_number=customer.number if customer else "",
    )
