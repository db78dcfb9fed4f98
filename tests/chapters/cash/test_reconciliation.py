"""Statement balance = book balance ± named differences, to the cent, whatever came in which order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bank_files import Line, mt940, mt942

from dunwell.cash.models import BankStatement, ReturnedLine
from dunwell.cash.receipts.commands import return_receipt
from dunwell.cash.reconciliation.queries import reconciliation_of, reconciliations_of
from dunwell.cash.returns.commands import dismiss_return, post_return
from dunwell.cash.statements.commands import release_statement, withdraw_statement

LAST, FIRST, SECOND = date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)
DAY_ONE = [Line("100.00", "A1//B1"), Line("250.50", "A2//B2"), Line("-12.00", "F//B3", "FEE")]


@pytest.fixture
def told(desk: Any, account: Any) -> Any:
    """Return what the reconciliation of a day says: both balances and the differences by name; nothing unexplained."""

    def shown(day: date = SECOND) -> tuple[str, str, dict[str, str]]:
        found = reconciliation_of(desk.viewer, account.pk, day)
        assert found.unexplained_amount == 0
        for each in found.differences:
            assert each.amount == sum(row.amount for row in each.rows)
            assert each.count == len(each.rows)
        differences = {each.kind.value: f"{each.amount:.2f}" for each in found.differences}
        return f"{found.statement_amount:.2f}", f"{found.book_amount:.2f}", differences

    return shown


def test_an_account_without_statements_has_only_what_was_typed_in(cash: Any, account: Any, told: Any) -> None:
    assert told() == ("0.00", "0.00", {})
    cash.receive("40.00", bank_account_id=account.pk, value_date=LAST)
    assert told() == ("0.00", "40.00", {"receipts_without_lines": "-40.00"})


def test_fees_are_lines_that_are_not_booked(take: Any, told: Any) -> None:
    take(mt940(DAY_ONE))
    assert told() == ("1338.50", "1350.50", {"lines_not_booked": "-12.00"})
    assert told(date(2026, 3, 30)) == ("0.00", "0.00", {})


def test_early_receipts_are_in_the_books_before_they_are_on_a_statement(take: Any, told: Any) -> None:
    take(mt940(DAY_ONE))
    take(mt942([Line("75.00", "A9//B9")], day=FIRST), "intraday.sta")
    expected = {"lines_not_booked": "-12.00", "receipts_not_on_statement": "-75.00"}
    assert told(FIRST) == ("1338.50", "1425.50", expected)
    take(mt940([Line("75.00", "A9//B9")], day=FIRST, opening="1338.50", number="91/1"))
    assert told(FIRST) == ("1413.50", "1425.50", {"lines_not_booked": "-12.00"})


def test_a_statement_that_waits_and_one_that_was_released_are_named(desk: Any, take: Any, told: Any) -> None:
    take(mt940(DAY_ONE))
    (made,) = take(mt940([Line("5.00", "A5//B5")], day=FIRST, opening="1338.50", closing="1400.00")).statements
    assert told() == ("1400.00", "1350.50", {"lines_not_booked": "-12.00", "waiting_statements": "61.50"})
    release_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="bank confirmed")
    assert told() == ("1400.00", "1355.50", {"lines_not_booked": "-12.00", "released_differences": "56.50"})
    withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="wrong after all")
    assert told() == ("1338.50", "1350.50", {"lines_not_booked": "-12.00"})


def test_a_gap_is_named_and_an_overlap_costs_nothing(take: Any, told: Any) -> None:
    take(mt940(DAY_ONE))
    take(mt940([*DAY_ONE, Line("1.00", "A6//B6")], number="90/9"))
    assert BankStatement.objects.count() == 2
    assert told() == ("1339.50", "1351.50", {"lines_not_booked": "-12.00"})
    take(mt940([Line("5.00", "A5//B5")], day=SECOND, opening="1400.00", number="92/1"))
    assert told() == ("1405.00", "1356.50", {"lines_not_booked": "-12.00", "gaps": "60.50"})


def test_a_missing_day_that_comes_later_closes_the_gap(take: Any, told: Any) -> None:
    take(mt940([Line("10.00", "NONREF")]))
    take(mt940([Line("10.00", "NONREF")], day=SECOND, opening="1030.00", number="92/1"))
    assert told() == ("1040.00", "1020.00", {"gaps": "20.00"})
    take(mt940([Line("20.00", "NONREF")], day=FIRST, opening="1010.00", number="91/1"))
    assert told() == ("1040.00", "1040.00", {})


def test_returns_in_transit_posted_and_ahead_of_the_bank(desk: Any, take: Any, told: Any) -> None:
    take(mt940([Line("100.00", "A1//B1"), Line("55.00", "A2//B2")]))
    bounced = Line("-55.00", "Z9", "RETURNED", "NRTI", "RC")
    take(mt940([bounced], day=FIRST, opening="1155.00", number="91/1"))
    assert told() == ("1100.00", "1155.00", {"returns_in_transit": "-55.00"})
    post_return(viewer=desk.viewer, return_id=ReturnedLine.objects.get().pk)
    assert told() == ("1100.00", "1100.00", {})
    assert told(LAST) == ("1155.00", "1155.00", {})
    from dunwell.cash.models import Receipt

    other = Receipt.objects.get(amount=Decimal("100.00"))
    return_receipt(viewer=desk.viewer, receipt_id=other.pk, return_code="NSF", effective_date=SECOND)
    assert told() == ("1100.00", "1000.00", {"returns_not_on_statement": "100.00"})


def test_a_dismissed_return_is_a_line_that_is_not_booked(desk: Any, take: Any, told: Any) -> None:
    take(mt940([Line("-55.00", "Z9", "RETURNED", "NRTI", "RC")]))
    dismiss_return(viewer=desk.viewer, return_id=ReturnedLine.objects.get().pk, reason="of the old account")
    assert told() == ("945.00", "1000.00", {"lines_not_booked": "-55.00"})


def test_every_account_in_use_is_reconciled(desk: Any, account: Any, take: Any) -> None:
    take(mt940(DAY_ONE))
    (found,) = reconciliations_of(desk.viewer, desk.creditor.pk, LAST)
    assert (found.account, found.currency, found.statement_date) == ("HBUS0012345678", "USD", LAST)
