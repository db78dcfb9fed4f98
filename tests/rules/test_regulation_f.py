"""The official examples of Regulation F on call frequency, times and places, and opting out, told in our own words.

Each is named by its comment in Supplement I to 12 CFR 1006. Only the federal law is asked, without the house standard.
Where a comment says that a call is presumed to comply, the gate permits it; presumed to violate, it refuses.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dunwell.compliance.gate.rules import (
    Channel,
    ContactFacts,
    GateAnswer,
    PastContact,
    Purpose,
    Slot,
    may_contact,
    nothing_against,
)
from dunwell.compliance.jurisdictions.rules import statutes_of
from dunwell.compliance.wording.rules import is_limited_content, is_opt_out, tells_way_out

ZONE = ZoneInfo("America/Chicago")
FEDERAL = statutes_of(["us"], date(2026, 11, 1))
"""The rule as it stands; the dates of its examples fall on their weekdays in 2020, before it was in force."""
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else f"{text}T10:00").replace(tzinfo=ZONE)


def ask(moment: str, channel: Channel = Channel.CALL, **known: object) -> GateAnswer:
    """Ask the federal rules about a consumer in one zone, for an agency."""
    facts = {"is_consumer": True, "collects_for_another": True, "zones": ("America/Chicago",), "person": "consumer"}
    if channel is Channel.EMAIL or channel is Channel.SMS:
        facts["has_consent"] = True
    asked = nothing_against(channel, **{**facts, **known})
    return may_contact(asked, FEDERAL, at(moment))


def codes(answer: GateAnswer) -> set[str]:
    return {reason.code.rpartition(".")[2] for reason in answer.reasons}


def unanswered(
    *days: str, debts: Sequence[str] = ("card",), times: int = 1, **known: object
) -> tuple[PastContact, ...]:
    return tuple(
        PastContact(at=at(day) + timedelta(minutes=3 * n), channel=Channel.CALL, debts=tuple(debts), person="consumer",
                    reached=False, **known)
        for day in days
        for n in range(times)
    )  # fmt: skip


def talk(day: str, debts: Sequence[str] = ("card",), *, outbound: bool = True, called: Sequence[str] | None = None):
    """A conversation on a day: one call about what the collector rang for, talk about what was talked about."""
    when = at(day)
    said = PastContact(
        at=when, channel=Channel.CALL, debts=tuple(debts), person="consumer", conversation=True, outbound=outbound
    )
    if called is None:
        return (said,)
    rang = PastContact(at=when, channel=Channel.CALL, debts=tuple(called), person="consumer", reached=False)
    return (rang, PastContact(at=when, channel=Channel.CALL, debts=tuple(debts), person="consumer",
                              conversation=True, outbound=False))  # fmt: skip


def voicemail(day: str, debts: Sequence[str] = ("card",)) -> tuple[PastContact, ...]:
    return (PastContact(at=at(day), channel=Channel.VOICEMAIL, debts=tuple(debts), person="consumer"),)


APRIL = voicemail("2020-04-01") + unanswered(
    "2020-04-02", "2020-04-03", "2020-04-04", "2020-04-05", "2020-04-06", "2020-04-07"
)
CROWDED = voicemail("2020-04-01") + unanswered("2020-04-03", times=6)
MORTGAGE = voicemail("2020-04-01") + unanswered("2020-04-02", "2020-04-03", "2020-04-06", times=2)
AUGUST = unanswered("2020-08-11") + talk("2020-08-14")
CALL_BACK = talk("2020-04-03")
TWICE = (*talk("2020-04-03"), *talk("2020-04-06"))
JUNE = unanswered("2020-06-01", "2020-06-02", "2020-06-03")
PHONE_ME = JUNE + unanswered("2020-06-08", "2020-06-09", times=3, excused=True) + unanswered(
    "2020-06-10", times=2, excused=True
)  # fmt: skip

FREQUENCY = [
    # the comment, history, the moment of the next call, debts, permitted, first permitted day
    ("14(b)(2)(i)-1.i before", APRIL, "2020-04-07T18:00", ("card",), False, date(2020, 4, 8)),
    ("14(b)(2)(i)-1.i", APRIL, "2020-04-08", ("card",), True, None),
    ("14(b)(2)(i)-1.ii before", talk("2020-08-13", outbound=False), "2020-08-19", ("card",), False, date(2020, 8, 20)),
    ("14(b)(2)(i)-1.ii", talk("2020-08-13", outbound=False), "2020-08-20", ("card",), True, None),
    ("14(b)(2)(i)-2.i the seventh", CROWDED[:-1], "2020-04-03T18:00", ("card",), True, None),
    ("14(b)(2)(i)-2.i an eighth", CROWDED, "2020-04-07", ("card",), False, date(2020, 4, 8)),
    ("14(b)(2)(i)-3.i", (), "2020-04-09", ("card",), True, None),
    ("14(b)(2)(ii)-1.i the seventh", MORTGAGE[:-1], "2020-04-06T18:00", ("card",), True, None),
    ("14(b)(2)(ii)-1.i the eighth", MORTGAGE, "2020-04-07", ("card",), False, date(2020, 4, 8)),
    ("14(b)(2)(ii)-1.ii before", AUGUST, "2020-08-20T20:59", ("card",), False, date(2020, 8, 21)),
    ("14(b)(2)(ii)-1.ii", AUGUST, "2020-08-21", ("card",), True, None),
    ("14(b)(3)(i)-3.i without consent", CALL_BACK, "2020-04-06", ("card",), False, date(2020, 4, 10)),
    ("14(b)(3)(i)-3.iii no consent", JUNE + unanswered("2020-06-05", times=4), "2020-06-07", ("card",), False,
     date(2020, 6, 8)),
    ("14(b)(3)(i)-3.iii after", PHONE_ME, "2020-06-11", ("card",), True, None),
    ("14(b)(4)-2.i the twenty-first", unanswered("2020-11-09", debts=("medical",), times=7)
     + unanswered("2020-11-10", debts=("a",), times=7) + unanswered("2020-11-11", debts=("b",), times=6),
     "2020-11-11T18:00", ("b",), True, None),
    ("14(b)(4)-2.i an eighth for one", unanswered("2020-11-09", debts=("medical",), times=7), "2020-11-11",
     ("medical",), False, date(2020, 11, 16)),
    ("14(b)(4)-2.ii the other debt", voicemail("2020-11-09", ("medical",)) + unanswered("2020-11-09", times=6),
     "2020-11-10", ("card",), True, None),
    ("14(b)(4)-2.iii the debt talked of", talk("2020-11-09", ("medical",)), "2020-11-10", ("medical",), False,
     date(2020, 11, 16)),
    ("14(b)(4)-2.iii the other", talk("2020-11-09", ("medical",)), "2020-11-10", ("card",), True, None),
    ("14(b)(4)-2.iv one", talk("2020-11-09", ("medical", "card")), "2020-11-10", ("medical",), False,
     date(2020, 11, 16)),
    ("14(b)(4)-2.iv the other", talk("2020-11-09", ("medical", "card")), "2020-11-10", ("card",), False,
     date(2020, 11, 16)),
    ("14(b)(4)-2.v allotted", unanswered("2020-11-09", "2020-11-11", debts=("medical",))
     + unanswered("2020-11-10", times=4) + talk("2020-11-12", ("medical",)), "2020-11-13", ("card",), True, None),
    ("14(b)(4)-2.v the debt it was allotted to", talk("2020-11-12", ("medical",)), "2020-11-18", ("medical",), False,
     date(2020, 11, 19)),
    ("14(b)(4)-2.vi rung for and not talked of", talk("2020-11-09", ("medical", "card"), called=("medical",)),
     "2020-11-15", ("medical",), False, date(2020, 11, 16)),
    ("14(b)(4)-2.vi talked of and not rung for", talk("2020-11-09", ("medical", "card"), called=("medical",)),
     "2020-11-15", ("card",), False, date(2020, 11, 16)),
    ("14(b)(4)-2.vii", unanswered("2020-11-09", debts=("student loans",), times=7), "2020-11-10", ("student loans",),
     False, date(2020, 11, 16)),
    ("14(b)(4)-2.vii after talk of one", talk("2020-11-09", ("student loans",)), "2020-11-15", ("student loans",),
     False, date(2020, 11, 16)),
]  # fmt: skip


@pytest.mark.parametrize(("history", "moment", "debts", "permit", "first"), [row[1:] for row in FREQUENCY],
                         ids=[row[0] for row in FREQUENCY])  # fmt: skip
def test_call_frequency(history, moment, debts, permit, first) -> None:
    answer = ask(moment, history=tuple(history), debts=debts)
    assert answer.permit is permit
    assert codes(answer) == (set() if permit else {"limits"})
    assert (answer.next_permitted_at and answer.next_permitted_at.astimezone(ZONE).date()) == first
    assert all("1006.14(b)(2)(i)" in reason.citation for reason in answer.reasons)


def test_calls_to_a_third_party_for_location_are_counted_for_that_party() -> None:
    """14(b)(2)(i)-1.iii: seven unanswered calls in 6 to 12 October; none of them counts for the consumer."""
    days = [f"2020-10-{day:02}" for day in range(6, 13)]
    calls = tuple(PastContact(at=at(day), channel=Channel.CALL, person="aunt", reached=False) for day in days)
    asked = {"history": calls, "purpose": Purpose.LOCATE, "others_may_learn": True}
    assert ask("2020-10-12T18:00", person="aunt", **{**asked, "history": calls[:-1]}).permit
    assert codes(ask("2020-10-12T18:00", person="aunt", **asked)) == {"limits"}
    assert ask("2020-10-12T18:00", person="consumer", history=calls).permit


def test_a_wrong_number_was_no_call_to_the_person() -> None:
    """14(b)(2)(i)-3.i: what went to a number that proved to be another's does not count for the person."""
    wrong = unanswered("2020-04-06", "2020-04-08", times=4, excused=True)
    assert ask("2020-04-09", history=wrong, debts=("card",)).permit


