"""Days as each law counts them: from the day, from the day after, in business days; and the overlays' own examples."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dunwell.compliance.gate.rules import Channel, PastContact, may_contact, nothing_against
from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.jurisdictions.rules import law_of, statutes_of
from dunwell.compliance.periods.rules import opt_out_due, respite_of, validation_end

US = statutes_of(["us"], date(2026, 11, 1))


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("sent", "received", "end"),
    [
        (date(2026, 11, 18), None, date(2026, 12, 25)),
        (date(2026, 11, 20), None, date(2026, 12, 30)),
        (date(2026, 9, 3), None, date(2026, 10, 11)),
        (date(2026, 6, 30), None, date(2026, 8, 7)),
        (date(2026, 11, 18), date(2026, 11, 30), date(2026, 12, 30)),
        (date(2026, 11, 18), date(2026, 11, 19), date(2026, 12, 25)),
    ],
)
def test_the_validation_period(sent, received, end) -> None:
    """Five business days after sending, then thirty calendar days; 3 July 2026 is observed and 4 July a Saturday."""
    assert validation_end(sent, US, "US", received) == end


def test_an_opt_out_is_due_in_ten_business_days_by_law_and_at_once_in_the_house() -> None:
    assert opt_out_due(date(2026, 11, 20), US, "US") == date(2026, 12, 7)
    assert opt_out_due(date(2026, 11, 20), law_of(["us"], date(2026, 11, 20)), "US") == date(2026, 11, 20)


def test_a_breathing_space_counts_from_the_day_after_it_was_entered() -> None:
    clause = next(one for one in JURISDICTIONS.get("gb")().clauses if one.field == "breathing_space_days")
    respite = respite_of(date(2026, 9, 1), clause)
    assert (respite.first_day, respite.last_day) == (date(2026, 9, 2), date(2026, 10, 31))
    assert (respite.review_from, respite.review_to) == (date(2026, 9, 26), date(2026, 10, 6))
    assert respite.objection_until == date(2026, 9, 21)


def test_a_respite_ends_with_its_last_day() -> None:
    facts = nothing_against(
        Channel.LETTER, is_consumer=True, zones=("Europe/London",), breathing_space=True,
        breathing_space_until=date(2026, 10, 31),
    )  # fmt: skip
    answer = may_contact(facts, law_of(["gb"], date(2026, 10, 1)), at("2026-10-31T23:59", "Europe/London"))
    assert {reason.code for reason in answer.reasons} == {"compliance.gate.breathing_space"}
    assert answer.next_permitted_at == at("2026-11-01T00:00", "Europe/London")


def said(*rows: tuple[str, Channel], zone: str, debts: tuple[str, ...] = ("9",)) -> tuple[PastContact, ...]:
    return tuple(PastContact(at=at(day, zone), channel=channel, debts=debts) for day, channel in rows)


NEW_YORK, MANILA, TORONTO, SYDNEY, BRISBANE = (
    "America/New_York", "Asia/Manila", "America/Toronto", "Australia/Sydney", "Australia/Brisbane",
)  # fmt: skip
CALL, SMS, EMAIL, VOICEMAIL = Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.VOICEMAIL
TEXTS = said(("2026-06-01T10:00", SMS), ("2026-06-03T10:00", SMS), zone=NEW_YORK)
THREE = said(("2026-09-07T10:00", EMAIL), ("2026-09-08T10:00", SMS), ("2026-09-09T10:00", VOICEMAIL), zone=NEW_YORK)
SYDNEY_WEEK = said(
    ("2026-11-02T10:00", SMS), ("2026-11-03T10:00", SMS), ("2026-11-04T10:00", SMS), zone=SYDNEY
)  # fmt: skip

OVERLAYS = [
    ("MA: two texts, a call by Sunday", ["us_ma"], CALL, NEW_YORK, {"history": TEXTS, "debts": ("9",)},
     "2026-06-07T10:00", False, "2026-06-08T08:00"),
    ("MA: Monday of the next week", ["us_ma"], CALL, NEW_YORK, {"history": TEXTS, "debts": ("9",)},
     "2026-06-08T10:00", True, None),
    ("NYC: the fourth contact on account 9", ["us_nyc"], CALL, NEW_YORK, {"history": THREE, "debts": ("9",)},
     "2026-09-10T10:00", False, "2026-09-14T00:00"),
    ("NYC: another account", ["us_nyc"], CALL, NEW_YORK, {"history": THREE, "debts": ("10",)}, "2026-09-10T10:00",
     True, None),
    ("NYC: an e-mail to who did not opt in", ["us_nyc"], EMAIL, NEW_YORK, {}, "2026-09-10T10:00", False, None),
    ("DC: the fifth call", ["us_dc"], CALL, NEW_YORK,
     {"history": said(*[("2026-09-07T10:00", CALL)] * 4, zone=NEW_YORK), "debts": ("9",)}, "2026-09-10T10:00", False,
     "2026-09-14T00:00"),
    ("DC: the sixth message", ["us_dc"], EMAIL, NEW_YORK, {"has_consent": True, "debts": ("9",),
     "history": said(*[("2026-09-07T10:00", SMS)] * 5, zone=NEW_YORK)}, "2026-09-10T10:00", False, "2026-09-14T00:00"),
    ("PH: 21:50, three days past due", ["ph"], CALL, MANILA, {"days_past_due": 3}, "2026-06-02T21:50", False,
     "2026-06-03T08:00"),
    ("ON: Sunday before 13:00", ["ca_on"], CALL, TORONTO, {"notice_sent_on": date(2026, 6, 1)}, "2026-11-08T12:30",
     False, "2026-11-08T13:00"),
    ("ON: the sixth day after the letter", ["ca_on"], CALL, TORONTO, {"notice_sent_on": date(2026, 6, 1)},
     "2026-06-06T12:00", False, "2026-06-08T07:00"),
    ("ON: full six days", ["ca_on"], CALL, TORONTO, {"notice_sent_on": date(2026, 6, 1)}, "2026-06-08T07:00", True,
     None),
    ("ON: no letter at all", ["ca_on"], CALL, TORONTO, {}, "2026-06-08T12:00", False, None),
    ("QC: Sunday", ["ca_qc"], CALL, TORONTO, {"notice_sent_on": date(2026, 6, 1)}, "2026-11-08T12:30", False,
     "2026-11-09T08:00"),
    ("NB: at work, ever", ["ca_nb"], CALL, "America/Halifax", {"at_work": True}, "2026-11-10T12:30", False, None),
    ("AU: Brisbane 7:35 on Monday", ["au"], CALL, BRISBANE, {}, "2026-11-02T07:35", True, None),
    ("AU: 7:29", ["au"], CALL, BRISBANE, {}, "2026-11-02T07:29", False, "2026-11-02T07:30"),
    ("AU: the fourth contact of a week", ["au"], CALL, SYDNEY, {"history": SYDNEY_WEEK, "debts": ("9",)},
     "2026-11-08T10:00", False, "2026-11-09T07:30"),
    ("AU: 26 January", ["au"], CALL, SYDNEY, {}, "2026-01-26T10:00", False, "2026-01-27T07:30"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "known", "moment", "permit", "then"), [(row[1:4], *row[4:]) for row in OVERLAYS],
    ids=[row[0] for row in OVERLAYS],
)  # fmt: skip
def test_the_overlays_alone(where, known, moment, permit, then) -> None:
    keys, channel, zone = where
    facts = nothing_against(channel, is_consumer=True, collects_for_another=True, zones=(zone,), **known)
    answer = may_contact(facts, statutes_of(keys, date(2026, 11, 1)), at(moment, zone))
    assert answer.permit is permit
    assert answer.next_permitted_at == (at(then, zone) if then else None)
    assert all(reason.citation for reason in answer.reasons)


def test_the_exception_of_the_philippines_is_law_and_not_used() -> None:
    """22:05 and 20 days past due: the circular's hours no longer bind, the house still refuses."""
    facts = nothing_against(Channel.CALL, is_consumer=True, zones=(MANILA,), days_past_due=20)
    answer = may_contact(facts, law_of(["ph"], date(2026, 6, 2)), at("2026-06-02T22:05", MANILA))
    assert not answer.permit
    assert not any("Circular 18" in reason.citation for reason in answer.reasons)
    stranger = nothing_against(Channel.SMS, is_consumer=True, zones=(MANILA,), others_may_learn=True, has_consent=True)
    refused = may_contact(stranger, law_of(["ph"], date(2026, 6, 2)), at("2026-06-02T10:00", MANILA))
    assert {reason.code for reason in refused.reasons} == {"compliance.gate.third_party"}


def test_one_instant_is_two_hours_in_two_states() -> None:
    moment = at("2026-11-02T07:35", BRISBANE)
    law = statutes_of(["au"], date(2026, 11, 1))
    for zone in (BRISBANE, SYDNEY):
        facts = nothing_against(Channel.CALL, is_consumer=True, zones=(zone,), country="AU")
        assert may_contact(facts, law, moment).permit


@pytest.mark.parametrize(
    ("covers", "binds"),
    [
        ({"is_consumer": False}, False), ({"collects_for_another": False}, False), ({}, True),
        ({"is_consumer": True}, True),
    ],
)  # fmt: skip
def test_who_is_covered_and_who_is_not_known(covers, binds) -> None:
    """Regulation F binds agencies and consumers; who is not known to be neither is covered."""
    facts = nothing_against(Channel.CALL, zones=(NEW_YORK,), country="US", **covers)
    answer = may_contact(facts, US, at("2026-06-02T07:00", NEW_YORK))
    assert answer.permit is not binds
