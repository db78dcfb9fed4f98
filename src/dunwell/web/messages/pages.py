"""The composer and the outbox, put together for their templates."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dunwell.base.reasons import Reason
from dunwell.platform.words import say
from dunwell.web.doors import DeskRequest
from dunwell.web.messages.shapes import MessagePage, OutboxLine, OutboxPage, Preview, PreviewPiece
from dunwell.web.people.views import place
from dunwell.web.shapes import Choice, Empty
from dunwell.web.wording import label
from dunwell.work.drafts.queries import Draft
from dunwell.work.messages.queries import MessageRow, MessageView, message_counts, messages_after
from dunwell.work.messages.rules import MessageState
from dunwell.work.outgoing.rules import INVOICE_TABLE

PAGE_SIZE = 50
TABS = ("waiting", "draft", "scheduled", "unknown", "failed", "bounced", "sent", "withdrawn")
STATES: dict[str, Any] = {
    "draft": gettext_lazy("Draft"),
    "waiting": gettext_lazy("Awaiting approval"),
    "scheduled": gettext_lazy("Scheduled"),
    "sending": gettext_lazy("Being sent"),
    "sent": gettext_lazy("Sent"),
    "failed": gettext_lazy("Failed"),
    "unknown": gettext_lazy("Not known"),
    "bounced": gettext_lazy("Came back"),
    "withdrawn": gettext_lazy("Given up"),
}
CHANNELS: dict[str, Any] = {
    "email": gettext_lazy("E-mail"), "letter": gettext_lazy("Letter"), "sms": gettext_lazy("Text message"),
}  # fmt: skip
ACTS: dict[str, Any] = {
    "approve": gettext_lazy("Approve"),
    "submit": gettext_lazy("Hand over for approval"),
    "call_back": gettext_lazy("Call back"),
    "retry": gettext_lazy("Send again"),
    "withdraw": gettext_lazy("Give up"),
}
OFFERED: dict[str, tuple[str, ...]] = {
    "draft": ("approve", "submit", "withdraw"),
    "waiting": ("approve", "withdraw"),
    "scheduled": ("call_back", "withdraw"),
    "failed": ("retry", "withdraw"),
}


def preview_of(draft: Draft, language: str) -> Preview:
    """A draft as its recipient would read it, with its fields to be seen."""
    pieces = [
        PreviewPiece("", "invoice_list", is_table=True)
        if INVOICE_TABLE in piece.text
        else PreviewPiece(piece.text, piece.field, piece.is_missing)
        for piece in draft.filled.pieces
    ]
    heads, *rows = draft.rows or ((),)
    to = draft.addressee
    missing = [*draft.filled.missing, *([] if to.address else [_("an address")])]
    return Preview(to.name, to.address, draft.filled.subject, language, pieces, heads, rows, missing)


def kept_preview(view: MessageView) -> Preview:
    """A kept message as its recipient reads it."""
    before, mark, after = view.body.partition(INVOICE_TABLE)
    pieces = [PreviewPiece(before)]
    if mark:
        pieces += [PreviewPiece("", "invoice_list", is_table=True), PreviewPiece(after)]
    heads, *rows = view.rows or ((),)
    row = view.row
    return Preview(row.to_name, row.to_address, row.subject, row.language, pieces, heads, rows, ())


def reason_words(stored: Mapping[str, Any]) -> str:
    """One reason of the gate in the reader's language."""
    try:
        return say(Reason.from_dict(stored))
    except (KeyError, TypeError):
        return str(stored.get("text", ""))


def line_of(request: DeskRequest, row: MessageRow) -> OutboxLine:
    """One message as the outbox shows it."""
    why = row.failure or (reason_words(row.refusal[0]) if row.refusal else "")
    return OutboxLine(
        id=row.id,
        url=place(request, "message", row.id),
        customer=row.customer_name,
        to=row.to_address.splitlines()[0] if row.to_address else _("no address"),
        subject=row.subject,
        channel=label(CHANNELS, row.channel),
        state=row.state,
        state_label=label(STATES, row.state),
        at=row.sent_at or row.scheduled_at or row.drafted_at,
        why=why,
        by=row.approved_by or row.drafted_by,
    )


def outbox_page(request: DeskRequest) -> OutboxPage:
    """Messages of one state, the newest first; what waits for approval where none is asked for."""
    asked = request.GET.get("state", "")
    state = asked if asked in list(MessageState) else "waiting"
    after = request.GET.get("after", "")
    counts = message_counts(request.viewer, request.creditor.id)
    found = messages_after(
        request.viewer,
        request.creditor.id,
        state=state,
        after=(int(after),) if after.isdigit() and len(after) < 16 else None,
        limit=PAGE_SIZE,
    )
    path = place(request, "outbox")
    tabs = [Choice(one, f"{STATES[one]} {counts[one]}", f"{path}?state={one}", one == state) for one in TABS]
    may_approve = request.viewer.may("contact.approve", request.creditor.id)
    offers = state == "waiting" and may_approve and bool(found.rows)
    return OutboxPage(
        title=str(STATES[state]),
        tabs=tabs,
        rows=[line_of(request, row) for row in found.rows],
        empty=Empty(
            _("Nothing stands here"), _("Messages that people and runs write come to the outbox before they leave."), []
        ),
        approve_url=place(request, "outbox_approve") if offers else "",
        later_url=f"{path}?{urlencode({'state': state, 'after': found.next[0]})}" if found.next else "",
    )


def message_page(request: DeskRequest, view: MessageView) -> MessagePage:
    """One message with what may be done with it."""
    row, may = view.row, request.viewer.may("contact.send", request.creditor.id)
    offered = OFFERED.get(row.state, ()) if may else ()
    if not request.viewer.may("contact.approve", request.creditor.id) and row.state == "waiting":
        offered = tuple(each for each in offered if each != "approve")
    links = []
    if may and row.state == "unknown":
        links.append((_("Say what became of it"), place(request, "message_resolve", row.id)))
    return MessagePage(
        line=line_of(request, row),
        preview=kept_preview(view),
        customer_url=place(request, "customer", row.customer_id),
        acts=[(each, str(ACTS[each]), place(request, "message_act", row.id, each)) for each in offered],
        links=links,
        documents=[(name, place(request, "message_document", row.id, key)) for key, _role, name in view.documents],
        steps=[(label(STATES, each.to_state), each.done_by, each.done_at, each.note) for each in view.steps],
        reasons=[reason_words(each) for each in row.refusal],
    )
