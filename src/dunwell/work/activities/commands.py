"""Verbs that record what was said or done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.platform.command import command
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity, ActivityItem
from dunwell.work.activities.rules import ActivityKind, Direction, Outcome, check_call, check_note, reached_by
from dunwell.work.deeds.commands import begin_deed, lock_publication
from dunwell.work.deeds.models import Deed
from dunwell.work.items.models import WorkItem
from dunwell.work.items.rules import UNWORKED, ItemEvent
from dunwell.work.permits.commands import refusal_of, use_permit, use_standing, write_permit
from dunwell.work.permits.queries import permit_answer
from dunwell.work.permits.rules import AFTERWARDS, PermitUse
from dunwell.work.standing.queries import CHANNELS
from dunwell.work.transitions.commands import move_items, with_mirrors

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@dataclass(frozen=True)
class Logged:
    """What logging wrote: the deed to undo it by, the activity, and the items it completed."""

    deed_id: int
    activity_id: int
    completed_item_ids: tuple[int, ...]


@dataclass(frozen=True)
class _Links:
    customer_id: int
    work_item_id: int | None
    open_item_ids: tuple[int, ...]
    complete: bool


@command
def log_call(
    *,
    viewer: Viewer,
    customer_id: int,
    outcome: str,
    at: datetime,
    note: str = "",
    direction: str = "out",
    reached: bool | None = None,
    duration_seconds: int | None = None,
    occurred_at: datetime | None = None,
    contact_person_id: int | None = None,
    work_item_id: int | None = None,
    open_item_ids: Iterable[int] = (),
    complete: bool = True,
    key: str = "",
) -> Logged:
    """Record a call and what came of it; completes the work item it was for, unless told not to.

    Whether the right person was reached follows from the outcome where it is not said. The same `key` twice records one
    call.
    """
    came_of = _one_of(Outcome, outcome)
    when = occurred_at or at
    check_call(came_of, duration_seconds, note, when, at)
    activity = Activity(
        kind=ActivityKind.CALL,
        direction=_one_of(Direction, direction),
        reached=reached_by(came_of, reached),
        outcome=came_of,
        duration_seconds=duration_seconds,
        note=note.strip(),
        occurred_at=when,
        contact_person_id=contact_person_id,
    )
    links = _Links(customer_id, work_item_id, tuple(open_item_ids), complete)
    return _record(viewer, activity, links, "log_call", at, key)


@command
def log_message(
    *,
    viewer: Viewer,
    customer_id: int,
    kind: str,
    at: datetime,
    note: str = "",
    direction: str = "out",
    occurred_at: datetime | None = None,
    contact_person_id: int | None = None,
    work_item_id: int | None = None,
    open_item_ids: Iterable[int] = (),
    complete: bool = True,
    permit_id: int | None = None,
    key: str = "",
) -> Logged:
    """Record an e-mail, letter or text message that was sent or received; nothing is sent here.

    `permit_id` is the permit that the message left with, used already; without one the gate is asked now.
    """
    sort = _one_of(ActivityKind, kind)
    if sort not in (ActivityKind.EMAIL, ActivityKind.LETTER, ActivityKind.SMS):
        raise Refusal("work.activity.not_a_message", gettext_noop("Choose e-mail, letter or SMS."), kind=kind)
    when = occurred_at or at
    check_call(Outcome.INFORMATION, None, note, when, at)
    activity = Activity(
        kind=sort,
        direction=_one_of(Direction, direction),
        note=note.strip(),
        occurred_at=when,
        contact_person_id=contact_person_id,
        permit_id=permit_id,
    )
    links = _Links(customer_id, work_item_id, tuple(open_item_ids), complete)
    return _record(viewer, activity, links, "log_message", at, key)


@command
def add_note(
    *,
    viewer: Viewer,
    customer_id: int,
    note: str,
    at: datetime,
    work_item_id: int | None = None,
    open_item_ids: Iterable[int] = (),
    key: str = "",
) -> Logged:
    """Write a note about a customer; it completes nothing."""
    activity = Activity(kind=ActivityKind.NOTE, direction=Direction.OUT, note=check_note(note), occurred_at=at)
    links = _Links(customer_id, work_item_id, tuple(open_item_ids), complete=False)
    return _record(viewer, activity, links, "add_note", at, key)


def correct_activities(*, deed: Deed, activities: Iterable[Activity]) -> list[Activity]:
    """Take activities back by writing rows that correct them; nothing is deleted."""
    return Activity.objects.bulk_create(
        [
            Activity(
                creditor_id=wrong.creditor_id,
                customer_id=wrong.customer_id,
                contact_person_id=wrong.contact_person_id,
                work_item_id=wrong.work_item_id,
                deed=deed,
                kind=wrong.kind,
                direction=wrong.direction,
                reached=wrong.reached,
                outcome=wrong.outcome,
                occurred_at=wrong.occurred_at,
                occurred_date=wrong.occurred_date,
                recorded_by_id=deed.done_by_id,
                recorded_by_name=deed.done_by_name,
                corrects=wrong,
            )
            for wrong in activities
        ],
        batch_size=1000,
    )


def _record(viewer: Viewer, activity: Activity, links: _Links, verb: str, at: datetime, key: str) -> Logged:
    customer = _customer(viewer, links.customer_id)
    item = _item_of(customer, links.work_item_id)
    _check_contact(customer, activity.contact_person_id)
    about = _open_items_of(customer, links.open_item_ids)
    zone = customer.creditor.time_zone
    run_id = lock_publication(creditor_id=customer.creditor_id)
    deed, fresh = begin_deed(viewer=viewer, creditor_id=customer.creditor_id, verb=verb, at=at, key=key)
    if not fresh:
        return _told(deed)
    activity.creditor_id, activity.customer_id, activity.work_item, activity.deed = (
        customer.creditor_id, customer.pk, item, deed,
    )  # fmt: skip
    activity.occurred_date = local_day(activity.occurred_at, zone)
    activity.recorded_by_id, activity.recorded_by_name = viewer.user_id, deed.done_by_name
    _ask_gate(viewer, activity, about, at)
    activity.save(force_insert=True)
    ActivityItem.objects.bulk_create(
        [ActivityItem(creditor_id=deed.creditor_id, activity=activity, open_item_id=number) for number in about]
    )
    if item is not None and links.complete:
        locked = with_mirrors(items=[item], published_run_id=run_id)
        unworked = [one for one in locked if one.state in UNWORKED]
        move_items(deed=deed, items=unworked, event=ItemEvent.COMPLETE, today=local_day(at, zone))
    return _told(deed)


def _ask_gate(viewer: Viewer, activity: Activity, about: list[int], at: datetime) -> None:
    """Use the permit that was taken for a contact, or ask now; one that was made all the same is kept, and marked.

    A call that happened is a fact, so nothing is refused here: what spoke against it stands beside it.
    """
    channel = CHANNELS.get(ActivityKind(activity.kind))
    if channel is None or activity.direction != Direction.OUT:
        return
    if activity.permit_id is not None:
        activity.permit_use = PermitUse.TAKEN
        return
    if at - activity.occurred_at > AFTERWARDS:
        activity.permit_use = PermitUse.AFTERWARDS
        return
    customer_id = activity.customer_id
    activity.permit = use_standing(viewer=viewer, customer_id=customer_id, channel=channel, at=at)
    if activity.permit is None:
        answer = permit_answer(
            viewer,
            activity.creditor_id,
            customer_id,
            channel=channel,
            at=at,
            contact_person_id=activity.contact_person_id,
            open_item_ids=about,
        )
        if not answer.permit:
            activity.permit_use = PermitUse.AGAINST
            activity.permit_reasons = refusal_of(answer).facts["reasons"]
            return
        taken = write_permit(viewer=viewer, answer=answer, at=at)
        activity.permit = use_permit(viewer=viewer, permit_id=taken.pk, at=at)
    activity.permit_use = PermitUse.TAKEN


def _told(deed: Deed) -> Logged:
    completed = tuple(deed.transitions.order_by("item_id").values_list("item_id", flat=True))
    return Logged(deed.pk, deed.activities.values_list("pk", flat=True).get(), completed)


def _customer(viewer: Viewer, customer_id: int) -> Customer:
    found = Customer.objects.select_related("creditor").select_for_update(of=("self",)).filter(pk=customer_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "worklist.work", found.creditor_id)
    return found


def _item_of(customer: Customer, work_item_id: int | None) -> WorkItem | None:
    if work_item_id is None:
        return None
    item = WorkItem.objects.filter(pk=work_item_id, creditor_id=customer.creditor_id).first()
    if item is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    if item.customer_id != customer.pk:
        raise Refusal(
            "work.activity.item_of_another",
            gettext_noop("That item is about another customer. Open that customer and log it there."),
        )
    return item


def _check_contact(customer: Customer, contact_person_id: int | None) -> None:
    if contact_person_id is None:
        return
    if not ContactPerson.objects.filter(pk=contact_person_id, customer=customer).exists():
        raise Refusal(
            "work.activity.contact_of_another",
            gettext_noop("That person is not a contact of {name}. Choose one of its contacts."),
            name=customer.name,
        )


def _open_items_of(customer: Customer, open_item_ids: tuple[int, ...]) -> list[int]:
    asked = set(open_item_ids)
    held = set(OpenItem.objects.filter(pk__in=asked, customer=customer).values_list("pk", flat=True))
    if asked - held:
        raise Refusal(
            "work.activity.document_of_another",
            gettext_noop("A chosen document is not one of {name}. Choose again from its open items."),
            name=customer.name,
        )
    return sorted(held)


def _one_of(choices: type[ChoiceT], value: str) -> ChoiceT:
    try:
        return choices(value)
    except ValueError:
        raise Refusal(
            "work.activity.unknown_choice",
            gettext_noop("{value} is not a choice here. Choose one of: {known}."),
            value=value[:60],
            known=", ".join(choices),
        ) from None
