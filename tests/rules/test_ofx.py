"""What OFX dialects mean: amounts, days, tags that are not closed, letters."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.ofx import parse
from dunwell.exchange.formats.ofx.tags import amount_of, day_of, tags
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Statement


def _parsed(transactions: str, header: str = "", currency: str = "USD", encoding: str = "utf-8") -> Parsed[Statement]:
    text = (
        f"{header}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}"
        f"<BANKACCTFROM><BANKID>1<ACCTID>77</BANKACCTFROM><BANKTRANLIST>{transactions}</BANKTRANLIST><LEDGERBAL><BALAMT>5<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS>"
        "</BANKMSGSRSV1></OFX>"
    )
    return parse(io.BytesIO(text.encode(encoding)))


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("-10.00", "USD", "-10.00"),
        ("2000,00", "EUR", "2000.00"),
        ("+5", "USD", "5.00"),
        ("1.234,56", "EUR", "1234.56"),
        ("1,234.56", "USD", "1234.56"),
        ("1'234.50", "CHF", "1234.50"),
        ("-.5", "USD", "-0.50"),
        ("750", "JPY", "750"),
        ("750.00", "JPY", "750"),
        ("1,250", "KWD", "1.250"),
        ("10.000", "USD", "10.00"),
        ("0,125", "USD", "0.125"),
    ],
)
def test_an_amount_has_a_point_or_a_comma(text: str, currency: str, amount: str) -> None:
    assert str(amount_of(text, currency)) == amount


@pytest.mark.parametrize("text", ["", "$120", "1,234", "12O", "NaN", "1e5", "1.2.3", "--5", "١٢"])
def test_what_is_no_amount_or_ambiguous_is_none(text: str) -> None:
    assert amount_of(text, "USD") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20260331", date(2026, 3, 31)),
        ("20260331235959.000[-7:PDT]", date(2026, 3, 31)),
        ("2026-03-31", date(2026, 3, 31)),
        ("20180804093914:014", date(2018, 8, 4)),
        ("00000000", None),
        ("20120231", None),
        ("150126", None),
        ("", None),
    ],
)
def test_a_day_is_the_one_the_banks_clock_showed(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_transactions_that_are_never_closed_are_two() -> None:
    (statement,) = _parsed("<STMTTRN><DTPOSTED>20260301<TRNAMT>1<STMTTRN><DTPOSTED>20260302<TRNAMT>2").rows()
    assert [line.amount for line in statement.lines] == [Decimal("1.00"), Decimal("2.00")]


def test_leaves_of_an_inner_aggregate_are_not_those_of_the_transaction() -> None:
    (statement,) = _parsed(
        "<STMTTRN><DTPOSTED>20260301<TRNAMT>1<PAYEE><NAME>Payee Co<CITY>X</PAYEE>"
        "<BANKACCTTO><ACCTID>99</BANKACCTTO><MEMO>m</STMTTRN>"
    ).rows()
    (line,) = statement.lines
    assert (line.payer, line.payer_account, line.text, statement.account) == ("Payee Co", "99", "m", "77")


def test_an_unreadable_amount_leaves_the_statement_out() -> None:
    parsed = _parsed("<STMTTRN><DTPOSTED>x<TRNAMT>y</STMTTRN>")
    assert list(parsed.rows()) == []
    assert [one.code for one in parsed.all_problems()] == [
        "exchange.ofx.date_unreadable",
        "exchange.ofx.amount_unreadable",
    ]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("OFXHEADER:100\nENCODING:USASCII\nCHARSET:1252\n", "cp1252"),
        ("OFXHEADER:100\nCHARSET:8859-1\n", "latin-1"),
        ("OFXHEADER:100\nENCODING:UTF-8\nCHARSET:NONE\n", "utf-8"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ("OFXHEADER:100\nENCODING:UTF-8\n", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_letters_are_read_as_the_bytes_and_the_header_say(header: str, encoding: str) -> None:
    parsed = _parsed("<STMTTRN><DTPOSTED>20260301<TRNAMT>1<NAME>Café Müller</STMTTRN>", header, encoding=encoding)
    (statement,) = parsed.rows()
    assert statement.lines[0].payer == "Café Müller"
    assert parsed.notes == []


def test_a_stray_bracket_in_a_name_stays_in_it() -> None:
    found = [(name, value) for _, closes, name, value in tags("<OFX><NAME>A < B &amp; C<MEMO>d</OFX>") if not closes]
    assert found == [("OFX", ""), ("NAME", "A < B & C"), ("MEMO", "d")]


def test_entities_of_the_file_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'
    (statement,) = _parsed("<STMTTRN><DTPOSTED>20260301<TRNAMT>1<NAME>&b;</STMTTRN>", bomb).rows()
    assert statement.lines[0].payer == "&b;"
