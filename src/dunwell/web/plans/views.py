"""Payment plans: the small forms that draw one up, agree it or end it, and the agreement as a PDF."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.days import add_months
from dunwell.base.refusals import Refusal
from dunwell.outcomes.plans.commands import (
    accept_plan,
    cancel_plan,
    propose_plan,
    reinstate_plan,
    reject_plan,
    submit_plan,
)
from dunwell.outcomes.plans.queries import PlanRow, plan_of
from dunwell.parties.customers.queries import CustomerRow
from dunwell.platform.calendars import local_day
from dunwell.receivables.open_items.queries import open_items_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.customers.summary import MOST_ITEMS, customer_here, standpoint
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.plans.agreement import agreement_pdf
from dunwell.web.plans.forms import AcceptForm, PlanForm
from dunwell.web.promises.forms import WhyForm
from dunwell.web.worklist.acts import posted

FORM_PAGE = "web/parts/form_page.html"


@door("outcome.record", "customers")
def propose(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Draw up a plan for a customer's documents."""
    customer = customer_here(request, customer_id)
    rows = open_items_of(request.viewer, customer, standpoint(request).as_of, MOST_ITEMS)
    chosen = [key for key in request.GET.getlist("open_item") if key.isdigit() and len(key) < 16]
    form = PlanForm(
        posted(request),
        items=[row for row in rows if row.open_amount > 0],
        usual_date=add_months(_today(request), 1),
        is_consumer=customer.kind == "consumer",
        initial={"item": chosen},
    )
    more: dict[str, Any] = {
        "title": _("Payment plan for %(name)s") % {"name": customer.name},
        "text": _("Offered at once where you may agree so many months; else it waits for somebody who may."),
        "submit": _("Draw it up"),
    }
    if not form.is_valid():
        return _show(request, form, None, customer.id, **more)
    try:
        made = propose_plan(**_asked(request, customer, form))
    except Refusal as refusal:
        return _show(request, form, refusal, customer.id, **more)
    said = _("Plan offered") if made.state == "offered" else _("The plan waits for leave")
    return done(request, said, next_url=_page(request, customer.id))


def _asked(request: DeskRequest, customer: CustomerRow, form: PlanForm) -> dict[str, Any]:
    said, replaces = form.cleaned_data, request.GET.get("replaces", "")
    return {
        "viewer": request.viewer,
        "creditor_id": request.creditor.id,
        "customer_id": customer.id,
        "open_item_ids": said["item"],
        "terms": form.terms(),
        "disposable_amount": said.get("disposable_amount"),
        "has_acceleration": said["has_acceleration"],
        "conditions": said["conditions"],
        "note": said["note"],
        "replaces_id": int(replaces) if replaces.isdigit() and len(replaces) < 16 else None,
        "at": timezone.now(),
    }


@door("outcome.record", "customers")
def accept(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Record that the customer agreed."""
    row = _plan_here(request, plan_id)
    form = AcceptForm(posted(request), initial={"accepted_by": row.contact_name})
    more = {"title": _("%(name)s agrees to the plan") % {"name": row.customer_name}, "submit": _("Agreed")}
    if not form.is_valid():
        return _show(request, form, None, row.customer_id, **more)
    try:
        accept_plan(viewer=request.viewer, plan_id=plan_id, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _show(request, form, refusal, row.customer_id, **more)
    return done(request, _("The plan is agreed"), next_url=_page(request, row.customer_id))


@door("outcome.record", "customers")
def reject(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Record that the customer did not agree."""
    return _end(request, plan_id, reject_plan, _("%(name)s does not agree"), _("Not agreed"))


@door("outcome.record", "customers")
def cancel(request: DeskRequest, plan_id: int) -> HttpResponse:
    """End a plan that is not paid."""
    return _end(request, plan_id, cancel_plan, _("Cancel the plan of %(name)s"), _("Cancel the plan"))


@door("plan.approve", "customers")
@require_POST
def submit(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Give leave for a draft."""
    row = _plan_here(request, plan_id)
    submit_plan(viewer=request.viewer, plan_id=plan_id, at=timezone.now())
    return done(request, _("Leave given: the plan is offered"), next_url=_page(request, row.customer_id))


@door("plan.approve", "customers")
@require_POST
def reinstate(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Revive a plan in default."""
    row = _plan_here(request, plan_id)
    reinstate_plan(viewer=request.viewer, plan_id=plan_id, at=timezone.now())
    return done(request, _("The plan runs again"), next_url=_page(request, row.customer_id))


@door("book.read", "customers")
def agreement(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Give the agreement as a PDF, in the customer's language or (`?language=`) another of ours."""
    row = _plan_here(request, plan_id)
    response = HttpResponse(agreement_pdf(row, request.GET.get("language", "")), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{row.customer_number}-{row.id}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _end(
    request: DeskRequest, plan_id: int, verb: Callable[..., object], title: str, submit_words: str
) -> HttpResponse:
    row = _plan_here(request, plan_id)
    form = WhyForm(posted(request))
    more = {"title": title % {"name": row.customer_name}, "submit": submit_words}
    if not form.is_valid():
        return _show(request, form, None, row.customer_id, **more)
    try:
        verb(viewer=request.viewer, plan_id=plan_id, reason=form.cleaned_data["reason"], at=timezone.now())
    except Refusal as refusal:
        return _show(request, form, refusal, row.customer_id, **more)
    return done(request, submit_words, next_url=_page(request, row.customer_id))


def _plan_here(request: DeskRequest, plan_id: int) -> PlanRow:
    row = plan_of(request.viewer, plan_id)
    if row.creditor_id != request.creditor.id:
        raise Http404
    return row


def _today(request: DeskRequest) -> date:
    return local_day(timezone.now(), request.creditor.time_zone)


def _page(request: DeskRequest, customer_id: int) -> str:
    return place(request, "customer", customer_id)


def _show(request: DeskRequest, form: Any, refusal: Refusal | None, customer_id: int, **more: Any) -> HttpResponse:
    """Show a form in a layer or on a page of its own; 422 when something in it is wrong."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form,
        "action": request.get_full_path(),
        "back_url": _page(request, customer_id),
        "fragment": is_fragment(request),
        "refusal": refusal,
        **more,
    }
    if form.errors or refusal:
        return refused(request, FORM_PAGE, context)
    return render(request, FORM_PAGE, context)
