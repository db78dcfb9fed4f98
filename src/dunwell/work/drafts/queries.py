"""A message before it is one: to whom, about what, and what its fields say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import translation

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_day, format_money
from dunwell.receivables.holds.queries import holds_of
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.channels import CHANNELS
from dunwell.work.drafts.rules import (
    DEADLINE_DAYS,
    REPLY_DAYS,
    Claim,
    HeldPart,
    chosen_claims,
    claim_amount,
    table_heads,
    totals,
)
from dunwell.work.outgoing.rules import INVOICE_TABLE, Person
from dunwell.work.senders.queries import said_by_all, sender_documents
from dunwell.work.templates.rules import Filled, Language, Template, fill_template

MOST_DOCUMENTS = 200


@dataclass(frozen=True)
class Addressee:
    """Who a message goes to: an empty address cannot be reached by the channel."""

    contact_person_id: int | None
    name: str
    address: str
    language: str
    time_zone: str


@dataclass(frozen=True)
class Draft:
    """A message put together: the addressee, what it asks for, and its text with every field filled that can be."""

    addressee: Addressee
    claims: tuple[Claim, ...]
    values: Mapping[str, str]
    filled: Filled
    rows: tuple[tuple[str, ...], ...]


def customer_for(viewer: Viewer, customer_id: int, right: str) -> Customer:
    """Return a customer with its creditor; refuse one out of sight."""
    found = Customer.objects.select_related("creditor", "owner").filter(pk=customer_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found


def addressee_of(customer: Customer, channel: str, contact_person_id: int | None = None) -> Addressee:
    """Return who is written to by a channel: whom somebody chose, else the first who can be reached by it."""
    people = list(ContactPerson.objects.filter(customer=customer, is_active=True).order_by("-is_primary", "name", "pk"))
    if contact_person_id is not None:
        people = [person for person in people if person.pk == contact_person_id]
        if not people:
            raise Refusal(
                "work.message.person_of_another",
                gettext_noop("That person is not a contact of {name}. Choose one of its contacts."),
                name=customer.name,
            )
    way = CHANNELS.get(channel)
    for person in people:
        address = way.address_of(Person(email=person.email, phone=person.phone))
        if address:
            return _addressee(customer, person, address)
    return _addressee(customer, people[0] if people else None, "")


def _addressee(customer: Customer, person: ContactPerson | None, address: str) -> Addressee:
    creditor = customer.creditor
    language = (person.language if person else "") or customer.language or creditor.language
    return Addressee(
        contact_person_id=person.pk if person else None,
        name=person.name if person else customer.name,
        address=address,
        language=language if language in list(Language) else Language.ENGLISH.value,
        time_zone=(person.time_zone if person else "") or customer.time_zone or creditor.time_zone,
    )


def claims_of(
    viewer: Viewer, customer: Customer, today: date, *, chosen: Sequence[int] = (), tone: str = ""
) -> list[Claim]:
    """Return what may be asked for, oldest first: of the chosen documents, else of all that the tone is about.

    Disputed documents and parts, and what is on hold, are not among them; nor are credits.
    """
    held = OpenItem.objects.filter(customer_id=customer.pk, open_amount__gt=0).order_by("due_date", "pk")
    if chosen:
        held = held.filter(pk__in=list(chosen))
    holds = [HeldPart(one.reason, one.open_item_id, one.amount) for one in holds_of(viewer, customer.pk, today)]
    claims = []
    for item in held[:MOST_DOCUMENTS]:
        amount = claim_amount(item.pk, item.open_amount, item.is_disputed, holds)
        reference = item.purchase_order or item.reference
        if amount:
            claims.append(Claim(item.pk, item.item_number, reference, item.due_date, amount, item.currency))
    return claims if chosen else chosen_claims(claims, today, tone)


def values_of(
    viewer: Viewer, customer: Customer, addressee: Addressee, claims: Sequence[Claim], language: str, at: datetime
) -> dict[str, str]:
    """Return what each merge field says, in the language of the message; a field that says nothing is empty."""
    creditor = customer.creditor
    today = local_day(at, creditor.time_zone)
    said = said_by_all(creditor.pk)
    email = sender_documents(viewer, creditor.pk)["email"]
    answers = str(email.get("reply_to") or email.get("from_address") or viewer.email or "")
    with translation.override(language):
        money = [format_money(amount, currency) for currency, amount in sorted(totals(claims).items())]
        oldest = min((claim.due_date for claim in claims), default=None)
        return {
            "customer_name": customer.name,
            "customer_number": customer.number,
            "contact_name": addressee.name,
            "creditor_name": creditor.name,
            "creditor_legal_name": creditor.legal_name or creditor.name,
            "collector_name": _writer(viewer, customer),
            "collector_email": answers,
            "collector_phone": said.get("phone", ""),
            "today": format_day(today, "long"),
            "total_due": " + ".join(money),
            "invoice_list": INVOICE_TABLE if claims else "",
            "invoice_numbers": ", ".join(claim.number for claim in claims),
            "invoice_count": str(len(claims)) if claims else "",
            "oldest_due_date": format_day(oldest, "long") if oldest else "",
            "oldest_days": str((today - oldest).days) if oldest and oldest < today else "",
            "reply_date": format_day(today + timedelta(days=REPLY_DAYS), "long"),
            "deadline_date": format_day(today + timedelta(days=DEADLINE_DAYS), "long"),
            "payment_details": said.get("payment_details", ""),
            "dispute_contact": said.get("dispute_contact") or answers or said.get("phone", ""),
            "promise_date": "",
            "promise_amount": "",
            "opt_out": said.get("opt_out", ""),
        }


def _writer(viewer: Viewer, customer: Customer) -> str:
    """Return who signs: the person who writes, else the customer's collector, else the creditor."""
    if viewer.kind == "person" and viewer.name:
        return viewer.name
    return customer.owner.full_name if customer.owner and customer.owner.full_name else customer.creditor.name


def rows_of(claims: Iterable[Claim], language: str) -> tuple[tuple[str, ...], ...]:
    """Return the table of documents in a language: a heading row, then one row each; empty without documents."""
    with translation.override(language):
        lines = [
            (claim.number, claim.reference, format_day(claim.due_date), format_money(claim.amount, claim.currency))
            for claim in claims
        ]
    if not lines:
        return ()
    heads = table_heads(language)
    if any(line[1] for line in lines):
        return (heads, *lines)
    return ((heads[0], *heads[2:]), *((number, *rest) for number, _, *rest in lines))


def put_together(
    viewer: Viewer,
    customer: Customer,
    template: Template,
    *,
    at: datetime,
    contact_person_id: int | None = None,
    chosen: Sequence[int] = (),
    extra: Mapping[str, str] | None = None,
) -> Draft:
    """Return a message as its recipient would read it, from a text with fields; nothing is written down.

    `extra` gives fields that come from outside of the ledger: a promise's date and amount.
    """
    addressee = addressee_of(customer, template.channel, contact_person_id)
    today = local_day(at, customer.creditor.time_zone)
    claims = tuple(claims_of(viewer, customer, today, chosen=chosen, tone=template.tone))
    values = values_of(viewer, customer, addressee, claims, template.language, at) | dict(extra or {})
    filled = fill_template(template, values)
    return Draft(addressee, claims, values, filled, rows_of(claims, template.language))
