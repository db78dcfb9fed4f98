"""Record what a customer said of being contacted, and withdraw it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.parties.customers.queries import contacts_of
from dunwell.parties.notices.commands import record_notice, withdraw_notice
from dunwell.parties.notices.queries import notices_of
from dunwell.web.answers import done
from dunwell.web.customers.acts import show
from dunwell.web.customers.forms import NoticeForm
from dunwell.web.customers.notices import WORDS
from dunwell.web.customers.summary import customer_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.wording import label
from dunwell.web.worklist.acts import posted


@door("worklist.work", "customers")
def say_notice(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Record what somebody said of being contacted."""
    customer = customer_here(request, customer_id)
    people = contacts_of(request.viewer, customer)
    asked = request.GET.get("person", "")
    form = NoticeForm(posted(request), contacts=people, initial={"contact_person_id": asked})
    addresses = [address for each in people for address in (each.phone, each.email) if address]
    more: dict[str, Any] = {
        "title": _("What %(name)s said") % {"name": customer.name},
        "submit": _("Keep"),
        "suggestions": ("notice-addresses", addresses),
        "template": "web/customers/notice.html",
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        made = record_notice(viewer=request.viewer, customer_id=customer_id, at=timezone.now(), **form.told())
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    undo = place(request, "customer_said_withdraw", customer_id, made.pk)
    said = _("Kept: %(words)s") % {"words": label(WORDS, made.kind)}
    return done(request, said, next_url=place(request, "customer", customer_id), undo_url=undo)


@door("worklist.work", "customers")
@require_POST
def withdraw_said(request: DeskRequest, customer_id: int, notice_id: int) -> HttpResponse:
    """Withdraw what was said; what protects the customer is withdrawn by a lead, or at once by who recorded it."""
    customer = customer_here(request, customer_id)
    if all(row.id != notice_id for row in notices_of(request.viewer, customer, timezone.now())):
        raise Http404
    withdraw_notice(viewer=request.viewer, notice_id=notice_id, at=timezone.now())
    return done(request, _("It does not count any more"), next_url=place(request, "customer", customer_id))
