"""The inbox and one answer, put together for their templates."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dunwell.web.doors import DeskRequest
from dunwell.web.inbox.shapes import InboxPage, ReplyLine, ReplyPage
from dunwell.web.inbox.wording import ACTS, INTENTS, STATES
from dunwell.web.people.views import place
from dunwell.web.shapes import Choice, Empty
from dunwell.web.wording import label, language_name
from dunwell.work.inbox.queries import ReplyRow, replies_slice

OFFERED = {
    "unread": ("dismiss",), "confirmed": ("handle", "dismiss", "reopen"), "handled": ("reopen",),
    "dismissed": ("reopen",),
}  # fmt: skip
BRIEF = 140


def line_of(request: DeskRequest, row: ReplyRow) -> ReplyLine:
    """One answer as the list shows it; what a person confirmed goes over what was read."""
    wants = row.confirmed_intent or row.intent
    return ReplyLine(
        id=row.id,
        url=place(request, "reply", row.id),
        customer=row.customer_name,
        sender=row.sender_name or row.sender_address or _("unknown sender"),
        subject=row.subject,
        words=" ".join(row.words.split())[:BRIEF],
        wants=label(INTENTS, wants),
        is_sure=bool(row.confirmed_intent) or row.intent != "other",
        language=language_name(row.language),
        told=", ".join([*amounts_of(row), *days_of(row), *row.numbers][:4]),
        state=row.state,
        at=row.sent_at or row.landed_at,
    )


def amounts_of(row: ReplyRow) -> list[str]:
    """The amounts that an answer names, as it names them."""
    return [" ".join(str(each[name]) for name in ("amount", "currency") if each.get(name)) for each in row.amounts]


def days_of(row: ReplyRow) -> list[str]:
    """The days that an answer names; both where numbers may mean either of two."""
    told = []
    for each in row.days:
        days = [str(each[name]) for name in ("day", "other") if each.get(name)]
        if each.get("is_open") and len(days) > 1:
            told.append(_("%(first)s or %(second)s") % {"first": days[0], "second": days[1]})
        else:
            told += days[:1]
    return told


def inbox_page(request: DeskRequest) -> InboxPage:
    """Answers of one state, the latest first; those that wait for somebody where none is asked for."""
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else "open"
    after = request.GET.get("after", "")
    found = replies_slice(
        request.viewer,
        request.creditor.id,
        state=state,
        after=(int(after),) if after.isdigit() and len(after) < 16 else None,
    )
    path = place(request, "inbox")
    return InboxPage(
        title=label(STATES, state),
        tabs=[Choice(one, str(words), f"{path}?state={one}", one == state) for one, words in STATES.items()],
        rows=[line_of(request, row) for row in found.rows],
        empty=Empty(
            _("Nothing waits here"),
            _("Mail that customers send to the desk's mailbox is read here, and waits for somebody to confirm it."),
        ),
        later_url=f"{path}?{urlencode({'state': state, 'after': found.next[0]})}" if found.next else "",
    )


def reply_page(request: DeskRequest, row: ReplyRow) -> ReplyPage:
    """One answer with what was read in it; everything is a draft until a person confirms it."""
    may = request.viewer.may("worklist.work", request.creditor.id)
    offered = OFFERED.get(row.state, ()) if may else ()
    facts: list[tuple[Any, list[str]]] = [
        (_("Language"), [language_name(row.language)]),
        (_("Amounts"), amounts_of(row)),
        (_("Days"), days_of(row)),
        (_("Documents"), row.numbers),
    ]
    return ReplyPage(
        line=line_of(request, row),
        words=row.words,
        confidence=round(100 * float(row.confidence)),
        facts=[(str(name), ", ".join(told)) for name, told in facts if told],
        attachments=[str(each.get("name", "")) for each in row.attachments],
        customer_url=place(request, "customer", row.customer_id) if row.customer_id else "",
        follow_up=follow_up_of(request, row) if may else (),
        confirm_url=place(request, "reply_confirm", row.id) if may and row.state == "unread" else "",
        give_url=place(request, "reply_give", row.id) if may and row.customer_id is None else "",
        acts=[(each, str(ACTS[each]), place(request, "reply_act", row.id, each)) for each in offered],
    )


def follow_up_of(request: DeskRequest, row: ReplyRow) -> list[tuple[str, str]]:
    """Where what an answer wants is done: the customer's own forms."""
    if row.customer_id is None:
        return []
    return [
        (_("Log a call"), place(request, "customer_call", row.customer_id)),
        (_("Write"), place(request, "compose", row.customer_id)),
        (_("Note"), place(request, "customer_note", row.customer_id)),
    ]
