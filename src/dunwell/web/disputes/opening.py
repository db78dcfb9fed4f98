"""Opening a dispute from a customer's page, a document, or a call; and the customer's own disputes."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dunwell.base.refusals import Refusal
from dunwell.outcomes.disputes.commands import open_dispute
from dunwell.outcomes.disputes.queries import DisputeFilter, disputes_of
from dunwell.parties.customers.queries import CustomerRow
from dunwell.receivables.open_items.queries import open_items_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.customers.summary import customer_here
from dunwell.web.disputes.forms import OpenForm
from dunwell.web.disputes.pages import card_of, today
from dunwell.web.disputes.shapes import Card
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place

MOST_SHOWN = 20


def dispute_address(request: DeskRequest, customer_id: int, **more: int) -> str:
    """Where a dispute of a customer is opened; `activity` is the call that it came from."""
    query = f"?{urlencode(more)}" if more else ""
    return place(request, "customer_dispute", customer_id) + query


def disputes_here(request: DeskRequest, customer: CustomerRow) -> list[Card]:
    """A customer's disputes, those that are live first."""
    asked = DisputeFilter(group="all", customer_id=customer.id)
    rows = disputes_of(request.viewer, request.creditor.id, today(request), asked, limit=200)
    rows.sort(key=lambda row: (bool(row.closed_date), -row.id))
    return [card_of(request, row) for row in rows[:MOST_SHOWN]]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@door("outcome.record", "customers")
def open_one(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Keep that a customer questions a document; in a layer, or on a page of its own."""
    return dispute_form(
        request, customer_here(request, customer_id), request.POST if request.method == "POST" else None
    )


def dispute_form(
    request: DeskRequest, customer: CustomerRow, sent: Any, activity_id: int | None = None
) -> HttpResponse:
    """Show the small form, or keep what it holds. A call shows it without leaving its own layer."""
    items = [row for row in open_items_of(request.viewer, customer.id, today(request)) if row.open_amount > 0]
    activity = activity_id or _number(request.GET.get("activity", ""))
    chosen = _number(request.GET.get("open_item", ""))
    form = OpenForm(sent, items=items, initial={"open_item_id": chosen, "channel": "phone" if activity else ""})
    refusal = None
    if form.is_valid():
        try:
            made = _open(request, form.cleaned_data, activity)
        except Refusal as fault:
            refusal = fault
        else:
            said = _("%(number)s: disputed, and only that part is on hold") % {"number": made.number}
            return done(request, said, next_url=place(request, "dispute", made.pk))
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    more = {"activity": activity} if activity else {}
    context = {
        "form": form,
        "title": _("What does %(name)s dispute?") % {"name": customer.name},
        "text": "" if items else _("Nothing is open, so there is nothing to dispute."),
        "action": dispute_address(request, customer.id, **more),
        "submit": _("Keep the dispute"),
        "back_url": place(request, "customer", customer.id),
        "fragment": is_fragment(request),
        "refusal": refusal,
    }
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)


def _open(request: DeskRequest, said: dict[str, Any], activity: int | None) -> Any:
    return open_dispute(
        viewer=request.viewer,
        creditor_id=request.creditor.id,
        open_item_id=said["open_item_id"],
        amount=said["amount"],
        reason_code=said["reason_code"],
        channel=said["channel"],
        note=said["note"],
        activity_id=activity,
        at=timezone.now(),
    )
