"""The gate: contact, facts and law in; permit or refusal out, with every rule that refuses and the next moment.

Everything that is not known counts against the contact, so a fact that somebody forgot to look up refuses. No rule here
can be outvoted: each clause of the law is asked by itself, and all must allow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from dunwell.base.reasons import Reason
from dunwell.base.words import gettext_noop
from dunwell.compliance.clauses.rules import Basis, Channel, Clause, Days, DaysOff, Hours, Limit
from dunwell.compliance.facts.rules import ContactFacts, Purpose, nothing_against
from dunwell.compliance.frequency.rules import DAY, PastContact, counted, day_of, first_free_day, today_of
from dunwell.compliance.hours.rules import (
    Slot,
    day_start,
    is_day_off,
    local_time,
    next_outside,
    open_together,
    within,
)  # fmt: skip
from dunwell.compliance.jurisdictions.rules import Law
from dunwell.compliance.stops.rules import stops_hit
from dunwell.compliance.wording.rules import is_limited_content, tells_way_out

__all__ = [
    "Channel", "ContactFacts", "GateAnswer", "PastContact", "Purpose", "Slot", "may_contact", "nothing_against",
]  # fmt: skip

MOST_STEPS = 1500
LAST = timedelta(days=366)
"""How far the next permitted moment is looked for."""
NOTICE_DAYS = 35
"""For how long a person may opt out after the notice that an e-mail address will be used (12 CFR 1006.6(d)(4)(ii))."""


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """May the contact be made: `reasons` has every rule that refuses, none when it may.

    `next_permitted_at` is the first moment from the one that was asked about at which the same facts would permit it;
    None when it is permitted already, or when no waiting helps. Nothing in between is permitted. `conditions` says what
    a permitted contact must and must not say where its text is not written yet.
    """

    permit: bool
    reasons: tuple[Reason, ...]
    next_permitted_at: datetime | None
    conditions: tuple[Reason, ...] = ()


class Hit(NamedTuple):
    """One refusal at one moment, and the first moment at which this rule by itself no longer refuses (None: never)."""

    reason: Reason
    until: datetime | None


def may_contact(facts: ContactFacts, law: Law, at: datetime) -> GateAnswer:
    """Return whether this contact may be made at an instant (aware), with all that refuses it."""
    hits = list(_hits(facts, law, at))
    if not hits:
        return GateAnswer(True, (), None, tuple(_conditions(facts, law)))
    return GateAnswer(False, tuple(hit.reason for hit in hits), _next_permitted(facts, law, at, hits))


def _next_permitted(facts: ContactFacts, law: Law, at: datetime, hits: list[Hit]) -> datetime | None:
    """Go from each moment that refuses to the first at which all that refused there has ended, until nothing does."""
    last = at + LAST
    for _ in range(MOST_STEPS):
        moments = [hit.until for hit in hits if hit.until is not None]
        if len(moments) < len(hits) or max(moments) > last:
            return None
        at = max(moments)
        hits = list(_hits(facts, law, at))
        if not hits:
            return at
    return None


def _hits(facts: ContactFacts, law: Law, at: datetime) -> Iterator[Hit]:
    zones = zones_for(facts, law)
    if not zones:
        if _asks_clock(facts, law):
            yield Hit(
                Reason("compliance.gate.zone_unknown", _ZONE_UNKNOWN, citation="House conduct standard, hours"), None
            )
        zones = ("UTC",)
    for check in _CHECKS:
        yield from check(facts, law, at, zones)


_ZONE_UNKNOWN = gettext_noop("Nobody knows in which time zone the customer is. Enter the country first.")


def zones_for(facts: ContactFacts, law: Law) -> tuple[str, ...]:
    """Return the zones to judge by: those of the facts, else everywhere the customer may be under the law."""
    return facts.zones or law.zones


def binding(facts: ContactFacts, law: Law, field: str) -> Iterator[Clause]:
    """Yield the clauses of a field that speak of this contact."""
    more = law.tightening  # what a creditor adds covers more and never less: both kinds of rule apply then
    is_consumer = None if more.everyone_is_consumer else facts.is_consumer
    for_another = None if more.collects_as_agency else facts.collects_for_another
    for clause in law.of(field):
        if clause.binds(channel=facts.channel, is_consumer=is_consumer, for_another=for_another):
            yield clause


def _asks_clock(facts: ContactFacts, law: Law) -> bool:
    return any(True for field in ("hours", "days_off") for _clause in binding(facts, law, field))


def _refusal(clause: Clause, text: str, until: datetime | None, /, **told: Any) -> Hit:
    reason = Reason(
        f"compliance.gate.{clause.field}", text, {"jurisdiction": clause.jurisdiction, **told}, citation=clause.citation
    )
    return Hit(reason, until)


def _stops(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    for stop, last_day in stops_hit(facts, today_of(at, zones), at):
        until = max(day_start(last_day + DAY, zone) for zone in zones) if last_day else None
        for clause in binding(facts, law, stop.field):
            yield _refusal(clause, stop.text, until)


def _hours(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    asked = [clause for clause in binding(facts, law, "hours") if not _past_due_lifts(clause.value, facts)]
    rules = tuple(dict.fromkeys(clause.value for clause in asked if isinstance(clause.value, Hours)))
    broken = [
        (clause, zone)
        for clause in asked
        for zone in zones
        if isinstance(clause.value, Hours) and not within(clause.value, at, zone)
    ]
    if not broken:
        return
    until = open_together(rules, zones, at)
    for clause, zone in broken:
        yield _refusal(
            clause, gettext_noop("It is {local} in {zone}. Contact is not allowed at this hour."), until,
            local=f"{local_time(at, zone):%H:%M}", zone=zone,
        )  # fmt: skip


def _past_due_lifts(value: object, facts: ContactFacts) -> bool:
    over = value.unless_past_due_over if isinstance(value, Hours) else None
    return over is not None and facts.days_past_due is not None and facts.days_past_due > over


def _days_off(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    for clause in binding(facts, law, "days_off"):
        rule = clause.value
        assert isinstance(rule, DaysOff)
        for zone in zones:
            day = local_time(at, zone).date()
            if is_day_off(rule, day, facts.country, facts.subdivision):
                yield _refusal(
                    clause, gettext_noop("{day} is a day off at the customer's place."), day_start(day + DAY, zone),
                    day=day.isoformat(),
                )  # fmt: skip


def _slots(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    if not facts.slots or _answers_today(facts, at, zones):
        return
    for clause in binding(facts, law, "inconvenient"):
        for slot in facts.slots:
            for zone in zones:
                if slot.holds(local_time(at, zone)):
                    yield _refusal(
                        clause,
                        gettext_noop("The customer called this time inconvenient."),
                        next_outside(slot, at, zone),
                    )


def _answers_today(facts: ContactFacts, at: datetime, zones: tuple[str, ...]) -> bool:
    """Return whether this is the one answer to what the customer sent within the same local day."""
    asked = facts.answers_at
    if facts.purpose is not Purpose.REPLY or asked is None or asked > at:
        return False
    return all(local_time(asked, zone).date() == local_time(at, zone).date() for zone in zones)


def _limits(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    today = today_of(at, zones)
    consents = {
        clause.jurisdiction: consent_days(facts, clause, zones) for clause in binding(facts, law, "prior_consent")
    }
    for clause in binding(facts, law, "limits"):
        limit = clause.value
        assert isinstance(limit, Limit)
        consent = consents.get(clause.jurisdiction)
        if (consent and _is_alive(consent, at, zones)) or (limit.at_work and not facts.at_work):
            continue
        lists = counted(limit, clause.channels, facts.history, person=facts.person, debts=facts.debts)
        frees = max(first_free_day(limit, [day_of(past, zones) for past in each], today) for each in lists)
        if frees > today:
            if consent and today < consent[0] < frees:
                frees = consent[0]
            until = max(day_start(frees, zone) for zone in zones) if frees.year < 9999 else None
            text = _PAUSE if limit.after_conversation else _TOO_OFTEN
            yield _refusal(clause, text, until, most=limit.most, days=limit.days, of=limit.of.value)


_TOO_OFTEN = gettext_noop("The limit of {most} in {days} days is reached.")
_PAUSE = gettext_noop("There was a conversation about this less than {days} days ago.")


def consent_days(facts: ContactFacts, clause: Clause, zones: tuple[str, ...]) -> tuple[date, date] | None:
    """Return the first and last day of consent to more calls; None without one, or when they talked since."""
    given = facts.call_consent_at
    if given is None or not isinstance(clause.value, Days):
        return None
    about = [past for past in facts.history if past.is_with(facts.person) and past.conversation and past.at > given]
    if any(past.is_about(debt) for past in about for debt in facts.debts or ("",)):
        return None
    days = [local_time(given, zone).date() for zone in zones]
    first, last = max(days), min(days) + (clause.value.days - 1) * DAY
    first = max(first, facts.call_consent_from) if facts.call_consent_from else first
    last = min(last, facts.call_consent_until) if facts.call_consent_until else last
    return (first, last) if first <= last else None


def _is_alive(consent: tuple[date, date], at: datetime, zones: tuple[str, ...]) -> bool:
    days = [local_time(at, zone).date() for zone in zones]
    return consent[0] <= min(days) and max(days) <= consent[1]


def _grounds(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    today = today_of(at, zones)
    for clause in binding(facts, law, "consent"):
        basis = clause.value
        assert isinstance(basis, Basis)
        if basis.automated_only and not facts.is_automated:
            continue
        if not any(_GROUNDS[kind](facts, basis, today) for kind in basis.accepts):
            until = None
            if facts.notice_on is not None and "notice" in basis.accepts:
                until = max(day_start(facts.notice_on + (NOTICE_DAYS + 1) * DAY, zone) for zone in zones)
            yield _refusal(
                clause, gettext_noop("There is no ground to use this channel: {accepts}."), until,
                accepts=", ".join(basis.accepts),
            )  # fmt: skip


def _fresh(basis: Basis, day: date | None, checked_on: date | None, today: date) -> bool:
    if basis.used_days is None:
        return True
    known = [each for each in (day, checked_on) if each is not None]
    return any((today - each).days <= basis.used_days for each in known)


_GROUNDS: dict[str, Callable[[ContactFacts, Basis, date], bool]] = {
    "consent": lambda facts, basis, today: (
        facts.has_consent and _fresh(basis, facts.consent_on, facts.number_checked_on, today)
    ),
    "used": lambda facts, basis, today: (
        facts.used_on is not None and _fresh(basis, facts.used_on, facts.number_checked_on, today)
    ),
    "notice": lambda facts, _basis, today: facts.notice_on is not None and (today - facts.notice_on).days > NOTICE_DAYS,
}


def _notices(facts: ContactFacts, law: Law, at: datetime, zones: tuple[str, ...]) -> Iterator[Hit]:
    """Notices owed: the debt's own within days of first contact, or before the first at all."""
    today = today_of(at, zones)
    if facts.is_notice or facts.purpose is Purpose.REQUIRED:
        return
    if facts.first_contact_on is not None and facts.notice_sent_on is None:
        for clause in binding(facts, law, "validation_notice"):
            if isinstance(clause.value, Days) and today > facts.first_contact_on + clause.value.days * DAY:
                yield _refusal(clause, gettext_noop("The written notice of the debt is owed. Send it first."), None)
    for clause in binding(facts, law, "notice_wait"):
        if not isinstance(clause.value, Days):
            continue
        if facts.notice_sent_on is None:
            yield _refusal(clause, gettext_noop("A written notice must come first."), None)
        elif today <= facts.notice_sent_on + clause.value.days * DAY:
            frees = facts.notice_sent_on + (clause.value.days + 1) * DAY
            until = max(day_start(frees, zone) for zone in zones)
            text = gettext_noop("The written notice went out less than {days} full days ago.")
            yield _refusal(clause, text, until, days=clause.value.days)


