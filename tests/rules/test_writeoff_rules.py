"""Write-offs: states, the authority matrix, splitting, tax relief, what a settlement is worth, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.outcomes.writeoffs.rules import (
    MACHINE,
    Asked,
    WriteOffEvent,
    WriteOffKind,
    WriteOffState,
    approvers,
    check_another,
    check_approval,
    check_request,
    may_approve,
    relief_amount,
    relief_of,
    settlement_value,
)

D = Decimal
REQ, REF, CAN, POS, REC = WriteOffState
NO = None
# Columns: approve, refuse, cancel, recover.
TABLE = {
    REQ: (POS, REF, CAN, NO),
    REF: (NO, NO, NO, NO),
    CAN: (NO, NO, NO, NO),
    POS: (NO, NO, NO, REC),
    REC: (NO, NO, NO, REC),
}
SMALL, GONE, SETTLED = WriteOffKind.SMALL_BALANCE, WriteOffKind.UNCOLLECTABLE, WriteOffKind.SETTLEMENT


@pytest.mark.parametrize("state", WriteOffState)
def test_the_whole_table_of_a_write_off(state: WriteOffState) -> None:
    for event, expected in zip(WriteOffEvent, TABLE[state], strict=True):
        if expected is NO:
            with pytest.raises(Refusal) as refused:
                MACHINE.next(state, event)
            assert refused.value.code == "outcomes.writeoff.not_allowed"
        else:
            assert MACHINE.next(state, event) is expected


@pytest.mark.parametrize(
    ("kind", "amount", "owed", "who"),
    [
        (SMALL, "10", "10", ("collector", "lead", "manager", "admin")),
        (SMALL, "10.01", "11", ("lead", "manager", "admin")),
        (SMALL, "1000", "1000", ("manager", "admin")),
        (SMALL, "1000.01", "2000", ()),
        (GONE, "0.01", "1", ("lead", "manager", "admin")),
        (GONE, "500", "500", ("lead", "manager", "admin")),
        (GONE, "500.01", "600", ("manager", "admin")),
        (GONE, "10000.01", "20000", ("admin",)),
        (GONE, "100000.01", "200000", ()),
        (SETTLED, "100", "1000", ("lead", "manager", "admin")),
        (SETTLED, "100.01", "1000", ("manager", "admin")),
        (SETTLED, "250.01", "1000", ("admin",)),
        (SETTLED, "500.01", "1000", ()),
        (SETTLED, "1000.01", "20000", ("manager", "admin")),
    ],
)
def test_the_authority_matrix_of_the_handbook(kind: WriteOffKind, amount: str, owed: str, who: tuple[str, ...]) -> None:
    asked = Asked(kind, D(amount), owed=D(owed))
    assert approvers(asked) == who
    for role in ("cash_clerk", "billing_clerk", "credit_analyst"):
        assert not may_approve(role, asked)


def test_everything_of_twelve_months_counts_together() -> None:
    assert may_approve("lead", Asked(GONE, D(300), twelve_months=D(200)))
    asked = Asked(GONE, D(300), twelve_months=D("200.01"))
    with pytest.raises(Refusal) as refused:
        check_approval("lead", asked)
    assert (refused.value.code, refused.value.facts["roles"]) == ("outcomes.writeoff.above_limit", "manager, admin")
    with pytest.raises(Refusal) as refused:
        check_approval("admin", Asked(GONE, D(1), twelve_months=D(100_000)))
    assert refused.value.code == "outcomes.writeoff.above_every_limit"


@pytest.mark.parametrize(
    ("amount", "same_day", "split"),
    [
        ("400", "0", False),
        ("400", "100", False),
        ("400", "100.01", True),
        ("600", "400", False),
        ("9000", "1001", True),
    ],
)
def test_small_ones_of_one_day_that_are_one_large_one_are_seen(amount: str, same_day: str, split: bool) -> None:
    assert Asked(GONE, D(amount), same_day=D(same_day)).is_split is split


def test_maker_and_checker_are_two_people() -> None:
    check_another(1, "Mei", 2, "Mei")
    for asked_by, checker in (((1, "Mei"), (1, "Other")), ((None, "operator"), (None, "operator"))):
        with pytest.raises(Refusal) as refused:
            check_another(*asked_by, *checker)
        assert refused.value.code == "outcomes.writeoff.own_request"


@pytest.mark.parametrize(
    ("kind", "amount", "days", "reason", "code"),
    [
        (SMALL, "9.99", 61, "too small", ""),
        (SMALL, "9.99", 60, "too small", "outcomes.writeoff.too_young"),
        (WriteOffKind.POLICY_AGE, "9.99", 365, "old", "outcomes.writeoff.too_young"),
        (GONE, "100", 1, "insolvent", ""),
        (GONE, "100.01", 1, "insolvent", "outcomes.writeoff.exceeds_open_amount"),
        (GONE, "0", 1, "insolvent", "outcomes.writeoff.amount_unreadable"),
        (GONE, "1.001", 1, "insolvent", "outcomes.writeoff.amount_unreadable"),
        (GONE, "100", 1, "  ", "outcomes.writeoff.reason_missing"),
    ],
)
def test_what_may_be_asked_for(kind: WriteOffKind, amount: str, days: int, reason: str, code: str) -> None:
    if not code:
        check_request(kind, D(amount), D(100), "EUR", days_past_due=days, reason=reason)
        return
    with pytest.raises(Refusal) as refused:
        check_request(kind, D(amount), D(100), "EUR", days_past_due=days, reason=reason)
    assert refused.value.code == code


def test_uk_relief_as_the_handbook_works_it_out() -> None:
    relief = relief_of(date(2026, 1, 31), date(2026, 1, 1))
    assert (relief.from_date, relief.to_date) == (date(2026, 7, 31), date(2030, 7, 31))
    assert relief_amount(D(200), D(900), D(1200)) == D("150.00")
    assert relief_amount(D(200), D(450), D(1200)) == D("75.00")


def test_a_settlement_is_worth_more_than_waiting() -> None:
    assert settlement_value(D(10_000), D("0.45"), D("0.25"), 9, D("0.10"), "EUR").quantize(D(1)) == D(3142)
