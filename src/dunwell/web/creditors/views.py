"""The creditors whose desks the reader works at."""

from datetime import time

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.refusals import Refusal
from dunwell.platform.creditors.commands import create_creditor, edit_creditor
from dunwell.platform.creditors.queries import CreditorRow, creditors_of
from dunwell.web.answers import done
from dunwell.web.creditors.forms import CreditorForm, NewCreditorForm
from dunwell.web.creditors.shapes import CreditorLine, CreditorsPage
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.forms import ROLE_LABELS
from dunwell.web.people.views import place, show_form


def line(request: DeskRequest, row: CreditorRow) -> CreditorLine:
    """One creditor as the table shows it."""
    role = request.viewer.roles.get(row.id)
    may_change = request.viewer.may("creditor.manage", row.id)
    return CreditorLine(
        key=row.key,
        name=row.name,
        url=reverse("web:home_of", args=[row.key]),
        base_currency=row.base_currency,
        time_zone=row.time_zone,
        daily_run_at=time.fromisoformat(row.daily_run_at),
        daily_run_on=row.daily_run_on,
        role_label=str(ROLE_LABELS[role]) if role else "",
        is_current=row.id == request.creditor.id,
        edit_url=reverse("web:creditors_change", args=[row.key]) if may_change else "",
    )


@door("book.read", "creditors")
def creditors(request: DeskRequest) -> HttpResponse:
    """Show the creditors in sight."""
    rows = [line(request, row) for row in creditors_of(request.viewer)]
    page = CreditorsPage(
        title=ngettext("You work for %(n)s creditor", "You work for %(n)s creditors", len(rows)) % {"n": len(rows)},
        rows=rows,
        add_url=place(request, "creditors_add") if request.viewer.is_operator else "",
    )
    return render(request, "web/creditors/page.html", {"page": page})


@door("book.read", "creditors")
def add_creditor(request: DeskRequest) -> HttpResponse:
    """Make a creditor; only for those who may."""
    form = NewCreditorForm(request.POST or None)
    title = _("Add a creditor")
    if not form.is_valid():
        return show_form(request, form, title)
    try:
        made = create_creditor(viewer=request.viewer, **form.cleaned_data)
    except Refusal as refusal:
        return show_form(request, form, title, refusal)
    said = _("%(name)s has a desk now") % {"name": made.name}
    return done(request, said, next_url=place(request, "creditors"))


@door("creditor.manage", "creditors")
def change_creditor(request: DeskRequest) -> HttpResponse:
    """Change the creditor's own settings."""
    row = request.creditor
    kept = {name: getattr(row, name) for name in ("name", "time_zone", "daily_run_on", "daily_run_at")}
    form = CreditorForm(request.POST or None, initial=kept)
    if not form.is_valid():
        return show_form(request, form, row.name)
    try:
        edit_creditor(viewer=request.viewer, creditor_id=row.id, **form.cleaned_data)
    except Refusal as refusal:
        return show_form(request, form, row.name, refusal)
    return done(request, _("Kept"), next_url=place(request, "creditors"))
