"""May this contact be made now: the law, and what is true in this second, in one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.gate.rules import GateAnswer, may_contact, zones_for
from dunwell.compliance.hours.rules import day_start
from dunwell.compliance.jurisdictions.rules import law_of
from dunwell.compliance.tightening.queries import tightening_of
from dunwell.parties.contacts.rules import Channel as Preferred
from dunwell.parties.customers.models import Customer
from dunwell.parties.customers.queries import ContactRow, CustomerRow, contacts_of, customer_of
from dunwell.parties.notices.queries import notices_standing
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import local_day
from dunwell.receivables.holds.queries import holds_of
from dunwell.work.permits.models import Permit
from dunwell.work.standing.queries import Known, Reach, contacts_since, facts_of, jurisdictions_at
from dunwell.work.truth.queries import open_parts_of, truth_facts
from dunwell.work.truth.rules import Remaining, Truth, check_truth

SPOKEN = frozenset({Channel.CALL, Channel.VOICEMAIL, Channel.SMS})


@dataclass(frozen=True)
class LocalTime:
    """The wall clock of a zone in which the person may be."""

    zone: str
    at: datetime


@dataclass(frozen=True)
class PermitRow:
    """One permit: who took it for which contact, until when it counts, and whether it was used."""

    id: int
    customer_id: int
    contact_person_id: int | None
    channel: str
    address: str
    taken_by: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True)
class PermitAnswer:
    """Whether a contact may be made at an instant, and why not.

    `reasons` are all that refuse, `conditions` what to keep to where it may be made, `remaining` what of each document
    may be asked for. `next_permitted_at` is the first moment known to be permitted; None where it is permitted now, or
    where nobody knows. `local` is the time in each zone where the person may be. A permit keeps `facts_version`.
    """

    permit: bool
    reasons: tuple[Reason, ...]
    next_permitted_at: datetime | None
    conditions: tuple[Reason, ...]
    remaining: tuple[Remaining, ...]
    facts_version: str
    creditor_id: int
    customer_id: int
    contact_person_id: int | None
    channel: str
    address: str
    open_item_ids: tuple[int, ...]
    local: tuple[LocalTime, ...]
    law: Mapping[str, str]


def facts_version_of(customer_id: int) -> str:
    """Return a short text that changes whenever something changes that a permit relies on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_facts_version(%s)", [customer_id])
        return str(cursor.fetchone()[0])


def permit_row(viewer: Viewer, permit_id: int) -> PermitRow:
    """Return one permit; refuse one that the viewer may not see."""
    found = Permit.objects.filter(pk=permit_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "book.read", found.creditor_id)
    return PermitRow(
        found.pk, found.customer_id, found.contact_person_id, found.channel, found.address, found.taken_by_name,
        found.issued_at, found.expires_at, found.used_at, found.released_at,
    )  # fmt: skip


