"""Notices: what a customer said, or we learned, of being contacted."""

from datetime import time

from ninja import Router

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Day, Id, Instant, Line, Note, PathId, text
from dunwell.api.values import shape_of
from dunwell.compliance.clauses.rules import Channel
from dunwell.parties.notices.commands import record_notice, withdraw_notice
from dunwell.parties.notices.queries import NoticeRow, notice_of, notices_of
from dunwell.parties.notices.rules import NoticeKind, Purpose, Source

router = Router(tags=["notices"])
Notice = shape_of(NoticeRow)


class NewNotice(Body):
    """What was said, of the whole customer or of one contact person; times are the person's own."""

    kind: NoticeKind
    contact_person_id: Id | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    address: text(254) = ""  # type: ignore[valid-type]
    weekdays: text(7) = ""  # type: ignore[valid-type]
    from_time: time | None = None
    until_time: time | None = None
    place: text(60) = ""  # type: ignore[valid-type]
    value: Line = ""
    until_date: Day | None = None
    stated_at: Instant | None = None
    source: Source = Source.DESK
    note: Note = ""


class Withdrawal(Body):
    """Why it no longer counts."""

    note: Note = ""


@reads(router, "/customers/{customer_id}/notices", Notice, whole_list=True)
def list_notices(desk: ApiDesk, customer_id: PathId) -> list[NoticeRow]:
    """List what counts now, the newest first; words of care are left out for who may not read them."""
    return notices_of(desk.viewer, customer_id, desk.at)


@commands(router, "/customers/{customer_id}/notices", Notice, right="worklist.work", status=201)
def record_a_notice(desk: ApiDesk, customer_id: PathId, body: NewNotice) -> NoticeRow:
    """Record consent, an opt-out, a request to stop, an attorney, hours that do not suit, or a closed address."""
    told = body.model_dump() | {"channel": body.channel or "", "purpose": body.purpose or ""}
    made = record_notice(viewer=desk.viewer, customer_id=customer_id, at=desk.at, **told)
    return notice_of(desk.viewer, made.pk)


@commands(router, "/notices/{notice_id}/withdraw", Notice, right="worklist.work")
def withdraw_a_notice(desk: ApiDesk, notice_id: PathId, body: Withdrawal) -> NoticeRow:
    """End a notice; what protects the customer is withdrawn by a lead."""
    withdraw_notice(viewer=desk.viewer, notice_id=notice_id, at=desk.at, note=body.note)
    return notice_of(desk.viewer, notice_id)
