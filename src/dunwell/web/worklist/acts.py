"""What is done to one item of the list: done, snooze, wake, skip, assign, undo."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.parties.customers.queries import customer_of
from dunwell.platform.calendars import local_day
from dunwell.platform.people.queries import members_of
from dunwell.platform.words import format_day
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.shapes import Choice
from dunwell.web.templatetags.desk import day as write_day
from dunwell.web.worklist.asked import Asked, asked_of
from dunwell.web.worklist.forms import SKIP_REASONS, AssignForm, DoneForm, SkipForm, SnoozeForm
from dunwell.work.commands import undo_deed, undo_last
from dunwell.work.items.commands import assign_item, complete_item, skip_item, snooze_item, wake_item
from dunwell.work.worklist.queries import ItemRow, PublishedDay, WorklistPage, item, queues_of, worklist, worklist_ids

FORM_PAGE = "web/parts/form_page.html"


def item_here(request: DeskRequest, item_id: int) -> ItemRow:
    """One item of the creditor in the address; one of another creditor is not there."""
    found = item(request.viewer, item_id)
    if customer_of(request.viewer, found.customer_id).creditor_id != request.creditor.id:
        raise Http404
    return found


def posted(request: DeskRequest) -> Any:
    """What a form was sent with; None where it is only asked for."""
    return request.POST if request.method == "POST" else None


def list_url(request: DeskRequest, asked: Asked, **changes: Any) -> str:
    """The address of the list as somebody looked at it."""
    return f"{place(request, 'worklist')}{asked.query(**changes)}"


def neighbor(request: DeskRequest, asked: Asked, item_id: int) -> int | None:
    """The item below one in the list as it is looked at, or above the last one; None where it stands alone."""
    ids = worklist_ids(
        request.viewer,
        request.creditor.id,
        owner=asked.owner_for(request.viewer.user_id),
        view=asked.view,
        narrowing=asked.narrowing,
        sort=asked.sort,
    )
    if item_id not in ids:
        return ids[0] if ids else None
    at = ids.index(item_id)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1] if at else None


def way_on(request: DeskRequest, row: ItemRow) -> str:
    """Where to go when an item is worked: the next one of the list, or back to the customer's own page."""
    if request.GET.get("back") == "customer":
        return place(request, "customer", row.customer_id)
    asked = asked_of(request)
    return list_url(request, asked, item=neighbor(request, asked, row.id))


def way_back(request: DeskRequest, row: ItemRow) -> str:
    """Where to go when nothing was done."""
    if request.GET.get("back") == "customer":
        return place(request, "customer", row.customer_id)
    return list_url(request, asked_of(request), item=row.id)


def undo_url(request: DeskRequest, deed_id: int) -> str:
    """The address that takes one deed back and returns here."""
    query = request.GET.urlencode()
    return f"{place(request, 'undo_deed', deed_id)}{'?' + query if query else ''}"


def show(
    request: DeskRequest, template: str, row: ItemRow, form: Form, refusal: Refusal | None, **more: Any
) -> HttpResponse:
    """Show a form about an item in a layer or on a page of its own; 422 when something in it is wrong."""
    context: Mapping[str, Any] = {
        "form": form,
        "name": row.customer_name,
        "action": request.get_full_path(),
        "back_url": way_back(request, row),
        "fragment": is_fragment(request),
        "refusal": refusal,
        **more,
    }
    if form.errors or refusal:
        return refused(request, template, context)
    return render(request, template, dict(context))


@door("worklist.work", "worklist")
def done_with(request: DeskRequest, item_id: int) -> HttpResponse:
    """Mark an item as done and go on to the next."""
    row = item_here(request, item_id)
    form = DoneForm(posted(request))
    title = _("Done with %(name)s") % {"name": row.customer_name}
    if not form.is_valid():
        return show(request, FORM_PAGE, row, form, None, title=title, submit=_("Done"))
    onward = way_on(request, row)
    told = {"note": form.cleaned_data["note"], "key": form.cleaned_data["key"]}
    try:
        deed = complete_item(viewer=request.viewer, item_id=item_id, at=timezone.now(), **told)
    except Refusal as refusal:
        return _no(request, row, form, refusal, title=title, submit=_("Done"))
    said = _("%(name)s: done") % {"name": row.customer_name}
    return done(request, said, next_url=onward, undo_url=undo_url(request, deed.pk))


def _no(
    request: DeskRequest, row: ItemRow, form: Form, refusal: Refusal, template: str = FORM_PAGE, **more: Any
) -> HttpResponse:
    """Show what was refused beside the form; what one may not see or do is for the door's own answer."""
    if refusal.code.startswith("platform.access."):
        raise refusal
    return show(request, template, row, form, refusal, **more)


def snooze_choices(today: date) -> list[Choice]:
    """The days that one key puts something off to."""
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    choices = [
        Choice("tomorrow", _("Tomorrow, %(day)s") % {"day": write_day(tomorrow, "weekday")}),
        Choice(monday.isoformat(), _("Monday, %(day)s") % {"day": write_day(monday, "short")}),
        Choice("in 1 week", _("In a week, %(day)s") % {"day": write_day(today + timedelta(days=7), "short")}),
        Choice("in 1 month", _("In a month")),
    ]
    return [choice for choice in choices if not (choice.key == monday.isoformat() and monday == tomorrow)]


