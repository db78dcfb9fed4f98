"""Take a bank's or a payer's file in: drop it, see what it would do, confirm; it is then done behind the page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.exchange.rules import MAX_DELIVERY_BYTES, check_size
from dunwell.runs.cash.commands import intake_money, intake_money_delivery, roll_back_intake
from dunwell.runs.cash.results import MoneyReading
from dunwell.runs.schedule import queue_money_intake
from dunwell.web.answers import done, fragment, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.imports.forms import BackForm, FileForm
from dunwell.web.imports.pages import file_here, file_page, files_page, progress_of, read_form
from dunwell.web.intake.uploads import is_too_large
from dunwell.web.people.views import place

PAGE, FILE = "web/imports/page.html", "web/imports/file.html"


@door("intake.run", "cash")
def files(request: DeskRequest) -> HttpResponse:
    """Keep a file that is dropped and look into it, writing nothing; or show the files that came."""
    if request.method != "POST":
        return render(request, PAGE, {"page": files_page(request)})
    form = FileForm(request.POST, request.FILES)
    try:
        if is_too_large(int(request.META.get("CONTENT_LENGTH") or 0)):
            check_size(MAX_DELIVERY_BYTES + 1)
        if not form.is_valid():
            return refused(request, PAGE, {"page": files_page(request, form)})
        sent = form.cleaned_data["file"]
        made = intake_money(
            viewer=request.viewer, creditor_id=request.creditor.id, stream=sent, file_name=sent.name or "", dry_run=True
        )
    except Refusal as refusal:
        return refused(request, PAGE, {"page": files_page(request, form, refusal)})
    here = place(request, "cash_file", made.delivery_id)
    if made.is_repeated:
        return done(request, _("This very file is taken in already. Nothing was changed."), next_url=here)
    return redirect(here)


@door("intake.run", "cash")
def file(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Show one file as far as it has come."""
    return render(request, FILE, {"page": file_page(request, file_here(request, delivery_id))})


@door("intake.run", "cash")
@require_POST
def read(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Look into a kept file again, read as somebody says."""
    found = file_here(request, delivery_id)
    form = read_form(request, found, request.POST)
    if not form.is_valid():
        return refused(request, FILE, {"page": file_page(request, found, form)})
    said = form.cleaned_data
    told = {"account": said["account"], "profile": said["profile"], "opens": "1" if said.get("opens") else ""}
    try:
        intake_money_delivery(
            viewer=request.viewer, delivery_id=delivery_id, reading=_reading(told), dry_run=True,
            format_key=said["format"],
        )  # fmt: skip
    except Refusal as refusal:
        return refused(request, FILE, {"page": file_page(request, found, form, refusal)})
    query = urlencode({name: value for name, value in told.items() if value})
    return redirect(f"{place(request, 'cash_file', delivery_id)}{'?' if query else ''}{query}")


def _reading(told: dict[str, str] | QueryDict) -> MoneyReading:
    return MoneyReading(
        account=str(told.get("account", ""))[:80],
        opens_account=told.get("opens") == "1",
        profile=str(told.get("profile", ""))[:80],
    )


@door("intake.run", "cash")
@require_POST
def confirm(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Have a file that was looked at taken in behind the page."""
    found, here = file_here(request, delivery_id), place(request, "cash_file", delivery_id)
    if found.state == "posted":
        return done(request, _("This very file is taken in already. Nothing was changed."), next_url=here)
    said: Any = _reading(request.POST)
    queue_money_intake(
        viewer=request.viewer, delivery_id=delivery_id, account=said.account, opens_account=said.opens_account,
        profile=said.profile,
    )  # fmt: skip
    return redirect(here)


@door("intake.run", "cash")
def pulse(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Say how far an intake has come; once it is over, have the page renew itself."""
    progress = progress_of(request, file_here(request, delivery_id))
    if progress is None:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return fragment(request, "web/imports/_progress.html", {"progress": progress})


@door("cash.post", "cash")
def back(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """Roll an intake back while nothing of it is allocated: all of it or nothing."""
    file_here(request, delivery_id)
    here = place(request, "cash_file", delivery_id)
    form, refusal = BackForm(request.POST if request.method == "POST" else None), None
    if form.is_valid():
        try:
            n = roll_back_intake(viewer=request.viewer, delivery_id=delivery_id, reason=form.cleaned_data["reason"])
            said = ngettext("%(n)s statement is withdrawn", "%(n)s statements are withdrawn", n) % {"n": n}
            return done(request, said, next_url=here)
        except Refusal as told:
            refusal = told
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "title": _("Roll this intake back"), "submit": _("Roll back"), "action": request.path,
        "text": _("Its receipts end as returned; nothing is deleted, and the same file may be taken in anew."),
        "back_url": here, "fragment": is_fragment(request), "refusal": refusal,
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)
