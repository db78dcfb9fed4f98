"""Faults of policy documents carry the line, the column and what to do."""

import re

import pytest

from dunwell.strategy.facts.tables import POLICY_COLUMNS, SEGMENT_COLUMNS
from dunwell.strategy.policies import POLICIES
from dunwell.strategy.policy.rules import check_book, read_policy, read_segments

GOOD = """\
name: plain
title: Plain
segments: [standard]
defaults:
  minimum_amount: 10.00
  minutes: {call: 9}
  likelihood:
    call: [1, 2, 3, 4, 5]
pause:
  - when: on_hold
    reason: Held.
steps:
  - code: reminder
    title: Reminder
    when: oldest_days_past_due >= 3
    action: email
    tone: T1
    wait_days: 7
  - code: call
    title: Call
    when: |
      oldest_days_past_due >= 8
      and not is_new
    action: call
    tone: T1
    owner: queue:export
    wait_days: 4
    stop:
      - when: disputed_amount > 0
        reason: Disputed.
"""


def _told(text: str) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.column, one.code.rsplit(".", 1)[1]) for one in read_policy(text, POLICY_COLUMNS)[1]]


def test_a_good_policy_is_read_whole() -> None:
    policy, problems = read_policy(GOOD, POLICY_COLUMNS, version=3)
    assert problems == []
    assert policy is not None
    assert (policy.key, policy.version, policy.segments) == ("plain", 3, ("standard",))
    assert [step.code for step in policy.steps] == ["reminder", "call"]
    call = policy.steps[1]
    assert (call.minutes, call.owner, call.likelihood) == (9, "queue:export", (1, 2, 3, 4, 5))
    assert call.stops[0].reason == "Disputed."
    assert policy.defaults.min_gap_days == 3


CHANGES = [
    ("title: Plain", "titel: Plain", [(1, "1", "missing"), (2, "1", "unknown_key")]),
    ("title: Plain", "title:", [(2, "7", "missing")]),
    ("title: Plain", "title: [a]", [(2, "8", "wrong_shape")]),
    ("name: plain", "name: Plain One", [(1, "7", "odd_key")]),
    ("title: Plain", "title: Plain\ntitle: Again", [(3, "1", "duplicate")]),
    ("  minimum_amount: 10.00", "  minimum_amount: ten", [(5, "19", "odd_amount")]),
    ("  minimum_amount: 10.00", "  minimum_amount: -5", [(5, "19", "odd_amount")]),
    ("  minimum_amount: 10.00", "  smallest_amount: 500", [(5, "20", "bounds_crossed")]),
    ("  minimum_amount: 10.00", "  min_gap_days: 99", [(5, "17", "odd_number")]),
    ("[1, 2, 3, 4, 5]", "[1, 2, 3]", [(8, "11", "odd_likelihood")]),
    ("[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 500]", [(8, "24", "odd_number")]),
    ("action: email", "action: mail", [(16, "13", "odd_choice")]),
    ("tone: T1\n    wait_days: 7", "tone: T9\n    wait_days: 7", [(17, "11", "odd_choice")]),
    ("wait_days: 7", "wait_days: seven", [(18, "16", "odd_number")]),
    ("wait_days: 7", 'wait_days: "7"', [(18, "16", "odd_number")]),
    ("code: call", "code: reminder", [(19, "11", "duplicate_step")]),
    ("owner: queue:export", "owner: someone", [(26, "12", "odd_owner")]),
    ("when: oldest_days_past_due >= 3", "when: oldest_days >= 3", [(15, "11", "unknown_column")]),
    ("when: oldest_days_past_due >= 3", "when: is_new and oldest = 3", [(15, "22", "unknown_column")]),
    ("when: oldest_days_past_due >= 3", "when: 'language = ''en'' and x'", [(15, "34", "unknown_column")]),
    ("when: oldest_days_past_due >= 3", 'when: "is_new and x"', [(15, "23", "unknown_column")]),
    ("      and not is_new", "      and not is_nw", [(23, "15", "unknown_column")]),
    ("when: disputed_amount > 0", "when: disputed_amount > 'a'", [(29, "33", "kinds_differ")]),
    ("        reason: Disputed.", "        why: Disputed.", [(29, "9", "missing"), (30, "9", "unknown_key")]),
    ("steps:\n", "steps: []\nsteps_:\n", [(12, "8", "odd_list"), (13, "1", "unknown_key")]),
    ("title: Plain", "title: &a Plain", [(2, "8", "reference")]),
    ("title: Plain", "title: !!str Plain", [(2, "8", "reference")]),
    ("title: Plain", "title: [", [(4, "1", "unreadable")]),
    ("title: Plain", "title: {a: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}}", [(2, "36", "too_deep")]),
    ("name: plain", "---\nname: plain\n---\nx: 1", [(3, "1", "second")]),
]


