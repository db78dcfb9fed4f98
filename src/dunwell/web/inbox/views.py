"""The inbox: what customers answered, what was read in it, and what a person says of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.web.answers import done, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.inbox.forms import ConfirmForm, GiveForm
from dunwell.web.inbox.pages import inbox_page, reply_page
from dunwell.web.inbox.wording import STATES
from dunwell.web.people.views import place
from dunwell.web.wording import label
from dunwell.work.inbox.commands import assign_reply, confirm_reply, dismiss_reply, handle_reply, reopen_reply
from dunwell.work.inbox.queries import ReplyRow, customers_like, reply_of

VERBS: dict[str, Any] = {"handle": handle_reply, "dismiss": dismiss_reply, "reopen": reopen_reply}


def reply_here(request: DeskRequest, reply_id: int) -> ReplyRow:
    """One answer of the creditor in the address; one of another creditor is not there."""
    found = reply_of(request.viewer, reply_id)
    if found.creditor_id != request.creditor.id:
        raise Http404
    return found


@door("book.read", "inbox")
def inbox(request: DeskRequest) -> HttpResponse:
    """Show the answers of one state."""
    return render(request, "web/inbox/list.html", {"page": inbox_page(request)})


@door("book.read", "inbox")
def reply(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Show one answer beside what was read in it."""
    return render(request, "web/inbox/reply.html", _shown(request, reply_here(request, reply_id)))


@door("worklist.work", "inbox")
@require_POST
def confirm(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Say what an answer wants: as it was read, or otherwise."""
    found = reply_here(request, reply_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return refused(request, "web/inbox/reply.html", _shown(request, found, form=form))
    try:
        made = confirm_reply(
            viewer=request.viewer,
            reply_id=reply_id,
            at=timezone.now(),
            intent=form.cleaned_data["intent"],
            note=form.cleaned_data["note"],
        )
    except Refusal as refusal:
        return _refused(request, found, refusal)
    onward = place(request, "inbox") if made.state == "handled" else place(request, "reply", reply_id)
    return done(
        request, label(STATES, made.state), next_url=onward, undo_url=place(request, "reply_act", reply_id, "reopen")
    )


@door("worklist.work", "inbox")
@require_POST
def act(request: DeskRequest, reply_id: int, kind: str) -> HttpResponse:
    """Say that an answer is done with, needs nothing, or is to be read again."""
    if kind not in VERBS:
        raise Http404
    found = reply_here(request, reply_id)
    try:
        made = VERBS[kind](viewer=request.viewer, reply_id=reply_id, at=timezone.now())
    except Refusal as refusal:
        return _refused(request, found, refusal)
    onward = place(request, "reply", reply_id) if kind == "reopen" else place(request, "inbox")
    undo = "" if kind == "reopen" else place(request, "reply_act", reply_id, "reopen")
    return done(request, label(STATES, made.state), next_url=onward, undo_url=undo)


@door("worklist.work", "inbox")
@require_POST
def give(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Say which customer wrote an answer; of several that fit the text, which ones is told."""
    found = reply_here(request, reply_id)
    form = GiveForm(request.POST)
    if not form.is_valid():
        return refused(request, "web/inbox/reply.html", _shown(request, found, give_form=form))
    named = customers_like(request.viewer, request.creditor.id, form.cleaned_data["customer"].strip())
    if len(named) != 1:
        known = ", ".join(f"{number} {name}" for _id, number, name in named)
        form.add_error("customer", _("Several fit: %(known)s") % {"known": known} if named else _("Nobody fits."))
        return refused(request, "web/inbox/reply.html", _shown(request, found, give_form=form))
    try:
        assign_reply(viewer=request.viewer, reply_id=reply_id, customer_id=named[0][0], at=timezone.now())
    except Refusal as refusal:
        return _refused(request, found, refusal)
    return done(request, named[0][2], next_url=place(request, "reply", reply_id))


def _refused(request: DeskRequest, found: ReplyRow, refusal: Refusal) -> HttpResponse:
    if refusal.code.startswith("platform.access."):
        raise refusal
    return refused(request, "web/inbox/reply.html", {**_shown(request, found), "refusal": refusal})


def _shown(request: DeskRequest, found: ReplyRow, **forms: Any) -> dict[str, Any]:
    chosen = found.guess if found.intent == "other" and found.guess else found.intent
    return {
        "page": reply_page(request, found),
        "form": ConfirmForm(initial={"intent": chosen}),
        "give_form": GiveForm(),
        **forms,
    }
