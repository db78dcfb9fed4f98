"""Verbs on identifiers."""

from datetime import date

from dunwell.parties.customers.commands import locked
from dunwell.parties.identifiers.models import Identifier
from dunwell.parties.identifiers.rules import Scheme, clean_value
from dunwell.platform.access import Viewer
from dunwell.platform.command import command


@command
def identify_customer(*, viewer: Viewer, customer_id: int, scheme: str, value: str, valid_from: date) -> Identifier:
    """Record a register's number for a customer from a day on; an earlier number of that scheme ends the same day."""
    customer = locked(viewer, customer_id, "worklist.work")
    cleaned = clean_value(Scheme(scheme), value)
    open_ended = Identifier.objects.filter(customer=customer, scheme=scheme, valid_to_date__isnull=True)
    open_ended.exclude(value=cleaned).update(valid_to_date=valid_from)
    identifier, _ = Identifier.objects.get_or_create(
        creditor_id=customer.creditor_id,
        customer=customer,
        scheme=scheme,
        value=cleaned,
        defaults={"valid_from_date": valid_from},
    )
    return identifier