def test_a_call_on_the_day_that_was_asked_for_is_made() -> None:
    """14(b)(3)(i)-3.i: in Friday's talk the consumer says to call back on Monday."""
    consent = {"call_consent_at": at("2020-04-03T10:05"), "call_consent_from": date(2020, 4, 6),
               "call_consent_until": date(2020, 4, 6), "history": CALL_BACK, "debts": ("card",)}  # fmt: skip
    assert ask("2020-04-06", **consent).permit
    assert ask("2020-04-06T18:00", **consent).permit
    assert codes(ask("2020-04-07", **consent)) == {"limits"}
    assert ask("2020-04-04", **consent).next_permitted_at == at("2020-04-06T08:00")


def test_consent_without_a_day_ends_with_the_next_conversation() -> None:
    """14(b)(3)(i)-3.ii: called back and talked on Monday; Wednesday's call counts and is too soon."""
    consent = {"call_consent_at": at("2020-04-03T10:05"), "debts": ("card",)}
    assert ask("2020-04-06", history=CALL_BACK, **consent).permit
    answer = ask("2020-04-08", history=TWICE, **consent)
    assert codes(answer) == {"limits"}
    assert answer.next_permitted_at == at("2020-04-13T08:00")


def test_consent_by_mail_lifts_the_limit_for_seven_days() -> None:
    """14(b)(3)(i)-3.iii: consent on Thursday 4 June; eight calls follow, uncounted; from the 11th on calls count."""
    consent = {"call_consent_at": at("2020-06-04"), "debts": ("card",)}
    assert ask("2020-06-10T18:00", history=PHONE_ME, **consent).permit
    many = PHONE_ME + unanswered("2020-06-11", times=7)
    assert codes(ask("2020-06-11T18:00", history=many, **consent)) == {"limits"}


