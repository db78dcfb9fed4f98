"""Late interest and compensation: the handbook's examples and vectors, and those of public calculators."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunwell.base.refusals import Refusal
from dunwell.compliance.interest.rules import (
    Contract,
    Mode,
    Payment,
    average_daily_balance,
    compensation_of,
    due_by_law,
    late_charge,
    monthly_charge,
    rate_on,
    reference_rates,
    simple_interest,
    statute_of,
    statutes,
)

GB, EU, IE = statutes()["gb"], statutes()["eu"], statutes()["ie"]
D = Decimal
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def pay(day: str, amount: str) -> Payment:
    return Payment(date.fromisoformat(day), D(amount))


@pytest.mark.parametrize(
    ("amount", "due", "until", "payments", "interest", "fixed"),
    [
        ("5000", "2026-03-31", "2026-05-15", (), "72.43", "70"),
        ("10000", "2025-06-30", "2025-09-30", (), "321.37", "100"),
        ("10000", "2025-07-01", "2025-09-30", (), "305.41", "100"),
        ("10000", "2026-02-28", "2026-04-30", (pay("2026-03-20", "4000"),), "143.58", "100"),
        ("10000", "2026-02-28", "2026-04-30", (pay("2026-02-28", "10000"),), "0.00", "0"),
        ("10000", "2026-02-28", "2026-02-28", (), "0.00", "0"),
        ("10000", "2026-02-28", "2026-03-01", (), "3.22", "100"),
        ("999.99", "2026-01-31", "2026-03-02", (), "9.66", "40"),
    ],
)
def test_the_united_kingdom(amount, due, until, payments, interest, fixed) -> None:
    charge = late_charge(D(amount), "GBP", date.fromisoformat(due), date.fromisoformat(until), GB, payments=payments)
    assert (charge.interest, charge.compensation) == (D(interest), D(fixed))
    assert charge.total == D(interest) + D(fixed)
    assert GB.citation in charge.citations
    assert (len(charge.citations) > 1) == bool(charge.stretches)


def test_the_parts_are_not_rounded_before_they_are_summed() -> None:
    charge = late_charge(
        D(10000), "GBP", date(2026, 2, 28), date(2026, 4, 30), GB, payments=(pay("2026-03-20", "4000"),)
    )
    assert [(each.days, each.balance, each.percent) for each in charge.stretches] == [
        (20, D(10000), D("11.75")), (41, D(6000), D("11.75")),
    ]  # fmt: skip
    assert sum(each.interest for each in charge.stretches).quantize(D("0.0001")) == D("143.5753")


def test_a_rate_that_floats_turns_with_the_half_year_and_one_that_does_not_stays() -> None:
    floating = late_charge(D(10000), "EUR", date(2025, 5, 31), date(2025, 8, 29), EU)
    assert [(each.days, each.percent) for each in floating.stretches] == [(30, D("11.15")), (60, D("10.15"))]
    assert (floating.interest, floating.compensation) == (D("258.49"), D(40))
    assert len(floating.citations) == 3
    paid = late_charge(D(10000), "EUR", date(2025, 5, 31), date(2025, 8, 29), IE)
    assert {each.percent for each in paid.stretches} == {D("10.15")}
    assert simple_interest(D(10000), D("11.15"), 90, "EUR") == D("274.93")
    assert simple_interest(D(20000), D("10.15"), 60, "EUR") == D("333.70")


@pytest.mark.parametrize(
    ("statute", "received", "performed", "due"),
    [
        (GB, "2026-03-05", "2026-03-01", "2026-04-03"), (GB, "2026-03-05", "2026-03-10", "2026-04-08"),
        (EU, "2026-02-10", None, "2026-03-12"), (IE, "2026-02-10", "2026-02-20", "2026-03-22"),
    ],
)  # fmt: skip
def test_thirty_days_begin_with_a_day_or_follow_it(statute, received, performed, due) -> None:
    performed_on = date.fromisoformat(performed) if performed else None
    assert due_by_law(statute, date.fromisoformat(received), performed_on) == date.fromisoformat(due)


def test_a_rate_that_nobody_entered_is_refused_and_not_guessed() -> None:
    for until in (date(2026, 7, 2), date(2027, 3, 1)):
        with pytest.raises(Refusal) as caught:
            late_charge(D(100), "EUR", date(2026, 6, 1), until, EU)
        assert caught.value.code == "compliance.interest.no_rate"
    with pytest.raises(Refusal):
        rate_on("bank_of_england", date(2023, 12, 31))
    assert late_charge(D(100), "EUR", date(2026, 6, 1), date(2026, 6, 30), EU).interest == D("0.81")


def test_a_disputed_part_bears_nothing_and_a_contract_its_own_rate() -> None:
    contract = Contract(D("18"), "Credit agreement of 2 January 2026, clause 9")
    charge = late_charge(
        D(1000), "USD", date(2026, 1, 31), date(2026, 3, 2), contract, disputed=D(400),
        payments=(pay("2026-02-15", "600"),),
    )  # fmt: skip
    assert charge.interest == simple_interest(D(600), D(18), 15, "USD") == D("4.44")
    assert charge.compensation == 0
    assert charge.citations == (contract.citation,)
    assert late_charge(D(100), "JPY", date(2026, 1, 31), date(2026, 3, 2), contract).interest == D("1")


@pytest.mark.parametrize(
    ("percent", "principal", "days", "interest", "fixed"),
    [("12", "1000", 30, "9.86", "70"), ("8.5", "1000", 365, "85.00", "70"), ("12.5", "5000", 30, "51.37", "70"),
     ("13", "12000", 90, "384.66", "100"), ("8.5", "1000", 1, "0.23", "70")],
)  # fmt: skip
def test_what_public_calculators_print(percent, principal, days, interest, fixed) -> None:
    """The user's guide of 2002, and three pages that calculate; the first wrote 32.9 pence a day."""
    assert simple_interest(D(principal), D(percent), days, "GBP") == D(interest)
    assert compensation_of(GB, D(principal), "GBP") == D(fixed)


