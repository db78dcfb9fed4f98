"""What payers write in a mail, and what is not taken for it."""

import io
from decimal import Decimal

import pytest

from dunwell.exchange.formats.remit_text import parse
from dunwell.exchange.formats.remit_text.parse import sniff
from dunwell.exchange.reading.advice_text import amounts_in
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Remittance


def read(text: str | bytes) -> Parsed[Remittance]:
    return parse(io.BytesIO(text.encode() if isinstance(text, str) else text))


def one(text: str | bytes) -> Remittance:
    parsed = read(text)
    (found,) = parsed.rows()
    return found


def lines(text: str) -> list[tuple[str, str, Decimal | None]]:
    return [(line.number, line.kind, line.paid_amount) for line in one(text).lines]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Invoice 1234 of 12.03.2026", []),
        ("Invoice 1234 dated 12/03/2026 for $1,250.00", ["$1,250.00"]),
        ("1.250,00 EUR", ["1.250,00 EUR"]),
        ("HK$86,450", ["HK$86,450"]),
        ("(60.50)", ["(60.50)"]),
        ("-60.50", ["-60.50"]),
        ("call 2345 6789", []),
        ("2.5% discount", []),
        ("INV-2026-001", []),
        ("USD 500", ["USD 500"]),
    ],
)
def test_an_amount_has_decimals_or_a_currency(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 1234  1,250.00\n",
        "- Invoice no. 1234: $1,250.00\n",
        "Invoice #1234 dated 12/03/2026 for 1,250.00\n",
        "發票號碼：1234  1,250.00\n",
        "1) inv 1234 - 1,250.00\n",
        "> Invoice 1234 1,250.00\n",
    ],
)
def test_a_line_that_names_a_document_and_an_amount(text: str) -> None:
    assert lines(f"Remittance\n{text}") == [("1234", "invoice", Decimal("1250.00"))]


def test_a_line_with_two_amounts_leaves_a_doubt() -> None:
    parsed = read("We paid\nInvoice 1234 1,250.00 less 50.00\n")
    assert list(parsed.rows()) == []
    assert [problem.code for problem in parsed.problems] == ["exchange.remit_text.nothing_found"]


def test_a_credit_note_is_subtracted() -> None:
    text = "Invoice A-1 100.00\nCredit note CN-1 40.00\nTotal paid 60.00\n"
    assert lines(text) == [("A-1", "invoice", Decimal("100.00")), ("CN-1", "credit_memo", Decimal("-40.00"))]
    assert not one(text).difference()


def test_several_documents_before_one_amount_have_none_of_their_own() -> None:
    found = one("Payment for invoices 1001, 1002 and 1003: USD 500.00\n")
    assert [(line.number, line.paid_amount) for line in found.lines] == [("1001", None), ("1002", None), ("1003", None)]
    assert (found.amount, found.currency) == (Decimal("500.00"), "USD")


def test_bare_numbers_count_only_where_there_are_several_or_a_sum() -> None:
    assert [line.number for line in one("Paid:\nINV-1 10.00\nINV-2 20.00\n").lines] == ["INV-1", "INV-2"]
    assert list(read("Paid:\nINV-1 10.00\n").rows()) == []


def test_columns_of_text_are_a_table() -> None:
    rows = ["Invoice     Date         Amount Paid", "A-1         2026-01-02       100.00"]
    found = one("\n".join(["Payer: Acme Ltd", "", *rows, "A-2                          50.00"]))
    assert [(line.number, line.paid_amount) for line in found.lines] == [("A-1", 100), ("A-2", 50)]
    assert found.payer == "Acme Ltd"


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_columns_may_be_apart_by_tabs_or_bars(mark: str) -> None:
    rows = [["Invoice", "Amount Paid"], ["A-1", "100.00"], ["A-2", "50.00"]]
    found = one("Remittance\n" + "\n".join(mark.join(row) for row in rows))
    assert [line.paid_amount for line in found.lines] == [100, 50]


