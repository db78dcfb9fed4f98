"""How a customer stands to the law: what is known of a person, an address and a channel, as facts for the gate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.facts.rules import ContactFacts, nothing_against
from dunwell.compliance.frequency.rules import PastContact
from dunwell.compliance.jurisdictions.rules import Where, jurisdictions_of
from dunwell.compliance.places.rules import where_of_number, zones_of_number, zones_of_place
from dunwell.parties.customers.queries import ContactRow, CustomerRow
from dunwell.parties.notices.queries import NoticeRow
from dunwell.platform.calendars import local_day
from dunwell.receivables.holds.queries import HoldRow
from dunwell.work.activities.models import Activity, ActivityItem
from dunwell.work.activities.rules import ActivityKind, Outcome
from dunwell.work.standing.rules import covers, slots_of
from dunwell.work.truth.rules import OpenPart

LOOK_BACK = timedelta(days=45)
"""How far back contacts are counted: longer than the longest limit of any jurisdiction."""
CHANNELS = {
    ActivityKind.CALL: Channel.CALL,
    ActivityKind.EMAIL: Channel.EMAIL,
    ActivityKind.LETTER: Channel.LETTER,
    ActivityKind.SMS: Channel.SMS,
}


@dataclass(frozen=True)
class Reach:
    """Who would be contacted, by which channel, at which number or address."""

    customer: CustomerRow
    channel: Channel
    person: ContactRow | None
    person_is_said: bool
    address: str


@dataclass(frozen=True)
class Known:
    """What was looked up of a customer: rows of several rooms, each read once."""

    notices: Sequence[NoticeRow]
    holds: Sequence[HoldRow]
    items: Sequence[OpenPart]
    contacts: Sequence[Activity]
    about: dict[int, tuple[str, ...]] = field(default_factory=dict)
    zone_is_own: bool = True
    country_is_own: bool = True
    for_another: bool | None = None


def contacts_since(customer: CustomerRow, at: datetime) -> tuple[list[Activity], dict[int, tuple[str, ...]]]:
    """Return a customer's calls and messages of late, newest first, and what each was about."""
    held = Activity.objects.filter(
        creditor_id=customer.creditor_id,
        customer_id=customer.id,
        occurred_at__gt=at - LOOK_BACK,
        occurred_at__lte=at,
        kind__in=list(CHANNELS),
        corrects=None,
        corrected_by=None,
    )
    found = list(held.order_by("-occurred_at", "-pk"))
    about: dict[int, list[str]] = {}
    for activity_id, item_id in ActivityItem.objects.filter(activity__in=held).values_list(
        "activity_id", "open_item_id"
    ):
        about.setdefault(activity_id, []).append(str(item_id))
    return found, {key: tuple(sorted(ids)) for key, ids in about.items()}


def facts_of(reach: Reach, known: Known, at: datetime) -> ContactFacts:
    """Return the facts of one contact for the gate; what is not known keeps the strict default."""
    customer, zones = reach.customer, zones_of(reach, known)
    said = [notice for notice in known.notices if _is_about(notice, reach)]
    today = local_day(at, zones[0] if zones else customer.time_zone)
    stops = _stops(reach, known, said)
    return nothing_against(
        reach.channel,
        is_consumer=customer.kind == "consumer",
        collects_for_another=known.for_another,
        zones=zones,
        country=customer.country,
        subdivision=customer.subdivision,
        person=str(reach.person.id) if reach.person is not None and reach.person_is_said else "",
        debts=tuple(str(item.id) for item in known.items),
        history=tuple(_past(one, known) for one in known.contacts),
        days_past_due=max(((today - item.due_date).days for item in known.items), default=None),
        slots=tuple(slot for notice in said for slot in slots_of(notice)),
        **stops,
        **_grounds(reach, known, said, customer.time_zone),
        **_clocks(known, said, customer.time_zone),
    )


def zones_of(reach: Reach, known: Known) -> tuple[str, ...]:
    """Return every zone in which the person may be; none where only the law's own guess is left.

    Signs are what the customer's and the person's own rows say, the area code of each number, and what they told us;
    they intersect. The creditor's zone counts only for a business of the creditor's own country.
    """
    person, customer = reach.person, reach.customer
    signs = [customer.time_zone] if known.zone_is_own else []
    if customer.subdivision and not known.zone_is_own:
        signs += zones_of_place(customer.country, customer.subdivision)
    if person is not None and person.time_zone:
        signs.append(person.time_zone)
    signs += [notice.value for notice in known.notices if notice.kind == "zone" and _is_of(notice, reach)]
    spoken = {reach.address} if reach.channel in (Channel.CALL, Channel.VOICEMAIL, Channel.SMS) else set()
    numbers = spoken | ({person.phone} if person is not None else set())
    for number in sorted(number for number in numbers if number.startswith("+")):
        signs += zones_of_number(number)
    if not signs:
        signs = _without_signs(customer, known)
    return tuple(dict.fromkeys(signs))


def _without_signs(customer: CustomerRow, known: Known) -> list[str]:
    """Return where somebody may be of whom nothing tells: all zones of the country, or the creditor's own."""
    if customer.kind != "consumer" and not known.country_is_own:
        return [customer.time_zone]
    return list(zones_of_place(customer.country))


