"""How payers write an 820: where adjustments stand, whether they are signed, what a line points at."""

import io
import time
from datetime import date
from decimal import Decimal

import pytest

from dunwell.exchange.formats.x12_820 import parse
from dunwell.exchange.formats.x12_820.parse import sniff
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.statements import Adjustment, Remittance


def read(body: str, limits: Limits | None = None) -> Parsed[Remittance]:
    inside = [part.strip() for part in body.strip().splitlines()]
    text = "".join(f"{segment}~\n" for segment in ["ST*820*0001", *inside, f"SE*{len(inside) + 2}*0001"])
    return parse(io.BytesIO(text.encode()), limits=limits)


def one(body: str) -> tuple[Remittance, Parsed[Remittance]]:
    parsed = read(body)
    (found,) = parsed.rows()
    assert parsed.problems == []
    assert not found.difference()
    return found, parsed


def test_by_the_standard_what_is_paid_is_net_of_the_adjustment_below_it() -> None:
    found, parsed = one("BPR*C*940*C*CHK\nRMR*IV*1**940*1000*10\nADX*-50*01")
    assert found.lines[0][2:5] == (Decimal("1000"), Decimal("10"), Decimal("940"))
    assert found.lines[0].adjustments == (Adjustment("01", Decimal("-50")),)
    assert parsed.notes == []


def test_an_amount_before_its_adjustments_is_read_as_gross() -> None:
    found, _ = one("BPR*C*950*C*CHK\nRMR*IV*1**1000\nADX*-50*01")
    assert (found.lines[0].gross_amount, found.lines[0].paid_amount) == (Decimal("1000"), Decimal("950"))


def test_adjustments_without_a_sign_are_turned_where_the_arithmetic_says_so() -> None:
    found, parsed = one("BPR*C*940*C*CHK\nRMR*IV*1**940*1000*10\nADX*50*01")
    assert found.lines[0].adjustments == (Adjustment("01", Decimal("-50")),)
    assert [note.code for note in parsed.notes] == ["exchange.x12_820.adjustment_sign"]


def test_an_unsigned_adjustment_below_an_amount_before_it_reduces_it() -> None:
    found, _ = one("BPR*C*950*C*CHK\nRMR*IV*1**1000*1000\nADX*50*01")
    assert (found.lines[0].paid_amount, found.lines[0].adjustments[0].amount) == (Decimal("950"), Decimal("-50"))


def test_an_adjustment_of_the_payment_belongs_to_no_line() -> None:
    found, _ = one("BPR*C*975*C*CHK\nENT*1\nADX*-25*L7*CM*FEE-1\nRMR*IV*1**1000")
    assert found.adjustments == (Adjustment("L7", Decimal("-25"), "FEE-1"),)
    assert found.lines[0].adjustments == ()


def test_an_unsigned_adjustment_of_the_payment_is_turned() -> None:
    found, _ = one("BPR*C*975*C*CHK\nENT*1\nADX*25*L7\nRMR*IV*1**1000")
    assert found.adjustments[0].amount == Decimal("-25")


def test_an_adjustment_inside_the_line_itself_is_kept() -> None:
    found, _ = one("BPR*C*90*C*CHK\nRMR*IV*1**90*100**01*-10")
    assert found.lines[0].adjustments == (Adjustment("01", Decimal("-10")),)


def test_a_negative_invoice_is_a_credit_and_is_netted() -> None:
    found, _ = one("BPR*C*70*C*CHK\nRMR*IV*1**100\nRMR*IV*2**-10\nRMR*CM*3**-20")
    assert [line.kind for line in found.lines] == ["invoice", "credit_memo", "credit_memo"]


def test_a_discount_written_below_zero_is_a_discount() -> None:
    found, _ = one("BPR*C*98*C*CHK\nRMR*IV*1**98*100*-2")
    assert found.lines[0].discount_amount == Decimal("2")


def test_a_line_without_a_number_is_known_by_the_reference_below_it() -> None:
    found, _ = one("BPR*C*5*C*CHK\nRMR*PO***5\nREF*IV*INV-9")
    assert (found.lines[0].number, found.lines[0].kind) == ("INV-9", "invoice")


def test_the_currency_is_stated_or_told_by_the_kind_of_bank_number() -> None:
    assert one("BPR*C*5*C*ACH*CTX*01*021000021\nCUR*PR*HKD\nRMR*IV*1**5")[0].currency == "HKD"
    assert one("BPR*C*5*C*ACH*CTX*01*021000021\nRMR*IV*1**5")[0].currency == "USD"
    assert one("BPR*C*5*C*ACH**04*000300002\nRMR*IV*1**5")[0].currency == "CAD"
    assert one("BPR*C*5*C*CHK\nRMR*IV*1**5")[0].currency == ""


def test_dates_of_six_and_eight_digits_are_days_and_others_are_remarked_on() -> None:
    found, parsed = one("BPR*C*5*C*CHK\nDTM*097*260203\nRMR*IV*1**5\nDTM*003*20260231")
    assert (found.payment_date, found.lines[0].document_date) == (date(2026, 2, 3), None)
    assert [(note.code, note.address) for note in parsed.notes] == [
        ("exchange.x12_820.bad_date", "transaction 0001, row 5, column DTM02")
    ]


@pytest.mark.parametrize("text", ["1,000.00", "abc", "1e3", "12.34.5", "--5", "9" * 15, "٣"])
def test_an_amount_that_cannot_be_read_leaves_its_remittance_out(text: str) -> None:
    parsed = read(f"BPR*C*5*C*CHK\nRMR*IV*1**{text}")
    assert list(parsed.rows()) == []
    assert [(problem.code, problem.address) for problem in parsed.problems] == [
        ("exchange.x12_820.bad_amount", "transaction 0001, row 3, column RMR04")
    ]


def test_a_line_that_does_not_say_what_is_paid_says_none() -> None:
    parsed = read("BPR*C*5*C*CHK\nRMR*IV*1")
    (found,) = parsed.rows()
    assert (found.lines[0].paid_amount, found.difference(), parsed.problems) == (None, None, [])


def test_members_named_inside_the_detail_are_not_the_payer() -> None:
    found, _ = one("BPR*C*5*C*CHK\nN1*PR*TOWN*FI*1\nENT*1\nN1*PR*SOMEBODY ELSE\nRMR*IV*1**5")
    assert (found.payer, found.payer_number) == ("TOWN", "1")


def test_a_file_above_the_limit_is_refused_whole() -> None:
    parsed = read("BPR*C*5*C*CHK\nRMR*IV*1**5", Limits(max_file_bytes=20))
    assert (list(parsed.rows()), [problem.code for problem in parsed.problems]) == ([], ["exchange.file.too_large"])


def test_only_x12_is_taken_for_it() -> None:
    assert sniff(b"ST*820*0001~", "") == 95
    assert 0 < sniff(b"ST*810*0001~", "") < 50
    assert sniff(b"STATEMENT of account", "") == sniff(b"Invoice,Amount\n", "") == sniff(b"", "") == 0


def test_a_long_remittance_is_read_in_seconds() -> None:
    body = "".join(f"RMR*IV*INV-{number}**10.00*10.00\nDTM*003*20260131\n" for number in range(50_000))
    started = time.perf_counter()
    found, _ = one(f"BPR*C*500000.00*C*CHK\n{body}")
    assert len(found.lines) == 50_000
    assert time.perf_counter() - started < 20
