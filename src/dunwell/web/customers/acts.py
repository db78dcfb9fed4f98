"""What is done about a customer: log a call, write a note, add a task, place and lift a hold."""

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.parties.customers.queries import CustomerRow, contacts_of
from dunwell.platform.calendars import local_day
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.holds.queries import holds_of
from dunwell.receivables.open_items.queries import open_items_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.customers.forms import CallForm, HoldForm, LiftForm, NoteForm, TaskForm
from dunwell.web.customers.gate import gate_of, with_query
from dunwell.web.customers.notices import notices_by_person
from dunwell.web.customers.pages import contact_lines
from dunwell.web.customers.summary import MOST_ITEMS, customer_here, standpoint, summary_of
from dunwell.web.disputes.opening import dispute_address, dispute_form
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.promises.views import address_of, take
from dunwell.web.wording import OUTCOMES, label
from dunwell.web.worklist.acts import item_here, neighbor, posted
from dunwell.web.worklist.asked import asked_of
from dunwell.work.activities.commands import Logged, add_note, log_call
from dunwell.work.items.commands import add_task
from dunwell.work.items.rules import UNWORKED
from dunwell.work.permits.commands import take_permit
from dunwell.work.permits.queries import permit_row
from dunwell.work.worklist.queries import ItemRow, item_of_customer

FORM_PAGE = "web/parts/form_page.html"


def work_of(request: DeskRequest, customer: CustomerRow) -> ItemRow | None:
    """The work item that the address names, or else the customer's own on the list, while it is unworked."""
    asked = request.GET.get("item", "")
    if asked.isdigit():
        row: ItemRow | None = item_here(request, int(asked[:15]))
    else:
        row = item_of_customer(request.viewer, request.creditor.id, customer.id)
    return row if row is not None and row.customer_id == customer.id and row.state in UNWORKED else None


def back_of(request: DeskRequest, customer: CustomerRow) -> str:
    """Where somebody came from: the list with this customer in view, or the customer's own page."""
    if request.GET.get("item"):
        return f"{place(request, 'worklist')}{asked_of(request).query()}"
    return place(request, "customer", customer.id)


def onward_of(request: DeskRequest, customer: CustomerRow, logged: Logged, below: int | None) -> str:
    """Where to go after a call: on to the item below when its own is done, else back."""
    asked = asked_of(request)
    if asked.item is None or asked.item not in logged.completed_item_ids:
        return back_of(request, customer)
    return f"{place(request, 'worklist')}{asked.query(item=below)}"


def undo_of(request: DeskRequest, customer: CustomerRow, deed_id: int) -> str:
    """The address that takes a deed back and returns here."""
    query = request.GET.urlencode() or f"back=customer&customer={customer.id}"
    return f"{place(request, 'undo_deed', deed_id)}?{query}"


def show(
    request: DeskRequest, customer: CustomerRow, form: Form, refusal: Refusal | None = None, *,
    template: str = FORM_PAGE, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form about a customer in a layer or on a page of its own; 422 when something in it is wrong."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form,
        "name": customer.name,
        "action": request.get_full_path(),
        "back_url": back_of(request, customer),
        "fragment": is_fragment(request),
        "refusal": refusal,
        **more,
    }
    if form.errors or refusal:
        return refused(request, template, context)
    return render(request, template, context)


