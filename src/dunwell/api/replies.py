"""Answers of customers: what came in, what was read in it, and what a person said it wants."""

from enum import StrEnum
from typing import Annotated

from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Id, Line, Paging, PathId, QueryId
from dunwell.api.values import shape_of
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.platform.keyset import Position, Slice
from dunwell.work.inbox.commands import assign_reply, confirm_reply, dismiss_reply, handle_reply, reopen_reply
from dunwell.work.inbox.queries import ReplyRow, replies_slice, reply_of

router = Router(tags=["replies"])
ReplyShape = shape_of(ReplyRow)


class StateAsked(StrEnum):
    """Which answers: those that wait for somebody, those of one state, or all."""

    OPEN = "open"
    UNREAD = "unread"
    CONFIRMED = "confirmed"
    HANDLED = "handled"
    DISMISSED = "dismissed"
    ALL = "all"


class RepliesAsked(Paging):
    """Which answers."""

    state: StateAsked = StateAsked.OPEN
    intent: Intent | None = None
    customer_id: QueryId | None = None


class Confirming(Body):
    """What the answer wants, where the reader is wrong; the note is kept, and names the attorney where there is one."""

    intent: Annotated[Intent | None, Field(description="Left out: as it was read.")] = None
    note: Line = ""


class Noting(Body):
    """Why, in a few words."""

    note: Line = ""


class Giving(Body):
    """Whose answer it is."""

    customer_id: Id


@lists(router, "/replies", ReplyShape)
def list_replies(desk: ApiDesk, asked: Query[RepliesAsked], after: Position | None) -> Slice[ReplyRow]:
    """List answers, the latest first."""
    return replies_slice(
        desk.viewer,
        desk.creditor_id,
        state=asked.state.value,
        intent=asked.intent.value if asked.intent else "",
        customer_id=asked.customer_id,
        after=after,
        limit=asked.limit,
    )


@reads(router, "/replies/{reply_id}", ReplyShape)
def get_reply(desk: ApiDesk, reply_id: PathId) -> ReplyRow:
    """Show an answer and what was read in it; nothing follows from it until a person confirms it."""
    return reply_of(desk.viewer, reply_id)


@commands(router, "/replies/{reply_id}/assign", ReplyShape, right="worklist.work")
def assign_a_reply(desk: ApiDesk, reply_id: PathId, body: Giving) -> ReplyRow:
    """Say which customer wrote an answer that nobody could be found for."""
    assign_reply(viewer=desk.viewer, reply_id=reply_id, customer_id=body.customer_id, at=timezone.now())
    return reply_of(desk.viewer, reply_id)


@commands(router, "/replies/{reply_id}/confirm", ReplyShape, right="worklist.work")
def confirm_a_reply(desk: ApiDesk, reply_id: PathId, body: Confirming) -> ReplyRow:
    """Say that it wants what was read, or what instead; stop, wrong contact and attorney are recorded at once."""
    intent = body.intent.value if body.intent else ""
    confirm_reply(viewer=desk.viewer, reply_id=reply_id, intent=intent, note=body.note, at=timezone.now())
    return reply_of(desk.viewer, reply_id)


@commands(router, "/replies/{reply_id}/handle", ReplyShape, right="worklist.work")
def handle_a_reply(desk: ApiDesk, reply_id: PathId, body: Noting) -> ReplyRow:
    """Say that what it wanted has been done."""
    handle_reply(viewer=desk.viewer, reply_id=reply_id, note=body.note, at=timezone.now())
    return reply_of(desk.viewer, reply_id)


@commands(router, "/replies/{reply_id}/dismiss", ReplyShape, right="worklist.work")
def dismiss_a_reply(desk: ApiDesk, reply_id: PathId, body: Noting) -> ReplyRow:
    """Say that it needs nothing."""
    dismiss_reply(viewer=desk.viewer, reply_id=reply_id, note=body.note, at=timezone.now())
    return reply_of(desk.viewer, reply_id)


@commands(router, "/replies/{reply_id}/reopen", ReplyShape, right="worklist.work")
def reopen_a_reply(desk: ApiDesk, reply_id: PathId, body: Noting) -> ReplyRow:
    """Put it back as unread."""
    reopen_reply(viewer=desk.viewer, reply_id=reply_id, note=body.note, at=timezone.now())
    return reply_of(desk.viewer, reply_id)
