"""The life of a message, said whole; tokens that find home; mornings where the reader is."""

from datetime import date, datetime

import pytest

from dunwell.base.refusals import Refusal
from dunwell.work.messages.rules import (
    MACHINE,
    MessageEvent,
    MessageState,
    message_id_of,
    morning_of,
    tokens_in,
)
from dunwell.work.outgoing.rules import reply_address, with_token

LIFE = """
    draft     edit      draft
    draft     submit    waiting
    draft     approve   scheduled
    draft     withdraw  withdrawn
    waiting   edit      draft
    waiting   approve   scheduled
    waiting   withdraw  withdrawn
    scheduled call_back draft
    scheduled withdraw  withdrawn
    scheduled postpone  scheduled
    scheduled stop      waiting
    scheduled begin     sending
    sending   accept    sent
    sending   fail      failed
    sending   lose      unknown
    unknown   confirm   sent
    unknown   deny      failed
    unknown   bounce    bounced
    failed    edit      draft
    failed    retry     scheduled
    failed    withdraw  withdrawn
    sent      bounce    bounced
"""
ALLOWED = {(line.split()[0], line.split()[1]): line.split()[2] for line in LIFE.strip().splitlines()}


@pytest.mark.parametrize("state", list(MessageState))
@pytest.mark.parametrize("event", list(MessageEvent))
def test_the_whole_life_of_a_message(state: MessageState, event: MessageEvent) -> None:
    after = ALLOWED.get((state.value, event.value))
    if after is None:
        with pytest.raises(Refusal, match=r"work\.message\.not_allowed"):
            MACHINE.next(state, event)
    else:
        assert MACHINE.next(state, event) == after


def test_what_may_have_gone_is_never_sent_again_without_an_answer() -> None:
    assert {state for state in MessageState if MessageEvent.BEGIN in MACHINE.allowed(state)} == {MessageState.SCHEDULED}
    assert MACHINE.allowed(MessageState.UNKNOWN) == (MessageEvent.CONFIRM, MessageEvent.DENY, MessageEvent.BOUNCE)


@pytest.mark.parametrize(
    ("at", "zone", "expected"),
    [
        ("2026-03-31T13:30+00:00", "America/Chicago", "2026-03-31T14:00+00:00"),
        ("2026-03-31T14:30+00:00", "America/Chicago", "2026-03-31T14:30+00:00"),
        ("2026-03-31T18:00+00:00", "America/Chicago", "2026-04-01T14:00+00:00"),
        ("2026-04-03T09:00+00:00", "Asia/Manila", "2026-04-06T01:00+00:00"),
        ("2026-03-06T23:00+00:00", "America/Chicago", "2026-03-09T14:00+00:00"),
        ("2026-03-08T06:00+00:00", "Asia/Hong_Kong", "2026-03-09T01:00+00:00"),
    ],
)
def test_a_message_comes_on_a_business_morning_of_its_reader(at: str, zone: str, expected: str) -> None:
    found = morning_of(datetime.fromisoformat(at), zone, lambda day: day.weekday() >= 5)
    assert found == datetime.fromisoformat(expected)


def test_a_morning_is_no_holiday() -> None:
    found = morning_of(datetime.fromisoformat("2026-12-24T20:00+00:00"), "UTC", lambda day: day == date(2026, 12, 25))
    assert found == datetime.fromisoformat("2026-12-26T09:00+00:00")


def test_tokens_are_found_in_subjects_and_addresses() -> None:
    assert tokens_in("Re: AW: Your account [#A1B2C3D4] thanks") == ("A1B2C3D4",)
    assert tokens_in("post+a1b2c3d4@desk.example.com") == ("A1B2C3D4",)
    assert tokens_in("[#A1B2C3D4] post+a1b2c3d4@desk.example.com [#00000000]") == ("A1B2C3D4", "00000000")
    assert tokens_in("[#XYZ] #A1B2C3D4 a+b@c.example") == ()


def test_a_token_is_put_in_once() -> None:
    assert with_token("Hello", "A1B2C3D4") == "Hello [#A1B2C3D4]"
    assert with_token("Re: Hello [#A1B2C3D4]", "A1B2C3D4") == "Re: Hello [#A1B2C3D4]"
    assert reply_address("post@desk.example.com", "A1B2C3D4") == "post+a1b2c3d4@desk.example.com"
    assert reply_address("post@desk.example.com", "") == "post@desk.example.com"
    assert message_id_of("abc", "post@desk.example.com") == "<abc@desk.example.com>"
    assert message_id_of("abc", "") == "<abc@dunwell.invalid>"
