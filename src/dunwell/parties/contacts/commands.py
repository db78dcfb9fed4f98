"""Verbs on contact people."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.contacts.rules import clean_phone
from dunwell.parties.customers.commands import locked
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command


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
def retire_contact(*, viewer: Viewer, contact_id: int, reason: str = "") -> ContactPerson:
    """Stop using a contact person; the record stays."""
    person = ContactPerson.objects.select_for_update().filter(pk=contact_id).first()
    if person is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "worklist.work", person.creditor_id)
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person
