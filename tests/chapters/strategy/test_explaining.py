"""Explaining one customer, asking what a draft would change, and decisions on their way into the table."""

import json
from datetime import date

import pytest
from django.db import connection
from tests.sets.strategy_bench import arrow, run_arrow

from dunwell.base.refusals import Refusal
from dunwell.platform.models import Run
from dunwell.strategy.decision.commands import COPY_COLUMNS, copy_blocks
from dunwell.strategy.decision.queries import explain, simulate
from dunwell.strategy.decision.rules import reasons_from
from dunwell.strategy.decision.sets import decide
from dunwell.strategy.facts.tables import FACT_TYPES, FACTS
from dunwell.strategy.models import Decision
from dunwell.strategy.policies import POLICIES
from dunwell.strategy.policy.commands import seed_policies
from dunwell.strategy.policy.queries import active_documents
from dunwell.strategy.shipped.rules import Example

AS_OF = date(2026, 3, 31)
TEXT = POLICIES.get("business_standard").text


def _facts(**changes):
    rows = [
        Example("", {"customer_number": "C-1", "oldest_days_past_due": 34, **changes}, None).row(FACT_TYPES),
        Example("", {"customer_number": "C-2", "customer_id": 2, "on_hold": True, "hold_reason": "legal"}, None).row(
            FACT_TYPES
        ),
        Example("", {"customer_number": "C-3", "customer_id": 3, "oldest_days_past_due": 16}, None).row(FACT_TYPES),
    ]
    return arrow(rows)


@pytest.fixture
def seeded(desk):
    seed_policies(viewer=desk.viewer, creditor_id=desk.creditor.pk)
    return desk


def test_an_explanation_tells_everything_of_one_customer(seeded) -> None:
    told = explain(seeded.viewer, seeded.creditor.pk, "C-1", as_of=AS_OF, facts=_facts(), currency="USD")
    assert list(told.facts) == list(FACTS)
    assert (told.segment, told.step, told.action) == ("standard", "firm_letter", "letter")
    assert {policy.key for policy in told.policies} == set(POLICIES.keys())
    followed = next(policy for policy in told.policies if policy.followed)
    assert [step.code for step in followed.steps if step.holds][-1] == "firm_letter"
    assert [step.code for step in followed.steps if step.chosen] == ["firm_letter"]
    assert all(step.holds is not None for policy in told.policies for step in policy.steps)
    assert sum(told.factors.values()) == told.points
    assert sum(reason.points or 0 for reason in told.reasons) == told.points
    assert told.exclusions == ()
    assert told.moves


def test_an_excluded_customer_is_explained_too(seeded) -> None:
    told = explain(seeded.viewer, seeded.creditor.pk, "C-2", as_of=AS_OF, facts=_facts(), currency="USD")
    assert [reason.code for reason in told.exclusions] == ["strategy.excluded.on_hold_open"]
    assert told.reasons == told.exclusions
    assert [reason.code for reason in told.moves] == ["strategy.up.lift_hold"]


def test_a_stopped_step_shows_what_stopped_it(seeded) -> None:
    facts = _facts(disputed_amount="100")
    told = explain(seeded.viewer, seeded.creditor.pk, "C-1", as_of=AS_OF, facts=facts, currency="USD")
    steps = {step.code: step for step in next(policy for policy in told.policies if policy.followed).steps}
    assert steps["firm_letter"].holds
    assert [stop.holds for stop in steps["firm_letter"].stops] == [True]
    assert steps["call_2"].chosen


def test_a_customer_with_nothing_open_is_refused(seeded) -> None:
    with pytest.raises(Refusal, match=r"strategy\.decision\.no_facts"):
        explain(seeded.viewer, seeded.creditor.pk, "C-9", as_of=AS_OF, facts=_facts(), currency="USD")


def test_a_draft_says_what_it_would_change_and_changes_nothing(seeded) -> None:
    later = TEXT.replace("oldest_days_past_due >= 30 or", "oldest_days_past_due >= 40 or")
    seen = simulate(
        seeded.viewer,
        seeded.creditor.pk,
        kind="policy",
        key="business_standard",
        text=later,
        facts=_facts(),
        currency="USD",
    )
    assert (seen.customers, seen.coming, seen.going, seen.other_step) == (3, 0, 0, 1)
    assert seen.before == {"email": 1, "letter": 1}
    assert seen.after == {"call": 1, "email": 1}
    assert [(one.customer_number, one.before_step, one.after_step) for one in seen.sample] == [
        ("C-1", "firm_letter", "call_2")
    ]
    bigger = TEXT.replace("minimum_amount: 50.00", "minimum_amount: 99000.00").replace(
        "touch_every_days: 21", "touch_every_days: 60"
    )
    seen = simulate(
        seeded.viewer,
        seeded.creditor.pk,
        kind="policy",
        key="business_standard",
        text=bigger,
        facts=_facts(),
        currency="USD",
    )
    assert (seen.going, seen.after, seen.after_minutes) == (2, {}, 0)
    assert active_documents(seeded.creditor.pk).policies["business_standard"].version == 1


def test_a_faulty_draft_is_refused_with_its_lines(seeded) -> None:
    with pytest.raises(Refusal, match=r"strategy\.policy\.has_problems"):
        simulate(
            seeded.viewer, seeded.creditor.pk, kind="policy", key="business_standard",
            text=TEXT.replace("action: hold", "action: hodl"), facts=_facts(), currency="USD",
        )  # fmt: skip


def test_decisions_go_in_by_copy_and_come_out_with_reasons(seeded) -> None:
    run = Run.objects.create(creditor=seeded.creditor, as_of_date=AS_OF, state="running")
    book = active_documents(seeded.creditor.pk)
    facts = _facts(customer_id=seeded.customer.pk, owner_id=None, queue="export").slice(0, 1)
    decided = run_arrow("duckdb", facts, lambda table: decide(table, book.segments, book.policies, currency="USD"))
    blocks = copy_blocks(decided.to_batches(), book.policies, creditor_id=seeded.creditor.pk, run_id=run.pk)
    names = ", ".join(COPY_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE arriving AS SELECT {names} FROM strategy_decision LIMIT 0")
        with cursor.copy(f"COPY arriving ({names}) FROM STDIN (FORMAT csv)") as copy:
            for block in blocks:
                copy.write(block)
        cursor.execute(f"INSERT INTO strategy_decision ({names}) SELECT {names} FROM arriving")
    kept = Decision.objects.get(run=run)
    assert (kept.customer_id, kept.rank, kept.step, kept.queue) == (seeded.customer.pk, 1, "firm_letter", "export")
    assert kept.exclusions == []
    reasons = reasons_from(kept.factors)
    assert sum(reason.points or 0 for reason in reasons) == kept.points
    assert json.dumps(kept.facts)