@pytest.mark.parametrize(
    ("amount", "currency", "fixed"),
    [("0.01", "GBP", "40"), ("999.99", "GBP", "40"), ("1000", "GBP", "70"), ("9999.99", "GBP", "70"),
     ("10000", "GBP", "100"), ("0", "GBP", "0"), ("500", "EUR", "0")],
)  # fmt: skip
def test_the_fixed_sums(amount, currency, fixed) -> None:
    assert compensation_of(GB, D(amount), currency) == D(fixed)


def test_the_vectors_of_the_handbook() -> None:
    handbook = SHARED / "handbook.md"
    if not handbook.exists():
        pytest.skip("the handbook is not here")
    lines = re.findall(r'^\{"id": "uk_late.*$', handbook.read_text("utf-8"), re.MULTILINE)
    rows = [json.loads(line.rstrip(",")) for line in lines]
    assert len(rows) == 4
    for row in rows:
        given_, wanted = row["inputs"], row["expected"]
        principal = D(str(given_["principal"]))
        assert simple_interest(principal, D(given_["rate"]) * 100, given_["days"], "GBP") == D(wanted["interest"])
        assert compensation_of(GB, principal, "GBP") == wanted["compensation"]


def test_an_average_daily_balance() -> None:
    """1,000 owed, 400 paid on the 11th of a month of thirty days: ten days at 1,000 and twenty at 600."""
    average = average_daily_balance(D(1000), (pay("2026-04-11", "400"),), date(2026, 4, 1), date(2026, 5, 1))
    assert average == (10 * D(1000) + 20 * D(600)) / 30
    assert monthly_charge(average, D("1.5"), "USD") == D("11.00")
    assert monthly_charge(D(-50), D("1.5"), "USD") == 0
    with pytest.raises(ValueError, match="one day"):
        average_daily_balance(D(1), (), date(2026, 4, 1), date(2026, 4, 1))


@settings(max_examples=60)
@given(
    st.integers(1, 100_000_00),
    st.lists(st.tuples(st.integers(-5, 80), st.integers(1, 50_000_00)), max_size=4),
    st.integers(0, 90),
    st.sampled_from([GB, EU, IE]),
)
def test_interest_is_what_each_day_bears_and_a_payment_never_adds(cents, paid, days, statute) -> None:
    due = date(2025, 5, 20)
    amount = D(cents) / 100
    payments = [Payment(date.fromordinal(due.toordinal() + day), D(sum_) / 100) for day, sum_ in paid]
    until = date.fromordinal(due.toordinal() + days)
    charge = late_charge(amount, "EUR", due, until, statute, payments=payments)
    by_day = D(0)
    for ordinal in range(due.toordinal() + 1, until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        balance = max(amount - sum((each.amount for each in payments if each.day < day), D(0)), D(0))
        rate = due if statute.mode is Mode.FIXED_AT_DUE else day
        percent = rate_on(statute.reference, rate).percent + statute.points
        if statute.mode is Mode.FIXED_AT_PAYMENT and charge.stretches:
            percent = charge.stretches[0].percent
        by_day += balance * percent / 36500
    assert abs(charge.interest - by_day) <= D("0.0051")
    assert charge.interest <= late_charge(amount, "EUR", due, until, statute).interest or statute is IE


def test_every_rate_and_statute_is_cited_and_dated() -> None:
    for table in reference_rates().values():
        assert [rate.from_day for rate in table] == sorted(rate.from_day for rate in table)
        assert all(rate.citation and rate.checked_on.year == 2026 for rate in table)
        assert table[-1].until is not None
    assert all(one.citation and one.countries and one.compensation[0][0] == 0 for one in statutes().values())
    assert statute_of("de") is EU
    assert statute_of("IE") is IE
    assert statute_of("US") is None
