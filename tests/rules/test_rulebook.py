"""Matching rules as text: read to what is stored, every fault at its line, and back."""

import pytest

from dunwell.cash.matching.rules import document_problems
from dunwell.cash.rulebook.rules import MEANINGS, read_rules, text_of


def test_a_text_is_read_to_what_is_stored_and_back() -> None:
    text = "auto_limit: null\nauto_score: 0.99\nkept_proposals: 3\n"
    text += "oldest_first_customers: [C-1, 2002]\npoints:\n  named.full: 30\n"
    document, problems = read_rules(text)
    assert problems == []
    assert document == {
        "auto_limit": None, "auto_score": "0.99", "kept_proposals": 3, "oldest_first_customers": ["C-1", "2002"],
        "points": {"named.full": 30},
    }  # fmt: skip
    assert document_problems(document) == []
    assert read_rules(text_of(document)) == (document, [])


def test_a_text_of_comments_is_the_shipped_rules() -> None:
    assert read_rules(text_of({})) == ({}, [])
    assert all(f"# {name}" in text_of({}) for name in MEANINGS)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("margin: 0.1\nmargn: 0.2\n", 2, "cash.rules.unknown_name"),
        ("margin: much\n", 1, "cash.rules.not_a_number"),
        ("# a\n\nkept_proposals: 2.5\n", 3, "cash.rules.not_a_number"),
        ("margin: 0.1\nmargin: 0.2\n", 2, "cash.rules.duplicate"),
        ("points:\n  named.full: 1000\n", 2, "cash.rules.out_of_range"),
        ("points: 4\n", 1, "cash.rules.not_a_document"),
        ("oldest_first_customers: C-1\n", 1, "cash.rules.not_a_list"),
        ("margin: [\n", 2, "cash.rules.unreadable"),
        ("- a\n", 1, "cash.rules.empty"),
    ],
)
def test_a_fault_stands_at_its_line(text: str, line: int, code: str) -> None:
    _, problems = read_rules(text)
    assert [(problem.row, problem.code) for problem in problems] == [(line, code)]
