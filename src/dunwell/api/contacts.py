"""Contact people: humans at a customer."""

from ninja import Router

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Email, Line, Name, PathId, text
from dunwell.api.values import shape_of
from dunwell.parties.contacts.commands import add_contact, retire_contact
from dunwell.parties.contacts.rules import Channel, ContactRole
from dunwell.parties.customers.queries import ContactRow, contacts_of

router = Router(tags=["contacts"])
Contact = shape_of(ContactRow)


class NewContact(Body):
    """A contact person to add; the phone in any way of writing that can be dialed."""

    name: Name
    role: ContactRole = ContactRole.ACCOUNTS_PAYABLE
    phone: text(60) = ""  # type: ignore[valid-type]
    email: Email = ""
    preferred_channel: Channel = Channel.PHONE
    language: text(20) = ""  # type: ignore[valid-type]
    time_zone: text(64) = ""  # type: ignore[valid-type]


class Retirement(Body):
    """Why."""

    reason: Line = ""


def _shown(made: object) -> dict[str, object]:
    return {name: getattr(made, name) for name in Contact.model_fields}


@reads(router, "/customers/{customer_id}/contacts", Contact, whole_list=True)
def list_contacts(desk: ApiDesk, customer_id: PathId) -> list[ContactRow]:
    """List a customer's contact people, the primary one first."""
    return contacts_of(desk.viewer, customer_id)


@commands(router, "/customers/{customer_id}/contacts", Contact, right="worklist.work", status=201)
def add_a_contact(desk: ApiDesk, customer_id: PathId, body: NewContact) -> dict[str, object]:
    """Add a contact person; the first becomes the primary one."""
    return _shown(add_contact(viewer=desk.viewer, customer_id=customer_id, **body.model_dump()))


@commands(router, "/contacts/{contact_id}/retire", Contact, right="worklist.work")
def retire_a_contact(desk: ApiDesk, contact_id: PathId, body: Retirement) -> dict[str, object]:
    """Stop using a contact person; the record stays."""
    return _shown(retire_contact(viewer=desk.viewer, contact_id=contact_id, reason=body.reason))
