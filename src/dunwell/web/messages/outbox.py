"""The outbox: what waits for a yes, what leaves when, what failed, and what nobody knows of."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.platform.words import say
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.customers.summary import customer_here
from dunwell.web.doors import DeskRequest, door
from dunwell.web.messages.forms import ResolveForm
from dunwell.web.messages.pages import STATES, kept_preview, line_of, message_page, outbox_page
from dunwell.web.people.views import place
from dunwell.web.wording import label
from dunwell.web.worklist.acts import posted
from dunwell.work.dispatch.commands import confirm_message, deny_message
from dunwell.work.messages.commands import (
    approve_message,
    call_back_message,
    retry_message,
    submit_message,
    withdraw_message,
)
from dunwell.work.messages.queries import MessageView, message_document, message_view, messages_after

VERBS: dict[str, Any] = {
    "approve": approve_message,
    "submit": submit_message,
    "call_back": call_back_message,
    "retry": retry_message,
    "withdraw": withdraw_message,
}
MOST_AT_ONCE = 100


def message_here(request: DeskRequest, message_id: int) -> MessageView:
    """One message of the creditor in the address; one of another creditor is not there."""
    found = message_view(request.viewer, message_id)
    customer_here(request, found.row.customer_id)
    return found


@door("book.read", "worklist")
def outbox(request: DeskRequest) -> HttpResponse:
    """Show the messages of one state."""
    return render(request, "web/messages/outbox.html", {"page": outbox_page(request)})


@door("book.read", "worklist")
def message(request: DeskRequest, message_id: int) -> HttpResponse:
    """Show one message as its recipient reads it, with its history."""
    return render(
        request, "web/messages/message.html", {"page": message_page(request, message_here(request, message_id))}
    )


@door("contact.send", "worklist")
@require_POST
def act(request: DeskRequest, message_id: int, kind: str) -> HttpResponse:
    """Approve, hand over, call back, send again or give up one message."""
    if kind not in VERBS:
        raise Http404
    message_here(request, message_id)
    back = place(request, "message", message_id)
    try:
        made = VERBS[kind](viewer=request.viewer, message_id=message_id, at=timezone.now())
    except Refusal as refusal:
        if refusal.code.startswith("platform.access."):
            raise
        page = message_page(request, message_here(request, message_id))
        return refused(request, "web/messages/message.html", {"page": page, "refusal": refusal})
    undo = place(request, "message_act", message_id, "call_back") if made.state == "scheduled" else ""
    words = _("It leaves in ten seconds") if made.state == "scheduled" else label(STATES, made.state)
    going_on = place(request, "outbox") if kind == "approve" else back
    return done(request, words, next_url=going_on, undo_url=undo)


@door("contact.approve", "worklist")
def approve_many(request: DeskRequest) -> HttpResponse:
    """Look at everything that waits, and approve what is chosen; what cannot leave is told and stays."""
    waiting = messages_after(request.viewer, request.creditor.id, state="waiting", limit=MOST_AT_ONCE).rows
    if request.method != "POST":
        views = [message_view(request.viewer, row.id) for row in waiting]
        told = [(line_of(request, view.row), kept_preview(view), view.items) for view in views]
        return render(
            request, "web/messages/approve.html", {"messages_told": told, "path": place(request, "outbox_approve")}
        )
    wanted = {int(key) for key in request.POST.getlist("message") if key.isdigit() and len(key) < 16}
    faults: list[str] = []
    count = 0
    for row in waiting:
        if row.id not in wanted:
            continue
        try:
            approve_message(viewer=request.viewer, message_id=row.id, at=timezone.now())
            count += 1
        except Refusal as refusal:
            faults.append(f"{row.customer_name}: {say(refusal)}")
    words = ngettext("%(n)s message approved", "%(n)s messages approved", count) % {"n": count}
    return done(request, "; ".join([words, *faults[:3]]), next_url=place(request, "outbox"))


@door("contact.send", "worklist")
def resolve(request: DeskRequest, message_id: int) -> HttpResponse:
    """Say what became of a message of which nobody knows whether it went."""
    message_here(request, message_id)
    form, back = ResolveForm(posted(request)), place(request, "message", message_id)
    context: dict[str, Any] = {
        "form": form, "title": _("Did it go?"), "submit": _("Keep it"), "action": request.get_full_path(),
        "back_url": back, "fragment": is_fragment(request),
        "text": _("Look at the provider's list first. What did not go can be sent again; what went cannot be undone."),
    }  # fmt: skip
    if not form.is_valid():
        answer = refused if form.errors else render
        return answer(request, "web/parts/form_page.html", context)
    verb = confirm_message if form.cleaned_data["went"] == "yes" else deny_message
    try:
        verb(viewer=request.viewer, message_id=message_id, at=timezone.now(), note=form.cleaned_data["note"])
    except Refusal as refusal:
        return refused(request, "web/parts/form_page.html", {**context, "refusal": refusal})
    return done(request, _("Kept"), next_url=back)


@door("book.read", "worklist")
def document(request: DeskRequest, message_id: int, document_id: int) -> HttpResponse:
    """Give a document that went, or goes, with a message."""
    message_here(request, message_id)
    name, media_type, content = message_document(request.viewer, message_id, document_id)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
