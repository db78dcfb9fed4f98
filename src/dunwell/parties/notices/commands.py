"""Verbs on notices: record what was said, withdraw it."""

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Channel
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.commands import locked
from dunwell.parties.customers.models import Customer
from dunwell.parties.notices.models import ContactNotice
from dunwell.parties.notices.rules import (
    NoticeDetail,
    NoticeKind,
    Purpose,
    Source,
    check_notice,
    clean_address,
    may_withdraw,
)
from dunwell.platform.access import Viewer
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@command
def record_notice(
    *,
    viewer: Viewer,
    customer_id: int,
    kind: str,
    at: datetime,
    contact_person_id: int | None = None,
    source: str = "desk",
    stated_at: datetime | None = None,
    note: str = "",
    **detail: Any,
) -> ContactNotice:
    """Record what a customer or one of its people said, or we learned, about contacting them.

    `detail` are fields of `NoticeDetail`. It counts from `stated_at` (now where it is not said) and is never changed:
    `withdraw_notice` ends it. Saying the same again while it counts writes nothing new.
    """
    customer = locked(viewer, customer_id, "worklist.work")
    sort, way = _one_of(NoticeKind, kind), _one_of(Source, source)
    said = _detail(customer, detail)
    check_notice(sort, said, stated_at or at, at)
    _check_person(customer, contact_person_id)
    told = {field.name: getattr(said, field.name) for field in fields(said)}
    same = ContactNotice.objects.filter(
        customer=customer, kind=sort, contact_person_id=contact_person_id, withdraws=None, withdrawn_by=None, **told
    ).first()
    if same is not None and not note.strip():
        return same
    made = ContactNotice.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        contact_person_id=contact_person_id,
        kind=sort,
        note=note.strip(),
        source=way,
        stated_at=stated_at or at,
        recorded_by_id=viewer.user_id,
        recorded_by_name=viewer.name or viewer.kind,
        **told,
    )
    emit("parties.notice_recorded", customer.creditor_id, customer_id=customer.pk, notice_id=made.pk, kind=sort.value)
    return made


@command
def withdraw_notice(*, viewer: Viewer, notice_id: int, at: datetime, note: str = "") -> ContactNotice:
    """End a notice from now on by a row that withdraws it; what protects somebody is withdrawn by a lead only."""
    held = ContactNotice.objects.filter(pk=notice_id).first()
    if held is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    customer = locked(viewer, held.customer_id, "worklist.work")
    kind = NoticeKind(held.kind)
    if held.withdraws_id is not None or ContactNotice.objects.filter(withdraws=held).exists():
        raise Refusal("parties.notice.withdrawn_already", gettext_noop("This does not count any more already."))
    is_own = viewer.user_id is not None and viewer.user_id == held.recorded_by_id
    seconds = (at - held.recorded_at).total_seconds()
    if not may_withdraw(
        kind, is_lead=viewer.may("restricted.read", customer.creditor_id), is_own=is_own, seconds=seconds
    ):
        raise Refusal(
            "parties.notice.only_a_lead",
            gettext_noop("This protects the customer. Ask a lead to withdraw it, with the reason."),
        )
    made = ContactNotice.objects.create(
        creditor_id=customer.creditor_id,
        customer=customer,
        contact_person_id=held.contact_person_id,
        kind=kind,
        channel=held.channel,
        address=held.address,
        note=note.strip(),
        source=Source.DESK,
        stated_at=at,
        recorded_by_id=viewer.user_id,
        recorded_by_name=viewer.name or viewer.kind,
        withdraws=held,
    )
    emit("parties.notice_withdrawn", customer.creditor_id, customer_id=customer.pk, notice_id=held.pk, kind=kind.value)
    return made


def _detail(customer: Customer, told: dict[str, Any]) -> NoticeDetail:
    known = {field.name for field in fields(NoticeDetail)}
    if told.keys() - known:
        raise Refusal(
            "parties.notice.unknown_field",
            gettext_noop("A notice has no {field}."),
            field=", ".join(sorted(told.keys() - known)),
        )
    said: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    if said.get("channel"):
        _one_of(Channel, said["channel"])
    if said.get("purpose"):
        _one_of(Purpose, said["purpose"])
    if said.get("address"):
        said["address"] = clean_address(said["address"], customer.country or customer.creditor.country)
    said["weekdays"] = "".join(sorted(set(said.get("weekdays") or "")))
    return NoticeDetail(**said)


def _check_person(customer: Customer, contact_person_id: int | None) -> None:
    if contact_person_id is None:
        return
    if not ContactPerson.objects.filter(pk=contact_person_id, customer=customer).exists():
        raise Refusal(
            "parties.notice.person_of_another",
            gettext_noop("That person is not a contact of {name}. Choose one of its contacts."),
            name=customer.name,
        )


def _one_of(choices: type[ChoiceT], value: str) -> ChoiceT:
    try:
        return choices(value)
    except ValueError:
        raise Refusal(
            "parties.notice.unknown_choice",
            gettext_noop("{value} is not a choice here. Choose one of: {known}."),
            value=value[:60],
            known=", ".join(choices),
        ) from None