def permit_answer(
    viewer: Viewer,
    creditor_id: int,
    customer_id: int,
    *,
    channel: str,
    at: datetime,
    contact_person_id: int | None = None,
    address: str = "",
    open_item_ids: Sequence[int] = (),
    draft_facts: Mapping[int, Decimal] | None = None,
) -> PermitAnswer:
    """Return whether a contact may be made at an instant (aware): the law and the truth check.

    Without a person it is the customer's first contact person, and limits count every contact with the customer;
    without an address that person's own. `open_item_ids` are the documents it is about, all past due ones where none is
    said. `draft_facts` is what a draft states as open, by item. The number of statements is the same for everybody.
    """
    # The version comes first: what changes while the rest is read makes the permit stale rather than wrong.
    version = facts_version_of(customer_id)
    customer = customer_of(viewer, customer_id)
    require(viewer, "book.read", creditor_id)
    if customer.creditor_id != creditor_id:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    reach = _reach(viewer, customer, channel, contact_person_id, address)
    known = _known(viewer, customer, at, open_item_ids)
    facts = facts_of(reach, known, at)
    law = law_of(jurisdictions_at(reach), local_day(at, customer.time_zone), tightening_of(creditor_id))
    gate = may_contact(facts, law, at)
    truth = check_truth(
        truth_facts(
            viewer,
            customer,
            at=at,
            as_of=local_day(at, customer.time_zone),
            address=reach.address,
            items=known.items,
            was_chosen=bool(open_item_ids),
            holds=known.holds,
            notices=known.notices,
            recent=known.contacts,
            draft=draft_facts or {},
        )
    )
    zones = zones_for(facts, law)
    return PermitAnswer(
        permit=gate.permit and not truth.reasons,
        reasons=(*gate.reasons, *truth.reasons),
        next_permitted_at=_next(gate, truth, lambda later: may_contact(facts, law, later), zones),
        conditions=truth.conditions,
        remaining=truth.remaining,
        facts_version=version,
        creditor_id=creditor_id,
        customer_id=customer_id,
        contact_person_id=reach.person.id if reach.person is not None else None,
        channel=reach.channel.value,
        address=reach.address,
        open_item_ids=tuple(open_item_ids),
        local=tuple(LocalTime(zone, at.astimezone(ZoneInfo(zone))) for zone in zones),
        law={
            "jurisdictions": " ".join(law.jurisdictions),
            "on": law.on.isoformat(),
            "version": str(law.tightening.version),
        },
    )


def _reach(viewer: Viewer, customer: CustomerRow, channel: str, contact_person_id: int | None, address: str) -> Reach:
    try:
        way = Channel(channel)
    except ValueError:
        raise Refusal(
            "work.permit.unknown_channel",
            gettext_noop("{channel} is no channel. Choose one of: {known}."),
            channel=channel[:40],
            known=", ".join(Channel),
        ) from None
    people = contacts_of(viewer, customer)
    person = next((each for each in people if each.id == contact_person_id), None)
    if contact_person_id is not None and person is None:
        raise Refusal(
            "work.permit.person_of_another",
            gettext_noop("That person is not a contact of {name}. Choose one of its contacts."),
            name=customer.name,
        )
    chosen = person or _owner_of(people, address) or (people[0] if people else None)
    target = address or (_address_of(chosen, way) if chosen is not None else "")
    return Reach(customer, way, chosen, person is not None, target)


def _owner_of(people: Sequence[ContactRow], address: str) -> ContactRow | None:
    """Return whose number or address it is."""
    return next((each for each in people if address and address in (each.phone, each.email)), None)


def _address_of(person: ContactRow, channel: Channel) -> str:
    if channel in SPOKEN:
        return person.phone
    return person.email if channel == Preferred.EMAIL.value else ""


def _known(viewer: Viewer, customer: CustomerRow, at: datetime, open_item_ids: Sequence[int]) -> Known:
    as_of = local_day(at, customer.time_zone)
    own = Customer.objects.values("time_zone", "country").get(pk=customer.id)
    contacts, about = contacts_since(customer, at)
    return Known(
        notices=notices_standing(customer.id, at, customer.time_zone),
        holds=holds_of(viewer, customer, as_of),
        items=open_parts_of(customer.id, as_of, open_item_ids),
        contacts=contacts,
        about=about,
        zone_is_own=bool(own["time_zone"]),
        country_is_own=bool(own["country"]),
    )


def _next(gate: GateAnswer, truth: Truth, ask: Any, zones: Sequence[str]) -> datetime | None:
    """Return the first moment that is known to be permitted: after what the truth check knows the end of."""
    if not truth.reasons:
        return gate.next_permitted_at
    ends = []
    if truth.until_date is not None:
        ends = [day_start(truth.until_date + timedelta(days=1), zone) for zone in zones]
    if truth.until_at is not None:
        ends.append(truth.until_at)
    if not ends:
        return None
    later: GateAnswer = ask(max(ends))
    return max(ends) if later.permit else later.next_permitted_at
