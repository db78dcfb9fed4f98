"""The dialects of BAI2: funds types, continuations, type codes, digits of currencies."""

import io
from decimal import Decimal

import pytest

from dunwell.exchange.formats.bai2 import parse
from dunwell.exchange.formats.bai2.codes import meaning
from dunwell.exchange.formats.bai2.records import records
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind


def _statements(
    transactions: str, *, modifier: str = "2", currency: str = "USD", balances: str = ","
) -> list[Statement]:
    file = (
        f"01,B,R,260316,0530,1,,,2/\n02,R,B,1,260313,2400,{currency},{modifier}/\n"
        f"03,77,{currency},{balances}/\n{transactions}\n49,,/\n98,,,/\n99,,,/\n"
    )
    return list(parse(io.BytesIO(file.encode())).rows())


@pytest.mark.parametrize(
    ("funds", "rest"),
    [
        ("", ""),
        ("0,", ""),
        ("1,", ""),
        ("2,", ""),
        ("Z,", ""),
        ("S,", "1,2,3,"),
        ("V,", "260315,,"),
        ("D,", "2,0,5,1,5,"),
    ],
)
def test_every_funds_type_leaves_the_references_and_the_text_in_place(funds: str, rest: str) -> None:
    (statement,) = _statements(f"16,195,1000,{funds or ','}{rest}BANKREF,CUSTREF,A TEXT, WITH COMMA/")
    (line,) = statement.lines
    assert (line.reference, line.end_to_end_id, line.text) == ("BANKREF", "CUSTREF", "A TEXT, WITH COMMA")


def test_fields_go_on_in_a_continuation_until_the_text_begins() -> None:
    (statement,) = _statements("16,115,1000,S,400,500,100/\n88,AX13612,B096132,AMALGAMATED, LOCKBOX\n88,DEPOSIT, MISC.")
    (line,) = statement.lines
    assert line.reference == "AX13612"
    assert line.text == "AMALGAMATED, LOCKBOX DEPOSIT, MISC."


def test_a_balance_may_be_broken_between_its_code_and_its_amount() -> None:
    (statement,) = _statements("16,195,500,,R,,T", balances="010,1000,,,015/\n88,1500,,,100/\n88,500,1,")
    assert (statement.opening, statement.closing) == (Decimal("10.00"), Decimal("15.00"))
    assert statement.difference() == 0


@pytest.mark.parametrize(("currency", "amount"), [("USD", "12.34"), ("JPY", "1234"), ("KWD", "1.234")])
def test_digits_are_those_of_the_currency(currency: str, amount: str) -> None:
    (statement,) = _statements("16,195,1234,,R,,T", currency=currency)
    assert str(statement.lines[0].amount) == amount


@pytest.mark.parametrize(
    ("modifier", "kind"),
    [
        ("1", StatementKind.INTRADAY),
        ("2", StatementKind.END_OF_DAY),
        ("3", StatementKind.INTRADAY),
        ("4", StatementKind.END_OF_DAY),
    ],
)
def test_the_as_of_date_modifier_says_whether_the_day_is_over(modifier: str, kind: StatementKind) -> None:
    assert _statements("16,195,1,,R,,T", modifier=modifier)[0].kind == kind


@pytest.mark.parametrize(
    ("code", "sign", "kind"),
    [
        ("195", 1, LineKind.TRANSFER), ("475", -1, LineKind.CHECK), ("555", -1, LineKind.RETURN),
        ("698", -1, LineKind.FEE), ("945", 1, LineKind.OTHER), ("975", -1, LineKind.OTHER),
        ("721", 1, LineKind.OTHER), ("451", -1, LineKind.DIRECT_DEBIT),
    ],
)  # fmt: skip
def test_a_type_code_says_which_way_the_money_moved(code: str, sign: int, kind: LineKind) -> None:
    found = meaning(code)
    assert found is not None
    assert (found.sign, found.kind) == (sign, kind)


@pytest.mark.parametrize(
    ("code", "what"), [("100", "summary"), ("400", "summary"), ("015", "status"), ("890", "non_monetary")]
)
def test_what_is_no_movement_is_no_line(code: str, what: str) -> None:
    found = meaning(code)
    assert found is not None
    assert (found.sign, found.skipped) == (0, what)


def test_a_word_goes_on_where_the_line_fills_its_stated_length() -> None:
    first = "16,195,100,,R,,PAYMENT OF INVO"
    lines = [f"01,B,R,260316,0530,1,{len(first)},,2/", first, "88,ICE 4711"]
    found = list(records(enumerate(lines, 1)))[1]
    assert found.text == ["PAYMENT OF INVOICE 4711"]


def test_a_slash_in_a_text_does_not_end_a_record() -> None:
    (statement,) = _statements("16,195,100,,R,,INV 20/16,195 AND 3/ 4/")
    assert statement.lines[0].text == "INV 20/16,195 AND 3/ 4"
