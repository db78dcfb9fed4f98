"""What must hold at the gate for any contact: more against it never permits, and the next moment is the next moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dunwell.compliance.clauses.rules import Channel, Clause, Counted, Hours, Limit, Mark, Per
from dunwell.compliance.facts.rules import STOP_FACTS
from dunwell.compliance.gate.rules import ContactFacts, PastContact, Purpose, Slot, may_contact, nothing_against
from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.jurisdictions.rules import Tightening, law_of

ZONES = ("America/New_York", "America/Los_Angeles", "Asia/Manila", "Europe/London", "Australia/Sydney", "Asia/Beirut")
MOMENTS = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
KEYS = st.lists(st.sampled_from(JURISDICTIONS.keys()), max_size=3, unique=True)
DEBTS = st.lists(st.sampled_from(("a", "b")), max_size=2, unique=True).map(tuple)


@st.composite
def pasts(draw: st.DrawFn, moment: datetime) -> PastContact:
    return PastContact(
        at=moment - timedelta(minutes=draw(st.integers(1, 10 * 24 * 60))),
        channel=draw(st.sampled_from(Channel)), debts=draw(DEBTS), person=draw(st.sampled_from(("", "ann", "bob"))),
        outbound=draw(st.booleans()), connected=draw(st.booleans()), reached=draw(st.booleans()),
        conversation=draw(st.booleans()), excused=draw(st.booleans()), at_work=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def slots(draw: st.DrawFn, moment: datetime) -> Slot:
    first = draw(st.integers(0, 1439))
    until = draw(st.none() | st.integers(0, 20))
    return Slot(
        weekdays=frozenset(draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))),
        from_minute=first, to_minute=draw(st.integers(first + 1, 1440)),
        until_day=None if until is None else moment.date() + timedelta(days=until),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[ContactFacts, list[str], datetime]:
    """A contact against which little is known, the law around it, and a moment."""
    moment = draw(MOMENTS)
    held = draw(st.none() | st.integers(0, 40))
    facts = nothing_against(
        draw(st.sampled_from(Channel)),
        is_consumer=draw(st.sampled_from((True, False, None))),
        collects_for_another=draw(st.sampled_from((True, False, None))),
        zones=tuple(draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=2, unique=True))),
        country=draw(st.sampled_from(("US", "PH", "GB", "AU", ""))),
        person=draw(st.sampled_from(("", "ann"))), debts=draw(DEBTS),
        history=tuple(draw(st.lists(pasts(moment), max_size=6))),
        slots=tuple(draw(st.lists(slots(moment), max_size=2))),
        hardship=held is not None,
        hardship_until=None if held is None else moment.date() + timedelta(days=held),
        has_consent=True, consent_on=moment.date(),
        notice_sent_on=moment.date() - timedelta(days=draw(st.integers(0, 9))),
        call_consent_at=draw(st.none() | st.just(moment - timedelta(days=2))),
        call_consent_from=draw(st.none() | st.just(moment.date() + timedelta(days=1))),
        days_past_due=draw(st.sampled_from((None, 3, 40))),
    )  # fmt: skip
    return facts, draw(KEYS), moment


@st.composite
def tightenings(draw: st.DrawFn) -> Tightening:
    hour = draw(st.integers(0, 22))
    values = (
        Hours(tuple((hour * 60, (hour + 2) * 60 - 60) if day < 5 else None for day in range(7))),
        Limit(Counted.ATTEMPTS, draw(st.integers(0, 3)), draw(st.integers(1, 9)), draw(st.sampled_from(Per))),
    )
    clauses = tuple(
        Clause(key=f"creditor.{field}.1", field=field, value=value, jurisdiction="creditor", citation="Our own rule",
               valid_from=date(2020, 1, 1), checked_on=date(2026, 1, 1), mark=Mark.HOUSE)
        for field, value in zip(("hours", "limits"), values, strict=True)
        if draw(st.booleans())
    )  # fmt: skip
    return Tightening(1, clauses, tuple(draw(KEYS)), draw(st.booleans()), draw(st.booleans()))


@settings(max_examples=100, deadline=None)
@given(cases(), tightenings(), KEYS)
def test_tightening_and_more_law_never_permit_what_was_refused(case, more, others) -> None:
    facts, keys, moment = case
    before = may_contact(facts, law_of(keys, moment.date()), moment)
    tightened = may_contact(facts, law_of(keys, moment.date(), more), moment)
    wider = may_contact(facts, law_of([*keys, *others], moment.date()), moment)
    assert not (tightened.permit or wider.permit) or before.permit
    told = {(reason.code, reason.citation) for reason in before.reasons}
    assert told <= {(reason.code, reason.citation) for reason in tightened.reasons}
    assert told <= {(reason.code, reason.citation) for reason in wider.reasons}


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_more_against_a_contact_never_permits_it(case, data) -> None:
    facts, keys, moment = case
    law = law_of(keys, moment.date())
    assume(not may_contact(facts, law, moment).permit)
    worse = data.draw(
        st.sampled_from([
            dict.fromkeys(data.draw(st.lists(st.sampled_from(STOP_FACTS), max_size=4)), True),
            {"history": (*facts.history, data.draw(pasts(moment)))},
            {"slots": (*facts.slots, data.draw(slots(moment)))},
            {"zones": (*facts.zones, data.draw(st.sampled_from(ZONES)))},
            {"is_consumer": None}, {"collects_for_another": None}, {"debts": ("a", "b", "c")}, {"person": ""},
            {"has_consent": False}, {"notice_sent_on": None}, {"is_automated": True}, {"call_consent_at": None},
            {"days_past_due": None}, {"text": "Pay now."}, {"purpose": Purpose.COLLECT}, {"hardship_until": None},
        ])
    )  # fmt: skip
    if "debts" in worse and not facts.debts:
        worse = {}
    assert not may_contact(replace(facts, **worse), law, moment).permit


@settings(max_examples=100, deadline=None)
@given(cases(), st.lists(st.floats(0, 1, exclude_max=True), min_size=6, max_size=6))
def test_the_next_moment_is_permitted_and_none_before_it_is(case, parts) -> None:
    facts, keys, moment = case
    law = law_of(keys, moment.date())
    answer = may_contact(facts, law, moment)
    assert all(reason.citation for reason in answer.reasons)
    assert answer.permit == (not answer.reasons)
    then = answer.next_permitted_at
    if answer.permit:
        assert then is None
        return
    end = then or moment + timedelta(days=40)
    assert then is None or may_contact(facts, law, then).permit
    assert then is None or not may_contact(facts, law, then - timedelta(minutes=1)).permit
    for part in parts:
        between = min(moment + (end - moment) * part, end - timedelta(seconds=1))
        assert not may_contact(facts, law, between).permit
