"""Questions about what customers said of being contacted."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import OneCustomer, seen_customer
from dunwell.parties.notices.models import ContactNotice
from dunwell.parties.notices.rules import RESTRICTED, counts_at
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day


@dataclass(frozen=True)
class NoticeRow:
    """One notice; `is_hidden` tells that its words are not for this reader."""

    id: int
    contact_person_id: int | None
    kind: str
    channel: str
    purpose: str
    address: str
    weekdays: str
    from_time: time | None
    until_time: time | None
    place: str
    value: str
    until_date: date | None
    note: str
    source: str
    stated_at: datetime
    recorded_by: str
    recorded_by_id: int | None
    recorded_at: datetime
    is_hidden: bool = False


def notice_of(viewer: Viewer, notice_id: int) -> NoticeRow:
    """Return one notice, whether it counts or not; its words as in `notices_of`."""
    held = ContactNotice.objects.filter(pk=notice_id).first()
    if held is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", held.creditor_id)
    return _seen(viewer, held.creditor_id, _row(held))


def notices_of(viewer: Viewer, customer: OneCustomer, at: datetime) -> list[NoticeRow]:
    """Return the notices of a customer that count at an instant, the newest first.

    Of a restricted notice the words are left out for who may not read them; that it is there stays to be seen.
    """
    seen = seen_customer(viewer, customer)
    rows = notices_standing(seen.id, at, seen.time_zone)
    return [_seen(viewer, seen.creditor_id, row) for row in rows]


def _seen(viewer: Viewer, creditor_id: int, row: NoticeRow) -> NoticeRow:
    if row.kind not in RESTRICTED or viewer.may("restricted.read", creditor_id):
        return row
    return replace(row, value="", note="", is_hidden=True)


def notices_standing(
    customer_id: int, at: datetime, zone: str, kinds: Collection[str] | None = None
) -> list[NoticeRow]:
    """Return the notices of a customer that count at an instant, the newest first; for who has looked already."""
    held = ContactNotice.objects.filter(customer_id=customer_id, withdraws=None, withdrawn_by=None)
    if kinds is not None:
        held = held.filter(kind__in=kinds)
    day = local_day(at, zone)
    return [
        _row(one) for one in held.order_by("-stated_at", "-pk") if counts_at(one.stated_at, one.until_date, at, day)
    ]


def _row(one: ContactNotice) -> NoticeRow:
    return NoticeRow(
        id=one.pk,
        contact_person_id=one.contact_person_id,
        kind=one.kind,
        channel=one.channel,
        purpose=one.purpose,
        address=one.address,
        weekdays=one.weekdays,
        from_time=one.from_time,
        until_time=one.until_time,
        place=one.place,
        value=one.value,
        until_date=one.until_date,
        note=one.note,
        source=one.source,
        stated_at=one.stated_at,
        recorded_by=one.recorded_by_name,
        recorded_by_id=one.recorded_by_id,
        recorded_at=one.recorded_at,
    )