@pytest.mark.parametrize(
    ("connected", "permit"), [(False, True), (True, False)], ids=["busy or out of service", "rang or was answered"]
)
def test_only_calls_that_connect_count(connected, permit) -> None:
    """14(b)(3)(ii)-1: a busy signal is no call; a ring without an answer, a dropped call and a recording are."""
    history = unanswered("2020-04-06", times=7, connected=connected)
    assert ask("2020-04-07", history=history, debts=("card",)).permit is permit


TUESDAYS = (Slot(weekdays=frozenset({1, 3}), until_day=date(2020, 12, 31)),)
BUSY = (Slot(weekdays=WEEKDAYS, from_minute=15 * 60, to_minute=17 * 60), Slot(weekdays=WEEKEND))
FRIDAYS = (Slot(weekdays=frozenset({4})),)

PLACES = [
    ("6(b)(1)-1.i a Tuesday", {"slots": TUESDAYS}, "2020-12-29", False, at("2020-12-30T08:00")),
    ("6(b)(1)-1.i a Wednesday", {"slots": TUESDAYS}, "2020-12-30", True, None),
    ("6(b)(1)-1.i next year", {"slots": TUESDAYS}, "2021-01-05", True, None),
    ("6(b)(1)-1.ii before", {"slots": BUSY}, "2020-09-02T14:59", True, None),
    ("6(b)(1)-1.ii within", {"slots": BUSY}, "2020-09-02T15:00", False, at("2020-09-02T17:00")),
    ("6(b)(1)-1.ii after", {"slots": BUSY}, "2020-09-02T17:00", True, None),
    ("6(b)(1)-1.ii a weekend", {"slots": BUSY}, "2020-09-05T11:00", False, at("2020-09-07T08:00")),
    ("6(b)(1)-1.iii the home", {"at_inconvenient_place": True}, "2020-09-02", False, None),
    ("6(b)(1)-1.iii post to the home", {"at_inconvenient_place": True, "channel": Channel.LETTER}, "2020-09-02", False,
     None),
    ("6(b)(1)(ii)-1.i a mobile", {"at_inconvenient_place": False}, "2020-09-02", True, None),
    ("6(b)(1)-2.i the answer", {"slots": BUSY, "channel": Channel.EMAIL, "purpose": Purpose.REPLY,
     "answers_at": at("2020-09-02T15:30")}, "2020-09-02T16:30", True, None),
    ("6(b)(1)-2.i not an answer", {"slots": BUSY, "channel": Channel.EMAIL}, "2020-09-02T16:30", False,
     at("2020-09-02T17:00")),
    ("6(b)(1)-2.i another day", {"slots": BUSY, "channel": Channel.EMAIL, "purpose": Purpose.REPLY,
     "answers_at": at("2020-09-02T15:30")}, "2020-09-03T16:30", False, at("2020-09-03T17:00")),
    ("6(b)(1)-2.ii from home", {"at_inconvenient_place": True, "purpose": Purpose.REPLY,
     "answers_at": at("2020-09-02")}, "2020-09-02T10:01", True, None),
    ("6(b)(1)-2.iii a Friday", {"slots": FRIDAYS, "channel": Channel.EMAIL}, "2020-09-04", False,
     at("2020-09-05T08:00")),
    ("6(b)(1)-2.iv the answer", {"slots": FRIDAYS, "channel": Channel.EMAIL, "purpose": Purpose.REPLY,
     "answers_at": at("2020-09-04T20:30")}, "2020-09-04T20:31", True, None),
    ("6(b)(1)-2.iv the next Friday", {"slots": FRIDAYS, "channel": Channel.EMAIL, "purpose": Purpose.REPLY,
     "answers_at": at("2020-09-04T20:30")}, "2020-09-11", False, at("2020-09-12T08:00")),
    ("6(b)(2)-1 the answer", {"has_attorney": True, "purpose": Purpose.REPLY, "answers_at": at("2020-09-02")},
     "2020-09-02T10:05", True, None),
    ("6(b)(2)-1 afterwards", {"has_attorney": True}, "2020-09-03", False, None),
    ("6(b)(3)-1", {"at_work": True, "employer_forbids": True}, "2020-09-02", False, None),
    ("6(c)(1)-1.i before receipt", {"cease": False, "channel": Channel.EMAIL}, "2020-08-04", True, None),
    ("6(c)(1)-1.i after", {"cease": True, "channel": Channel.EMAIL}, "2020-08-06T12:00", False, None),
    ("6(c)(2) efforts end", {"cease": True, "purpose": Purpose.CLOSING}, "2020-08-07", True, None),
    ("14(h)(1)-3.i stop calling", {"opted_out": True}, "2020-08-07", False, None),
    ("14(h)(1)-3.ii that address, any debt", {"opted_out": True, "channel": Channel.EMAIL, "debts": ("another",)},
     "2020-08-07", False, None),
    ("14(h)(2)-1 required by law", {"opted_out": True, "channel": Channel.LETTER, "purpose": Purpose.REQUIRED},
     "2020-08-07", True, None),
]  # fmt: skip


