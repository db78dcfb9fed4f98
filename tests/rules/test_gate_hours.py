"""Hours and zones at the gate: clocks that change, zones that disagree, midnight, holidays, windows that never open."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dunwell.compliance.gate.rules import Channel, ContactFacts, Slot, may_contact, nothing_against
from dunwell.compliance.jurisdictions.rules import law_of, statutes_of

NEW_YORK, LOS_ANGELES, DENVER, PHOENIX = "America/New_York", "America/Los_Angeles", "America/Denver", "America/Phoenix"


def at(text: str, zone: str = "UTC") -> datetime:
    """An instant, written as the wall clock of a zone shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def consumer(*zones: str, channel: Channel = Channel.CALL, **known: object) -> ContactFacts:
    return nothing_against(channel, is_consumer=True, collects_for_another=True, zones=zones, country="US", **known)


@pytest.mark.parametrize(
    ("zones", "moment", "permit", "next_at"),
    [
        ((NEW_YORK,), at("2026-10-31T12:15"), True, None),
        ((NEW_YORK,), at("2026-11-01T12:15"), False, at("2026-11-01T08:00", NEW_YORK)),
        ((PHOENIX,), at("2026-07-15T15:30"), True, None),
        ((PHOENIX,), at("2026-01-15T15:30"), True, None),
        ((NEW_YORK, LOS_ANGELES), at("2026-06-01T10:59", NEW_YORK), False, at("2026-06-01T11:00", NEW_YORK)),
        ((NEW_YORK, LOS_ANGELES), at("2026-06-01T11:00", NEW_YORK), True, None),
        ((NEW_YORK, LOS_ANGELES), at("2026-06-01T20:59", NEW_YORK), True, None),
        ((NEW_YORK, LOS_ANGELES), at("2026-06-01T21:00", NEW_YORK), False, at("2026-06-02T11:00", NEW_YORK)),
        ((NEW_YORK, DENVER), at("2026-06-01T09:59", NEW_YORK), False, at("2026-06-01T10:00", NEW_YORK)),
        ((NEW_YORK, DENVER), at("2026-06-01T20:59", NEW_YORK), True, None),
        ((), at("2026-01-15T12:59", NEW_YORK), False, at("2026-01-15T13:00", NEW_YORK)),
        ((), at("2026-07-15T13:59", NEW_YORK), False, at("2026-07-15T14:00", NEW_YORK)),
        ((NEW_YORK,), at("2026-03-07T23:59", NEW_YORK), False, at("2026-03-08T08:00", NEW_YORK)),
    ],
)  # fmt: skip
def test_the_federal_hours_hold_in_every_zone(zones, moment, permit, next_at) -> None:
    answer = may_contact(consumer(*zones), statutes_of(["us"], moment.date()), moment)
    assert (answer.permit, answer.next_permitted_at) == (permit, next_at)
    assert answer.permit == (not answer.reasons)
    assert {reason.code for reason in answer.reasons} <= {"compliance.gate.hours"}
    assert all("1006.6(b)(1)" in reason.citation for reason in answer.reasons)


def test_a_message_is_judged_when_it_is_sent_not_when_it_was_queued() -> None:
    law = statutes_of(["us"], date(2026, 6, 1))
    facts = consumer(NEW_YORK, channel=Channel.EMAIL, has_consent=True)
    assert may_contact(facts, law, at("2026-06-01T20:59", NEW_YORK)).permit
    assert not may_contact(facts, law, at("2026-06-01T21:10", NEW_YORK)).permit


def test_zones_that_share_an_hour_in_winter_only_wait_for_winter() -> None:
    facts = consumer(NEW_YORK, "Asia/Manila")
    answer = may_contact(facts, law_of(["us"], date(2026, 6, 1)), at("2026-06-01T10:00", NEW_YORK))
    assert answer.next_permitted_at == at("2026-11-01T19:00", NEW_YORK)


def test_zones_that_never_share_an_hour_have_no_next_moment() -> None:
    facts = nothing_against(Channel.CALL, is_consumer=False, zones=(NEW_YORK, "Asia/Manila"), country="US")
    answer = may_contact(facts, law_of(["us"], date(2026, 6, 1)), at("2026-06-01T10:00", NEW_YORK))
    assert not answer.permit
    assert answer.next_permitted_at is None


def test_a_business_waits_for_the_business_day_after_a_holiday() -> None:
    facts = nothing_against(Channel.CALL, is_consumer=False, zones=(NEW_YORK,), country="US")
    law = law_of(["us"], date(2026, 11, 25))
    answer = may_contact(facts, law, at("2026-11-25T17:30", NEW_YORK))
    assert answer.next_permitted_at == at("2026-11-27T09:00", NEW_YORK)


def test_an_hour_that_a_clock_skips_begins_when_the_clock_has_jumped() -> None:
    """In Beirut midnight of 29 March 2026 is skipped: the day begins at 01:00, and a slot until midnight ends there."""
    facts = consumer("Asia/Beirut", channel=Channel.LETTER, slots=(Slot(weekdays=frozenset({5})),))
    answer = may_contact(facts, law_of(["us"], date(2026, 3, 28)), at("2026-03-28T12:00", "Asia/Beirut"))
    assert answer.next_permitted_at == datetime(2026, 3, 28, 22, 0, tzinfo=UTC)


def test_where_nobody_knows_the_zone_a_call_is_refused_and_a_letter_is_not() -> None:
    law = law_of([], date(2026, 3, 28))
    call = may_contact(nothing_against(Channel.CALL), law, at("2026-03-27T12:00"))
    assert [reason.code for reason in call.reasons if "zone" in reason.code] == ["compliance.gate.zone_unknown"]
    assert call.next_permitted_at is None
    assert may_contact(nothing_against(Channel.LETTER), law, at("2026-03-27T03:00")).permit


@pytest.mark.parametrize("channel", list(Channel))
def test_what_nobody_looked_up_refuses(channel) -> None:
    answer = may_contact(ContactFacts(channel=channel), law_of(["us"], date(2026, 6, 1)), at("2026-06-01T18:00"))
    codes = {reason.code.rpartition(".")[2] for reason in answer.reasons}
    assert {"cease", "attorney", "deceased", "opted_out", "disputed", "hardship", "third_party"} <= codes
    assert answer.next_permitted_at is None
    assert all(reason.citation for reason in answer.reasons)
