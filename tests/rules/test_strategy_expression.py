"""What a condition may hold, and where its faults are told."""

import re

import pytest

from dunwell.strategy.expression.rules import read_expression
from dunwell.strategy.facts.tables import FACTS, POLICY_COLUMNS

ALLOWED = [
    "true",
    "is_new",
    "is_new = true",
    "not is_new and late_share > 0.5",
    "days_since_last_contact is null or days_since_last_contact >= 5",
    "oldest_days_past_due between 3 and 7",
    "segment in ('high_value', 'standard')",
    "language not in ('en', 'fil')",
    "customer_name like 'Harbor%' or customer_name not ilike '%ltd'",
    "oldest_days_past_due > 2 * average_days_late + 10",
    "case when is_consumer then 5 else 3 end <= oldest_days_past_due",
    "coalesce(risk_score, 50) >= 60",
    "abs(late_trend) < 3 and least(open_amount, past_due_amount, 5) > 0",
    "greatest(risk_score, value_percentile) >= 90",
    "lower(country) = 'hk' and upper(language) <> 'EN'",
    "-late_trend > -5",
    "OPEN_AMOUNT >= 1.50",
    "customer_name = 'O''Brien; drop table x --'",
]

REFUSED = [
    ("", 0, "empty"),
    ("   ", 0, "empty"),
    ("x" * 3000, 0, "too_long"),
    (" or ".join(["is_new"] * 200), None, "too_long"),
    ("(" * 30 + "is_new" + ")" * 30, None, "too_deep"),
    ("not not is_new", 4, "doubled"),
    ("is_new\u200b", 6, "odd_character"),
    ("is_new\x00", 6, "odd_character"),
    ("open_amount > 1; drop table parties_customer", 15, "statement"),
    ("true; true", 4, "statement"),
    ("open_amount > 1 -- and more", 15, "comment"),
    ("open_amount /* x */ > 1", 11, "comment"),
    ('"open_amount" > 1', 0, "quoted_name"),
    ("`open_amount` > 1", 0, "not_available"),
    ("[open_amount] > 1", 0, "not_available"),
    ("open_amount > (select 1)", 15, "unknown_column"),
    ("open_amount in (select open_amount from facts)", 16, "unknown_column"),
    ("exists(open_amount)", 0, "unknown_function"),
    ("facts.open_amount > 1", 0, "unknown_column"),
    ("pg_sleep(10) is null", 0, "unknown_function"),
    ("read_csv('/etc/passwd') is null", 0, "unknown_function"),
    ("getenv('HOME') = 'x'", 0, "unknown_function"),
    ("now() is null", 0, "unknown_function"),
    ("current_date is null", 0, "unknown_column"),
    ("random() > 0", 0, "unknown_function"),
    ("cast(open_amount as bigint) > 1", 0, "unknown_function"),
    ("open_amount::bigint > 1", 11, "not_available"),
    ("row_number() over (order by open_amount) > 1", 0, "unknown_function"),
    ("sum(open_amount) > 1", 0, "unknown_function"),
    ("ifnull(open_amount, 1) > 1", 0, "unknown_function"),
    ("if(is_new, true, false)", 0, "unknown_function"),
    ("open_amount > @x", 14, "not_available"),
    ("open_amount > ?", 14, "not_available"),
    ("open_amount > :x", 14, "not_available"),
    ("open_amount > $1", None, None),
    ("open_amount > {{ x }}", 14, "not_available"),
    ("segment || 'x' = 'x'", 8, "not_available"),
    ("segment ~ 'x'", 8, "not_available"),
    ("open_amount / 2 > 1", 12, "not_available"),
    ("open_amount % 2 = 1", 12, "not_available"),
    ("open_amount > 0x1F", 15, "unknown_column"),
    ("open_amount > 1e5", 14, "odd_number"),
    ("open_amount > 123456789012345", 14, "odd_number"),
    ("open_amount > 1.00001", 14, "odd_number"),
    ("segment = 'a\\b'", 10, "odd_text"),
    ("segment = '" + "x" * 101 + "'", 10, "odd_text"),
    ("open_amount > 'x", 14, "unreadable"),
    ("open_amount >", 12, "unreadable"),
    ("open_amount > > 3", 0, "not_available"),
    ("open_amount 5", 12, "unreadable"),
    ("(open_amount, 1) = 1", 1, "not_available"),
    ("*", 0, "not_available"),
    ("case segment when 'a' then true end", 5, "not_available"),
    ("open_amount", 0, "not_boolean"),
    ("'x'", 0, "not_boolean"),
    ("open_amount and is_new", 0, "wrong_kind"),
    ("is_new + 1 = 2", 0, "wrong_kind"),
    ("lower(open_amount) = 'x'", 6, "wrong_kind"),
    ("is_new and open_amount = 'x'", 25, "kinds_differ"),
    ("open_amount = is_new", 14, "kinds_differ"),
    ("1 < open_amount < 5", None, "kinds_differ"),
    ("coalesce(is_new, 1)", 17, "kinds_differ"),
    ("language > 'a'", 0, "no_order"),
    ("segment = null", 0, "compared_with_null"),
    ("open_amount > null", 0, "compared_with_null"),
    ("is_new is true", 0, "only_is_null"),
    ("open_amount in ()", 0, "odd_list"),
    ("open_amount in (" + ",".join("1" * 101) + ")", 0, "odd_list"),
    ("open_amount in (risk_score)", 16, "not_a_value"),
    ("segment like country", 13, "not_a_pattern"),
    ("open_amount * risk_score > 1", 0, "odd_product"),
    ("open_amount * 5000 > 1", 0, "odd_product"),
    ("2 * 3 * open_amount > 1", 0, "odd_product"),
    ("hold_until is null", 0, "unknown_column"),
    ("customer_id = 1", 0, "unknown_column"),
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_allowed_is_read(text: str) -> None:
    expression, faults = read_expression(text, POLICY_COLUMNS)
    assert faults == []
    assert expression is not None
    assert set(expression.columns) <= set(POLICY_COLUMNS)


@pytest.mark.parametrize(("text", "offset", "code"), REFUSED)
def test_everything_else_is_refused_where_it_stands(text: str, offset: int | None, code: str | None) -> None:
    expression, faults = read_expression(text, POLICY_COLUMNS)
    assert expression is None
    assert faults
    assert all(fault.sentence() and not re.search(r"\{\w", fault.sentence()) for fault in faults)
    if code is not None:
        assert faults[0].code == f"strategy.expression.{code}"
    if offset is not None:
        assert faults[0].offset == offset


def test_a_misspelt_fact_or_function_is_recognized() -> None:
    sentence = read_expression("oldest_days_past_du > 3", POLICY_COLUMNS)[1][0].sentence()
    assert sentence == "There is no fact oldest_days_past_du. Did you mean oldest_days_past_due?"
    assert "coalesce" in read_expression("coalese(is_new, true)", POLICY_COLUMNS)[1][0].sentence()


def test_several_faults_are_told_at_once_in_order() -> None:
    _, faults = read_expression("open_amount = 'x' and language > 'a' and risk_score", POLICY_COLUMNS)
    assert [fault.offset for fault in faults] == [14, 22, 41]


def test_every_fact_is_documented() -> None:
    for name, fact in FACTS.items():
        assert fact.meaning.endswith("."), name
        assert all((fact.unit, fact.example, fact.type)), name