@pytest.mark.parametrize(("known", "moment", "permit", "then"), [row[1:] for row in PLACES],
                         ids=[row[0] for row in PLACES])  # fmt: skip
def test_times_places_and_requests(known, moment, permit, then) -> None:
    facts = dict(known)
    answer = ask(moment, facts.pop("channel", Channel.CALL), **facts)
    assert answer.permit is permit
    assert answer.next_permitted_at == then
    assert all(reason.citation for reason in answer.reasons)


def locations(moment: str, *zones: str) -> bool:
    facts: ContactFacts = nothing_against(Channel.CALL, is_consumer=True, collects_for_another=True, zones=zones)
    when = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("America/New_York"))
    return may_contact(facts, FEDERAL, when).permit


@pytest.mark.parametrize(
    ("zone", "first"), [("America/Los_Angeles", "11:00"), ("America/Denver", "10:00")], ids=["-2.i", "-2.ii"]
)
def test_locations_that_conflict(zone, first) -> None:
    """6(b)(1)(i)-2: an Eastern area code and something further west."""
    opened = datetime.fromisoformat(f"2020-09-02T{first}")
    assert not locations((opened - timedelta(minutes=1)).isoformat(), "America/New_York", zone)
    assert locations(opened.isoformat(), "America/New_York", zone)
    assert locations("2020-09-02T20:59", "America/New_York", zone)
    assert not locations("2020-09-02T21:00", "America/New_York", zone)


