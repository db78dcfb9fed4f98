"""Where the desk opens, and a person's own preferences."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.platform.creditors.queries import creditors_of
from dunwell.platform.people.commands import set_preferences
from dunwell.web.answers import is_fragment
from dunwell.web.doors import DeskRequest, door, signed_in
from dunwell.web.home.forms import PreferencesForm
from dunwell.web.menu import MENU
from dunwell.web.shapes import Empty
from dunwell.web.shortcuts import place_of

LAST_CREDITOR = "last_creditor"


def first_place(creditor_key: str) -> str:
    """The first screen of the menu that there is."""
    return next((url for entry in MENU if (url := place_of(entry.url_name, creditor_key))), "/")


@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """Open the desk last worked at, else the first; say so when there is none."""
    keys = [row.key for row in creditors_of(request.viewer)]
    if not keys:
        empty = Empty(_("No desk is yours yet"), _("Ask an admin to make you a member of a creditor."))
        return render(request, "web/home/empty.html", {"empty": empty})
    last = request.session.get(LAST_CREDITOR)
    return redirect(first_place(last if last in keys else keys[0]))


@door("book.read", "")
def home_of(request: DeskRequest) -> HttpResponse:
    """Open one creditor's desk and remember it."""
    request.session[LAST_CREDITOR] = request.creditor.key
    return redirect(first_place(request.creditor.key))


@signed_in
@require_POST
def preferences(request: DeskRequest) -> HttpResponse:
    """Keep theme, density, language and single keys, and go back to where the person was."""
    form = PreferencesForm(request.POST)
    if form.is_valid():
        set_preferences(viewer=request.viewer, **form.cleaned_data)
    if is_fragment(request):
        return HttpResponse(status=204)
    return HttpResponseRedirect(back_of(request))


def back_of(request: HttpRequest) -> str:
    """The address in `next` when it is ours, else the desk."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
