"""Take a file in: upload it, say what its columns are, see what it would do, confirm."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dunwell.base.refusals import Refusal
from dunwell.exchange.commands import Received, receive_delivery, save_profile
from dunwell.exchange.queries import DeliveryRow, failed_rows_of, open_delivery, profiles_of
from dunwell.exchange.rules import CHUNK_BYTES, MAX_DELIVERY_BYTES, check_size
from dunwell.platform.access import Viewer, viewing
from dunwell.runs.intake.commands import IntakeResult, Reading, intake_delivery
from dunwell.runs.intake.queries import file_columns_of
from dunwell.web.answers import done, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.intake.forms import ColumnsForm, ConfirmForm, UploadForm
from dunwell.web.intake.pages import (
    delivery_page,
    intake_page,
    map_page,
    place,
    preview_page,
    seen,
    totals_query,
)
from dunwell.web.intake.uploads import is_too_large
from dunwell.web.shapes import Choice


def upload_form(request: DeskRequest) -> UploadForm:
    """The form of the upload; repaired rows are never everything that is open."""
    profiles = profiles_of(viewer=request.viewer, creditor_id=request.creditor.id)
    if request.method == "POST":
        return UploadForm(request.POST, request.FILES, profiles=profiles)
    repairs = request.GET.get("repairs", "")
    initial: dict[str, Any] = {}
    if repairs.isdigit():
        initial = {"repairs": repairs, "mode": "delta", "source": seen(request, int(repairs)).source}
    return UploadForm(initial=initial, profiles=profiles)


def show_upload(request: DeskRequest, form: UploadForm, refusal: Refusal | None = None) -> HttpResponse:
    """Show the upload and the history; 422 when something in it is wrong."""
    context = {"page": intake_page(request, form, refusal)}
    if form.errors or refusal:
        return refused(request, "web/intake/page.html", context)
    return render(request, "web/intake/page.html", context)


@door("intake.run", "intake")
def intake(request: DeskRequest) -> HttpResponse:
    """Take an upload in, or show where to upload."""
    form = upload_form(request)
    if request.method != "POST":
        return show_upload(request, form)
    try:
        if is_too_large(int(request.META.get("CONTENT_LENGTH") or 0)):
            check_size(MAX_DELIVERY_BYTES + 1)
        if not form.is_valid():
            return show_upload(request, form)
        return _after_upload(request, form.cleaned_data, _receive(request, form.cleaned_data))
    except Refusal as refusal:
        return show_upload(request, form, refusal)


def _receive(request: DeskRequest, said: dict[str, Any]) -> Received:
    return receive_delivery(
        viewer=request.viewer,
        creditor_id=request.creditor.id,
        source=said["source"],
        file_name=said["file"].name or "",
        stream=said["file"],
        mode=said["mode"],
    )


def _after_upload(request: DeskRequest, said: dict[str, Any], received: Received) -> HttpResponse:
    """Go to the preview where it is known how to read the file, else to its columns; a file known already is shown."""
    if received.repeated and received.state == "posted":
        text = _("This very file is in the book already. Nothing was changed.")
        return done(request, text, next_url=place(request, "intake_delivery", received.delivery_id))
    query = totals_query(said)
    if not (said["profile"] or said["repairs"]):
        more = f"{query}&mode={said['mode']}" if query else f"mode={said['mode']}"
        return redirect(place(request, "intake_columns", received.delivery_id, query=more))
    document = seen(request, said["repairs"]).profile if said["repairs"] else {}
    reading = Reading(
        mode=said["mode"], profile=said["profile"], document={} if said["profile"] else document, source=said["source"]
    )
    intake_delivery(viewer=request.viewer, delivery_id=received.delivery_id, reading=reading, dry_run=True)
    return redirect(place(request, "intake_preview", received.delivery_id, query=query))


def show_columns(
    request: DeskRequest, found: DeliveryRow, form: ColumnsForm, refusal: Refusal | None = None
) -> HttpResponse:
    """Show the columns; 422 when something in the form is wrong."""
    chosen = request.GET.get("profile", "")
    kept = profiles_of(viewer=request.viewer, creditor_id=request.creditor.id)
    choices = [Choice(row.name, row.title, current=row.name == chosen) for row in kept]
    context = {"page": map_page(request, found, form, choices, refusal)}
    if form.errors or refusal:
        return refused(request, "web/intake/map.html", context)
    return render(request, "web/intake/map.html", context)


@door("intake.run", "intake")
def columns(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Say which column each field is in, and look at what that would do."""
    found = seen(request, delivery_id)
    if found.state == "posted":
        return redirect(place(request, "intake_delivery", delivery_id))
    profile = request.GET.get("profile", "")
    guess = file_columns_of(viewer=request.viewer, delivery_id=delivery_id, profile=profile)
    mode = request.GET.get("mode") if request.GET.get("mode") in ("delta", "snapshot") else found.mode
    form = ColumnsForm(request.POST or None, guess=guess, initial={"mode": mode})
    if request.method != "POST" or not form.is_valid():
        return show_columns(request, found, form)
    said = form.cleaned_data
    try:
        if said["save_as"]:
            save_profile(
                viewer=request.viewer, creditor_id=request.creditor.id, name=said["save_as"], document=said["document"]
            )
        reading = Reading(mode=said["mode"], document=said["document"], source=found.source)
        intake_delivery(viewer=request.viewer, delivery_id=delivery_id, reading=reading, dry_run=True)
    except Refusal as refusal:
        return show_columns(request, found, form, refusal)
    return redirect(place(request, "intake_preview", delivery_id, query=totals_query(request.GET.dict())))