@pytest.mark.parametrize(
    ("text", "has_way_out"),
    [
        ("Reply STOP to stop texts to this telephone number.", True),
        ("Click here to opt out of further emails to this email address", True),
        ("You may opt out of further e-mail to this address by replying “stop” in the subject line.", True),
        ("To opt out, pay a fee of 1.00.", False),
        ("Please pay what you owe.", False),
        ("如欲停止接收短訊，請回覆「停止」。", True),
        ("Mag-reply ng STOP para hindi na makatanggap ng text.", True),
    ],
)  # fmt: skip
def test_every_electronic_message_tells_a_way_out(text, has_way_out) -> None:
    """6(e)-1.i to iii, and what is none."""
    assert tells_way_out(text) is has_way_out
    assert ask("2020-09-02", Channel.SMS, text=text, consent_on=date(2020, 9, 1)).permit is has_way_out


@pytest.mark.parametrize(
    ("text", "asks_to_stop"),
    [
        ("STOP", True), ("stop.", True), ("Unsubscribe", True), ("quit", True), ("Cancel!", True), ("REVOKE", True),
        ("opt out", True), ("end", True), ("Please stop calling me.", True), ("Don't text this number again", True),
        ("do not contact me by e-mail", True), ("停止", True), ("請不要再打電話", True),
        ("Tigilan na ang pag-text", True),
        ("I will pay at the end of the month", False), ("Can we cancel the order of May?", False),
        ("Please call me tomorrow", False), ("The truck had to stop in Reno", False), ("已付款", False),
    ],
)  # fmt: skip
def test_what_asks_to_stop(text, asks_to_stop) -> None:
    assert is_opt_out(text) is asks_to_stop


LONG_VOICEMAIL = (
    "Hi, this is Robin Smith calling from ABC Inc. It is 4:15 p.m. on Wednesday, September 1. Please contact me or any"
    " of our representatives at 1-800-555-1212 today until 6:00 p.m. Eastern time, or any weekday from 8:00 a.m. to"
    " 6:00 p.m. Eastern time."
)


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("This is Robin Smith calling from ABC Inc. Please contact me or Jim Johnson at 1-800-555-1212.", True),
        (LONG_VOICEMAIL, True),
        ("This is Ana from Harbor Desk. Please call me or any colleague at 212-555-0123. Thank you.", True),
        ("This is Ana from Harbor Desk with the credit card receivables group. Please call me at 212-555-0123.", False),
        ("This is Ana from Harbor Collections. Please call me at 212-555-0123.", False),
        ("This is Ana from Harbor Desk. It is about your account. Please call me at 212-555-0123.", False),
        ("This is Ana from Harbor Desk. Please call me.", False),
        ("Please call 212-555-0123.", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_voicemail_of_limited_content_and_nothing_more(text, limited) -> None:
    """2(j)(1)-1, 2(j)(2)-1 and -2."""
    assert is_limited_content(text) is limited
    assert ask("2020-09-02", Channel.VOICEMAIL, text=text).permit is limited
