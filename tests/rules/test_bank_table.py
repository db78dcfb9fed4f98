"""Bank statements as tables: order, balances, directions, what stands around the table, and profiles."""

import io
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.bank_table import Profile, guess_profile, parse, profile_of
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import LineKind, Statement


def _parsed(text: str, profile: Profile | None = None, **options: str) -> Parsed[Statement]:
    return parse(io.BytesIO(text.encode()), profile, **options)  # type: ignore[arg-type]


def _one(text: str, profile: Profile | None = None) -> Statement:
    (statement,) = _parsed(text, profile).rows()
    return statement


_ROWS = ["2026-03-01,A,10.00,110.00", "2026-03-01,B,-5.00,105.00", "2026-03-01,C,7.00,112.00"]


@pytest.mark.parametrize("rows", [_ROWS, _ROWS[::-1]], ids=["oldest first", "newest first"])
def test_balances_tell_the_order_even_within_one_day(rows: list[str]) -> None:
    statement = _one("\n".join(["Date,Description,Amount (USD),Balance", *rows]))
    assert [line.text for line in statement.lines] == ["A", "B", "C"]
    assert (statement.opening, statement.closing) == (Decimal("100.00"), Decimal("112.00"))
    assert statement.difference() == 0


def test_a_missing_row_breaks_the_balances_and_does_not_tie() -> None:
    parsed = _parsed("\n".join(["Date,Description,Amount (USD),Balance", _ROWS[0], _ROWS[2]]))
    (statement,) = parsed.rows()
    assert statement.difference() == Decimal("-5.00")
    assert [(note.code, note.row) for note in parsed.notes] == [("exchange.bank_table.balance_breaks", 3)]


def test_balances_that_stand_only_at_the_end_of_a_day_tie() -> None:
    statement = _one(
        "Date,Description,Amount (USD),Balance\n2026-03-01,A,10,\n2026-03-01,B,5,115\n2026-03-02,C,1,116\n"
    )
    assert (statement.opening, statement.closing, statement.difference()) == (100, 116, 0)


@pytest.mark.parametrize(
    ("word", "amount"),
    [
        ("C", "5.00"),
        ("D", "-5.00"),
        ("Haben", "5.00"),
        ("Soll", "-5.00"),
        ("Bij", "5.00"),
        ("Af", "-5.00"),
        ("貸", "5.00"),
    ],
)
def test_a_column_says_which_way_the_money_moved(word: str, amount: str) -> None:
    statement = _one(f"Date,Description,Debit/Credit,Amount,Currency\n2026-03-01,A,{word},5.00,USD\n")
    assert str(statement.lines[0].amount) == amount


@pytest.mark.parametrize(
    ("debit", "credit", "amount"),
    [("5", "", "-5.00"), ("-5", "", "-5.00"), ("", "5", "5.00"), ("-", "5", "5.00"), ("0.00", "5", "5.00")],
)
def test_what_went_out_and_came_in_may_stand_in_two_columns(debit: str, credit: str, amount: str) -> None:
    statement = _one(f"Date,Description,Money out,Money in,Currency\n2026-03-01,A,{debit},{credit},USD\n")
    assert str(statement.lines[0].amount) == amount


def test_rows_around_the_table_name_account_currency_and_balances() -> None:
    statement = _one(
        "Account Number: 12-3456-789,,\nCurrency: HKD,,\nOpening balance,,100.00\nDate,Description,Amount\n"
        "2026-03-01,A,5.00\nClosing balance,,105.00\n"
    )
    assert (statement.account, statement.currency, statement.difference()) == ("12-3456-789", "HKD", 0)


def test_the_account_may_be_a_default() -> None:
    statement = _one(
        "Date,Description,Amount\n2026-03-01,A,5.00\n", profile_of({"defaults": {"account": "77", "currency": "usd"}})
    )
    assert (statement.account, statement.currency) == ("77", "USD")


def test_a_file_without_a_currency_is_not_given_one() -> None:
    parsed = _parsed("Date,Description,Amount\n2026-03-01,A,5.00\n")
    assert list(parsed.rows()) == []
    assert [problem.code for problem in parsed.all_problems()] == ["exchange.bank_table.no_currency"]


def test_a_profile_reads_a_file_without_headings() -> None:
    profile = profile_of(
        {"columns": {"booking_date": "A", "text": "B", "amount": "C"}, "header_row": 0, "defaults": {"currency": "EUR"}}
    )
    statement = _one("01.03.2026;Miete;-1.200,50\n02.03.2026;Zahlung;17,00\n", profile)
    assert [line.amount for line in statement.lines] == [Decimal("-1200.50"), Decimal("17.00")]


def test_a_guess_states_a_profile_that_reads_the_file_the_same_way() -> None:
    text = "Buchungstag;Verwendungszweck;Betrag;Währung\n13.03.2026;Rechnung 1;1.234,56;EUR\n"
    guess = guess_profile(io.BytesIO(text.encode()))
    assert guess.missing == ()
    assert _one(text, profile_of(guess.profile.document())) == _one(text)
    assert guess.profile.columns["amount"] == "Betrag"


def test_pending_rows_are_in_no_balance_and_declined_ones_are_left_out() -> None:
    parsed = _parsed(
        "Date,Description,Amount,Currency,Status\n2026-03-01,A,5.00,USD,COMPLETED\n2026-03-01,B,6.00,USD,PENDING\n"
        "2026-03-01,C,7.00,USD,DECLINED\n"
    )
    (statement,) = parsed.rows()
    assert [line.is_pending for line in statement.lines] == [False, True]
    assert parsed.skipped == {"not_completed": 1}
    assert statement.booked_amount() == Decimal("5.00")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Überweisung", LineKind.TRANSFER),
        ("Incasso", LineKind.DIRECT_DEBIT),
        ("Cheque deposit", LineKind.CHECK),
        ("手續費", LineKind.FEE),
    ],
)
def test_the_banks_word_tells_the_kind(word: str, kind: LineKind) -> None:
    statement = _one(f"Date,Description,Transaction type,Amount,Currency\n2026-03-01,A,{word},5.00,USD\n")
    assert statement.lines[0].kind == kind


def test_an_unknown_field_in_a_profile_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        profile_of({"columns": {"item_number": "X"}})
    assert refused.value.code == "exchange.profile.unknown_field"
