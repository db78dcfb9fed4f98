"""How payers write a REMADV: signs of credits, amounts due, reasons with and without an amount, other marks."""

import io
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.remadv import parse
from dunwell.exchange.formats.remadv.parse import sniff
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Adjustment, Remittance


def read(body: str, una: str = "", kind: str = "REMADV:D:96A:UN") -> Parsed[Remittance]:
    inside = [part.strip() for part in body.strip().splitlines()]
    whole = ["UNB+UNOC:3+A+B+260212:0830+1", f"UNH+1+{kind}", *inside, f"UNT+{len(inside) + 2}+1", "UNZ+1+1"]
    return parse(io.BytesIO((una + "".join(f"{segment}'" for segment in whole)).encode()))


def one(body: str) -> Remittance:
    parsed = read(body)
    (found,) = parsed.rows()
    assert parsed.problems == []
    assert not found.difference()
    return found


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_credit_note_is_subtracted_however_it_is_written(sign: str) -> None:
    found = one(f"DOC+380+1\nMOA+12:100\nDOC+381+2\nMOA+12:{sign}30\nUNS+S\nMOA+12:70")
    assert [(line.kind, line.paid_amount) for line in found.lines] == [
        ("invoice", Decimal(100)),
        ("credit_memo", Decimal(-30)),
    ]


def test_a_debit_note_of_the_payer_is_subtracted_where_the_sum_asks_for_it() -> None:
    assert one("DOC+380+1\nMOA+12:100\nDOC+383+2\nMOA+12:30\nUNS+S\nMOA+12:70").lines[1].paid_amount == Decimal(-30)
    assert one("DOC+380+1\nMOA+12:100\nDOC+383+2\nMOA+12:30\nUNS+S\nMOA+12:130").lines[1].paid_amount == Decimal(30)


def test_what_is_due_is_what_was_paid_only_where_it_proves_to_be_the_sum() -> None:
    assert [line.paid_amount for line in one("DOC+380+1\nMOA+9:60\nDOC+380+2\nMOA+9:40\nUNS+S\nMOA+12:100").lines] == [
        60,
        40,
    ]
    parsed = read("DOC+380+1\nMOA+9:60\nUNS+S\nMOA+12:100")
    assert [line.paid_amount for row in parsed.rows() for line in row.lines] == [None]


def test_gross_less_discount_and_what_is_held_back_is_what_was_paid_where_it_proves_to_be_the_sum() -> None:
    found = one("DOC+380+1\nMOA+77:100\nMOA+52:2\nAJT+1\nMOA+165:-8\nUNS+S\nMOA+12:90")
    assert found.lines[0].paid_amount == Decimal(90)


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_reason_is_signed_by_gross_and_paid(sign: str) -> None:
    found = one(f"DOC+380+1\nMOA+77:100\nMOA+12:92\nAJT+1\nMOA+165:{sign}8\nUNS+S\nMOA+12:92")
    assert found.lines[0].adjustments == (Adjustment("1", Decimal(-8)),)


def test_a_reason_that_adds_is_above_zero() -> None:
    found = one("DOC+380+1\nMOA+77:100\nMOA+12:108\nAJT+7\nMOA+165:8\nUNS+S\nMOA+12:108")
    assert found.lines[0].adjustments == (Adjustment("7", Decimal(8)),)


def test_a_reason_without_an_amount_is_given_what_is_missing() -> None:
    found = one("DOC+380+1\nMOA+9:50\nMOA+12:0\nAJT+9\nFTX+ABO+1++Wrong period\nUNS+S\nMOA+12:0")
    assert found.lines[0].adjustments == (Adjustment("9", Decimal(-50), "Wrong period"),)


def test_reasons_that_share_what_is_missing_stand_in_the_text() -> None:
    found = one("DOC+380+1\nMOA+9:50\nMOA+12:0\nAJT+9\nAJT+5\nUNS+S\nMOA+12:0")
    assert (found.lines[0].adjustments, found.text) == ((), "1: 9\n1: 5")


def test_released_marks_are_plain_text() -> None:
    found = one("NAD+PR+1++A?+B?'s ?: Sons??\nDOC+380+1?'7\nMOA+12:5\nUNS+S\nMOA+12:5")
    assert (found.payer, found.lines[0].number) == ("A+B's : Sons?", "1'7")


def test_marks_of_its_own_are_stated_by_the_service_string() -> None:
    whole = [
        "UNB*UNOC|3*A*B*260212|0830*1",
        "UNH*1*REMADV|D|96A|UN",
        "DOC*380*7",
        "MOA*12|5,25",
        "UNS*S",
        "MOA*12|5,25",
    ]
    text = "UNA|*,\\ ~" + "".join(f"{segment}~" for segment in [*whole, "UNT*6*1", "UNZ*1*1"])
    parsed = parse(io.BytesIO(text.encode()))
    assert [(row.amount, row.lines[0].number) for row in parsed.rows()] == [(Decimal("5.25"), "7")]
    assert parsed.problems == []


def test_groups_are_counted_where_there_are_any() -> None:
    whole = [
        "UNB+UNOC:3+A+B+260212:0830+9",
        "UNG+REMADV+A+B+260212:0830+1+UN+D:96A",
        "UNH+1+REMADV:D:96A:UN",
        "DOC+380+7",
    ]
    text = "".join(f"{segment}'" for segment in [*whole, "MOA+12:5", "UNT+4+1", "UNE+1+1", "UNZ+1+9"])
    parsed = parse(io.BytesIO(text.encode()))
    assert (len(list(parsed.rows())), parsed.problems) == (1, [])


def test_the_day_of_payment_and_trace_are_the_surest_that_are_there() -> None:
    found = one("DTM+137:20260101:102\nDTM+203:260105:101\nRFF+CR:C\nRFF+PQ:P\nDOC+380+1\nMOA+12:5\nUNS+S\nMOA+12:5")
    assert (found.payment_date, found.trace) == (date(2026, 1, 5), "P")


@pytest.mark.parametrize("text", ["", "1.000,00", "1 000", "abc", "1e3"])
def test_an_amount_that_cannot_be_read_leaves_its_message_out(text: str) -> None:
    parsed = read(f"DOC+380+1\nMOA+12:{text}")
    assert list(parsed.rows()) == []
    assert [(problem.code, problem.address) for problem in parsed.problems] == [
        ("exchange.remadv.bad_amount", "message 1, row 4, column MOA")
    ]


def test_another_message_is_named() -> None:
    parsed = read("BGM+380+1", kind="INVOIC:D:96A:UN")
    assert list(parsed.rows()) == []
    assert "INVOIC (invoice)" in parsed.problems[0].sentence()


def test_an_entity_in_the_xml_is_not_followed() -> None:
    head = (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ErpelMessage><Document DocumentType="RemittanceAdvice">'
    )
    text = f"{head}<DocumentNumber>&x;</DocumentNumber></Document></ErpelMessage>"
    parsed = parse(io.BytesIO(text.encode()))
    assert "root" not in str(list(parsed.rows()))


def test_only_edifact_is_taken_for_it() -> None:
    assert sniff(b"UNA:+.? 'UNB+UNOC:3'UNH+1+REMADV:D", "") == 95
    assert 0 < sniff(b"UNB+UNOC:3+A+B'UNH+1+ORDERS:D", "") < 50
    assert sniff(b"UNITED STATES", "") == sniff(b"<xml/>", "") == 0
