"""Who owes, and whom: the chapter's table of contents."""

from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.parties.identifiers.models import Identifier
from dunwell.parties.notices.models import ContactNotice

__all__ = ["ContactNotice", "ContactPerson", "Customer", "Identifier"]