@door("worklist.work", "customers")
def call(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Log a call: whom, what came of it in one key, a note; its work item is done with it."""
    customer = customer_here(request, customer_id)
    work, contacts = work_of(request, customer), contacts_of(request.viewer, customer_id)
    form = CallForm(posted(request), contacts=contacts, has_item=work is not None, draft=f"call-{customer_id}")
    refusal = None
    if form.is_valid():
        asked = asked_of(request)
        below = neighbor(request, asked, asked.item) if asked.item else None
        try:
            logged = _log(request, customer, work, form.cleaned_data)
        except Refusal as fault:
            refusal = fault
        else:
            if form.cleaned_data["outcome"] == "dispute" and request.viewer.may("outcome.record", customer.creditor_id):
                return _then_dispute(request, customer, logged)
            if form.cleaned_data["outcome"] == "promise" and request.viewer.may("outcome.record", customer.creditor_id):
                return _then_promise(request, customer, logged, below)
            outcome = label(OUTCOMES, form.cleaned_data["outcome"]).lower()
            said = _("Call kept: %(outcome)s") % {"outcome": outcome}
            return done(
                request,
                said,
                next_url=onward_of(request, customer, logged, below),
                undo_url=undo_of(request, customer, logged.deed_id),
            )
    return _panel(request, customer, form, refusal)


def _panel(
    request: DeskRequest, customer: CustomerRow, form: CallForm, refusal: Refusal | None, **known: Any
) -> HttpResponse:
    """Show the call panel: what the gate says, the numbers, what to read out, and the form of what came of it."""
    contacts = contacts_of(request.viewer, customer)
    return show(
        request,
        customer,
        form,
        refusal,
        template="web/customers/call.html",
        summary=summary_of(request, customer, standpoint(request)),
        gate=gate_of(request, customer, **known),
        contacts=contact_lines(customer, contacts, said=notices_by_person(request, customer, may_work=False)),
        work=work_of(request, customer),
        call_url=with_query(request, place(request, "customer_call", customer.id)),
    )


@door("worklist.work", "customers")
@require_POST
def start_call(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Take the permit for a call with one person: for five minutes nobody else is offered the customer."""
    customer = customer_here(request, customer_id)
    contacts = contacts_of(request.viewer, customer)
    asked = request.POST.get("contact_person_id", "")
    person = next((each for each in contacts if str(each.id) == asked), None)
    initial = {"contact_person_id": person.id} if person is not None else {}
    has_item = work_of(request, customer) is not None
    form = CallForm(None, contacts=contacts, has_item=has_item, draft=f"call-{customer_id}", initial=initial)
    try:
        taken = take_permit(
            viewer=request.viewer,
            creditor_id=request.creditor.id,
            customer_id=customer_id,
            channel="call",
            at=timezone.now(),
            contact_person_id=person.id if person is not None else None,
        )
    except Refusal as refusal:
        if refusal.code != "work.permit.refused":
            raise
        told = _panel(request, customer, form, None, person_id=person.id if person is not None else None)
        told.status_code = 422
        return told
    return _panel(request, customer, form, None, taken=permit_row(request.viewer, taken.pk))


def _then_dispute(request: DeskRequest, customer: CustomerRow, logged: Logged) -> HttpResponse:
    """Open the small form of the dispute that a call came to; the call is kept already."""
    if is_fragment(request):
        return dispute_form(request, customer, None, logged.activity_id)
    return redirect(dispute_address(request, customer.id, activity=logged.activity_id))


def _then_promise(request: DeskRequest, customer: CustomerRow, logged: Logged, below: int | None) -> HttpResponse:
    """Open the small form of the promise that a call came to; the call is kept already."""
    more = {"activity": str(logged.activity_id)}
    if asked_of(request).item in logged.completed_item_ids:
        more["below"] = str(below or "")
    if is_fragment(request):
        return take(request, customer, None, more)
    return redirect(address_of(request, customer, more))


def _log(request: DeskRequest, customer: CustomerRow, work: ItemRow | None, said: dict[str, Any]) -> Logged:
    minutes = said["minutes"]
    return log_call(
        viewer=request.viewer,
        customer_id=customer.id,
        outcome=said["outcome"],
        at=timezone.now(),
        note=said["note"],
        direction=said["direction"],
        duration_seconds=None if minutes is None else minutes * 60,
        contact_person_id=said["contact_person_id"],
        work_item_id=work.id if work else None,
        complete=bool(said.get("complete")),
        key=said["key"],
    )


@door("worklist.work", "customers")
def note(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Write a note; it completes nothing."""
    customer = customer_here(request, customer_id)
    form = NoteForm(posted(request), draft=f"note-{customer_id}")
    more: dict[str, Any] = {"title": _("A note about %(name)s") % {"name": customer.name}, "submit": _("Keep the note")}
    if not form.is_valid():
        return show(request, customer, form, **more)
    work = work_of(request, customer)
    try:
        logged = add_note(
            viewer=request.viewer,
            customer_id=customer_id,
            note=form.cleaned_data["text"],
            at=timezone.now(),
            work_item_id=work.id if work else None,
            key=form.cleaned_data["key"],
        )
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    undo = undo_of(request, customer, logged.deed_id)
    return done(request, _("Note kept"), next_url=back_of(request, customer), undo_url=undo)


@door("worklist.work", "customers")
def task(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Add something to do about a customer to one's own list."""
    customer = customer_here(request, customer_id)
    form = TaskForm(posted(request))
    more: dict[str, Any] = {"title": _("A task about %(name)s") % {"name": customer.name}, "submit": _("Add the task")}
    if not form.is_valid():
        return show(request, customer, form, **more)
    told = {**form.cleaned_data, "due": form.cleaned_data["due"] or None}
    try:
        add_task(viewer=request.viewer, customer_id=customer_id, at=timezone.now(), **told)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    undo = f"{place(request, 'undo')}?back=customer&customer={customer.id}"
    return done(request, _("Task added to your list"), next_url=back_of(request, customer), undo_url=undo)


@door("hold.place", "customers")
def hold(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Stop chasing a customer, some of its items, or a part of one."""
    customer = customer_here(request, customer_id)
    items = open_items_of(request.viewer, customer_id, standpoint(request).as_of, MOST_ITEMS)
    chosen = [int(key) for key in request.GET.getlist("open_item") if key.isdigit() and len(key) < 16]
    form = HoldForm(posted(request), items=items, initial={"item": chosen})
    more: dict[str, Any] = {
        "title": _("Hold %(name)s") % {"name": customer.name},
        "text": _("Nobody chases what is on hold. Without an item the whole customer is."),
        "submit": _("Place the hold"),
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    try:
        placed = _place(request, customer, form.cleaned_data)
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    said = ngettext("Hold placed", "%(n)s holds placed", len(placed)) % {"n": len(placed)}
    undo = f"{place(request, 'customer_unhold', customer_id, placed[0])}{_others(placed[1:])}"
    return done(request, said, next_url=place(request, "customer", customer_id), undo_url=undo)


def _others(hold_ids: list[int]) -> str:
    return f"?{urlencode({'also': hold_ids}, doseq=True)}" if hold_ids else ""


def _place(request: DeskRequest, customer: CustomerRow, said: dict[str, Any]) -> list[int]:
    """Place one hold on the customer, or one on each chosen item: all of them or none."""
    placed = []
    with transaction.atomic():
        for open_item_id in said.get("item") or [None]:
            made = place_hold(
                viewer=request.viewer,
                customer_id=customer.id,
                reason=said["reason"],
                placed_date=local_day(timezone.now(), request.creditor.time_zone),
                open_item_id=open_item_id,
                amount=said.get("amount"),
                until_date=said["until_date"],
                note=said["note"],
            )
            placed.append(made.pk)
    return placed


@door("hold.place", "customers")
@require_POST
def unhold(request: DeskRequest, customer_id: int, hold_id: int) -> HttpResponse:
    """Undo the placing of a hold, and of those that were placed with it: all of them or none."""
    customer = customer_here(request, customer_id)
    wanted = [hold_id, *(int(key) for key in request.GET.getlist("also") if key.isdigit() and len(key) < 16)]
    if not set(wanted) <= {each.id for each in holds_of(request.viewer, customer.id)}:
        raise Http404
    day = local_day(timezone.now(), request.creditor.time_zone)
    with transaction.atomic():
        for key in wanted:
            lift_hold(viewer=request.viewer, hold_id=key, lifted_date=day, note=_("undone"))
    said = ngettext("Hold undone", "%(n)s holds undone", len(wanted)) % {"n": len(wanted)}
    return done(request, said, next_url=place(request, "customer", customer_id))


@door("hold.place", "customers")
def lift(request: DeskRequest, customer_id: int, hold_id: int) -> HttpResponse:
    """End a hold from today on."""
    customer = customer_here(request, customer_id)
    if all(each.id != hold_id for each in holds_of(request.viewer, customer_id)):
        raise Http404
    form = LiftForm(posted(request))
    more: dict[str, Any] = {
        "title": _("Lift the hold on %(name)s") % {"name": customer.name},
        "text": _("From the next run on it is chased again."),
        "submit": _("Lift"),
    }
    if not form.is_valid():
        return show(request, customer, form, **more)
    day = local_day(timezone.now(), request.creditor.time_zone)
    try:
        lift_hold(viewer=request.viewer, hold_id=hold_id, lifted_date=day, note=form.cleaned_data["note"])
    except Refusal as refusal:
        return show(request, customer, form, refusal, **more)
    return done(request, _("Hold lifted"), next_url=back_of(request, customer))