@door("worklist.work", "worklist")
def snooze(request: DeskRequest, item_id: int) -> HttpResponse:
    """Put an item off until a day."""
    row = item_here(request, item_id)
    form = SnoozeForm(posted(request))
    choices = snooze_choices(local_day(timezone.now(), request.creditor.time_zone))
    template = "web/worklist/snooze.html"
    if not form.is_valid():
        return show(request, template, row, form, None, choices=choices)
    onward = way_on(request, row)
    # The words come first: Enter in the field presses the first button of the form.
    until = form.cleaned_data["until_text"] or request.POST.get("until", "")
    told = {"reason": form.cleaned_data["reason"], "key": form.cleaned_data["key"]}
    try:
        deed = snooze_item(viewer=request.viewer, item_id=item_id, until=until, at=timezone.now(), **told)
    except Refusal as refusal:
        return _no(request, row, form, refusal, template, choices=choices)
    day = item(request.viewer, item_id).snoozed_until
    said = _("%(name)s: snoozed until %(day)s") % {
        "name": row.customer_name,
        "day": format_day(day) if day else until,
    }
    return done(request, said, next_url=onward, undo_url=undo_url(request, deed.pk))


@door("worklist.work", "worklist")
@require_POST
def wake(request: DeskRequest, item_id: int) -> HttpResponse:
    """Bring a snoozed item back at once."""
    row = item_here(request, item_id)
    onward = way_on(request, row)
    deed = wake_item(viewer=request.viewer, item_id=item_id, at=timezone.now())
    said = _("%(name)s: back on the list") % {"name": row.customer_name}
    return done(request, said, next_url=onward, undo_url=undo_url(request, deed.pk))


@door("worklist.work", "worklist")
def skip(request: DeskRequest, item_id: int) -> HttpResponse:
    """Leave an item out today, with the reason."""
    row = item_here(request, item_id)
    form = SkipForm(posted(request))
    more: dict[str, Any] = {
        "title": _("Skip %(name)s today") % {"name": row.customer_name},
        "text": _("Tomorrow's run decides afresh."),
        "submit": _("Skip"),
        "suggestions": ("skip-reasons", SKIP_REASONS),
    }
    if not form.is_valid():
        return show(request, FORM_PAGE, row, form, None, **more)
    onward = way_on(request, row)
    try:
        deed = skip_item(viewer=request.viewer, item_id=item_id, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _no(request, row, form, refusal, **more)
    said = _("%(name)s: skipped today") % {"name": row.customer_name}
    return done(request, said, next_url=onward, undo_url=undo_url(request, deed.pk))


def assign_form(request: DeskRequest, data: Any = None) -> AssignForm:
    """The form that gives work away, with the people and queues that there are."""
    queues = [name for name, _count in queues_of(request.viewer, request.creditor.id)]
    return AssignForm(data, members=members_of(request.creditor.id), queues=queues)


@door("worklist.work", "worklist")
def assign(request: DeskRequest, item_id: int) -> HttpResponse:
    """Give an item to a person or a queue."""
    row = item_here(request, item_id)
    form = assign_form(request, posted(request))
    more: dict[str, Any] = {"title": _("Assign %(name)s") % {"name": row.customer_name}, "submit": _("Assign")}
    if not form.is_valid():
        return show(request, FORM_PAGE, row, form, None, **more)
    onward = way_on(request, row)
    owner_id, queue = form.target()
    told = {"reason": form.cleaned_data["reason"], "key": form.cleaned_data["key"]}
    try:
        deed = assign_item(
            viewer=request.viewer, item_id=item_id, owner_id=owner_id, queue=queue, at=timezone.now(), **told
        )
    except Refusal as refusal:
        return _no(request, row, form, refusal, **more)
    now = item(request.viewer, item_id)
    said = _("%(name)s: given to %(to)s") % {"name": row.customer_name, "to": now.owner or now.queue}
    return done(request, said, next_url=onward, undo_url=undo_url(request, deed.pk))


@door("worklist.work", "worklist")
@require_POST
def undo(request: DeskRequest, deed_id: int | None = None) -> HttpResponse:
    """Take back one deed, or the last thing that this person did here."""
    at = timezone.now()
    if deed_id is None:
        undone = undo_last(viewer=request.viewer, creditor_id=request.creditor.id, at=at)
    else:
        undone = undo_deed(viewer=request.viewer, deed_id=deed_id, at=at)
    back = way_back(request, item_here(request, undone.item_ids[0])) if undone.item_ids else ""
    said = _("Undone")
    if len(undone.item_ids) > 1:
        said = ngettext("%(n)s item undone", "%(n)s items undone", len(undone.item_ids)) % {"n": len(undone.item_ids)}
    if undone.left_count:
        said += " · " + _("%(n)s had changed since and stay") % {"n": undone.left_count}
    return done(request, said, next_url=back or _after_undo(request))


def _after_undo(request: DeskRequest) -> str:
    """Where to go when what was undone belonged to no item: the customer that it was about, else the list."""
    customer = request.GET.get("customer", "")
    if customer.isdigit():
        return place(request, "customer", int(customer[:15]))
    return list_url(request, asked_of(request))


def places_of(request: DeskRequest, row: ItemRow, query: str) -> dict[str, str]:
    """The addresses that work an item, each with the way of looking, so that the place in the list is not lost."""
    names = ("done", "snooze", "assign", "skip", "wake")
    return {f"{name}_url": f"{place(request, f'worklist_{name}', row.id)}{query}" for name in names}


def page_of(
    request: DeskRequest, asked: Asked, day: PublishedDay | None = None, counts: Mapping[str, int] | None = None
) -> WorklistPage:
    """The page of the list that is asked for."""
    owner = asked.owner_for(request.viewer.user_id)
    return worklist(
        request.viewer,
        request.creditor.id,
        owner=owner,
        view=asked.view,
        narrowing=asked.narrowing,
        sort=asked.sort,
        page=asked.page,
        day=day,
        counts=counts,
    )
