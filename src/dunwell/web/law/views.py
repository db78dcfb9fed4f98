"""Law: what each jurisdiction says, and the creditor's own rules with an editor that says what is wrong."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dunwell.base.refusals import Refusal
from dunwell.compliance.tightening.commands import tighten_law
from dunwell.compliance.tightening.queries import law_document_of
from dunwell.platform.access import require
from dunwell.web.answers import done, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.law.forms import OwnRulesForm
from dunwell.web.law.pages import law_page, own_page, place, shelf_page

OWN = "web/law/own.html"


@door("book.read", "law")
def shelf(request: DeskRequest) -> HttpResponse:
    """Show the shelf."""
    return render(request, "web/law/page.html", {"page": shelf_page(request)})


@door("book.read", "law")
def jurisdiction(request: DeskRequest, key: str) -> HttpResponse:
    """Show what one jurisdiction says."""
    return render(request, "web/law/jurisdiction.html", {"page": law_page(request, key, timezone.now())})


@door("book.read", "law")
def own(request: DeskRequest) -> HttpResponse:
    """Show the creditor's own rules; put what was typed in force, or say what is wrong with it."""
    wanted = request.GET.get("version", "")
    version = int(wanted) if wanted.isdigit() and len(wanted) < 7 else None
    row = law_document_of(request.viewer, request.creditor.id, None if request.method == "POST" else version)
    if request.method != "POST":
        return render(request, OWN, {"page": own_page(request, row, row.text)})
    require(request.viewer, "law.edit", request.creditor.id)
    form = OwnRulesForm(request.POST)
    if not form.is_valid():
        return refused(request, OWN, {"page": own_page(request, row, request.POST.get("text", ""))})
    said = form.cleaned_data
    try:
        kept = tighten_law(
            viewer=request.viewer, creditor_id=request.creditor.id, text=said["text"], version=said["version"],
            note=said["note"],
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.code.startswith("platform.access"):
            raise
        problems = refusal.facts.get("problems", ())
        page = own_page(
            request, row, said["text"], problems=problems, refusal=None if problems else refusal, note=said["note"]
        )
        return refused(request, OWN, {"page": page})
    return done(
        request, _("Version %(n)s of your rules is in force") % {"n": kept.version}, next_url=place(request, "law")
    )