def test_what_a_mail_replies_to_is_not_read() -> None:
    older = "On Tue, Feb 3, 2026 at 10:00 AM AR <ar@x.example> wrote:\n> Invoice B-1 900.00 is overdue\n"
    text = f"Invoice A-1 100.00\n\n{older}"
    assert [line.number for line in one(text).lines] == ["A-1"]
    assert [line.number for line in one("See below\n" + text.split("\n", 1)[1]).lines] == ["B-1"]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Invoice A-1 100.00\n\nBest regards,\nJane\nAcme Trading Ltd.\n", "Acme Trading Ltd."),
        ("Invoice A-1 100.00\n敬上\n海景貿易有限公司\n", "海景貿易有限公司"),
        ("Dear Northwind LLC\nInvoice A-1 100.00\n\nThanks\nJane\n", ""),
        ("Payer: Beta\nInvoice A-1 100.00\nRegards\nAcme Ltd\n", "Beta"),
    ],
)
def test_the_payer_is_named_by_label_or_signature_or_not_at_all(text: str, payer: str) -> None:
    assert one(text).payer == payer


def _mail(sender: str, body: str, kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    head = f"From: {sender}\r\nTo: ar@x.example\r\nSubject: Payment\r\nContent-Type: {kind}\r\n{more}\r\n"
    return head.encode() + body.replace("\n", "\r\n").encode()


def test_a_sender_is_the_payer_only_where_it_is_a_company() -> None:
    assert one(_mail('"Acme Trading Ltd" <ap@a.example>', "Invoice A-1 100.00\n")).payer == "Acme Trading Ltd"
    assert one(_mail("Jane Doe <jane@a.example>", "Invoice A-1 100.00\n")).payer == ""


def test_a_table_of_html_is_read_and_scripts_are_not() -> None:
    body = (
        "<html><script>Invoice X-9 999.00</script><body><p>Total paid: EUR 150.00</p>"
        "<table><tr><th>Invoice<th>Amount Paid</tr>"
        "<tr><td>A-1<td>100.00</tr><tr><td>A-2</td><td>50.00</td></tr></table></body></html>"
    )
    found = one(_mail("a@a.example", body, "text/html; charset=utf-8"))
    assert [(line.number, line.paid_amount) for line in found.lines] == [("A-1", 100), ("A-2", 50)]
    assert (found.amount, found.currency) == (Decimal("150.00"), "EUR")


def test_letters_in_quoted_printable_and_big5_are_read() -> None:
    body = "Invoice A-1 =E2=82=AC100.00\n"
    assert one(_mail("a@a.example", body, more="Content-Transfer-Encoding: quoted-printable\r\n")).currency == "EUR"
    assert one("付款通知\n發票號碼 A-100  HK$100.00\n付款公司：海景有限公司\n".encode("big5")).payer == "海景有限公司"


def test_files_that_hang_on_a_mail_are_named() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nInvoice A-1 100.00\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="advice.pdf"\n\nx\n--b--\n'
    )
    parsed = read(_mail("a@a.example", body, 'multipart/mixed; boundary="b"'))
    assert len(list(parsed.rows())) == 1
    assert [note.code for note in parsed.notes] == ["exchange.remit_text.attachments"]
    assert "advice.pdf" in parsed.notes[0].sentence()


def test_a_trace_in_a_sentence_is_found() -> None:
    assert one("Our check no. 4411 pays:\nInvoice A-1 100.00\n").trace == "4411"
    assert one("Invoice A-1 100.00\n付款參考編號：FPS2602\n").trace == "FPS2602"


def test_only_mails_and_words_of_payment_are_taken_for_it() -> None:
    assert sniff(b"From: a\r\nTo: b\r\n\r\nhello", "") == 50
    assert sniff(b"Remittance advice\nInvoice 1 100.00\n", "") == 15
    assert (
        sniff(b"Minutes of the meeting", "") == sniff(b"", "") == sniff(b"\x00\x01", "") == sniff(b"%PDF-1.4", "") == 0
    )


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nTo: b\nContent-Type: multipart/mixed\n\n",
        b"From: \xff\xfe\nSubject: =?x?q?=\nContent-Type: text/plain; charset=no-such\n\nInvoice",
        b"<html>" + b"<div>" * 5000,
        b"\x00" * 100,
        b"a\x00b" * 100,
        b"<table><tr><td colspan=99999999999999>Invoice</td><td>1.00</td></table>",
    ],
)
def test_what_holds_nothing_never_raises(content: bytes) -> None:
    parsed = read(content)
    assert list(parsed.rows()) == []
    assert parsed.problems
