"""Runs: what was made of which day, step by step, and the button that makes today's."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.calendars import local_day
from dunwell.platform.runs.queries import run_of
from dunwell.runs.queries import pulse_of
from dunwell.runs.schedule import queue_day
from dunwell.web.answers import done, fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.runs.forms import DayForm
from dunwell.web.runs.pages import place, pulse_line, run_page, runs_page


@door("book.read", "runs")
def runs(request: DeskRequest) -> HttpResponse:
    """Show the runs, the latest first."""
    form = DayForm(initial={"as_of": local_day(timezone.now(), request.creditor.time_zone)})
    return render(request, "web/runs/page.html", {"page": runs_page(request, form)})


@door("run.start", "runs")
@require_POST
def start(request: DeskRequest) -> HttpResponse:
    """Put a day into the queue; refuse while one runs or waits."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return refused(request, "web/runs/page.html", {"page": runs_page(request, form)})
    try:
        _refuse_second(request)
        queue_day(viewer=request.viewer, creditor_id=request.creditor.id, as_of=form.cleaned_data["as_of"])
    except Refusal as refusal:
        return refused(request, "web/runs/page.html", {"page": runs_page(request, form, refusal)})
    return done(request, _("The day is on its way"), next_url=place(request, "runs"))


def _refuse_second(request: DeskRequest) -> None:
    if pulse_of(request.viewer, request.creditor.id).is_running:
        raise Refusal(
            "runs.day.already_running",
            gettext_noop("A day of this creditor is running already. Wait for it, and look at it under Runs."),
        )


@door("book.read", "runs")
def pulse(request: DeskRequest) -> HttpResponse:
    """Say what is going on now; once it is over, have the page renew itself."""
    line = pulse_line(request, pulse_of(request.viewer, request.creditor.id))
    if line is None:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return fragment(request, "web/runs/_pulse.html", {"pulse": line})


@door("book.read", "runs")
def run(request: DeskRequest, run_id: int) -> HttpResponse:
    """Show one run with its steps."""
    found = run_of(request.viewer, request.creditor.id, run_id)
    return render(request, "web/runs/detail.html", {"page": run_page(request, found)})
