"""Verbs on contact people."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.contacts.rules import clean_phone
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer
from dunwell.platform.command import command

EDITABLE = frozenset({"name", "role", "phone", "email", "preferred_channel", "language", "time_zone"})


@command
def add_contact(*, viewer: Viewer, customer_id: int, name: str, phone: str = "", **fields: Any) -> ContactPerson:
    """Add a contact person; the phone is stored in E.164 and the first one becomes the primary."""
    customer = locked(viewer, customer_id, "worklist.work")
    if not name.strip():
        raise Refusal("parties.contact.unnamed", gettext_noop("A contact person needs a name."))
    first = not ContactPerson.objects.filter(customer=customer, is_active=True).exists()
    return ContactPerson.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        name=name.strip(),
        phone=clean_phone(phone, customer.country or customer.creditor.country),
        **{"is_primary": first, **fields},
    )


@command
def edit_contact(*, viewer: Viewer, contact_id: int, reason: str = "", **fields: Any) -> ContactPerson:
    """Change what is known of a contact person; the phone is stored in E.164. Refuses a field that there is not."""
    person = _held(viewer, contact_id)
    unknown = sorted(fields.keys() - EDITABLE)
    if unknown:
        raise Refusal(
            "parties.contact.unknown_field",
            gettext_noop("A contact person has no {field}."),
            field=", ".join(unknown),
        )
    if "name" in fields:
        fields["name"] = fields["name"].strip()
        if not fields["name"]:
            raise Refusal("parties.contact.unnamed", gettext_noop("A contact person needs a name."))
    if "phone" in fields:
        customer = person.customer
        fields["phone"] = clean_phone(fields["phone"], customer.country or customer.creditor.country)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    return person


@command
def make_contact_primary(*, viewer: Viewer, contact_id: int) -> ContactPerson:
    """Make a contact person the one to ask first; there is one such at a customer."""
    person = _held(viewer, contact_id)
    if not person.is_active:
        raise Refusal(
            "parties.contact.retired",
            gettext_noop("{name} is not in use any more. Add the person again first."),
            name=person.name,
        )
    _first_is(person)
    return person


@command
def retire_contact(*, viewer: Viewer, contact_id: int, reason: str = "") -> ContactPerson:
    """Stop using a contact person; the record stays, and the next one becomes the primary."""
    person = _held(viewer, contact_id)
    was_primary = person.is_primary
    person.is_active, person.is_primary = False, False
    person.save(update_fields=["is_active", "is_primary"])
    following = ContactPerson.objects.filter(customer_id=person.customer_id, is_active=True).order_by("pk").first()
    if was_primary and following is not None:
        _first_is(following)
    return person


def _held(viewer: Viewer, contact_id: int) -> ContactPerson:
    """Return a contact person locked together with the customer; refuse one out of sight."""
    found = ContactPerson.objects.filter(pk=contact_id).values_list("customer_id", flat=True).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    locked(viewer, found, "worklist.work")
    return ContactPerson.objects.select_for_update(of=("self",)).select_related("customer__creditor").get(pk=contact_id)


def _first_is(person: ContactPerson) -> None:
    others = ContactPerson.objects.filter(customer_id=person.customer_id, is_primary=True).exclude(pk=person.pk)
    others.update(is_primary=False)
    person.is_primary = True
    person.save(update_fields=["is_primary"])
