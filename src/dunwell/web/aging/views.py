"""The aging: how old what is open is, by whomever one asks, and the items behind every number."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.exposure.aging.queries import AgingItems, aging_cell_items
from dunwell.exposure.aging.rules import parse_edges
from dunwell.exposure.buckets.commands import remove_bucket_set, save_bucket_set
from dunwell.web.aging.forms import Asked, BucketSetForm, page_number
from dunwell.web.aging.pages import (
    ITEMS_SIZE,
    aging_page,
    asked_by,
    cell_of,
    export_rows,
    item_heads,
    item_rows,
    items_page,
    options_of,
    place,
    report_of,
)
from dunwell.web.answers import done, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.sheets import file_answer

MOST_ROWS = 1_000_000


@door("book.read", "aging")
def aging(request: DeskRequest) -> HttpResponse:
    """Show the aging as of a day."""
    asked, sets = asked_by(request)
    show = "bars" if request.GET.get("show") == "bars" else "table"
    context = {"page": aging_page(request, asked, sets, show)}
    if asked.refusal is not None:
        return refused(request, "web/aging/page.html", context)
    return render(request, "web/aging/page.html", context)


@door("export.rows", "aging")
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the table as it is asked for as a file."""
    asked, _sets = asked_by(request)
    heads, rows = export_rows(asked, report_of(request, asked))
    return file_answer(kind, f"aging_{request.creditor.key}_{asked.as_of}", heads, rows)


def _items(request: DeskRequest, asked: Asked, page: int, size: int) -> tuple[dict[str, object], AgingItems]:
    cell = cell_of(request, asked)
    options = {**options_of(request, asked), **cell, "page": page, "page_size": size}
    return cell, aging_cell_items(request.viewer, request.creditor.id, asked.as_of, **options)


@door("book.read", "aging")
def items(request: DeskRequest) -> HttpResponse:
    """Show the items behind one number."""
    asked, _sets = asked_by(request)
    cell, found = _items(request, asked, page_number(request.GET), ITEMS_SIZE)
    return render(request, "web/aging/items.html", {"page": items_page(request, asked, cell, found)})


@door("export.rows", "aging")
def export_items(request: DeskRequest, kind: str) -> HttpResponse:
    """Give all items behind one number as a file."""
    asked, _sets = asked_by(request)
    cell, found = _items(request, asked, 1, MOST_ROWS)
    rows = item_rows(found, str(cell["label"]))
    return file_answer(kind, f"aging_items_{request.creditor.key}_{asked.as_of}", item_heads(), rows)


@door("policy.edit", "aging")
@require_POST
def keep_buckets(request: DeskRequest) -> HttpResponse:
    """Keep the buckets on screen under a name."""
    form = BucketSetForm(request.POST)
    asked, sets = asked_by(request)
    if not form.is_valid():
        page = aging_page(request, asked, sets, "table")
        return refused(request, "web/aging/page.html", {"page": page, "form": form})
    said = form.cleaned_data
    try:
        kept = save_bucket_set(
            viewer=request.viewer, creditor_id=request.creditor.id, name=said["name"],
            edges=parse_edges(said["buckets"]), basis=said["basis"],
        )  # fmt: skip
    except Refusal as refusal:
        page = aging_page(request, Asked(**{**asked.__dict__, "refusal": refusal}), sets, "table")
        return refused(request, "web/aging/page.html", {"page": page, "form": form})
    query = asked.query(set=kept.name)
    return done(request, _("Kept as %(name)s") % {"name": kept.name}, next_url=place(request, "aging", query=query))


@door("policy.edit", "aging")
@require_POST
def forget_buckets(request: DeskRequest, bucket_set_id: int) -> HttpResponse:
    """Forget buckets kept under a name."""
    remove_bucket_set(viewer=request.viewer, creditor_id=request.creditor.id, bucket_set_id=bucket_set_id)
    return HttpResponseRedirect(place(request, "aging"))
