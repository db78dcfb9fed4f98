"""The dialects of lockbox files: columns that banks move, invoices beside checks, totals."""

import io
from decimal import Decimal

import pytest

from dunwell.exchange.formats.lockbox import parse
from dunwell.exchange.formats.lockbox.layouts import (
    Invoices,
    Item,
    invoices_layout,
    is_routing_number,
    micr_layout,
    references_of,
)
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement

_HEAD = "100CREDITOR  00710005052603170415\n2CREDITOR  007100050500000000004000800001\n"
_BATCH = "50000000000775260316CREDITOR  0071000505\n"


def _parsed(body: str) -> Parsed[Statement]:
    return parse(io.BytesIO((_HEAD + _BATCH + body).encode()))


def _check(amount: int = 125_000, micr: str = "0710005050045128890000010277") -> str:
    return f"6001001{amount:010}{micr}"


@pytest.mark.parametrize(
    ("text", "is_one"), [("071000505", True), ("071000506", False), ("000000000", False), ("07100050", False)]
)
def test_a_routing_number_has_its_check_digit(text: str, is_one: bool) -> None:
    assert is_routing_number(text) is is_one


def test_the_columns_of_the_check_are_those_of_its_routing_number() -> None:
    assert micr_layout(["6001001" + "0000125000" + "071000505" + "0045128890" + "0000010277"])[:2] == (17, 26)
    assert micr_layout(["6001001" + "0000125000" + "0071000505" + "0045128890" + "000010277"])[:2] == (17, 27)


@pytest.mark.parametrize("layout", [Invoices(10, 10), Invoices(16, 10, 10), Invoices(12, 9), Invoices(20, 10)])
def test_invoices_are_read_in_the_columns_that_make_them_sum_to_the_check(layout: Invoices) -> None:
    parts = [
        f"{'INV-' + str(n):<{layout.number}}{a:0{layout.amount}}{'0' * layout.deduction}"
        for n, a in ((7, 400), (8, 850))
    ]
    item = Item(1, "1", "1", 1250, "", parts)
    found = references_of(item, invoices_layout([item]))
    assert [(one.number, one.paid_amount) for one in found] == [("INV-7", Decimal("4.00")), ("INV-8", Decimal("8.50"))]


def test_invoices_that_never_sum_to_a_check_are_given_without_amounts() -> None:
    (statement,) = _parsed(
        f"{_check()}\n40010016019{'INV-1':<10}0000000001\n70010000000775260316001{125_000:010}\n9000007\n"
    ).rows()
    assert [one.paid_amount for one in statement.lines[0].references] == [None, None]


@pytest.mark.parametrize("total", ["0010000125000", "00010000125000", "001000000125000"])
def test_a_wider_total_is_read_where_it_is_right(total: str) -> None:
    parsed = _parsed(f"{_check()}\n70010000000775260316{total}\n9000006\n")
    (statement,) = parsed.rows()
    assert statement.difference() == 0
    assert parsed.problem_count == 0


def test_a_batch_total_that_does_not_foot_is_a_difference() -> None:
    parsed = _parsed(f"{_check()}\n700100000007752603160010000125001\n9000006\n")
    (statement,) = parsed.rows()
    assert statement.difference() == Decimal("0.01")
    assert [problem.code for problem in parsed.all_problems()] == ["exchange.statement.does_not_tie"]


def test_without_a_batch_total_the_lockbox_total_is_compared() -> None:
    parsed = _parsed(f"{_check()}\n80010000000775260316{1:04}{125_100:010}\n9000006\n")
    (statement,) = parsed.rows()
    assert statement.closing is None
    assert [problem.code for problem in parsed.all_problems()] == ["exchange.lockbox.lockbox_total"]
