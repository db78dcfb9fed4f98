"""Promises: the screen, and the small forms that take, change, cancel one or give leave for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.days import Convention, adjust
from dunwell.base.refusals import Refusal
from dunwell.outcomes.promises.commands import approve_promise, cancel_promise, change_promise, record_promise
from dunwell.outcomes.promises.queries import PromiseRow, promise_of
from dunwell.parties.customers.queries import CustomerRow, customer_of
from dunwell.platform.calendars import is_day_off, local_day
from dunwell.platform.words import format_day
from dunwell.receivables.open_items.queries import OpenItemRow, open_items_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.customers.summary import MOST_ITEMS, customer_here, standpoint
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.promises.forms import PartsForm, PromiseForm, WhyForm
from dunwell.web.promises.pages import promises_page
from dunwell.web.wording import written
from dunwell.web.worklist.acts import posted
from dunwell.web.worklist.asked import asked_of

FORM_PAGE, PROMISE_PAGE = "web/parts/form_page.html", "web/promises/form.html"
USUAL_DAYS = 7


def today_of(request: DeskRequest) -> date:
    """The creditor's day."""
    return local_day(timezone.now(), request.creditor.time_zone)


@door("book.read", "promises")
def promises(request: DeskRequest) -> HttpResponse:
    """Show promises by view, and how they were kept."""
    return render(request, "web/promises/page.html", {"page": promises_page(request, today_of(request))})


