"""The decision of the day: ladders, exclusions, points, ranks, reasons, and one answer on every engine."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sets.strategy_bench import ENGINES, arrow, connection, policy, run, run_arrow, segments

from dunwell.base.money import round_amount
from dunwell.strategy.decision.commands import COPY_COLUMNS, LISTED_FACTS, copied
from dunwell.strategy.decision.rules import (
    WEIGHTS,
    WORDS,
    decisions_hash,
    exclusion_codes,
    reasons_from,
    reasons_of,
    stored_reason,
    words_of,
    would_move_up,
)
from dunwell.strategy.decision.sets import decide
from dunwell.strategy.decision.tables import DECISION_COLUMNS, EXCLUSIONS
from dunwell.strategy.facts.sets import with_last_step
from dunwell.strategy.facts.tables import FACT_TYPES
from dunwell.strategy.policies import POLICIES, SEGMENTS_TEXT
from dunwell.strategy.policy.rules import AGE_BANDS, CONTACTS
from dunwell.strategy.shipped.rules import Example

SHIPPED = {key: policy(one.text) for key, one in POLICIES}
DEFAULT = segments(SEGMENTS_TEXT)


def customer(number: int = 1, **facts: Any) -> dict[str, Any]:
    """Return a facts row: what differs from the ordinary customer."""
    return {
        **Example("", facts, None).row(FACT_TYPES), "customer_id": number, "customer_number": f"C-{number:04}",
    }  # fmt: skip


def decided(rows: list[dict[str, Any]], engine: str = "duckdb", currency: str = "USD") -> dict[int, dict[str, Any]]:
    """Return the decisions by customer id, by the shipped documents."""
    found = run(engine, rows, lambda facts: decide(facts, DEFAULT, SHIPPED, currency=currency))
    return {row["customer_id"]: row for row in found}


def one(**facts: Any) -> dict[str, Any]:
    """Return the decision for one customer."""
    return decided([customer(1, **facts)])[1]


@pytest.mark.parametrize(
    ("facts", "segment"),
    [
        ({}, "standard"),
        ({"is_consumer": True, "value_percentile": 99}, "consumer"),
        ({"value_percentile": 90, "is_new": True}, "high_value"),
        ({"is_new": True}, "new_customer"),
        ({"late_share": "0.6", "average_days_late": "10"}, "habitual_late"),
        ({"late_share": None, "average_days_late": None}, "standard"),
    ],
)
def test_the_first_segment_that_holds_takes_the_customer(facts: dict[str, Any], segment: str) -> None:
    row = one(**facts)
    assert row["segment"] == segment
    assert row["policy_key"] == {each.key: each.policy for each in DEFAULT.segments}[segment]


def test_every_exclusion_can_be_seen_and_excludes() -> None:
    rows = {
        "on_hold": {"on_hold": True, "hold_reason": "legal"},
        "snoozed": {"snoozed_until": date(2026, 4, 1)},
        "credit_balance": {"open_amount": "-10"},
        "nothing_past_due": {"past_due_amount": "0", "collectable_amount": "0", "oldest_days_past_due": -20},
        "disputed_only": {"disputed_amount": "5000", "collectable_amount": "0", "oldest_days_past_due": None},
        "held_only": {"held_amount": "5000", "collectable_amount": "0", "oldest_days_past_due": None},
        "covered_by_credit": {"unapplied_amount": "5000", "collectable_amount": "0"},
        "below_minimum": {"past_due_amount": "49.99", "collectable_amount": "49.99"},
        "paused": {"days_since_last_payment": 1, "last_payment_amount": "9000"},
        "no_step": {"oldest_days_past_due": 1},
        "step_waiting": {"last_step": "call_1", "days_since_last_step": 3, "days_since_last_contact": 3},
        "contacted_recently": {"days_since_last_contact": 2, "last_step": "reminder_1", "days_since_last_step": 2},
        "attempts_used": {
            "contacts_last_7_days": 3,
            "days_since_last_contact": 4,
            "last_step": "x",
            "days_since_last_step": 4,
        },
    }
    assert set(rows) == set(EXCLUSIONS)
    found = decided([customer(number, **facts) for number, facts in enumerate(rows.values())])
    for number, code in enumerate(rows):
        row = found[number]
        assert exclusion_codes(row) == [code], (code, exclusion_codes(row))
        assert row["rank"] is None
        told = reasons_of(row, **words_of(row, SHIPPED))
        assert len(told) == 1
        assert "{" not in told[0].sentence()
        assert all("{" not in reason.sentence() for reason in would_move_up(row, row))


def test_small_old_customers_come_back_every_21_days() -> None:
    small: dict[str, Any] = {"past_due_amount": "20", "collectable_amount": "20", "oldest_days_past_due": 21}
    last = {"last_step": "reminder_2", "days_since_last_step": 21}
    assert one(**small)["rank"] == 1
    assert one(**small, **last, days_since_last_touch=21, days_since_last_contact=21)["rank"] == 1
    assert one(**small, **last, days_since_last_touch=20, days_since_last_contact=20)["excluded_below_minimum"]
    assert one(**{**small, "oldest_days_past_due": 20})["excluded_below_minimum"]
    assert one(**{**small, "past_due_amount": "4.99", "collectable_amount": "4.99"})["excluded_below_minimum"]
    row = one(**small)
    assert "strategy.floor" in [reason.code for reason in reasons_of(row)]


def test_tasks_holds_and_escalations_wait_for_no_contact() -> None:
    row = one(oldest_days_past_due=38, days_since_last_contact=1, contacts_last_7_days=5, last_step="firm_letter",
              days_since_last_step=8, days_since_last_touch=1)  # fmt: skip
    assert row["action"] == "hold"
    assert row["rank"] == 1
    assert row["decision_queue"] == "lead"
    assert row["decision_owner_id"] is None


def test_the_owner_works_it_or_else_its_queue() -> None:
    assert (one()["decision_owner_id"], one()["decision_queue"]) == (7, "")
    row = one(owner_id=None, queue="export")
    assert (row["decision_owner_id"], row["decision_queue"]) == (None, "export")


POINTS = [
    (
        {"value_percentile": 100, "risk_score": 100, "oldest_days_past_due": 60, "broken_promise_count": 1},
        (40, 25, 20, 10, 5),
    ),
    ({"value_percentile": 0, "risk_score": 0, "oldest_days_past_due": 0, "days_since_last_touch": 0}, (0, 0, 0, 0, 0)),
    (
        {"value_percentile": 50, "risk_score": 50, "oldest_days_past_due": 30, "days_since_last_touch": 7},
        (20, 13, 10, 0, 3),
    ),
    (
        {"value_percentile": 61, "risk_score": 33, "oldest_days_past_due": 400, "days_since_last_touch": 99},
        (24, 8, 20, 0, 5),
    ),
    ({"value_percentile": 1, "risk_score": 2, "oldest_days_past_due": -9, "broken_promise_count": 4}, (0, 1, 0, 10, 5)),
    ({"oldest_days_past_due": 45, "days_since_last_touch": None}, (24, 8, 15, 0, 5)),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_points_are_those_of_the_handbook(engine: str) -> None:
    found = decided([customer(number, **facts) for number, (facts, _) in enumerate(POINTS)], engine)
    for number, (_, expected) in enumerate(POINTS):
        row = found[number]
        assert tuple(row[f"points_{factor}"] for factor in WEIGHTS) == expected
        assert row["points"] == sum(expected)


@pytest.mark.parametrize(
    ("currency", "amount", "expected", "per_minute"),
    [("USD", "1234.55", "246.91", 3086), ("JPY", "1234", "247", 30), ("KWD", "1234.555", "246.911", 30863)],
)
def test_expected_cash_is_rounded_once_to_the_currency(
    currency: str, amount: str, expected: str, per_minute: int
) -> None:
    row = decided([customer(1, collectable_amount=amount, past_due_amount=amount)], currency=currency)[1]
    assert (row["action"], row["minutes"]) == ("call", 8)
    assert row["expected_amount"] == Decimal(expected)
    assert row["expected_per_minute"] == per_minute


def test_equal_points_are_ordered_by_cash_per_minute_then_number() -> None:
    rows = [customer(3), customer(1), customer(2, collectable_amount="6000"), customer(4, value_percentile=80)]
    found = decided(rows)
    assert [number for number, row in sorted(found.items(), key=lambda pair: pair[1]["rank"])] == [4, 2, 1, 3]


amounts = st.integers(0, 900_000).map(lambda cents: Decimal(cents).scaleb(-2))
maybe_days = st.one_of(st.none(), st.integers(0, 40))


@st.composite
def books(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw facts of a small book that could be: parts are no larger than their whole."""
    rows = []
    for number in range(draw(st.integers(1, 25))):
        past_due, current = draw(amounts), draw(amounts)
        disputed, held = (draw(st.sampled_from([Decimal(0), past_due, past_due / 4])) for _ in range(2))
        held = min(held, past_due - disputed)
        unapplied = draw(st.sampled_from([Decimal(0), Decimal(100), past_due + current + 5]))
        idle = past_due - disputed - held <= 0
        rows.append(
            customer(
                number, past_due_amount=past_due, current_amount=current, disputed_amount=disputed, held_amount=held,
                unapplied_amount=unapplied, open_amount=past_due + current - unapplied,
                collectable_amount=max(past_due - disputed - held - unapplied, Decimal(0)),
                oldest_days_past_due=draw(st.integers(-30, 0) | st.none()) if idle else draw(st.integers(1, 120)),
                is_consumer=draw(st.booleans()), is_new=draw(st.booleans()), on_hold=draw(st.integers(0, 9)) == 0,
                value_percentile=draw(st.integers(0, 100)), risk_score=draw(st.integers(0, 100)),
                broken_promise_count=draw(st.integers(0, 3)), late_share=draw(st.sampled_from([None, "0.1", "0.9"])),
                average_days_late=draw(st.sampled_from([None, "-3.00", "16.50"])),
                days_since_last_contact=draw(maybe_days), days_since_last_touch=draw(maybe_days),
                contacts_last_7_days=draw(st.integers(0, 4)), days_since_last_payment=draw(maybe_days),
                last_step=draw(st.sampled_from([None, "call_1", "reminder_1"])),
                days_since_last_step=draw(st.integers(0, 20)),
                owner_id=draw(st.sampled_from([None, 1, 2])),
            )
        )  # fmt: skip
    return rows


