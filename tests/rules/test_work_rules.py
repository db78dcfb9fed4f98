"""Work items, calls, snoozes and saved views: the rules without a database."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.work.activities.rules import NOBODY_THERE, Outcome, check_call, check_note, reached_by
from dunwell.work.items.rules import MACHINE, ItemEvent, ItemState, beyond_capacity, check_reason, undoing
from dunwell.work.snoozes.rules import read_when
from dunwell.work.views.rules import check_view

WEDNESDAY = date(2026, 11, 25)
P, D, S, K = ItemState.OPEN, ItemState.DONE, ItemState.SNOOZED, ItemState.SKIPPED

# Rows: state. Columns: complete, snooze, skip, assign, wake, reopen, resnooze. None is refused.
TABLE = {
    P: (D, S, K, P, None, None, S),
    S: (D, S, K, S, P, P, S),
    D: (None, None, None, None, None, P, S),
    K: (None, None, None, None, None, P, S),
}


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize(("column", "event"), list(enumerate(ItemEvent)))
def test_the_whole_table_of_a_work_item(state: ItemState, column: int, event: ItemEvent) -> None:
    expected = TABLE[state][column]
    if expected is None:
        with pytest.raises(Refusal) as refused:
            MACHINE.next(state, event)
        assert refused.value.code == "work.item.not_allowed"
    else:
        assert MACHINE.next(state, event) is expected


@pytest.mark.parametrize("state", [P, S])
@pytest.mark.parametrize("event", [ItemEvent.COMPLETE, ItemEvent.SNOOZE, ItemEvent.SKIP, ItemEvent.ASSIGN])
def test_what_a_person_does_can_be_taken_back_to_where_it_was(state: ItemState, event: ItemEvent) -> None:
    after = MACHINE.next(state, event)
    assert MACHINE.next(after, undoing(event, state)) is state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow", "2026-11-26"),
        ("Tomorrow.", "2026-11-26"),
        ("day after tomorrow", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("Monday", "2026-11-30"),
        ("friday", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("next friday", "2026-12-04"),
        ("wed", "2026-12-02"),
        ("next wednesday", "2026-12-02"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("in 3 days", "2026-11-28"),
        ("3d", "2026-11-28"),
        ("a week", "2026-12-02"),
        ("2 weeks", "2026-12-09"),
        ("in 1 month", "2026-12-25"),
        ("2026-12-01", "2026-12-01"),
        ("1 december", "2026-12-01"),
        ("Dec 24 2026", "2026-12-24"),
        ("5 january", "2027-01-05"),
        ("明天", "2026-11-26"),
        ("下星期五", "2026-12-04"),
        ("三天後", "2026-11-28"),
        ("12月1日", "2026-12-01"),
        ("bukas", "2026-11-26"),
        ("sa lunes", "2026-11-30"),
    ],
)
def test_a_day_to_come_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert read_when(text, WEDNESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["", "banana", "1/12", "01/12/2026", "10", "31 nov", "5pm", "may", "next", "monday 3pm"]
)
def test_what_is_no_day_or_could_be_two_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_when(text, WEDNESDAY)
    assert refused.value.code == "work.when.unreadable"
    assert "next friday" in refused.value.sentence()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("today", "work.when.past"),
        ("yesterday", "work.when.past"),
        ("2026-11-25", "work.when.past"),
        ("2020-01-01", "work.when.past"),
        ("in 0 days", "work.when.past"),
        ("in 400 days", "work.when.too_far"),
    ],
)
def test_days_gone_by_and_days_too_far_are_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_when(text, WEDNESDAY)
    assert refused.value.code == code


@given(st.text(max_size=30), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_whatever_is_written_gives_a_day_to_come_or_a_refusal(text: str, today: date) -> None:
    try:
        assert today < read_when(text, today)
    except Refusal as refused:
        assert refused.code.startswith("work.when.")  # noqa: PT017 - either a day or a refusal


@given(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_within_the_next_seven_days_and_next_is_in_the_week_after(day: str, today: date) -> None:
    assert 1 <= (read_when(day, today) - today).days <= 7
    later = read_when(f"next {day}", today)
    assert later.isocalendar()[:2] != today.isocalendar()[:2]
    assert later.weekday() == read_when(day, today).weekday()


def test_the_day_is_filled_from_the_top_and_the_rest_is_for_another_day() -> None:
    assert beyond_capacity([8, 8, 8, 3], 16) == [False, False, True, True]
    assert beyond_capacity([20], 16) == [True]
    assert beyond_capacity([], 16) == []


@pytest.mark.parametrize("outcome", Outcome)
def test_who_was_reached_follows_from_the_outcome(outcome: Outcome) -> None:
    assert reached_by(outcome, None) is (outcome not in NOBODY_THERE)
    if outcome is Outcome.OTHER:
        assert reached_by(outcome, False) is False
        return
    with pytest.raises(Refusal) as refused:
        reached_by(outcome, outcome in NOBODY_THERE)
    assert refused.value.code == "work.activity.outcome_contradicts"


@pytest.mark.parametrize(
    ("outcome", "seconds", "note", "hour", "code"),
    [
        (Outcome.PROMISE, 60, "", 11, "work.activity.in_the_future"),
        (Outcome.PROMISE, -1, "", 9, "work.activity.odd_duration"),
        (Outcome.PROMISE, 30_000, "", 9, "work.activity.odd_duration"),
        (Outcome.OTHER, 60, " ", 9, "work.activity.note_missing"),
        (Outcome.PROMISE, 60, "x" * 10_001, 9, "work.activity.note_too_long"),
    ],
)
def test_a_call_that_cannot_have_been_is_refused(
    outcome: Outcome, seconds: int, note: str, hour: int, code: str
) -> None:
    now = datetime(2026, 11, 25, 10, tzinfo=UTC)
    with pytest.raises(Refusal) as refused:
        check_call(outcome, seconds, note, now.replace(hour=hour), now)
    assert refused.value.code == code


def test_a_note_needs_words_and_a_skip_a_reason() -> None:
    for check, code in ((check_note, "work.activity.note_missing"), (check_reason, "work.item.reason_missing")):
        with pytest.raises(Refusal) as refused:
            check("  ")
        assert refused.value.code == code


def test_a_saved_view_keeps_only_what_the_list_knows() -> None:
    assert check_view(" Big ones ", {"view": "call", "search": ""}) == ("Big ones", {"view": "call"})
    for name, query, code in (("", {}, "work.view.name_unusable"), ("x", {"sql": "1"}, "work.view.unknown_part")):
        with pytest.raises(Refusal) as refused:
            check_view(name, query)
        assert refused.value.code == code
