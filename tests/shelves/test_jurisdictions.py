"""Every jurisdiction on the shelf answers every question, or has no rule; every answer is cited and dated."""

from datetime import date
from zoneinfo import available_timezones

import pytest

from dunwell.compliance.clauses import rules
from dunwell.compliance.clauses.rules import FIELDS, Kind, Mark
from dunwell.compliance.document.rules import read_jurisdiction
from dunwell.compliance.jurisdictions import JURISDICTIONS

KEYS = JURISDICTIONS.keys()
KINDS = {Kind.HOURS: rules.Hours, Kind.DAYS_OFF: rules.DaysOff, Kind.LIMIT: rules.Limit, Kind.BASIS: rules.Basis,
         Kind.DAYS: rules.Days, Kind.YES: rules.Yes}  # fmt: skip
LATEST = date(2026, 12, 31)


@pytest.mark.parametrize("key", KEYS)
def test_every_field_is_answered_once_or_has_no_rule(key) -> None:
    body = JURISDICTIONS.get(key)()
    answered = {clause.field for clause in body.clauses}
    assert answered | body.no_rule == set(FIELDS)
    assert answered & body.no_rule == set()


@pytest.mark.parametrize("key", KEYS)
def test_every_value_is_cited_dated_marked_and_of_its_kind(key) -> None:
    for clause in JURISDICTIONS.get(key)().clauses:
        assert len(clause.citation) > 5, clause.key
        assert clause.valid_from <= LATEST, clause.key
        assert date(2026, 11, 1) <= clause.checked_on <= LATEST, clause.key
        assert isinstance(clause.value, KINDS[FIELDS[clause.field].kind]), clause.key
        assert (clause.mark is Mark.HOUSE) == clause.citation.startswith("House conduct standard"), clause.key
        assert clause.channels, clause.key
        assert clause.consumers or clause.businesses, clause.key
        assert clause.agencies or clause.creditors, clause.key


def test_no_two_clauses_have_one_key() -> None:
    keys = [clause.key for key in KEYS for clause in JURISDICTIONS.get(key)().clauses]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", KEYS)
def test_zones_and_grounds_are_real(key) -> None:
    body = JURISDICTIONS.get(key)()
    assert set(body.zones) <= available_timezones()
    assert all(len(ground.country) == 2 and ground.country.isupper() for ground in body.grounds)
    assert bool(body.grounds) == (key != "house")


BROKEN = """jurisdiction: nowhere
title: Nowhere
about: A document with a fault on most of its lines.
checked_on: 2026-11-21
clauses:
  - field: hours
    value: {daily: "21:00-08:00"}
    citation: Act 1
    valid_from: 2026-01-01
  - field: limit
    citation: Act 1
    valid_from: 2026-01-01
  - field: limits
    value: {of: calls, most: 7, days: 7, per: debt}
    citation: Act 1
    valid_from: 2026-13-01
  - field: cease
    valid_from: 2026-01-01
"""


def test_a_document_is_told_each_fault_at_its_line() -> None:
    body, problems = read_jurisdiction(BROKEN)
    assert body is None
    told = {(problem.code.rpartition(".")[2], problem.row) for problem in problems}
    assert {("odd_hours", 7), ("odd_choice", 10), ("odd_choice", 14), ("odd_day", 16), ("missing", 17)} <= told
    assert ("unanswered", 6) in told


def test_a_value_of_another_kind_is_no_value() -> None:
    text = BROKEN.replace('{daily: "21:00-08:00"}', "{days: 3}")
    assert any(problem.row == 7 for problem in read_jurisdiction(text)[1])
