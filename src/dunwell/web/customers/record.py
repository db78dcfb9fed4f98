"""What is known of a customer, changed: its own fields, its contact people, the numbers that registers gave it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.parties.contacts.commands import add_contact, edit_contact, make_contact_primary, retire_contact
from dunwell.parties.customers.commands import edit_customer, move_customer
from dunwell.parties.customers.queries import (
    ContactRow,
    CustomerRow,
    contacts_of,
    customer_by_number,
    own_fields_of,
)
from dunwell.parties.identifiers.commands import identify_customer
from dunwell.platform.calendars import local_day
from dunwell.platform.people.queries import members_of
from dunwell.receivables.terms.queries import terms_codes
from dunwell.web.answers import done
from dunwell.web.customers.acts import show
from dunwell.web.customers.forms import ContactForm, CustomerForm, IdentifierForm, RetireForm
from dunwell.web.customers.summary import customer_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.wording import SCHEMES, label
from dunwell.web.worklist.acts import posted
from dunwell.work.worklist.queries import queues_of

QUEUES = "customer-queues"


def contact_here(request: DeskRequest, customer_id: int, contact_id: int) -> ContactRow:
    """One active contact person of the customer in the address; nobody else's is there."""
    found = next((each for each in contacts_of(request.viewer, customer_id) if each.id == contact_id), None)
    if found is None:
        raise Http404
    return found


@door("worklist.work", "customers")
def contact(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Add a contact person."""
    customer = customer_here(request, customer_id)
    form = ContactForm(posted(request))
    more: dict[str, Any] = {"title": _("A contact person at %(name)s") % {"name": customer.name}, "submit": _("Add")}
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        made = add_contact(viewer=request.viewer, customer_id=customer_id, **form.cleaned_data)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    said = _("%(name)s added") % {"name": made.name}
    return done(request, said, next_url=place(request, "customer", customer_id))


@door("worklist.work", "customers")
def change_contact(request: DeskRequest, customer_id: int, contact_id: int) -> HttpResponse:
    """Change a contact person."""
    customer = customer_here(request, customer_id)
    person = contact_here(request, customer_id, contact_id)
    names = ("name", "role", "phone", "email", "preferred_channel", "language", "time_zone")
    form = ContactForm(posted(request), initial={name: getattr(person, name) for name in names})
    more: dict[str, Any] = {"title": _("Change %(name)s") % {"name": person.name}, "submit": _("Keep")}
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        edit_contact(viewer=request.viewer, contact_id=contact_id, **form.cleaned_data)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    return done(request, _("Kept"), next_url=place(request, "customer", customer_id))


@door("worklist.work", "customers")
@require_POST
def primary_contact(request: DeskRequest, customer_id: int, contact_id: int) -> HttpResponse:
    """Make a contact person the one to ask first."""
    customer_here(request, customer_id)
    person = contact_here(request, customer_id, contact_id)
    make_contact_primary(viewer=request.viewer, contact_id=contact_id)
    said = _("%(name)s is asked first now") % {"name": person.name}
    return done(request, said, next_url=place(request, "customer", customer_id))


@door("worklist.work", "customers")
def drop_contact(request: DeskRequest, customer_id: int, contact_id: int) -> HttpResponse:
    """Stop using a contact person; what was said with them stays."""
    customer = customer_here(request, customer_id)
    person = contact_here(request, customer_id, contact_id)
    form = RetireForm(posted(request))
    more: dict[str, Any] = {
        "title": _("Stop using %(name)s") % {"name": person.name},
        "text": _("Nobody is asked to call or write to this person any more. What was said stays."),
        "submit": _("Stop using"),
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    retire_contact(viewer=request.viewer, contact_id=contact_id, **form.cleaned_data)
    said = _("%(name)s is not used any more") % {"name": person.name}
    return done(request, said, next_url=place(request, "customer", customer_id))


@door("worklist.work", "customers")
def identify(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Record a register's number for a customer from a day on."""
    customer = customer_here(request, customer_id)
    today = local_day(timezone.now(), request.creditor.time_zone)
    form = IdentifierForm(posted(request), initial={"valid_from": today})
    more: dict[str, Any] = {
        "title": _("A number of %(name)s") % {"name": customer.name},
        "text": _("An earlier number of the same register ends on that day."),
        "submit": _("Add"),
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        made = identify_customer(viewer=request.viewer, customer_id=customer_id, **form.cleaned_data)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    said = _("%(register)s added") % {"register": label(SCHEMES, made.scheme)}
    return done(request, said, next_url=place(request, "customer", customer_id))


def _customer_form(request: DeskRequest, customer_id: int) -> CustomerForm:
    people = [(each.user_id, each.name) for each in members_of(request.creditor.id)]
    return CustomerForm(
        posted(request),
        initial=own_fields_of(request.viewer, customer_id),
        members=people,
        terms=[(code, f"{code}, {title}") for code, title in terms_codes(request.creditor.id)],
        queues=QUEUES,
        may_move=request.viewer.may("ledger.post", request.creditor.id),
    )


@door("worklist.work", "customers")
def change_customer(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Change what is known of a customer; who may post to the ledger may also move it in its family."""
    customer = customer_here(request, customer_id)
    form = _customer_form(request, customer_id)
    queues = [name for name, _count in queues_of(request.viewer, request.creditor.id)]
    more: dict[str, Any] = {
        "title": _("Change %(name)s") % {"name": customer.name},
        "submit": _("Keep"),
        "suggestions": (QUEUES, queues),
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        _keep(request, customer, form)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    return done(request, _("Kept"), next_url=place(request, "customer", customer_id))


def _keep(request: DeskRequest, customer: CustomerRow, form: CustomerForm) -> None:
    """Keep the fields and the place in the family: both or neither; only what differs is written."""
    told = dict(form.cleaned_data)
    reason, number = told.pop("reason"), told.pop("parent_number", None)
    with transaction.atomic():
        changed = {name: told[name] for name in told if name in form.changed_data}
        if changed:
            edit_customer(viewer=request.viewer, customer_id=customer.id, reason=reason, **changed)
        if "parent_number" in form.changed_data:
            parent = customer_by_number(request.viewer, request.creditor.id, number) if number else None
            move_customer(
                viewer=request.viewer, customer_id=customer.id, parent_id=parent.id if parent else None, reason=reason
            )
