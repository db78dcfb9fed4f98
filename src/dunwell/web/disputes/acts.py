"""What is done about one dispute: move, assign, ask, decide, resolve, close, withdraw, reopen, prove."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.outcomes.disputes import commands
from dunwell.outcomes.disputes.queries import DisputeRow
from dunwell.outcomes.disputes.rules import DisputeState, movable_to
from dunwell.outcomes.links.commands import ask_owner, revoke_link
from dunwell.outcomes.links.queries import links_of
from dunwell.outcomes.proofs.commands import add_proof
from dunwell.outcomes.proofs.rules import MOST_BYTES
from dunwell.outcomes.reasons.rules import reason_named
from dunwell.platform.people.queries import members_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.disputes import forms
from dunwell.web.disputes.pages import dispute_here, dispute_page
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place

FORM_PAGE = "web/parts/form_page.html"
RECORD = "outcome.record"


def show(
    request: DeskRequest, row: DisputeRow, form: Form, *, title: str, submit: str, refusal: Refusal | None, text: str
) -> HttpResponse:
    """Show a form about a dispute in a layer or on a page of its own; 422 when something in it is wrong."""
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form,
        "title": title,
        "text": text,
        "action": request.path,
        "submit": submit,
        "back_url": place(request, "dispute", row.id),
        "fragment": is_fragment(request),
        "refusal": refusal,
    }
    if form.errors or refusal:
        return refused(request, FORM_PAGE, context)
    return render(request, FORM_PAGE, context)


def where_from(request: DeskRequest, row: DisputeRow) -> str:
    """Back to the board as it was looked at, for who came from there; else the dispute's own page."""
    came = urlsplit(request.headers.get("HX-Current-URL", ""))
    board = place(request, "disputes")
    if came.path == board:
        return f"{board}?{came.query}" if came.query else board
    return place(request, "dispute", row.id)


def given(
    request: DeskRequest,
    row: DisputeRow,
    form: Form,
    title: str,
    submit: str,
    does: Callable[..., Any],
    *,
    said: str,
    text: str = "",
) -> HttpResponse:
    """Give a command what a form holds, once it holds together; show it else."""
    refusal = None
    if form.is_valid():
        try:
            does(viewer=request.viewer, dispute_id=row.id, at=timezone.now(), **form.cleaned_data)
        except Refusal as fault:
            refusal = fault
        else:
            return done(request, f"{row.number}: {said}", next_url=where_from(request, row))
    return show(request, row, form, title=title, submit=submit, refusal=refusal, text=text)


def sent(request: DeskRequest) -> Any:
    """What was posted; None for who only looks."""
    return request.POST if request.method == "POST" else None


