"""Questions about customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.parties.identifiers.models import Identifier
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class CustomerRow:
    """One customer as lists and headers show it."""

    id: int
    creditor_id: int
    number: str
    name: str
    other_name: str
    kind: str
    owner_id: int | None
    owner: str
    queue: str
    language: str
    time_zone: str
    country: str
    terms_code: str
    parent_id: int | None
    parent_name: str
    note: str
    subdivision: str = ""
    city: str = ""
    postal_code: str = ""


@dataclass(frozen=True)
class ContactRow:
    """One contact person of a customer."""

    id: int
    name: str
    role: str
    phone: str
    email: str
    preferred_channel: str
    language: str
    time_zone: str
    is_primary: bool


def _row(customer: Customer) -> CustomerRow:
    creditor = customer.creditor
    return CustomerRow(
        id=customer.pk,
        creditor_id=customer.creditor_id,
        number=customer.number,
        name=customer.name,
        other_name=customer.other_name,
        kind=customer.kind,
        owner_id=customer.owner_id,
        owner=str(customer.owner) if customer.owner else "",
        queue=customer.queue,
        language=customer.language or creditor.language,
        time_zone=customer.time_zone or creditor.time_zone,
        country=customer.country or creditor.country,
        terms_code=customer.terms_code,
        parent_id=customer.parent_id,
        parent_name=customer.parent.name if customer.parent else "",
        note=customer.note,
        subdivision=customer.subdivision,
        city=customer.city,
        postal_code=customer.postal_code,
    )


def _related() -> "Sequence[str]":
    return ("creditor", "owner", "parent")


def customer_of(viewer: Viewer, customer_id: int) -> CustomerRow:
    """Return one customer; refuse one that the viewer may not see."""
    found = Customer.objects.select_related(*_related()).filter(pk=customer_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return _row(found)


OneCustomer = int | CustomerRow
"""A customer by its id, or its row where a caller has it at hand: a page then asks for it once, not in each query."""


def seen_customer(viewer: Viewer, customer: OneCustomer) -> CustomerRow:
    """Return a customer whose row may be at hand; refuse one that the viewer may not see, either way."""
    if isinstance(customer, int):
        return customer_of(viewer, customer)
    require(viewer, "book.read", customer.creditor_id)
    return customer


def own_fields_of(viewer: Viewer, customer_id: int) -> dict[str, Any]:
    """Return a customer's own fields as they stand, empty where the creditor's count; for a form that edits them."""
    customer_of(viewer, customer_id)
    names = (
        "name", "other_name", "kind", "owner_id", "queue", "language", "time_zone", "country", "subdivision", "city",
        "postal_code", "terms_code", "note",
    )  # fmt: skip
    found = Customer.objects.values(*names, "parent__number").get(pk=customer_id)
    return {**found, "parent_number": found.pop("parent__number") or ""}


def customer_by_number(viewer: Viewer, creditor_id: int, number: str) -> CustomerRow:
    """Return the customer with a number at a creditor; refuse an unknown one."""
    require(viewer, "book.read", creditor_id)
    found = Customer.objects.select_related(*_related()).filter(creditor_id=creditor_id, number=number).first()
    if found is None:
        raise Refusal(
            "parties.customer.unknown",
            gettext_noop("There is no customer {number}. Check the number, leading zeros included."),
            number=number,
        )
    return _row(found)


def find_customers(viewer: Viewer, creditor_ids: Sequence[int], text: str, limit: int = 20) -> list[CustomerRow]:
    """Return customers whose number or name holds the text, best first by number then name; at most `limit`."""
    seen = [key for key in creditor_ids if viewer.may("book.read", key)]
    held = Q(number__istartswith=text) | Q(name__icontains=text) | Q(other_name__icontains=text)
    found = Customer.objects.select_related(*_related()).filter(held, creditor_id__in=seen).order_by("name", "pk")
    return [_row(customer) for customer in found[:limit]]


def contacts_of(viewer: Viewer, customer: OneCustomer) -> list[ContactRow]:
    """Return the active contact people of a customer, the primary one first."""
    seen = seen_customer(viewer, customer)
    people = ContactPerson.objects.filter(customer_id=seen.id, is_active=True).order_by("-is_primary", "name", "pk")
    return [
        ContactRow(
            person.pk,
            person.name,
            person.role,
            person.phone,
            person.email,
            person.preferred_channel,
            person.language,
            person.time_zone,
            person.is_primary,
        )
        for person in people
    ]


@dataclass(frozen=True)
class IdentifierRow:
    """One number of a register, valid over `[valid_from_date, valid_to_date)`."""

    id: int
    scheme: str
    value: str
    valid_from_date: date
    valid_to_date: date | None


def every_identifier_of(viewer: Viewer, customer: OneCustomer) -> list[IdentifierRow]:
    """Return the identifiers of a customer, those in use first, then the newest of each scheme."""
    held = Identifier.objects.filter(customer_id=seen_customer(viewer, customer).id).order_by(
        "scheme", "-valid_from_date", "pk"
    )
    rows = [IdentifierRow(one.pk, one.scheme, one.value, one.valid_from_date, one.valid_to_date) for one in held]
    return sorted(rows, key=lambda row: row.valid_to_date is not None)


def identifiers_of(viewer: Viewer, customer_id: int) -> list[tuple[str, str]]:
    """Return scheme and value of the identifiers that are valid without an end."""
    customer_of(viewer, customer_id)
    held = Identifier.objects.filter(customer_id=customer_id, valid_to_date__isnull=True).order_by("scheme", "value")
    return list(held.values_list("scheme", "value"))


def family_of(viewer: Viewer, customer: OneCustomer) -> list[CustomerRow]:
    """Return the direct sites below a customer, by name."""
    above = seen_customer(viewer, customer).id
    sites = Customer.objects.select_related(*_related()).filter(parent_id=above).order_by("name", "pk")
    return [_row(site) for site in sites]
