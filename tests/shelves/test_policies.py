"""Every policy on the shelf says what its examples say it says, on every engine, and never answers with null."""

from typing import Any

import pytest
from tests.sets.strategy_bench import ENGINES, run

from dunwell.strategy.decision.sets import answers, decide
from dunwell.strategy.facts.tables import FACT_TYPES, POLICY_COLUMNS, SEGMENT_COLUMNS
from dunwell.strategy.policies import POLICIES, SEGMENTS_TEXT
from dunwell.strategy.policy.rules import Policy, Segments, check_book, read_policy, read_segments

KEYS = POLICIES.keys()


def _policy(key: str) -> Policy:
    policy, problems = read_policy(POLICIES.get(key).text, POLICY_COLUMNS, version=1)
    assert problems == []
    assert policy is not None
    return policy


def _for_all(policy: str) -> Segments:
    text = f"segments:\n  - key: {_policy(policy).segments[0]}\n    title: All\n    when: true\n    policy: {policy}\n"
    segments, problems = read_segments(text, SEGMENT_COLUMNS)
    assert problems == []
    assert segments is not None
    return segments


def _rows(key: str) -> list[dict[str, Any]]:
    rows = []
    for number, example in enumerate(POLICIES.get(key).examples, start=1):
        rows.append({**example.row(FACT_TYPES), "customer_id": number, "customer_number": f"C-{number:03}"})
    return rows


@pytest.mark.parametrize("key", KEYS)
def test_a_policy_is_named_like_its_place_and_has_examples(key: str) -> None:
    assert _policy(key).key == key
    assert len(POLICIES.get(key).examples) >= 4


def test_the_default_segments_fit_the_shipped_policies() -> None:
    segments, problems = read_segments(SEGMENTS_TEXT, SEGMENT_COLUMNS)
    assert problems == []
    assert segments is not None
    assert check_book(segments, {key: _policy(key) for key in KEYS}) == []
    assert {segment.policy for segment in segments.segments} == set(KEYS)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("key", KEYS)
def test_every_example_gets_its_step_and_exclusions(key: str, engine: str) -> None:
    found = run(engine, _rows(key), lambda facts: decide(facts, _for_all(key), {key: _policy(key)}, currency="USD"))
    told = {
        row["customer_id"]: (
            row["step"],
            {name[9:] for name, value in row.items() if name.startswith("excluded_") and value},
        )
        for row in found
    }
    expected = {
        number: (example.step, set(example.exclusions))
        for number, example in enumerate(POLICIES.get(key).examples, start=1)
    }
    assert told == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("key", KEYS)
def test_no_condition_answers_with_null_whatever_is_missing(key: str, engine: str) -> None:
    bare = dict.fromkeys(FACT_TYPES, None) | {"customer_id": 99, "customer_number": "C-099"}
    found = run(engine, [*_rows(key), bare], lambda facts: answers(facts, _for_all(key), {key: _policy(key)}))
    assert all(value is not None for row in found for value in row.values())
    decided = run(engine, [bare], lambda facts: decide(facts, _for_all(key), {key: _policy(key)}, currency="USD"))
    assert decided[0]["rank"] is None


@pytest.mark.parametrize("key", KEYS)
def test_every_step_has_an_example(key: str) -> None:
    shown = {example.step for example in POLICIES.get(key).examples}
    assert len(shown & {step.code for step in _policy(key).steps}) >= 4
