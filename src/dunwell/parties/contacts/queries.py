"""Questions about contact people."""

from dataclasses import dataclass

from django.db.models import Q

from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.contacts.rules import phone_beginnings
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.models import Creditor


@dataclass(frozen=True)
class FoundContact:
    """One contact person who was looked for, with whose they are."""

    id: int
    name: str
    phone: str
    email: str
    customer_id: int
    customer_name: str


def find_contacts(viewer: Viewer, creditor_id: int, text: str, limit: int = 20) -> list[FoundContact]:
    """Return contact people in use whose e-mail address or phone number begins so; at most `limit`, never over 20.

    A phone number may be typed with or without its country code, an address in capitals or not.
    """
    require(viewer, "book.read", creditor_id)
    text = text.strip()
    asked = Q(pk__in=[])
    if len(text) > 2:
        asked |= Q(email__startswith=text) | Q(email__startswith=text.lower())
    country = Creditor.objects.values_list("country", flat=True).get(pk=creditor_id)
    for beginning in phone_beginnings(text, country):
        asked |= Q(phone__startswith=beginning)
    held = ContactPerson.objects.filter(asked, creditor_id=creditor_id, is_active=True).select_related("customer")
    return [
        FoundContact(one.pk, one.name, one.phone, one.email, one.customer_id, one.customer.name)
        for one in held.order_by("name", "pk")[: max(1, min(limit, 20))]
    ]