@door(RECORD, "disputes")
def move(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Bring a dispute to another column."""
    row = dispute_here(request, dispute_id)
    form = forms.MoveForm(sent(request), targets=[each.value for each in movable_to(DisputeState(row.state))])
    title = _("Move %(number)s to…") % {"number": row.number}
    return given(request, row, form, title, _("Move"), commands.move_dispute, said=_("moved"))


@door(RECORD, "disputes")
def assign(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Give a dispute to somebody, or to a department."""
    row = dispute_here(request, dispute_id)
    people = [(each.user_id, each.name or each.email) for each in members_of(request.creditor.id)]
    initial = {"department": row.owner_department, "owner_id": row.owner_id}
    form = forms.AssignForm(sent(request), people=people, initial=initial)
    title = _("Assign %(number)s") % {"number": row.number}
    return given(request, row, form, title, _("Assign"), commands.assign_dispute, said=_("assigned"))


@door(RECORD, "disputes")
def recode(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Give a dispute another reason."""
    row = dispute_here(request, dispute_id)
    form = forms.RecodeForm(sent(request), initial={"reason_code": row.reason_code})
    title = _("Another reason for %(number)s") % {"number": row.number}
    return given(request, row, form, title, _("Keep"), commands.recode_dispute, said=_("another reason"))


@door(RECORD, "disputes")
def comment(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Write a remark."""
    row = dispute_here(request, dispute_id)
    title = _("Remark on %(number)s") % {"number": row.number}
    return given(
        request, row, forms.WhyForm(sent(request)), title, _("Keep"), commands.comment_dispute, said=_("remark kept")
    )


@door(RECORD, "disputes")
def remind(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Keep that the customer was reminded."""
    row = dispute_here(request, dispute_id)
    title = _("The customer was reminded about %(number)s") % {"number": row.number}
    return given(
        request, row, forms.NoteForm(sent(request)), title, _("Keep"), commands.remind_customer, said=_("reminder kept")
    )


@door(RECORD, "disputes")
def escalate(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Take a dispute up a level."""
    row = dispute_here(request, dispute_id)
    title = _("Escalate %(number)s") % {"number": row.number}
    form = forms.WhyForm(sent(request))
    return given(request, row, form, title, _("Escalate"), commands.escalate_dispute, said=_("escalated"))


@door("dispute.decide", "disputes")
def decide(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Say who is right, and do it."""
    row = dispute_here(request, dispute_id)
    title = _("Decide %(number)s") % {"number": row.number}
    form = forms.DecideForm(sent(request))
    return given(request, row, form, title, _("Decide"), commands.decide_dispute, said=_("decided"))


@door("ledger.post", "disputes")
def resolve(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Post what was decided."""
    row = dispute_here(request, dispute_id)
    title = _("Post the credit memo of %(number)s") % {"number": row.number}
    form = forms.NoteForm(sent(request))
    return given(request, row, form, title, _("Post"), commands.resolve_dispute, said=_("posted"))


@door(RECORD, "disputes")
def close(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """End a dispute with its root cause."""
    row = dispute_here(request, dispute_id)
    title = _("Close %(number)s") % {"number": row.number}
    text = _("What went wrong at the root? It is counted, so that it can be mended.")
    form = forms.CloseForm(sent(request))
    return given(request, row, form, title, _("Close"), commands.close_dispute, said=_("closed"), text=text)


@door(RECORD, "disputes")
def withdraw(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Keep that the customer withdrew it."""
    row = dispute_here(request, dispute_id)
    title = _("The customer withdrew %(number)s") % {"number": row.number}
    form = forms.WhyForm(sent(request))
    return given(request, row, form, title, _("Keep"), commands.withdraw_dispute, said=_("withdrawn"))


@door(RECORD, "disputes")
def reopen(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Question it again."""
    row = dispute_here(request, dispute_id)
    title = _("Reopen %(number)s") % {"number": row.number}
    form = forms.ReopenForm(sent(request))
    return given(request, row, form, title, _("Reopen"), commands.reopen_dispute, said=_("reopened"))


@door(RECORD, "disputes")
def prove(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Keep a file, or words that say where the proof is."""
    row = dispute_here(request, dispute_id)
    files = request.FILES if request.method == "POST" else None
    form = forms.ProofForm(sent(request), files, wanted=reason_named(row.reason_code).evidence)
    refusal = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_proof(
                viewer=request.viewer, dispute_id=row.id, kind=said["kind"], note=said["note"], at=timezone.now(),
                **file_in(said["file"]),
            )  # fmt: skip
        except Refusal as fault:
            refusal = fault
        else:
            return done(request, f"{row.number}: {_('proof kept')}", next_url=place(request, "dispute", row.id))
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {"form": form, "row": row, "refusal": refusal, "action": request.path, "fragment": is_fragment(request),
               "back_url": place(request, "dispute", row.id)}  # fmt: skip
    if form.errors or refusal:
        return refused(request, "web/disputes/proof.html", context)
    return render(request, "web/disputes/proof.html", context)


def file_in(sent_file: Any) -> dict[str, Any]:
    """A file that was sent, as the command takes it; at most one byte more than it may have is read."""
    if not sent_file:
        return {}
    return {"file_name": sent_file.name or "", "content": sent_file.read(MOST_BYTES + 1)}


@door(RECORD, "disputes")
def ask(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Make a link for somebody without an account, and show it this once."""
    row = dispute_here(request, dispute_id)
    form = forms.AskForm(sent(request))
    refusal = None
    if form.is_valid():
        try:
            link = ask_owner(viewer=request.viewer, dispute_id=row.id, at=timezone.now(), **form.cleaned_data)
        except Refusal as fault:
            refusal = fault
        else:
            address = request.build_absolute_uri(reverse("web:answer", args=[link.secret]))
            page = dispute_page(request, dispute_here(request, row.id), new_link=address)
            return render(request, "web/disputes/detail.html", {"page": page})
    title = _("Ask somebody about %(number)s") % {"number": row.number}
    text = _("They need no account: the link shows this one question, and nothing else.")
    if refusal is not None and refusal.code.startswith("platform.access."):
        raise refusal
    context = {
        "form": form, "title": title, "text": text, "refusal": refusal, "action": request.path, "fragment": False,
        "back_url": place(request, "dispute", row.id), "submit": _("Make the link"),
    }  # fmt: skip
    if form.errors or refusal:
        return refused(request, "web/disputes/ask.html", context)
    return render(request, "web/disputes/ask.html", context)


@door(RECORD, "disputes")
@require_POST
def unask(request: DeskRequest, dispute_id: int, link_id: int) -> HttpResponse:
    """Take a link back."""
    row = dispute_here(request, dispute_id)
    if link_id not in {link.id for link in links_of(request.viewer, row.id)}:
        raise Http404
    revoke_link(viewer=request.viewer, link_id=link_id, at=timezone.now())
    return done(request, f"{row.number}: {_('link taken back')}", next_url=place(request, "dispute", row.id))