@pytest.mark.parametrize(("old", "new", "told"), CHANGES)
def test_each_fault_is_told_at_its_line_and_column(old: str, new: str, told: list[tuple[int, str, str]]) -> None:
    assert GOOD.count(old) == 1
    assert _told(GOOD.replace(old, new)) == told


@pytest.mark.parametrize("text", ["", "# nothing", "- a list", "just words", "\t", "a: \x00", "x" * 200_000])
def test_what_is_no_document_is_told_and_never_raises(text: str) -> None:
    policy, problems = read_policy(text, POLICY_COLUMNS)
    assert policy is None
    assert problems
    assert all(one.row and one.column and one.sentence() for one in problems)


def test_a_document_that_unfolds_is_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert _told(bomb) == [(1, "4", "reference")]


def test_sentences_say_what_to_do() -> None:
    problems = read_policy(GOOD.replace("action: email", "action: emial"), POLICY_COLUMNS)[1]
    assert problems[0].sentence() == (
        "emial is not one of: call, email, letter, sms, task, hold, escalate. Did you mean email?"
    )
    assert problems[0].address == "row 16, column 13"


SEGMENTS = """\
segments:
  - key: big
    title: Big
    when: value_percentile >= 90
    policy: plain
  - key: rest
    title: Rest
    when: true
    policy: plain
"""


def test_segments_are_read_in_order() -> None:
    segments, problems = read_segments(SEGMENTS, SEGMENT_COLUMNS)
    assert problems == []
    assert segments is not None
    assert [one.key for one in segments.segments] == ["big", "rest"]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("when: true", "when: is_new", 8, "not_for_all"),
        ("key: rest", "key: big", 6, "duplicate"),
        ("value_percentile >= 90", "segment = 'x'", 4, "unknown_column"),
        ("    title: Big\n", "", 2, "missing"),
    ],
)
def test_faulty_segments_are_told(old: str, new: str, line: int, code: str) -> None:
    segments, problems = read_segments(SEGMENTS.replace(old, new, 1), SEGMENT_COLUMNS)
    assert segments is None
    assert [(one.row, one.code.rsplit(".", 1)[1]) for one in problems] == [(line, code)]


def test_segments_without_keys_are_told_one_by_one() -> None:
    segments, problems = read_segments(re.sub(r"- key: \w+\n   ", "-", SEGMENTS), SEGMENT_COLUMNS)
    assert segments is None
    assert [(one.row, one.code.rsplit(".", 1)[1]) for one in problems] == [(2, "missing"), (5, "missing")]


def test_segments_and_policies_must_fit() -> None:
    segments, _ = read_segments(SEGMENTS, SEGMENT_COLUMNS)
    policy, _ = read_policy(GOOD, POLICY_COLUMNS)
    assert segments is not None
    assert policy is not None
    assert [one.code for one in check_book(segments, {})] == ["strategy.segment.policy_missing"] * 2
    assert [one.code for one in check_book(segments, {"plain": policy})] == ["strategy.segment.policy_not_for_it"] * 2


@pytest.mark.parametrize("key", POLICIES.keys())
def test_cutting_a_shipped_policy_anywhere_never_raises(key: str) -> None:
    text = POLICIES.get(key).text
    for cut in range(0, len(text), 37):
        read_policy(text[:cut], POLICY_COLUMNS)
        read_policy(text[cut:], POLICY_COLUMNS)
