"""Money is exact and rounded in one place; days are plain dates."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunwell.base.days import Convention, add_business_days, add_months, adjust, days_between, parse_day
from dunwell.base.money import Balances, Money, minor_digits, plain, round_amount, split_amount
from dunwell.base.problems import Problem
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.shelf import Shelf
from dunwell.platform.calendars import is_day_off

weekend = is_day_off("")


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("USD", 2), ("KWD", 3), ("HKD", 2), ("PHP", 2)])
def test_a_currency_has_its_own_digits(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.005", "0.01"), ("0.015", "0.02"), ("-0.005", "-0.01"), ("2.675", "2.68")]
)
def test_halves_round_up_away_from_zero(amount: str, rounded: str) -> None:
    assert round_amount(Decimal(amount), "USD") == Decimal(rounded)


def test_money_refuses_digits_that_its_currency_does_not_have_and_other_currencies() -> None:
    with pytest.raises(Refusal, match=r"base\.money\.too_many_digits"):
        Money(Decimal("1.5"), "JPY")
    with pytest.raises(Refusal, match=r"base\.money\.currencies_differ"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "EUR")
    with pytest.raises(TypeError):
        Money(1.0, "USD")  # type: ignore[arg-type]


def test_balances_keep_currencies_side_by_side() -> None:
    held = Balances([Money(Decimal(1), "USD"), Money(Decimal(2), "EUR")]).add(Money(Decimal(3), "USD"))
    assert dict(held) == {"EUR": Decimal(2), "USD": Decimal(4)}
    assert [str(money) for money in held.monies()] == ["2.00 EUR", "4.00 USD"]


@given(st.integers(-(10**9), 10**9), st.integers(1, 60), st.sampled_from(["USD", "JPY", "KWD"]))
def test_parts_always_sum_to_the_whole(units: int, parts: int, currency: str) -> None:
    amount = Decimal(units).scaleb(-minor_digits(currency))
    split = split_amount(amount, parts, currency)
    assert sum(split) == amount
    assert len(split) == parts


def test_a_thousand_in_three_leaves_the_cent_to_the_last() -> None:
    assert [plain(part, "USD") for part in split_amount(Decimal("1000.00"), 3, "USD")] == ["333.33", "333.33", "333.34"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2025-08-31", 18, "2027-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-15", -3, "2025-12-15")],
)
def test_months_clip_to_the_end_of_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(parse_day(day), months) == parse_day(expected)


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        (Convention.NONE, date(2026, 10, 31)),
        (Convention.FOLLOWING, date(2026, 11, 2)),
        (Convention.MODIFIED_FOLLOWING, date(2026, 10, 30)),
        (Convention.PRECEDING, date(2026, 10, 30)),
        (Convention.END_OF_MONTH_BUSINESS, date(2026, 10, 30)),
    ],
)
def test_a_saturday_at_the_end_of_october_moves_by_convention(convention: Convention, expected: date) -> None:
    assert adjust(date(2026, 10, 31), convention, weekend) == expected


def test_christmas_2026_in_the_uk_opens_again_on_tuesday() -> None:
    assert adjust(date(2026, 12, 25), Convention.FOLLOWING, is_day_off("GB", "ENG")) == date(2026, 12, 29)


def test_two_business_days_after_a_friday_is_tuesday() -> None:
    assert add_business_days(date(2026, 6, 12), 2, weekend) == date(2026, 6, 16)


def test_due_today_is_not_past_due() -> None:
    assert days_between(date(2026, 6, 30), date(2026, 6, 30)) == 0
    assert days_between(date(2026, 6, 29), date(2026, 6, 30)) == 1


def test_a_day_that_is_no_day_is_refused_with_what_to_write() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_day("31/12/2026")
    assert "2026-03-31" in refusal.value.sentence()


def test_a_fact_that_is_missing_from_a_sentence_stays_visible() -> None:
    assert Refusal("a.b", "{who} owes {what}", who="Mei").sentence() == "Mei owes {what}"


def test_a_reason_comes_back_from_its_column_as_it_was() -> None:
    reason = Reason("a.b", "{days} days", {"days": 3}, points=5, citation="12 CFR 1006.6")
    assert Reason.from_dict(reason.as_dict()) == reason


def test_a_problem_says_where_it_is() -> None:
    assert Problem("a.b", "x", "Items", 12, "Due date").address == "Items, row 12, column Due date"
    assert Problem("a.b", "x").address == ""


def test_a_shelf_names_what_it_has() -> None:
    shelf: Shelf[int] = Shelf("thing")
    shelf.register("one", 1)
    with pytest.raises(Refusal, match="Choose one of: one"):
        shelf.get("two")
    with pytest.raises(ValueError, match="already"):
        shelf.register("one", 2)
