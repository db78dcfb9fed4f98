"""Payment plans without a database: states, schedules, judgement, authority (handbook §3.7 and §3.12)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.outcomes.plans.rules import (
    PLAN,
    TRANSITIONS,
    Frequency,
    Paid,
    PlanEvent,
    PlanState,
    Terms,
    check_affordable,
    check_reinstatement,
    check_terms,
    judge_plan,
    most_months,
    schedule,
)
from dunwell.platform.people.rules import Role

S, E = PlanState, PlanEvent
TODAY = date(2026, 6, 1)

# What is allowed in each state, and where it leads; everything else is refused.
TABLE = {
    S.DRAFT: {E.SUBMIT: S.OFFERED, E.CANCEL: S.CANCELLED},
    S.OFFERED: {E.ACCEPT: S.ACCEPTED, E.REJECT: S.REJECTED, E.EXPIRE: S.REJECTED, E.CANCEL: S.CANCELLED},
    S.ACCEPTED: {E.START: S.ACTIVE, E.MISS: S.IN_ARREARS, E.CANCEL: S.CANCELLED},
    S.ACTIVE: {
        E.MISS: S.IN_ARREARS, E.DEFAULT: S.DEFAULTED, E.COMPLETE: S.COMPLETED, E.RENEGOTIATE: S.RENEGOTIATED,
        E.SUSPEND: S.SUSPENDED, E.CANCEL: S.CANCELLED,
    },
    S.IN_ARREARS: {
        E.CATCH_UP: S.ACTIVE, E.DEFAULT: S.DEFAULTED, E.COMPLETE: S.COMPLETED, E.RENEGOTIATE: S.RENEGOTIATED,
        E.SUSPEND: S.SUSPENDED, E.CANCEL: S.CANCELLED,
    },
    S.DEFAULTED: {E.REINSTATE: S.ACTIVE, E.RENEGOTIATE: S.RENEGOTIATED, E.COMPLETE: S.COMPLETED},
    S.COMPLETED: {E.REOPEN: S.ACTIVE},
    S.REJECTED: {},
    S.RENEGOTIATED: {},
    S.CANCELLED: {},
    S.SUSPENDED: {E.RESUME: S.ACTIVE, E.CANCEL: S.CANCELLED},
}  # fmt: skip


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("event", PlanEvent)
def test_the_whole_table_of_a_plan(state: PlanState, event: PlanEvent) -> None:
    expected = TABLE[state].get(event)
    if expected is None:
        with pytest.raises(Refusal) as refused:
            PLAN.next(state, event)
        assert refused.value.code == "outcomes.plan.not_allowed"
    else:
        assert PLAN.next(state, event) is expected


def test_every_state_can_be_reached() -> None:
    assert {S.DRAFT, *TRANSITIONS.values()} == set(PlanState)


def test_the_schedules_of_the_handbook() -> None:
    parts = schedule(Decimal(12_000), "USD", Terms(6, date(2026, 7, 1), rate_percent=Decimal(6)), TODAY)
    assert [str(part.amount) for part in parts] == ["2035.15"] * 5 + ["2035.11"]
    assert [str(part.interest_amount) for part in parts] == ["60.00", "50.12", "40.20", "30.22", "20.20", "10.12"]
    parts = schedule(Decimal(1000), "USD", Terms(3, date(2026, 7, 31)), TODAY)
    assert [str(part.amount) for part in parts] == ["333.33", "333.33", "333.34"]
    assert [part.due_date.isoformat() for part in parts] == ["2026-07-31", "2026-08-31", "2026-09-30"]
    parts = schedule(Decimal(1000), "JPY", Terms(3, TODAY, Frequency.WEEKLY, down_payment_amount=Decimal(100)), TODAY)
    assert [(part.position, int(part.amount)) for part in parts] == [(0, 100), (1, 300), (2, 300), (3, 300)]
    assert [part.due_date.day for part in parts] == [1, 1, 8, 15]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cents=st.integers(1, 10_000_000),
    count=st.integers(1, 60),
    rate=st.integers(0, 2_400),
    frequency=st.sampled_from(list(Frequency)),
)
def test_principal_always_sums_to_the_cent(cents, count, rate, frequency) -> None:
    principal = Decimal(cents) / 100
    terms = Terms(count, TODAY, frequency, Decimal(rate) / 100)
    parts = schedule(principal, "USD", terms, TODAY)
    assert sum(part.principal_amount for part in parts) == principal
    assert all(part.interest_amount >= 0 for part in parts)
    assert [part.due_date for part in parts] == sorted({part.due_date for part in parts})


def paid(day: int, received: str = "0", missed: int | None = None, amount: str = "100", month: int = 6) -> Paid:
    gone = date(2026, month, missed) if missed else None
    return Paid(date(2026, month, day), Decimal(amount), Decimal(received), gone)


@pytest.mark.parametrize(
    ("state", "parts", "as_of", "events"),
    [
        (S.ACCEPTED, [paid(10), paid(20)], date(2026, 6, 10), ()),
        (S.ACCEPTED, [paid(10, "100"), paid(20)], date(2026, 6, 5), (E.START,)),
        (S.ACCEPTED, [paid(10), paid(20)], date(2026, 6, 11), (E.MISS,)),
        (S.ACCEPTED, [paid(10, "100"), paid(20, "100")], date(2026, 6, 5), (E.START, E.COMPLETE)),
        (S.ACTIVE, [paid(10, "99.50"), paid(20)], date(2026, 6, 11), ()),
        (S.ACTIVE, [paid(10, "50"), paid(20)], date(2026, 6, 11), (E.MISS,)),
        (S.ACTIVE, [paid(10), paid(20)], date(2026, 6, 22), (E.MISS, E.DEFAULT)),
        (S.ACTIVE, [paid(10, "100", 11), paid(20)], date(2026, 6, 21), (E.MISS, E.DEFAULT)),
        (S.IN_ARREARS, [paid(10, "0", 11), paid(20, amount="500")], date(2026, 6, 20), ()),
        (S.IN_ARREARS, [paid(10, "0", 11), paid(29)], date(2026, 6, 21), ()),
        (S.IN_ARREARS, [paid(10, "0", 11), paid(29)], date(2026, 6, 22), (E.DEFAULT,)),
        (S.IN_ARREARS, [paid(10, "100", 11), paid(29)], date(2026, 6, 22), (E.CATCH_UP,)),
        (S.IN_ARREARS, [paid(10, "100", 11), paid(29, "99")], date(2026, 6, 22), (E.COMPLETE,)),
        (S.DEFAULTED, [paid(10, "0", 11), paid(29)], date(2026, 6, 30), ()),
        (S.DEFAULTED, [paid(10, "100", 11), paid(29, "100")], date(2026, 6, 30), (E.COMPLETE,)),
        (S.COMPLETED, [paid(10, "100"), paid(29)], date(2026, 6, 20), (E.REOPEN,)),
        (S.COMPLETED, [paid(10), paid(29)], date(2026, 6, 12), (E.REOPEN, E.MISS)),
        (S.COMPLETED, [paid(10, "100"), paid(29, "100")], date(2026, 6, 20), ()),
    ],
)
def test_what_the_money_says_of_a_plan(state, parts, as_of, events) -> None:
    verdict = judge_plan(state, parts, Decimal(1), 10, as_of)
    assert verdict.events == events
    at = state
    for event in verdict.events:
        at = PLAN.next(at, event)


@pytest.mark.parametrize(
    ("parts", "count", "code"),
    [
        ([paid(10, "100"), paid(29, "100")], 1, "reinstated_before"),
        ([paid(10, "0"), paid(29, "0")], 0, "arrears_unpaid"),
        ([paid(10, "100"), paid(29, "0")], 0, "arrears_unpaid"),
    ],
)
def test_a_plan_is_revived_once_and_after_the_arrears_and_the_next_part(parts, count, code) -> None:
    with pytest.raises(Refusal) as refused:
        check_reinstatement(parts, count, date(2026, 6, 15), Decimal(1))
    assert refused.value.code == f"outcomes.plan.{code}"


@pytest.mark.parametrize(
    ("terms", "principal", "code"),
    [
        (Terms(0, TODAY), "100", "parts"),
        (Terms(105, TODAY, Frequency.WEEKLY), "100", "parts"),
        (Terms(3, TODAY), "0", "nothing_open"),
        (Terms(3, date(2026, 5, 31)), "100", "past_date"),
        (Terms(3, TODAY, rate_percent=Decimal(61)), "100", "rate_unreadable"),
        (Terms(3, TODAY, down_payment_amount=Decimal(100)), "100", "down_payment"),
        (Terms(3, TODAY, down_payment_amount=Decimal("1.001")), "100", "down_payment"),
        (Terms(26, TODAY), "100", "too_long"),
    ],
)
def test_a_schedule_that_cannot_be(terms, principal, code) -> None:
    with pytest.raises(Refusal) as refused:
        check_terms(Decimal(principal), "USD", terms, TODAY)
    assert refused.value.code == f"outcomes.plan.{code}"


def test_a_consumer_pays_no_more_than_can_be_spared() -> None:
    parts = schedule(Decimal(600), "USD", Terms(3, TODAY), TODAY)
    check_affordable(parts, Frequency.MONTHLY, Decimal(200), "USD")
    for spare, code in ((None, "disposable_missing"), (Decimal("199.99"), "not_affordable")):
        with pytest.raises(Refusal) as refused:
            check_affordable(parts, Frequency.MONTHLY, spare, "USD")
        assert refused.value.code == f"outcomes.plan.{code}"
    weekly = schedule(Decimal(600), "USD", Terms(6, TODAY, Frequency.WEEKLY), TODAY)
    with pytest.raises(Refusal):
        check_affordable(weekly, Frequency.WEEKLY, Decimal(200), "USD")


def test_who_may_agree_how_many_months() -> None:
    assert [most_months(role, sees_all=False) for role in (Role.COLLECTOR, Role.LEAD, Role.MANAGER, Role.ADMIN)] == [
        3, 6, 12, 24,
    ]  # fmt: skip
    assert most_months(Role.CASH_CLERK, sees_all=False) == 0
    assert most_months(None, sees_all=False) == 0
    assert most_months(None, sees_all=True) == 24