def _check_book(rows: list[dict[str, Any]], found: dict[int, dict[str, Any]]) -> None:
    assert set(found) == {row["customer_id"] for row in rows}
    ranked = sorted((row for row in found.values() if row["rank"] is not None), key=lambda row: row["rank"])
    assert [row["rank"] for row in ranked] == list(range(1, len(ranked) + 1))
    keys = [(-row["points"], -row["expected_per_minute"], row["customer_number"]) for row in ranked]
    assert keys == sorted(keys)
    for row in found.values():
        assert (row["rank"] is None) == bool(exclusion_codes(row))
        assert row["points"] == sum(row[f"points_{factor}"] for factor in WEIGHTS)
        assert all(0 <= row[f"points_{factor}"] <= most for factor, most in WEIGHTS.items())
        _check_step(row)
        reasons = reasons_of(row, **words_of(row, SHIPPED))
        assert reasons
        assert all("{" not in reason.sentence() for reason in reasons)
        if row["rank"] is not None:
            assert sum(reason.points or 0 for reason in reasons) == row["points"]
        assert reasons_from([stored_reason(reason) for reason in reasons]) == reasons
        assert all("{" not in reason.sentence() for reason in would_move_up(row, row))


def _check_step(row: dict[str, Any]) -> None:
    if row["step"] is None:
        assert row["rank"] is None
        return
    step = SHIPPED[row["policy_key"]].steps[row["step_index"]]
    assert (row["step"], row["action"], row["tone"], row["minutes"]) == (
        step.code,
        step.action,
        step.tone,
        step.minutes,
    )
    age = row["oldest_days_past_due"] or 0
    band = next((place for place, edge in enumerate(AGE_BANDS) if age <= edge), len(AGE_BANDS))
    expected = round_amount(row["stake_amount"] * step.likelihood[band] / 100, "USD")
    assert row["expected_amount"] == expected
    assert row["expected_per_minute"] == int(expected * 100) // step.minutes
    if row["rank"] is not None and step.action in CONTACTS:
        gap = SHIPPED[row["policy_key"]].defaults.min_gap_days
        assert row["days_since_last_contact"] is None or row["days_since_last_contact"] >= gap


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_any_book_is_decided_whole_and_in_order(rows: list[dict[str, Any]]) -> None:
    _check_book(rows, decided(rows))