@door("intake.run", "intake")
def preview(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Show what taking the delivery in would do, and do it when that is confirmed."""
    found = seen(request, delivery_id)
    if found.state == "posted":
        return redirect(place(request, "intake_delivery", delivery_id))
    if found.state == "received":
        return redirect(place(request, "intake_columns", delivery_id))
    form = ConfirmForm(request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return render(request, "web/intake/preview.html", {"page": preview_page(request, found, form)})
    try:
        result = _post(request, found, form) if form.is_valid() else None
    except Refusal as refusal:
        return refused(request, "web/intake/preview.html", {"page": preview_page(request, found, form, refusal)})
    if result is None or result.is_unreadable:
        return refused(request, "web/intake/preview.html", {"page": preview_page(request, found, form)})
    said = _("%(new)s new, %(changed)s changed, %(closed)s closed: %(file)s is in the book")
    told = {"new": result.new, "changed": result.changed, "closed": result.closed, "file": found.file_name}
    return done(request, said % told, next_url=place(request, "intake_delivery", delivery_id))


def _post(request: DeskRequest, found: DeliveryRow, form: ConfirmForm) -> IntakeResult:
    """Write the ledger, the way the preview read the file."""
    said = form.cleaned_data
    reading = Reading(
        mode=found.mode,
        document=found.profile,
        source=found.source,
        control_total=said["control_total"],
        control_currency=said["control_currency"] or None,
        effective_date=said["effective_date"],
    )
    return intake_delivery(viewer=request.viewer, delivery_id=found.delivery_id, reading=reading)


@door("intake.run", "intake")
def delivery(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Show one delivery and its problems."""
    return render(request, "web/intake/delivery.html", {"page": delivery_page(request, seen(request, delivery_id))})


@door("export.rows", "intake")
def failed_rows(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Give only the rows that failed, to repair and send again."""
    name, content = failed_rows_of(viewer=request.viewer, delivery_id=seen(request, delivery_id).delivery_id)
    return _attached(HttpResponse(content, content_type="application/octet-stream"), name)


@door("intake.run", "intake")
def original(request: DeskRequest, delivery_id: int) -> Any:
    """Give the file as it came, piece by piece."""
    found = seen(request, delivery_id)
    answer = StreamingHttpResponse(_pieces(request.viewer, delivery_id), content_type="application/octet-stream")
    return _attached(answer, found.file_name)


def _pieces(viewer: Viewer, delivery_id: int) -> Iterator[bytes]:
    """Read a delivery as its viewer; what streams is read when the request is over, so each piece looks again."""
    with viewing(viewer):
        file = open_delivery(viewer=viewer, delivery_id=delivery_id)
    while True:
        with viewing(viewer):
            piece = file.read(CHUNK_BYTES)
        if not piece:
            return
        yield piece


def _attached(response: Any, name: str) -> Any:
    """Make an answer a download that no browser opens or keeps."""
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
