"""The journal of each day with its exports, and the locking and reopening of periods."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dunwell.base.refusals import Refusal
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_day
from dunwell.receivables.journal.queries import FORMATS, exported
from dunwell.receivables.periods.commands import lock_period, reopen_period
from dunwell.runs.journal import post_day_journal
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.journal.forms import LockForm, PostForm, ReopenForm
from dunwell.web.journal.pages import batch_here, batch_page, journal_page
from dunwell.web.people.views import place


@door("book.read", "cash")
def journal(request: DeskRequest) -> HttpResponse:
    """Show the journal and the periods."""
    return render(request, "web/journal/page.html", {"page": journal_page(request)})


@door("book.read", "cash")
def batch(request: DeskRequest, batch_id: int) -> HttpResponse:
    """Show one posting line by line."""
    return render(request, "web/journal/batch.html", {"page": batch_page(request, batch_here(request, batch_id))})


@door("export.rows", "cash")
def export(request: DeskRequest, batch_id: int, kind: str) -> HttpResponse:
    """Give one posting as CSV, or as the general ledger of an ERP takes it."""
    found = batch_here(request, batch_id)
    if kind not in FORMATS:
        raise Http404
    response = HttpResponse(exported(request.viewer, found.id, kind), content_type="text/csv; charset=utf-8")
    name = f"journal_{request.creditor.key}_{found.journal_date}_{found.number}_{kind}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _show(request: DeskRequest, form: Form, refusal: Refusal | None, **words: Any) -> HttpResponse:
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "refusal": refusal, "action": request.path, "back_url": place(request, "journal"),
        "fragment": is_fragment(request), **words,
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


@door("ledger.post", "cash")
def post(request: DeskRequest) -> HttpResponse:
    """Tell the general ledger everything up to a day that it was not told."""
    yesterday = local_day(timezone.now(), request.creditor.time_zone) - timedelta(days=1)
    form = PostForm(_sent(request), initial={"day": yesterday})
    words = {"title": _("Post the journal"), "submit": _("Post")}
    if not form.is_valid():
        return _show(request, form, None, **words)
    try:
        made = post_day_journal(
            viewer=request.viewer, creditor_id=request.creditor.id, journal_date=form.cleaned_data["day"]
        )
    except Refusal as refusal:
        return _show(request, form, refusal, **words)
    said = _("The journal was told everything already")
    if made is not None:
        said = _("Journal %(n)s, %(lines)s lines") % {"n": made.number, "lines": made.line_count}
    return done(request, said, next_url=place(request, "journal"))


@door("period.lock", "cash")
def lock(request: DeskRequest) -> HttpResponse:
    """Lock the books through a day."""
    first = local_day(timezone.now(), request.creditor.time_zone).replace(day=1)
    form = LockForm(_sent(request), initial={"through": first - timedelta(days=1)})
    words = {
        "title": _("Lock a period"), "submit": _("Lock"),
        "text": _("From then on nothing is posted on that day or before it."),
    }  # fmt: skip
    if not form.is_valid():
        return _show(request, form, None, **words)
    said = form.cleaned_data
    try:
        lock_period(
            viewer=request.viewer, creditor_id=request.creditor.id, through_date=said["through"], reason=said["reason"]
        )
    except Refusal as refusal:
        return _show(request, form, refusal, **words)
    told = {"day": format_day(said["through"])}
    return done(request, _("Locked through %(day)s") % told, next_url=place(request, "journal"))


@door("period.lock", "cash")
def reopen(request: DeskRequest) -> HttpResponse:
    """Reopen the books after a day, or wholly, and keep why."""
    form = ReopenForm(_sent(request))
    words = {"title": _("Reopen a period"), "submit": _("Reopen")}
    if not form.is_valid():
        return _show(request, form, None, **words)
    said = form.cleaned_data
    try:
        reopen_period(
            viewer=request.viewer, creditor_id=request.creditor.id, through_date=said["through"], reason=said["reason"]
        )
    except Refusal as refusal:
        return _show(request, form, refusal, **words)
    return done(request, _("Reopened"), next_url=place(request, "journal"))
