"""What NACHA records mean: directions, days, returns, payment addenda, control figures."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.nacha import parse
from dunwell.exchange.formats.nacha.payment_info import said_in
from dunwell.exchange.formats.nacha.records import check_digit, settlement_day
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind

_TRACE = "026009590000001"


def _file(code: str, addenda: str = "", entry_class: str = "CCD", amount: int = 12_345) -> Parsed[Statement]:
    is_credit = code[1] in "1234"
    sums = f"{0 if is_credit else amount:012}{amount if is_credit else 0:012}"
    count = 2 if addenda else 1
    records = [
        f"101 0710005051123456789{'260316'}0530A094101{'BANK':<23}{'COMPANY':<31}",
        f"5200{'ACME CORP':<16}{'':20}{'9123450011':<10}{entry_class}{'PAYMENT':<10}{'':6}260316   1026009590000001",
        f"6{code}071000505{'45128890':<17}{amount:010}{'CUST-1':<15}{'SOMEBODY':<22}  {count - 1}{_TRACE}",
        *([addenda] if addenda else []),
        f"8200{count:06}{7_100_050:010}{sums}{'9123450011':<10}{'':25}026009590000001",
        f"9000001000001{count:08}{7_100_050:010}{sums}",
    ]
    return parse(io.BytesIO("\n".join(records).encode()))


@pytest.mark.parametrize(
    ("code", "amount", "kind"),
    [
        ("22", "123.45", LineKind.TRANSFER),
        ("32", "123.45", LineKind.TRANSFER),
        ("27", "-123.45", LineKind.DIRECT_DEBIT),
    ],
)
def test_the_transaction_code_says_which_way_the_money_moves(code: str, amount: str, kind: LineKind) -> None:
    parsed = _file(code)
    (statement,) = parsed.rows()
    assert [(str(line.amount), line.kind) for line in statement.lines] == [(amount, kind)]
    assert parsed.problem_count == 0
    assert statement.difference() is None


def test_a_return_names_its_reason_and_the_original_trace() -> None:
    addenda = f"799R14071000500000071260210026009590{'PAYEE DECEASED':<43}{_TRACE}"
    (statement,) = _file("26", addenda).rows()
    (line,) = statement.lines
    assert statement.kind == StatementKind.RETURNS
    assert statement.account == "9123450011"
    assert (line.return_code, line.is_reversal, line.references[0].number) == ("R14", True, "071000500000071")
    assert "date of death 2026-02-10" in line.text
    assert (line.payer, line.amount) == ("SOMEBODY", Decimal("-123.45"))


def test_a_notification_of_change_is_counted_and_noted() -> None:
    addenda = f"798C01071000500000071{'':6}02600959{'8831002240':<29}{'':15}{_TRACE}"
    parsed = _file("21", addenda, "COR", 0)
    assert list(parsed.rows()) == []
    assert parsed.skipped == {"notification_of_change": 1}
    assert [note.sentence() for note in parsed.notes] == ["Correct your records of account 45128890: C01, 8831002240."]
    assert parsed.problem_count == 0


@pytest.mark.parametrize(("separator", "end"), [("*", "\\"), ("|", "~"), ("¦", "~"), ("^", "\\")])
def test_payment_addenda_are_read_whatever_separates_them(separator: str, end: str) -> None:
    text = end.join(
        separator.join(parts)
        for parts in (
            ["RMR", "IV", "INV-7", "", "90.00", "100.00", "10.00"],
            ["ADX", "-1.50", "01"],
            ["RMR", "PO", "P9", "", "5"],
        )
    )
    one, two = said_in(text + end).references
    assert (one.number, one.paid_amount, one.gross_amount, one.discount_amount) == ("INV-7", 90, 100, 10)
    assert (one.adjustments[0].code, one.adjustments[0].amount) == ("01", Decimal("-1.50"))
    assert (two.number, two.kind, two.paid_amount) == ("P9", "purchase_order", 5)


@pytest.mark.parametrize("text", ["INV 1 INV 2", "PAYMENT RMR LATER", "", "REMITTANCE*BY*MAIL"])
def test_free_text_gives_no_references(text: str) -> None:
    assert said_in(text).references == ()


def test_a_settlement_day_lies_in_the_year_that_is_nearest() -> None:
    assert settlement_day("001", date(2026, 12, 31)) == date(2027, 1, 1)
    assert settlement_day("365", date(2027, 1, 2)) == date(2026, 12, 31)
    assert settlement_day("   ", date(2026, 1, 1)) is None


def test_a_check_digit_is_that_of_the_routing_number() -> None:
    assert (check_digit("07100050"), check_digit("02600959"), check_digit("0710005X")) == ("5", "3", "")
