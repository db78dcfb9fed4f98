"""Verbs on customers."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers import rules
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.people.models import Membership

EDITABLE = frozenset(
    {
        "name", "other_name", "kind", "language", "time_zone", "country", "subdivision", "city", "postal_code",
        "terms_code", "queue", "note", "owner_id",
    }
)  # fmt: skip


def locked(viewer: Viewer, customer_id: int, right: str) -> Customer:
    """Return a customer locked for writing; refuse one out of sight or a viewer without the right."""
    found = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, right, found.creditor_id)
    return found


@command
def add_customer(*, viewer: Viewer, creditor_id: int, number: str, name: str, **fields: Any) -> Customer:
    """Add a customer; its number is unique at the creditor."""
    require(viewer, "ledger.post", creditor_id)
    number, name = number.strip(), name.strip()
    if not number or not name:
        raise Refusal("parties.customer.unnamed", gettext_noop("A customer needs a number and a name."))
    if Customer.objects.filter(creditor_id=creditor_id, number=number).exists():
        raise Refusal(
            "parties.customer.number_taken",
            gettext_noop("There is a customer {number} already. Open it, or give another number."),
            number=number,
        )
    parent_id = fields.pop("parent_id", None)
    customer = Customer.objects.create(creditor_id=creditor_id, number=number, name=name, **_known(fields))
    if parent_id:
        move_customer(viewer=viewer, customer_id=customer.pk, parent_id=parent_id)
        customer.refresh_from_db()
    return customer


@command
def edit_customer(*, viewer: Viewer, customer_id: int, reason: str = "", **fields: Any) -> Customer:
    """Change what is known of a customer; the audit trail keeps before and after."""
    customer = locked(viewer, customer_id, "worklist.work")
    rules.check_fields(_known(fields))
    _check_owner(customer, fields.get("owner_id"))
    for name, value in fields.items():
        setattr(customer, name, value)
    customer.save()
    return customer


@command
def move_customer(*, viewer: Viewer, customer_id: int, parent_id: int | None, reason: str = "") -> Customer:
    """Put a customer below a parent (or at the top); refuse rings and families that are too deep."""
    customer = locked(viewer, customer_id, "ledger.post")
    ancestors: list[int] = []
    at = parent_id
    while at is not None and len(ancestors) <= rules.MAX_DEPTH:
        above = Customer.objects.filter(pk=at, creditor_id=customer.creditor_id).first()
        if above is None:
            raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
        ancestors.append(above.pk)
        at = above.parent_id
    rules.check_parent(customer.pk, ancestors)
    customer.parent_id = parent_id
    customer.save(update_fields=["parent"])
    return customer


def _check_owner(customer: Customer, owner_id: int | None) -> None:
    if owner_id in (None, customer.owner_id):
        return
    if not Membership.objects.filter(creditor_id=customer.creditor_id, user_id=owner_id).exists():
        raise Refusal(
            "parties.customer.owner_elsewhere",
            gettext_noop("That person does not work here. Choose one of this desk's people."),
        )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refusal(
            "parties.customer.unknown_field",
            gettext_noop("A customer has no {field}."),
            field=", ".join(sorted(unknown)),
        )
    return fields
