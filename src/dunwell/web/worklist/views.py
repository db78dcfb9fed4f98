"""The worklist: the collector's home."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.web.answers import done, fragment, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.home.views import LAST_CREDITOR
from dunwell.web.people.views import place
from dunwell.web.sheets import file_answer
from dunwell.web.wording import ACTIONS, label
from dunwell.web.worklist.acts import list_url, posted
from dunwell.web.worklist.asked import asked_of
from dunwell.web.worklist.forms import ViewForm
from dunwell.web.worklist.pages import pane_page, why_words, worklist_page
from dunwell.work.views.commands import drop_view, save_view
from dunwell.work.views.queries import saved_views_of
from dunwell.work.worklist.queries import ItemRow
from dunwell.work.worklist.queries import worklist as listed
from dunwell.work.worklist.rules import MOST_ROWS

MOST_EXPORTED = 10_000


@door("book.read", "worklist")
def worklist(request: DeskRequest) -> HttpResponse:
    """Show the list as it is asked for; for the pane alone, only the customer under the cursor."""
    if request.session.get(LAST_CREDITOR) != request.creditor.key:
        request.session[LAST_CREDITOR] = request.creditor.key
    asked = asked_of(request)
    if is_fragment(request, "pane") and asked.item:
        return fragment(request, "web/worklist/_pane.html", {"page": pane_page(request, asked, asked.item)})
    page = worklist_page(request, asked)
    return render(request, "web/worklist/page.html", {"page": page})


@door("export.rows", "worklist")
def export_list(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the list as a file: the same filter, order and columns as on screen, every page of it."""
    chosen = [int(text) for text in request.GET.getlist("item") if text.isdigit() and len(text) < 16]
    rows = _every_row(request, set(chosen))
    heads = [
        _("Place"), _("Customer number"), _("Customer"), _("Other name"), _("Why"), _("What to do"), _("Step"),
        _("Minutes"), _("Points"), _("Past due"), _("Open"), _("Expected"), _("Currency"), _("Days past due"),
        _("Owner"), _("Queue"), _("State"), _("Snoozed until"),
    ]  # fmt: skip
    return file_answer(kind, f"worklist-{request.creditor.key}", heads, [_cells(row) for row in rows])


def _cells(row: ItemRow) -> Sequence[Any]:
    return (
        row.rank, row.customer_number, row.customer_name, row.customer_other_name, why_words(row),
        label(ACTIONS, row.action), row.title, row.minutes, row.points, row.past_due_amount, row.open_amount,
        row.expected_amount, row.currency, row.oldest_days_past_due, row.owner, row.queue, row.state, row.snoozed_until,
    )  # fmt: skip


def _every_row(request: DeskRequest, only: set[int]) -> list[ItemRow]:
    """Every row that matches (or of these ids), in the order of the list."""
    asked = asked_of(request)
    rows: list[ItemRow] = []
    for number in range(1, MOST_EXPORTED // MOST_ROWS + 1):
        found = listed(
            request.viewer,
            request.creditor.id,
            owner=None if only else asked.owner_for(request.viewer.user_id),
            view="all" if only else asked.view,
            narrowing=asked.narrowing,
            sort=asked.sort,
            page=number,
            page_size=MOST_ROWS,
        )
        rows += [row for row in found.rows if not only or row.id in only]
        if number >= found.pages:
            break
    return rows


@door("book.read", "worklist")
def keep_view(request: DeskRequest) -> HttpResponse:
    """Keep this way of looking under a name, for oneself or the team."""
    asked = asked_of(request)
    form = ViewForm(posted(request))
    if not request.viewer.may("worklist.assign", request.creditor.id):
        del form.fields["for_team"]
    refusal = None
    if form.is_valid():
        try:
            kept = save_view(
                viewer=request.viewer, creditor_id=request.creditor.id, query=asked.kept(), **form.cleaned_data
            )
        except Refusal as fault:
            refusal = fault
        else:
            return done(request, _("%(name)s: kept") % {"name": kept.name}, next_url=list_url(request, asked))
    context = {
        "form": form,
        "title": _("Save this view"),
        "text": _("Split, filters and order, with a live count. The same name again replaces it."),
        "submit": _("Keep"),
        "action": request.get_full_path(),
        "back_url": list_url(request, asked),
        "fragment": is_fragment(request),
        "refusal": refusal,
    }
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)


@door("book.read", "worklist")
@require_POST
def drop_kept_view(request: DeskRequest, view_id: int) -> HttpResponse:
    """Drop a kept view."""
    found = next((each for each in saved_views_of(request.viewer, request.creditor.id) if each.id == view_id), None)
    if found is None:
        raise Http404
    drop_view(viewer=request.viewer, view_id=view_id)
    return done(request, _("%(name)s: dropped") % {"name": found.name}, next_url=place(request, "worklist"))
