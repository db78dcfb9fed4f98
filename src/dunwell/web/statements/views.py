"""Bank statements: the list, one of them, and what is done to it."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.refusals import Refusal
from dunwell.cash.statements.commands import release_statement, withdraw_statement
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.statements.forms import ReleaseForm, WhyForm
from dunwell.web.statements.pages import statement_here, statement_page, statements_page

FORM_PAGE = "web/parts/form_page.html"


@door("book.read", "cash")
def statements(request: DeskRequest) -> HttpResponse:
    """Show the statements as they are asked for."""
    return render(request, "web/statements/page.html", {"page": statements_page(request)})


@door("book.read", "cash")
def one(request: DeskRequest, statement_id: int) -> HttpResponse:
    """Show one statement."""
    page = statement_page(request, statement_here(request, statement_id))
    return render(request, "web/statements/detail.html", {"page": page})


def _show(
    request: DeskRequest, form: Form, title: str, submit: str, back_url: str, refusal: Refusal | None = None
) -> HttpResponse:
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "title": title, "submit": submit, "action": request.path, "back_url": back_url,
        "fragment": is_fragment(request), "refusal": refusal,
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, FORM_PAGE, context)
    return render(request, FORM_PAGE, context)


@door("cash.post", "cash")
def release(request: DeskRequest, statement_id: int) -> HttpResponse:
    """Post a statement that waits; one that does not tie only with a reason."""
    found, here = statement_here(request, statement_id), place(request, "statement", statement_id)
    words = (_("Post this statement"), _("Post it"), here)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form, *words)
    try:
        made = release_statement(viewer=request.viewer, statement_id=found.id, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _show(request, form, *words, refusal)
    said = ngettext("Posted, with %(n)s receipt", "Posted, with %(n)s receipts", made.receipts) % {"n": made.receipts}
    return done(request, said, next_url=here)


@door("cash.post", "cash")
def withdraw(request: DeskRequest, statement_id: int) -> HttpResponse:
    """Take a statement back while nothing of it is allocated."""
    found, here = statement_here(request, statement_id), place(request, "statement", statement_id)
    words = (_("Withdraw this statement"), _("Withdraw"), here)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form, *words)
    try:
        withdraw_statement(viewer=request.viewer, statement_id=found.id, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _show(request, form, *words, refusal)
    return done(request, _("Withdrawn; the same file may be taken in anew"), next_url=here)