@pytest.mark.postgres
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_engines_give_equal_decisions_and_equal_hashes(rows: list[dict[str, Any]]) -> None:
    tables = [
        run_arrow(engine, arrow(rows), lambda facts: decide(facts, DEFAULT, SHIPPED, currency="USD"))
        for engine in ("duckdb", "postgres")
    ]
    first, second = ({row["customer_id"]: row for row in table.to_pylist()} for table in tables)
    assert first == second
    assert decisions_hash(tables[0]) == decisions_hash(tables[1]) == decisions_hash(list(second.values()))


def test_the_hash_sees_every_change_and_no_order_or_id() -> None:
    rows = list(decided([customer(1), customer(2, on_hold=True)]).values())
    same = decisions_hash(rows)
    assert decisions_hash(rows[::-1]) == same
    assert decisions_hash([{**row, "customer_id": 900 + row["customer_id"]} for row in rows]) == same
    for change in ({"points": 1}, {"rank": 7}, {"step": "x"}, {"policy_version": 9}, {"excluded_snoozed": True}):
        assert decisions_hash([{**rows[0], **change}, rows[1]]) != same
    assert decisions_hash([]) == decisions_hash([])


@pytest.mark.parametrize("engine", ENGINES)
def test_decisions_have_exactly_the_documented_columns(engine: str) -> None:
    found = run_arrow(engine, arrow([customer()]), lambda facts: decide(facts, DEFAULT, SHIPPED, currency="USD"))
    assert found.column_names == [*FACT_TYPES, *DECISION_COLUMNS]


