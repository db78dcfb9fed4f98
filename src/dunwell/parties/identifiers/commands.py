"""Verbs on identifiers."""

from datetime import date

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
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
    same = open_ended.filter(value=cleaned).first()
    if same is not None:
        return same
    that_day = Identifier.objects.select_for_update().filter(
        creditor_id=customer.creditor_id, scheme=scheme, value=cleaned, valid_from_date=valid_from
    )
    taken = that_day.first()
    if taken is None:
        return Identifier.objects.create(
            creditor_id=customer.creditor_id,
            customer=customer,
            scheme=scheme,
            value=cleaned,
            valid_from_date=valid_from,
        )
    if taken.customer_id != customer.pk:
        raise Refusal(
            "parties.identifier.taken",
            gettext_noop("{value} is the number of {name} from that day on. Check whose it is."),
            value=cleaned,
            name=taken.customer.name,
        )
    taken.valid_to_date = None
    taken.save(update_fields=["valid_to_date"])
    return taken