def _conditions(facts: ContactFacts, law: Law) -> Iterator[Reason]:
    """Yield what a contact whose text is not written yet will have to say, or leave out."""
    if facts.text is not None:
        return
    for field, rule in _TEXTS.items():
        for clause in binding(facts, law, field):
            yield _refusal(clause, rule.text, None).reason


def _texts(facts: ContactFacts, law: Law, _at: datetime, _zones: tuple[str, ...]) -> Iterator[Hit]:
    if facts.text is None:
        return
    for field, rule in _TEXTS.items():
        for clause in binding(facts, law, field):
            if not rule.holds(facts.text):
                yield _refusal(clause, rule.text, None)


class TextRule(NamedTuple):
    """What a text must be, and the sentence for one that is not."""

    holds: Callable[[str], bool]
    text: str


_TEXTS = {
    "limited_content": TextRule(
        is_limited_content,
        gettext_noop("A voicemail here gives a name, a business and a number, asks for a call, and says nothing else."),
    ),
    "opt_out_notice": TextRule(
        tells_way_out, gettext_noop("The message must say how to stop such messages, such as: reply STOP.")
    ),
}


_CHECKS: tuple[Callable[[ContactFacts, Law, datetime, tuple[str, ...]], Iterator[Hit]], ...] = (
    _stops, _slots, _grounds, _notices, _texts, _hours, _days_off, _limits,
)  # fmt: skip