def jurisdictions_at(reach: Reach) -> tuple[str, ...]:
    """Return the jurisdictions that have a say: those of the address and of each number's country."""
    customer, person = reach.customer, reach.person
    signs = [Where(customer.country, customer.subdivision, customer.city, customer.postal_code)]
    numbers = {reach.address, person.phone if person is not None else ""}
    signs += [where for number in sorted(numbers) if number.startswith("+") and (where := where_of_number(number))]
    return jurisdictions_of([sign for sign in signs if sign.country])


def _is_of(notice: NoticeRow, reach: Reach) -> bool:
    """Return whether a notice is of the customer as a whole or of the person to be reached (or none is said)."""
    if notice.contact_person_id is None or reach.person is None:
        return True
    return notice.contact_person_id == reach.person.id


def _is_about(notice: NoticeRow, reach: Reach) -> bool:
    return _is_of(notice, reach) and covers(notice.channel, reach.channel) and notice.address in ("", reach.address)


def _stops(reach: Reach, known: Known, said: Sequence[NoticeRow]) -> dict[str, Any]:
    kinds = {notice.kind for notice in said}
    attorneys = [notice for notice in known.notices if notice.kind == "attorney" and _is_of(notice, reach)]
    to_attorney = bool(reach.address) and any(notice.address == reach.address for notice in attorneys)
    hardship = [hold.until_date for hold in known.holds if hold.reason == "hardship" and hold.open_item_id is None]
    care = [notice.until_date for notice in known.notices if notice.kind == "care" and notice.value == "hardship"]
    respite = [notice.until_date for notice in known.notices if notice.kind == "breathing_space"]
    pauses = [*hardship, *care]
    work = [notice for notice in said if notice.kind == "workplace"]
    return {
        "opted_out": "opt_out" in kinds,
        "cease": "cease" in kinds,
        "has_attorney": bool(attorneys) and not to_attorney,
        "deceased": "deceased" in {notice.kind for notice in known.notices if _is_of(notice, reach)},
        "insolvent": any(hold.reason == "insolvency" for hold in known.holds),
        "wrong_person": any(notice.kind == "wrong_person" and notice.address for notice in said),
        "address_closed": any(notice.kind == "unreachable" and notice.address for notice in said),
        "breathing_space": bool(respite),
        "breathing_space_until": _last(respite),
        "hardship": bool(pauses),
        "hardship_until": _last(pauses),
        "disputed": _all_disputed(known),
        "at_inconvenient_place": any(notice.kind == "inconvenient" and notice.place for notice in said) and bool(work),
        "at_work": any(notice.address for notice in work),
        "employer_forbids": bool(work),
    }


def _last(days: Sequence[Any]) -> Any:
    """Return the last of several last days; None where one of them has none."""
    return None if None in days else max(days, default=None)


def _all_disputed(known: Known) -> bool:
    disputes = [hold for hold in known.holds if hold.reason == "dispute"]
    if not known.items:
        return False
    if any(hold.open_item_id is None for hold in disputes):
        return True
    whole = {hold.open_item_id for hold in disputes if hold.amount is None}
    return all(item.is_disputed or item.id in whole for item in known.items)


def _grounds(reach: Reach, known: Known, said: Sequence[NoticeRow], zone: str) -> dict[str, Any]:
    agreed = [notice for notice in said if notice.kind == "consent" and notice.channel == reach.channel]
    wrote = [
        one.occurred_at
        for one in known.contacts
        if one.direction == "in" and CHANNELS[ActivityKind(one.kind)] is reach.channel
        if reach.person is None or one.contact_person_id in (None, reach.person.id)
    ]
    asked = [notice for notice in agreed if notice.purpose == "direct"]
    found: dict[str, Any] = {
        "has_consent": bool(agreed),
        "consent_on": local_day(agreed[0].stated_at, zone) if agreed else None,
        "used_on": local_day(max(wrote), zone) if wrote else None,
    }
    if asked:
        found |= {"call_consent_at": asked[0].stated_at, "call_consent_until": asked[0].until_date}
    return found


def _clocks(known: Known, said: Iterable[NoticeRow], zone: str) -> dict[str, Any]:
    """Return when the debt was first spoken of and when its written notice went out."""
    sent = [notice.stated_at for notice in said if notice.kind == "debt_notice"]
    first = [one.occurred_at for one in known.contacts if one.direction == "out" and one.reached is not False]
    return {
        "notice_sent_on": local_day(min(sent), zone) if sent else None,
        "first_contact_on": local_day(min(first), zone) if first and known.for_another else None,
    }


def _past(one: Activity, known: Known) -> PastContact:
    is_call = one.kind == ActivityKind.CALL
    return PastContact(
        at=one.occurred_at,
        channel=CHANNELS[ActivityKind(one.kind)],
        debts=known.about.get(one.pk, ()),
        person=str(one.contact_person_id or ""),
        outbound=one.direction == "out",
        reached=not is_call or bool(one.reached) or one.outcome == Outcome.VOICEMAIL,
        conversation=is_call and bool(one.reached),
        excused=one.outcome == Outcome.WRONG_CONTACT,
    )
