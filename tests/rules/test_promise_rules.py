"""Promises without a database: states, judgement, limits, sharing of money, rates (handbook §3.6 and §2.6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.outcomes.evidence.rules import Claim, Money, qualifies, shares, without_netted_credits
from dunwell.outcomes.limits.rules import (
    About,
    Installment,
    Standing,
    check_promise,
    cutoff,
    grace_days,
    held_parts,
    tolerance,
)
from dunwell.outcomes.promises.rules import (
    PROMISE,
    Judged,
    Part,
    PromiseEvent,
    PromiseState,
    attainment,
    events_of,
    judge,
)
from dunwell.platform.calendars import is_day_off

S = PromiseState
P, G, K, H, B, W, X, C = (
    S.PENDING, S.IN_GRACE, S.KEPT, S.PARTIALLY_KEPT, S.BROKEN, S.SUSPENDED, S.SUPERSEDED, S.CANCELLED,
)  # fmt: skip

# Columns: keep, date_passed, fall_short, break, reverse, reopen, suspend, resume, supersede, cancel. None is refused.
TABLE = {
    P: (K, G, None, None, None, None, W, None, X, C),
    G: (K, None, H, B, None, P, W, None, None, C),
    K: (None, None, None, None, B, P, None, None, None, None),
    H: (K, None, None, B, B, None, None, None, None, None),
    B: (K, None, H, None, None, None, None, None, None, None),
    W: (None, None, None, None, None, None, None, P, None, C),
    X: (None,) * 10,
    C: (None,) * 10,
}


@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize(("column", "event"), list(enumerate(PromiseEvent)))
def test_the_whole_table_of_a_promise(state: PromiseState, column: int, event: PromiseEvent) -> None:
    expected = TABLE[state][column]
    if expected is None:
        with pytest.raises(Refusal) as refused:
            PROMISE.next(state, event)
        assert refused.value.code == "outcomes.promise.not_allowed"
    else:
        assert PROMISE.next(state, event) is expected


@pytest.mark.parametrize("state", [P, G, K, H, B])
@pytest.mark.parametrize("found", [P, G, K, H, B])
@pytest.mark.parametrize("is_bounced", [False, True])
def test_the_way_to_what_the_money_says_is_allowed_and_leads_there(state, found, is_bounced) -> None:
    at = state
    for event in events_of(state, found, is_bounced=is_bounced):
        at = PROMISE.next(at, event)
    backwards = state in (B, H) and found in (P, G)
    bounced = is_bounced and state in (K, H) and found is not K
    assert at is (B if bounced else state if backwards else found)


def test_what_bounced_is_broken_until_good_money_keeps_it() -> None:
    assert events_of(B, H, is_reversed=True) == ()
    assert events_of(B, K, is_reversed=True) == (PromiseEvent.KEEP,)


def money(amount: str, day: int = 1, *, item: int | None = None, receipt: int | None = None) -> Money:
    known = datetime(2026, 6, day, 12, tzinfo=UTC)
    return Money("USD", Decimal(amount), date(2026, 6, day), known, item, receipt)


def claim(number: int, amount: str, due: int, **changes: object) -> Claim:
    taken = datetime(2026, 5, 31, 12, tzinfo=UTC)
    made = Claim(
        key=("promise", number),
        currency="USD",
        amount=Decimal(amount),
        due_date=date(2026, 6, due),
        last_date=date(2026, 6, due) + timedelta(days=2),
        late_date=date(2026, 6, due) + timedelta(days=32),
        taken_date=taken.date(),
        taken_at=taken,
        recorded_at=taken,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


PARTS = [Part(date(2026, 6, 12), date(2026, 6, 16), Decimal(5000))]


@pytest.mark.parametrize(
    ("received", "received_on", "as_of", "expected", "decided"),
    [
        ("0", None, 12, P, None),
        ("3000", 10, 12, P, None),
        ("0", None, 13, G, None),
        ("4975", 15, 15, K, 15),
        ("4974.99", 15, 15, G, None),
        ("4980", 12, 12, K, 12),
        ("3000", 15, 17, H, 17),
        ("1250", 15, 17, H, 17),
        ("1249.99", 15, 17, B, 17),
        ("0", None, 17, B, 17),
    ],
)
def test_what_the_money_says_of_a_promise(received, received_on, as_of, expected, decided) -> None:
    day = date(2026, 6, received_on) if received_on else None
    parts = [replace(PARTS[0], received_amount=Decimal(received), received_date=day)]
    verdict = judge(parts, Decimal(25), date(2026, 6, as_of))
    assert (verdict.state, verdict.decided_date) == (expected, date(2026, 6, decided) if decided else None)
    assert verdict.is_kept_in_grace is (expected is K and received_on > 12)


def test_the_first_installment_that_falls_short_decides() -> None:
    first = Part(date(2026, 6, 5), date(2026, 6, 9), Decimal(100), Decimal(100), date(2026, 6, 5))
    second = Part(date(2026, 6, 12), date(2026, 6, 16), Decimal(300))
    states = [judge([first, second], Decimal(1), date(2026, 6, day)).state for day in (5, 9, 12, 13, 17)]
    assert states == [P, P, P, G, H]
    assert judge([replace(first, received_amount=Decimal(50)), second], Decimal(1), date(2026, 6, 10)).state is B


def test_tolerance_grace_and_cutoff_of_the_handbook() -> None:
    assert [tolerance(Decimal(a), c) for a, c in (("5000", "USD"), ("100", "USD"), ("50000", "JPY"))] == [25, 1, 250]
    assert [grace_days(way) for way in ("transfer", "check", "card", "")] == [2, 5, 0, 2]
    us = is_day_off("US")
    assert cutoff(date(2026, 6, 12), 2, us) == date(2026, 6, 16)
    assert cutoff(date(2026, 6, 13), 0, us) == date(2026, 6, 15), "a Saturday is Monday"
    assert cutoff(date(2026, 7, 2), 2, us) == date(2026, 7, 7), "the third is the holiday of the fourth"


TODAY = date(2026, 6, 8)
OPEN_1000 = Standing((About("INV-1", "USD", Decimal(1000)),))


@pytest.mark.parametrize(
    ("parts", "standing", "code"),
    [
        ([("1000.01", 4)], OPEN_1000, "exceeds_open_amount"),
        ([("0", 4)], OPEN_1000, "amount_unreadable"),
        ([("-1", 4)], OPEN_1000, "amount_unreadable"),
        ([("NaN", 4)], OPEN_1000, "amount_unreadable"),
        ([("1.001", 4)], OPEN_1000, "amount_unreadable"),
        ([("10", -1)], OPEN_1000, "past_date"),
        ([("10", 15)], OPEN_1000, "too_far"),
        ([("10", 5), ("10", 4)], OPEN_1000, "days_unordered"),
        ([("10", 5), ("10", 5)], OPEN_1000, "days_unordered"),
        ([], OPEN_1000, "parts"),
        ([("1", day) for day in range(7)], OPEN_1000, "parts"),
        ([("901", 4)], Standing((About("INV-1", "USD", Decimal(1000), Decimal(100)),)), "disputed"),
        ([("10", 4)], Standing((About("INV-1", "USD", Decimal(1000), is_promised=True),)), "already_promised"),
        ([("10", 4)], Standing((About("INV-1", "USD", Decimal(1000), is_on_plan=True),)), "on_plan"),
        ([("10", 4)], replace(OPEN_1000, is_account=True, has_account_promise=True), "already_promised"),
        ([("951", 4)], replace(OPEN_1000, is_account=True, credit_amount=Decimal(50)), "exceeds_open_amount"),
        ([("10", 4)], replace(OPEN_1000, open_promise_count=2), "too_many"),
    ],
)
def test_what_cannot_be_promised(parts, standing, code) -> None:
    made = [Installment(TODAY + timedelta(days=days), Decimal(amount)) for amount, days in parts]
    with pytest.raises(Refusal) as refused:
        check_promise(made, standing, currency="USD", today=TODAY, horizon_days=14)
    assert refused.value.code == f"outcomes.promise.{code}"


def test_what_can_be_promised() -> None:
    for amount, days in (("1000", 0), ("0.01", 14)):
        made = [Installment(TODAY + timedelta(days=days), Decimal(amount))]
        check_promise(made, OPEN_1000, currency="USD", today=TODAY, horizon_days=14)


def test_only_the_promised_part_is_held_back() -> None:
    documents = [
        (number, Decimal(free), Decimal(held)) for number, free, held in ((1, 300, 300), (2, 400, 500), (3, 9, 9))
    ]
    assert held_parts(Decimal(400), documents) == [(1, None), (2, Decimal(100))]
    assert held_parts(Decimal(709), documents) == [(1, None), (2, Decimal(400)), (3, None)], "the rest of 2 is disputed"


def test_two_promises_share_one_receipt_first_due_first() -> None:
    found = shares([claim(2, "3000", 12), claim(1, "2000", 12)], [money("3500", 12, receipt=7)])
    assert [(share.key[1], share.amount) for share in found] == [(1, Decimal(2000)), (2, Decimal(1500))]


def test_money_in_time_for_one_goes_before_money_late_for_another() -> None:
    old, new = claim(1, "100", 1), claim(2, "100", 12)
    found = shares([old, new], [money("150", 10)])
    assert [(share.key[1], share.amount, share.is_late) for share in found] == [
        (2, Decimal(100), False), (1, Decimal(50), True),
    ]  # fmt: skip


def test_what_a_document_was_paid_counts_for_it_only() -> None:
    first, second = claim(1, "100", 5, item_ids=frozenset({1})), claim(2, "100", 5, item_ids=frozenset({2}))
    found = shares([first, second], [money("100", 4, item=2), money("60", 4)])
    assert sorted((share.key[1], share.amount) for share in found) == [(1, Decimal(60)), (2, Decimal(100))]


def test_what_was_known_or_on_its_way_keeps_nothing() -> None:
    taken = datetime(2026, 6, 8, 12, tzinfo=UTC)
    asked = claim(1, "100", 12, taken_date=taken.date(), taken_at=taken, recorded_at=taken)
    early, late = taken - timedelta(hours=1), taken + timedelta(hours=1)
    one = money("100", 8)
    assert not qualifies(asked, replace(one, value_date=date(2026, 6, 7), known_at=late))
    assert not qualifies(asked, replace(one, known_at=early))
    assert not qualifies(asked, replace(one, value_date=date(2026, 6, 10), known_at=early)), "in transit"
    assert qualifies(asked, replace(one, known_at=late))
    assert not qualifies(asked, replace(one, currency="EUR", known_at=late))


def test_a_credit_memo_netted_by_a_receipt_is_no_money() -> None:
    netted = [money("1000", 4, item=1, receipt=7), money("-100", 4, item=2, receipt=7), money("50", 4, item=3)]
    assert sorted(one.amount for one in without_netted_credits(netted)) == [Decimal(50), Decimal(900)]


CENTS = st.integers(1, 5_000).map(lambda cents: Decimal(cents) / 100)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    claims=st.lists(st.tuples(CENTS, st.integers(1, 28), st.sampled_from([None, 1, 2])), max_size=6),
    monies=st.lists(st.tuples(CENTS, st.integers(1, 28), st.sampled_from([None, 1, 2, 3])), max_size=8),
)
def test_a_euro_stands_for_one_installment_only(claims, monies) -> None:
    asked = [
        claim(number, str(amount), due, item_ids=None if item is None else frozenset({item}))
        for number, (amount, due, item) in enumerate(claims)
    ]
    held = [money(str(amount), day, item=item, receipt=at) for at, (amount, day, item) in enumerate(monies)]
    found = shares(asked, held)
    for one in held:
        assert sum((share.amount for share in found if share.money == one), Decimal(0)) <= one.amount
    for own in asked:
        got = [share for share in found if share.key == own.key]
        assert sum((share.amount for share in got), Decimal(0)) <= own.amount
        assert all(share.amount > 0 and qualifies(own, share.money) for share in got)
        assert all((share.money.value_date > own.last_date) is share.is_late for share in got)
    # Nothing waits beside a claim that it could still serve.
    for own in asked:
        missing = own.amount - sum((share.amount for share in found if share.key == own.key), Decimal(0))
        for one in held:
            used = sum((share.amount for share in found if share.money == one), Decimal(0))
            in_reach = qualifies(own, one) and one.value_date <= own.late_date
            assert not (missing > 0 and one.amount > used and in_reach)


def rated(state: PromiseState, count: int, promised: str, received: str = "0") -> list[Judged]:
    each = Decimal(promised) / count if count else Decimal(0)
    return [Judged(state, each, Decimal(received) / count) for _ in range(count)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            rated(K, 13, "70000", "70000") + rated(H, 3, "15000", "8000") + rated(B, 4, "15000"),
            ("65.0", "70.0", "78.0"),
        ),
        (rated(K, 5, "12500", "12500"), ("100.0", "100.0", "100.0")),
        (rated(H, 2, "5200", "2600") + rated(B, 2, "4800"), ("0.0", "0.0", "26.0")),
        (rated(X, 3, "300") + rated(P, 2, "200"), (None, None, None)),
    ],
)
def test_attainment_by_count_by_value_and_in_cash(rows, expected) -> None:
    found = attainment(rows)
    ratios = (found.count_ratio, found.value_ratio, found.cash_ratio)
    assert tuple(None if one is None else f"{one * 100:.1f}" for one in ratios) == expected