def test_the_words_are_those_of_a_collector() -> None:
    row = one(oldest_days_past_due=34, average_days_late="16", value_percentile=95, broken_promise_count=2)
    told = {reason.code: reason.sentence() for reason in reasons_of(row, **words_of(row, SHIPPED))}
    assert told["strategy.days.habit"] == "34 days past due, 2 times its habit of 16"
    assert told["strategy.value.top"] == "In the top 5 percent of your book: 5000.00 USD to collect"
    assert told["strategy.promises"] == "Broke 2 promises"
    assert told["strategy.step"].startswith("Firm letter with a credit-hold warning: the step of High value")
    assert all(text for text in WORDS.values())


def test_rows_for_copy_have_the_columns_of_the_table() -> None:
    table = run_arrow(
        "duckdb",
        arrow([customer(1), customer(2, on_hold=True)]),
        lambda facts: decide(facts, DEFAULT, SHIPPED, currency="USD"),
    )
    (batch,) = table.to_batches()
    rows = copied(batch, SHIPPED, creditor_id=5, run_id=6).to_pylist()
    assert tuple(rows[0]) == COPY_COLUMNS
    by_id = {row["customer_id"]: row for row in rows}
    assert (by_id[1]["rank"], by_id[2]["rank"]) == (1, None)
    assert by_id[2]["exclusions"] == '["on_hold"]'
    assert by_id[2]["facts"] == "{}"
    assert '"oldest_days_past_due": 10' in by_id[1]["facts"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books())
def test_what_a_batch_keeps_is_what_each_row_says(book: list[dict[str, Any]]) -> None:
    table = run_arrow("duckdb", arrow(book), lambda facts: decide(facts, DEFAULT, SHIPPED, currency="USD"))
    for batch in table.to_batches():
        kept = copied(batch, SHIPPED, creditor_id=5, run_id=6).to_pylist()
        for row, one_kept in zip(batch.to_pylist(), kept, strict=True):
            facts = {name: row[name] for name in LISTED_FACTS} if row["rank"] else {}
            told = {name: str(value) if isinstance(value, Decimal) else value for name, value in facts.items()}
            reasons = [stored_reason(reason) for reason in reasons_of(row, **words_of(row, SHIPPED))]
            assert json.loads(one_kept["factors"]) == reasons
            assert json.loads(one_kept["exclusions"]) == exclusion_codes(row)
            assert json.loads(one_kept["facts"]) == told


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_step_is_that_of_the_list_before_the_last_touch(engine: str) -> None:
    import datetime as dt

    as_of = dt.date(2026, 3, 31)
    listed = [(1, 20, "reminder_1"), (1, 25, "call_1"), (1, 30, "call_2"), (2, 30, "call_1"), (3, 10, "call_1")]
    steps = pa.table(
        {
            "customer_id": [number for number, _, _ in listed],
            "decided_date": [dt.date(2026, 3, day) for _, day, _ in listed],
            "step": [step for _, _, step in listed],
        }
    )
    backend = connection(engine)
    if engine == "duckdb":
        backend.con.register("worked", steps)
    else:
        backend.create_table("worked", steps, temp=True)
    rows = [
        customer(1, days_since_last_touch=4),
        customer(2, days_since_last_touch=2),
        customer(3),
        customer(4, days_since_last_touch=1),
    ]
    found = run(engine, rows, lambda facts: with_last_step(facts, backend.table("worked"), as_of=as_of))
    assert {row["customer_id"]: (row["last_step"], row["days_since_last_step"]) for row in found} == {
        1: ("call_1", 4), 2: (None, None), 3: (None, None), 4: (None, None),
    }  # fmt: skip
