"""How payers list their payments: which column is which, which rows belong together, what sums say."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.remit_table import FORMAT, RemitProfile, guess_profile, parse, profile_of
from dunwell.exchange.formats.remit_table.guess import sniff
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Adjustment, Remittance


def read(text: str, profile: RemitProfile | None = None) -> tuple[list[Remittance], Parsed[Remittance]]:
    parsed = parse(io.BytesIO(text.encode()), profile)
    return list(parsed.rows()), parsed


def test_rows_of_one_payment_belong_together_wherever_they_stand() -> None:
    rows, parsed = read("Check No,Invoice,Paid\n1,A,5.00\n2,B,7.00\n1,C,6.00\n")
    assert [(row.trace, row.amount, [line.number for line in row.lines]) for row in rows] == [
        ("1", Decimal("11.00"), ["A", "C"]),
        ("2", Decimal("7.00"), ["B"]),
    ]
    assert (parsed.row_count, parsed.totals) == (2, {"": Decimal("18.00")})


def test_one_reference_of_two_payers_is_two_payments() -> None:
    rows, _ = read("Check No,Payer,Invoice,Paid\n1,X,A,5.00\n1,Y,B,7.00\n")
    assert [row.payer for row in rows] == ["X", "Y"]


def test_without_a_reference_payer_and_day_tell_payments_apart() -> None:
    rows, _ = read("Payer,Payment Date,Invoice,Paid\nX,2026-01-02,A,5.00\nX,2026-01-03,B,7.00\nX,2026-01-02,C,1.00\n")
    assert [len(row.lines) for row in rows] == [2, 1]


def test_a_deduction_is_below_zero_and_keeps_its_reason() -> None:
    rows, _ = read("Check No,Invoice,Gross,Deduction,Reason Code,Description,Net\n1,A,9.00,2.00,04,Damage,7.00\n")
    assert rows[0].lines[0].adjustments == (Adjustment("04", Decimal("-2.00"), "Damage"),)


def test_the_total_below_is_what_was_paid_where_there_is_one_payment() -> None:
    rows, parsed = read("Check No,Invoice,Paid\n1,A,5.00\n1,B,7.00\nTotal,,13.00\n")
    assert (rows[0].amount, rows[0].difference()) == (Decimal("13.00"), Decimal("1.00"))
    assert [problem.code for problem in parsed.problems] == ["exchange.remittance.does_not_tie"]
    assert parsed.skipped == {"summary_row": 1}


def test_a_payment_that_lost_a_row_is_not_given_a_sum_of_the_rest() -> None:
    rows, parsed = read("Check No,Invoice,Paid\n1,A,5.00\n1,B,x\n2,C,6.00\n")
    assert [row.amount for row in rows] == [None, Decimal("6.00")]
    assert [(failed.row, failed.problems[0].code) for failed in parsed.take_failed()] == [
        (3, "exchange.remit_table.bad_amount")
    ]
    assert (parsed.failed_count, parsed.problem_count) == (1, 1)


def test_failed_rows_can_be_had_back() -> None:
    _, parsed = read("Check No,Invoice,Paid\n1,A,5.00\n1,B,x\n")
    content = FORMAT.profiles.failed_rows_file(parsed.layout, parsed.take_failed()).decode("utf-8-sig")
    assert content.splitlines()[0] == "Check No,Invoice,Paid,problem"
    assert content.splitlines()[1].startswith("1,B,x,")


def test_repeated_headings_and_blank_rows_are_counted() -> None:
    rows, parsed = read("Check No,Invoice,Paid\n1,A,5.00\n,,\nCheck No,Invoice,Paid\n1,B,6.00\n")
    assert (rows[0].amount, parsed.skipped.get("repeated_headings")) == (Decimal("11.00"), 1)


def test_a_row_without_a_number_is_part_of_the_payment() -> None:
    rows, _ = read("Check No,Invoice,Paid\n1,A,5.00\n1,,2.00\n")
    assert [(line.number, line.paid_amount) for line in rows[0].lines] == [
        ("A", Decimal("5.00")),
        ("", Decimal("2.00")),
    ]


def test_labels_above_the_headings_count_for_all() -> None:
    rows, _ = read(
        "Payer,Acme Ltd,\nPayment Date:,2026-01-31,\n,,\nInvoice,Invoice Date,Amount Paid\nA,2026-01-02,5.00\n"
    )
    assert (rows[0].payer, rows[0].payment_date, rows[0].lines[0].document_date) == (
        "Acme Ltd",
        date(2026, 1, 31),
        date(2026, 1, 2),
    )


def test_a_credit_written_above_zero_is_subtracted() -> None:
    rows, _ = read("Check No,Invoice,Type,Paid\n1,A,Invoice,5.00\n1,B,Credit Memo,2.00\n")
    assert [line.paid_amount for line in rows[0].lines] == [Decimal("5.00"), Decimal("-2.00")]


def test_an_order_stands_for_a_document_without_a_number() -> None:
    rows, _ = read("Check No,PO Number,Paid\n1,PO-9,5.00\n")
    assert (rows[0].lines[0].number, rows[0].lines[0].kind) == ("PO-9", "purchase_order")


def test_a_document_without_an_amount_is_remarked_on() -> None:
    rows, parsed = read("Check No,Invoice,Paid\n1,A-1,5.00\n1,A-2,\n")
    assert [line.paid_amount for line in rows[0].lines] == [Decimal("5.00"), None]
    assert [(note.code, note.address) for note in parsed.notes] == [("exchange.remit_table.no_amount", "row 3")]


def test_a_profile_names_columns_and_states_defaults() -> None:
    profile = profile_of(
        {"columns": {"number": "Wofuer", "paid": "Wieviel"}, "defaults": {"payer": "Nord AG", "currency": "EUR"}}
    )
    rows, parsed = read("Wofuer;Wieviel\nR-1;1.000,50\n", profile)
    assert (rows[0].payer, rows[0].currency, rows[0].amount) == ("Nord AG", "EUR", Decimal("1000.50"))
    again, _ = read("Wofuer;Wieviel\nR-1;1.000,50\n", parsed.profile)
    assert again == rows


def test_a_column_that_is_not_there_is_named() -> None:
    rows, parsed = read("Invoice,Paid\nA,5.00\n", profile_of({"columns": {"number": "Nummer", "paid": "Paid"}}))
    assert rows == []
    assert "exchange.remit_table.column_not_found" in [problem.code for problem in parsed.problems]


def test_a_profile_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        profile_of({"columns": {"customer": "A"}})
    assert caught.value.code == "exchange.profile.unknown_field"


def test_a_guess_says_how_sure_it_is_and_what_is_missing() -> None:
    guess = guess_profile(io.BytesIO(b"Check No,Invoice,Remarks\n1,A,x\n"))
    assert (guess.missing, guess.profile.columns["number"]) == (("paid",), "Invoice")
    assert guess.confidence["number"] == 0.9


def test_lists_of_open_items_and_of_a_bank_are_not_taken_for_it() -> None:
    assert sniff(b"Customer,Invoice,Invoice Date,Due Date,Amount,Currency\n", "items.csv") == 0
    assert sniff(b"Date,Description,Amount,Balance\n", "bank.csv") == 0
    assert sniff(b"Payment Date,Invoice No,Net Amount\n", "x.csv") > 40
    assert sniff("付款編號,發票號碼,實付金額\n".encode("big5"), "x.csv") > 40
    assert sniff("付款編號,發票號碼,實付金額\n".encode("utf-16"), "x.csv") > 40


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_table_never_raises(content: bytes) -> None:
    parsed = parse(io.BytesIO(content))
    assert list(parsed.rows()) == []
    assert parsed.all_problems()
