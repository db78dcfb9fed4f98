"""Templates say where they are wrong, never threaten, and are all there in three languages."""

import pytest

from dunwell.work.templates.queries import shipped_templates
from dunwell.work.templates.rules import (
    Filled,
    Language,
    Template,
    best_template,
    fields_left,
    fill_template,
    read_template,
)

HEAD = "title: T\nchannel: email\nlanguage: en\ntone: T1\nsubject: S\n---\n"
SMS = "title: T\nchannel: sms\nlanguage: en\ntone: T1\n---\n"


@pytest.mark.parametrize(
    ("text", "row", "code"),
    [
        (HEAD + "Hello {{customer_nam}}", 7, "field_unknown"),
        (HEAD + "fine\n\nHello {{ }}", 9, "field_unknown"),
        (HEAD + "Hello {{customer_name}", 7, "field_open"),
        (HEAD.replace("subject: S", "subject: {{amount}}") + "Hello", 5, "field_unknown"),
        (HEAD + "Pay, OR ELSE we come", 7, "phrase_banned"),
        (HEAD + "你再不付款便會坐監", 7, "phrase_banned"),
        (HEAD, 7, "body_missing"),
        (HEAD.replace("---\n", "") + "Hello", 6, "head_unknown"),
        (HEAD.replace("tone: T1", "tone: T9") + "Hello", 4, "choice_unknown"),
        (HEAD.replace("subject: S\n", "") + "Hello", 1, "subject_missing"),
        (HEAD + "word " * 151, 7, "too_wordy"),
        (SMS + "You owe {{total_due}}. {{opt_out}}", 6, "sms_tells"),
        (SMS + "Call us", 6, "sms_no_stop"),
    ],
)
def test_a_fault_is_told_at_its_line(text: str, row: int, code: str) -> None:
    _, problems = read_template("t", text)
    assert (row, f"work.template.{code}") in [(problem.row, problem.code) for problem in problems]


def test_a_sound_text_has_no_problems_and_knows_its_fields() -> None:
    template, problems = read_template("t", HEAD + "Hello {{ contact_name }},\n{{total_due}} {{contact_name}}")
    assert problems == []
    assert template is not None
    assert template.fields == ("contact_name", "total_due")


@pytest.mark.parametrize("row", shipped_templates(), ids=lambda row: f"{row.language}-{row.key}")
def test_a_shipped_text_is_sound_and_marked_for_review(row) -> None:
    template, problems = read_template(row.key, row.text)
    assert problems == []
    assert template.language == row.language
    assert template.review == "needs native review"


def test_every_shipped_text_is_there_in_three_languages_with_the_same_fields() -> None:
    by_key: dict[str, dict[str, Template]] = {}
    for row in shipped_templates():
        by_key.setdefault(row.key, {})[row.language] = row.template
    assert len(by_key) == 13
    for texts in by_key.values():
        assert set(texts) == set(Language)
        told = {(one.channel, one.tone, one.steps, frozenset(one.fields)) for one in texts.values()}
        assert len(told) == 1


def test_every_written_step_of_the_shipped_policies_has_a_text() -> None:
    from dunwell.strategy.facts.tables import POLICY_COLUMNS
    from dunwell.strategy.policies import POLICIES
    from dunwell.strategy.policy.rules import read_policy

    texts = [row.template for row in shipped_templates()]
    without = []
    for key in POLICIES.keys():  # noqa: SIM118 - a shelf is no mapping
        policy, _ = read_policy(POLICIES.get(key).text, POLICY_COLUMNS, version=1)
        for step in policy.steps:
            if step.action not in ("email", "letter", "sms"):
                continue
            for language in Language:
                found = best_template(texts, channel=step.action, language=language, step=step.code, tone=step.tone)
                if found is None or found.language != language or found.tone > step.tone:
                    without.append((key, step.code, language))
    assert without == []


def test_filling_keeps_what_is_missing_in_sight() -> None:
    template, _ = read_template("t", HEAD.replace("S", "About {{customer_name}}") + "Owed: {{total_due}}.")
    filled = fill_template(template, {"customer_name": "Harbor\nBcc: x"})
    assert filled.subject == "About Harbor Bcc: x"
    assert filled.body == "Owed: {{total_due}}."
    assert filled.missing == ("total_due",)
    assert [(piece.field, piece.is_missing) for piece in filled.pieces] == [
        ("", False),
        ("total_due", True),
        ("", False),
    ]
    assert fields_left(filled.body) == ("total_due",)


def test_a_value_that_looks_like_a_field_is_not_filled_again() -> None:
    template, _ = read_template("t", HEAD + "{{customer_name}}")
    filled = fill_template(template, {"customer_name": "{{total_due}}", "total_due": "secret"})
    assert isinstance(filled, Filled)
    assert filled.body == "{{total_due}}"


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"channel": "email", "language": "en", "step": "reminder_2", "tone": "T2"}, "reminder_t2"),
        ({"channel": "letter", "language": "fil", "step": "final_notice", "tone": "T5"}, "final_t5"),
        ({"channel": "letter", "language": "en", "step": "odd", "tone": "T4"}, "demand_t4"),
        ({"channel": "letter", "language": "en", "step": "odd", "tone": "T2"}, None),
        ({"channel": "email", "language": "en", "step": "call_2", "tone": "T1"}, "reminder_t1"),
        ({"channel": "email", "language": "zh-hant", "step": "odd", "tone": "T3"}, "firm_t3"),
        ({"channel": "email", "language": "fr", "step": "reminder_1", "tone": "T1"}, "reminder_t1"),
    ],
)
def test_a_step_gets_its_own_text_else_a_milder_one_never_a_firmer(asked: dict[str, str], key: str | None) -> None:
    found = best_template([row.template for row in shipped_templates()], **asked)
    assert (found.key if found else None) == key