@door("outcome.record", "customers")
def promise(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Take a promise: amount, day, documents; all of it is filled in for what is past due."""
    customer = customer_here(request, customer_id)
    return take(request, customer, posted(request))


def address_of(request: DeskRequest, customer: CustomerRow, more: Mapping[str, str]) -> str:
    """The address of a customer's promise form, with the way of looking at the list and what goes with it."""
    query = request.GET.copy()
    for name, value in more.items():
        query[name] = value
    url = place(request, "customer_promise", customer.id)
    return f"{url}?{query.urlencode()}" if query else url


def take(request: DeskRequest, customer: CustomerRow, data: Any, more: Mapping[str, str] | None = None) -> HttpResponse:
    """Show the form of a promise, or record what it says.

    A call that came to a promise opens it with `more`: its activity, and the item below in the list.
    """
    items = _owed(request, customer)
    chosen = [key for key in request.GET.getlist("open_item") if key.isdigit() and len(key) < 16]
    form = PromiseForm(data, items=items, usual_date=_usual_date(request), initial={"item": chosen})
    refusal = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = record_promise(
                viewer=request.viewer,
                creditor_id=request.creditor.id,
                customer_id=customer.id,
                installments=form.parts(),
                open_item_ids=said.get("item") or [],
                method=said["method"],
                source=said["source"],
                activity_id=_number(request.GET.get("activity", "")),
                note=said["note"],
                at=timezone.now(),
            )
        except Refusal as fault:
            refusal = fault
        else:
            told = {"amount": written(made.amount, made.currency), "day": format_day(made.promised_date)}
            text = _("Promised: %(amount)s by %(day)s") % told
            if made.status == "proposed":
                text = _("The promise waits for a lead's leave: %(amount)s by %(day)s") % told
            return done(request, text, next_url=_onward(request, customer))
    context = {"customer": customer, "action": address_of(request, customer, more or {})}
    return _show(request, form, refusal, _back(request, customer), template=PROMISE_PAGE, **context)


@door("outcome.record", "promises")
def change(request: DeskRequest, promise_id: int) -> HttpResponse:
    """Put a promise off or change its amount, once."""
    row = _promise_here(request, promise_id)
    usual = {"amount": f"{row.amount.normalize():f}", "due_date": row.promised_date}
    form = PartsForm(posted(request), initial=usual)
    more = {"title": _("Change the promise of %(name)s") % {"name": row.customer_name}, "submit": _("Change")}
    if not form.is_valid():
        return _show(request, form, None, _customer_url(request, row), **more)
    try:
        change_promise(viewer=request.viewer, promise_id=promise_id, installments=form.parts(), at=timezone.now())
    except Refusal as refusal:
        return _show(request, form, refusal, _customer_url(request, row), **more)
    return done(request, _("Promise changed"), next_url=_customer_url(request, row))


@door("outcome.record", "promises")
def cancel(request: DeskRequest, promise_id: int) -> HttpResponse:
    """Take a promise out of the book, because."""
    row = _promise_here(request, promise_id)
    form = WhyForm(posted(request))
    more = {
        "title": _("Cancel the promise of %(name)s") % {"name": row.customer_name},
        "text": _("It counts neither as kept nor as broken, and nothing is held back for it any more."),
        "submit": _("Cancel the promise"),
    }
    if not form.is_valid():
        return _show(request, form, None, _customer_url(request, row), **more)
    reason = form.cleaned_data["reason"]
    try:
        cancel_promise(viewer=request.viewer, promise_id=promise_id, reason=reason, at=timezone.now())
    except Refusal as refusal:
        return _show(request, form, refusal, _customer_url(request, row), **more)
    return done(request, _("Promise cancelled"), next_url=_customer_url(request, row))


@door("plan.approve", "promises")
@require_POST
def approve(request: DeskRequest, promise_id: int) -> HttpResponse:
    """Give leave for a promise that waits for it."""
    row = _promise_here(request, promise_id)
    approve_promise(viewer=request.viewer, promise_id=promise_id, at=timezone.now())
    return done(request, _("Leave given"), next_url=_customer_url(request, row))


def _owed(request: DeskRequest, customer: CustomerRow) -> list[OpenItemRow]:
    """What may be promised: documents that are owed and not wholly on hold, those past due first."""
    rows = open_items_of(request.viewer, customer, standpoint(request).as_of, MOST_ITEMS)
    return [row for row in rows if row.open_amount > 0 and not _is_held(row)]


def _is_held(row: OpenItemRow) -> bool:
    return bool(row.hold_reason) and row.held_amount >= row.open_amount


def _usual_date(request: DeskRequest) -> date:
    """A week from today, or the working day after."""
    creditor = request.creditor
    day = today_of(request) + timedelta(days=USUAL_DAYS)
    return adjust(day, Convention.FOLLOWING, is_day_off(creditor.country, creditor.subdivision))


def _promise_here(request: DeskRequest, promise_id: int) -> PromiseRow:
    row = promise_of(request.viewer, promise_id)
    if row.creditor_id != request.creditor.id:
        raise Http404
    return row


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 16 else None


def _customer_url(request: DeskRequest, row: PromiseRow) -> str:
    return place(request, "customer", customer_of(request.viewer, row.customer_id).id)


def _back(request: DeskRequest, customer: CustomerRow) -> str:
    if request.GET.get("item"):
        return f"{place(request, 'worklist')}{asked_of(request).query()}"
    return place(request, "customer", customer.id)


def _onward(request: DeskRequest, customer: CustomerRow) -> str:
    """Where to go when a promise is taken: on in the list where the call's own item was done with it, else back."""
    below = _number(request.GET.get("below", ""))
    if request.GET.get("item") and "below" in request.GET:
        return f"{place(request, 'worklist')}{asked_of(request).query(item=below)}"
    return _back(request, customer)


def _show(
    request: DeskRequest, form: Any, refusal: Refusal | None, back_url: str, *, template: str = FORM_PAGE, **more: Any
) -> HttpResponse:
    """Show a form in a layer or on a page of its own; 422 when something in it is wrong."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form,
        "action": request.get_full_path(),
        "back_url": back_url,
        "fragment": is_fragment(request),
        "refusal": refusal,
        **more,
    }
    if form.errors or refusal:
        return refused(request, template, context)
    return render(request, template, context)
