"""What the matcher says of receipts, on a small book of literal rows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.rules.matching_book import DAY, Desk

from dunwell.cash.matching.rules import UNIT, MatchingDocument, Verdict, document_of

ACME = "ACME LOGISTICS"
NUMBER = "INV-2026-00123"


def book(amount: str = "1234.56", **more: object) -> tuple[Desk, int]:
    """Return a book of Acme with one document."""
    desk = Desk()
    acme = desk.customer("C-1", "Acme Logistics Inc")
    desk.item(acme, NUMBER, amount, **more)
    return desk, acme


def four() -> Desk:
    """Return the book of the handbook's figures: 1,000, 1,500, 2,000 and 2,500 open."""
    desk = Desk()
    acme = desk.customer("C-1", "Acme Logistics Inc")
    for place, amount in enumerate(("1000.00", "1500.00", "2000.00", "2500.00")):
        desk.item(acme, f"INV-900{place}", amount)
    return desk


# --- the figures of the handbook


@pytest.mark.parametrize(
    ("amount", "sets"),
    [
        ("3500.00", {("INV-9000", "INV-9003"), ("INV-9001", "INV-9002")}),
        ("4500.00", {("INV-9002", "INV-9003"), ("INV-9000", "INV-9001", "INV-9002")}),
    ],
)
def test_two_sets_that_fit_are_both_suggested_and_neither_is_certain(amount: str, sets: set[tuple[str, ...]]) -> None:
    desk = four()
    receipt = desk.receipt(amount, payer=ACME)
    # Whatever else speaks for the payer, two sets are two sets.
    desk.alias("name", "acme logistics", 1, confirmed=True)
    found = desk.match()[receipt].weighed
    offered = {tuple(sorted(desk.number_of(part.item_id) for part in one.answer.parts)) for one in found}
    assert sets <= offered
    assert all(one.verdict is not Verdict.AUTO for one in found)
    assert found[0].answer.solutions == 2


def test_the_only_set_is_eligible_and_certain_once_the_payer_says_so() -> None:
    desk = four()
    alone, told = desk.receipt("3000.00", payer=ACME), desk.receipt("3000.00", payer=ACME, numbers=["INV-9000"])
    matched = desk.match()
    amounts = {"INV-9000": "1000", "INV-9002": "2000"}
    assert desk.told(alone, matched) == ("suggested", amounts, "exact")
    assert matched[alone].weighed[0].answer.solutions == 1
    desk.rows["receipts_waiting"] = desk.rows["receipts_waiting"][1:]
    desk.rows["receipts_waiting"][0]["named_numbers"] = "INV-9000\nINV-9002"
    assert desk.told(told, desk.match()) == ("auto", amounts, "exact")


def test_a_discount_within_its_days_makes_the_amount_exact() -> None:
    desk, _ = book("1000.00", discount=("20.00", DAY))
    receipt = desk.receipt("980.00", NUMBER, payer=ACME)
    matched = desk.match()
    assert desk.told(receipt, matched) == ("auto", {NUMBER: "980"}, "discount")
    assert matched[receipt].weighed[0].answer.parts[0].discount == 20 * UNIT


@pytest.mark.parametrize(("days", "kind"), [(0, "discount"), (3, "discount"), (4, "short")])
def test_a_discount_ends_with_its_grace_days(days: int, kind: str) -> None:
    desk, _ = book("1000.00", discount=("20.00", DAY - timedelta(days=days)))
    receipt = desk.receipt("980.00", NUMBER, payer=ACME)
    # 20.00 is a bank's fee as well, unless no fee is let go.
    assert desk.told(receipt, desk.match(MatchingDocument(fee_amount=Decimal(0))))[2] == kind


@pytest.mark.parametrize(
    ("amount", "verdict", "kind", "tolerance", "residual"),
    [
        ("999.62", "auto", "tolerance", "0.38", "0"),
        ("999.00", "suggested", "tolerance", "1", "0"),
        ("1005.00", "auto", "tolerance", "0", "5"),
        ("998.99", "auto", "short", "0", "0"),
        ("1005.01", "auto", "over", "0", "5.01"),
    ],
)
def test_tolerance_ends_at_the_smaller_of_amount_and_percent(
    amount: str, verdict: str, kind: str, tolerance: str, residual: str
) -> None:
    desk, _ = book("1000.00")
    receipt = desk.receipt(amount, NUMBER, payer=ACME)
    matched = desk.match(MatchingDocument(fee_amount=Decimal(0)))
    best = matched[receipt].weighed[0].answer
    assert desk.told(receipt, matched)[::2] == (verdict, kind)
    assert Decimal(best.parts[0].tolerance) / UNIT == Decimal(tolerance)
    assert Decimal(best.residual) / UNIT == Decimal(residual)


def test_what_a_remittance_says_was_held_back_is_a_deduction_with_its_code() -> None:
    desk, _ = book("1000.00")
    receipt = desk.receipt("950.00", payer=ACME)
    desk.remitted(receipt, NUMBER, "950.00", deduction="50.00", code="06")
    matched = desk.match()
    assert desk.told(receipt, matched) == ("auto", {NUMBER: "950"}, "deduction")
    part = matched[receipt].weighed[0].answer.parts[0]
    assert (part.deduction, part.code) == (50 * UNIT, "06")


# --- one row each: what is in the book, what the payer writes, what is said


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (NUMBER, "INV 2026 00123"),
        (NUMBER, "inv202600123 thanks"),
        (NUMBER, "INV-2026-00132"),
        (NUMBER, "INV-2026-00124"),
        (NUMBER, "INV-2026-0123"),
        ("0004711", "inv 4711"),
        ("4711", "INV 0004711"),
        ("INV-2026-00123", "Rechnung ＩＮＶ－２０２６－００１２３"),
    ],
)
def test_a_number_written_otherwise_is_found(number: str, text: str) -> None:
    desk = Desk()
    acme = desk.customer("C-1", "Acme Logistics Inc")
    desk.item(acme, number, "1234.56")
    desk.item(acme, "ZZ-99", "77.00")
    receipt = desk.receipt("1234.56", text, payer=ACME)
    assert desk.told(receipt, desk.match()) == ("auto", {number: "1234.56"}, "exact")


def test_a_range_pays_every_document_in_it() -> None:
    desk = Desk()
    acme = desk.customer("C-1", "Acme Logistics Inc")
    for number in range(91001, 91007):
        desk.item(acme, str(number), f"{number - 90000}.11")
    receipt = desk.receipt("5015.55", "inv 91001-91005", payer=ACME)
    verdict, amounts, _ = desk.told(receipt, desk.match())
    assert (verdict, sorted(amounts)) == ("auto", ["91001", "91002", "91003", "91004", "91005"])


def test_a_parent_pays_for_its_child() -> None:
    desk = Desk()
    parent = desk.customer("P-1", "Acme Holding")
    child = desk.customer("C-1", "Bolt Carriers Ltd", parent=parent)
    desk.item(child, NUMBER, "1234.56")
    named = desk.receipt("1234.56", NUMBER, payer="ACME HOLDING")
    matched = desk.match()
    assert desk.told(named, matched) == ("auto", {NUMBER: "1234.56"}, "exact")
    codes = [one.code for one in matched[named].weighed[0].answer.evidence]
    assert "payer.family" in codes


def test_a_stranger_who_names_anothers_document_is_not_certain() -> None:
    desk, _ = book()
    desk.customer("C-2", "Bolt Carriers Ltd")
    desk.alias("account", "DE02", 2, confirmed=True)
    receipt = desk.receipt("1234.56", NUMBER, payer="BOLT CARRIERS LTD")
    assert desk.told(receipt, desk.match())[0] != "auto"


def test_a_credit_that_nobody_named_makes_up_the_difference() -> None:
    desk, acme = book()
    desk.item(acme, "CM-2026-00009", "-234.11")
    receipt = desk.receipt("1000.45", NUMBER, payer=ACME)
    assert desk.told(receipt, desk.match()) == ("auto", {NUMBER: "1234.56", "CM-2026-00009": "-234.11"}, "credit")


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
def test_of_two_payments_of_one_document_the_earlier_keeps_it(first: int, second: int) -> None:
    desk, _ = book()
    receipts = [desk.receipt("1234.56", NUMBER, payer=ACME, day=DAY - timedelta(days=back)) for back in (second, first)]
    matched = desk.match()
    earlier = receipts[0] if second > first else receipts[1]
    later = next(one for one in receipts if one != earlier)
    assert desk.told(earlier, matched) == ("auto", {NUMBER: "1234.56"}, "exact")
    assert matched[later].is_duplicate
    assert desk.told(later, matched)[0] != "auto"


def test_of_two_payments_on_one_day_the_second_is_never_certain_though_a_twin_is_open() -> None:
    desk, acme = book()
    desk.item(acme, "INV-2026-00900", "1234.56")
    receipts = [desk.receipt("1234.56", NUMBER, payer=ACME) for _ in range(2)]
    matched = desk.match()
    assert [desk.told(one, matched)[0] for one in receipts].count("auto") == 1
    assert desk.told(receipts[0], matched)[0] == "auto"


def test_two_receipts_of_different_amounts_for_one_document_are_both_for_a_person() -> None:
    desk, _ = book("1000.00", discount=("20.00", DAY))
    one, other = desk.receipt("1000.00", NUMBER, payer=ACME), desk.receipt("980.00", NUMBER, payer=ACME)
    matched = desk.match()
    assert {desk.told(each, matched)[0] for each in (one, other)} == {"suggested"}
    assert matched[one].is_contested
    assert matched[other].is_contested


def test_an_installment_is_paid() -> None:
    desk, _ = book("3000.00", parts=("1000.00", "1000.00", "1000.00"))
    receipt = desk.receipt("1000.00", NUMBER, payer=ACME)
    assert desk.told(receipt, desk.match()) == ("auto", {NUMBER: "1000"}, "installment")


@pytest.mark.parametrize("amount", ["1234.56", "77.77"])
def test_of_an_unknown_payer_who_names_nothing_nothing_is_said(amount: str) -> None:
    desk, _ = book()
    receipt = desk.receipt(amount, "thanks", payer="ZZYZX PARTNERS")
    assert desk.told(receipt, desk.match()) == ("none", {}, "")


def test_equal_amounts_are_never_certain_however_sure_the_payer_is() -> None:
    desk, acme = book("500.00")
    desk.item(acme, "INV-2026-00124", "500.00")
    desk.alias("account", "DE02120300000000202051", acme, confirmed=True)
    receipt = desk.receipt("500.00", "thanks", payer=ACME, account="DE02120300000000202051")
    found = desk.match()[receipt].weighed
    assert len(found) >= 2
    assert all(one.verdict is not Verdict.AUTO and one.score <= Decimal("0.5") for one in found)


def test_the_oldest_is_paid_first_only_where_that_was_agreed() -> None:
    desk, acme = book("500.00", due=DAY)
    desk.item(acme, "INV-2026-00100", "500.00", due=DAY - timedelta(days=40))
    receipt = desk.receipt("600.00", "on account", payer=ACME)
    assert desk.told(receipt, desk.match())[1] == {}
    agreed = desk.match(MatchingDocument(oldest_first_customers=frozenset({"C-1"})))
    assert desk.told(receipt, agreed)[1] == {"INV-2026-00100": "500", NUMBER: "100"}


def test_naming_what_is_paid_already_speaks_against_an_equal_amount() -> None:
    desk, acme = book()
    desk.settled(acme, "INV-2026-00100", "1234.56")
    receipt = desk.receipt("1234.56", "INV-2026-00100", payer=ACME)
    assert desk.told(receipt, desk.match())[0] == "suggested"


def test_charges_said_in_the_text_are_let_go() -> None:
    desk, _ = book()
    receipt = desk.receipt("1219.56", f"{NUMBER} /CHGS/15.00", payer=ACME)
    matched = desk.match()
    assert desk.told(receipt, matched) == ("auto", {NUMBER: "1219.56"}, "fee")
    assert matched[receipt].weighed[0].answer.parts[0].fee == 15 * UNIT


def test_a_held_document_that_is_not_named_is_not_certain() -> None:
    free, held = book()[0], book(held=True)[0]
    said = [
        desk.told(desk.receipt("1234.56", "thanks", payer=ACME, account="A1"), desk.match()) for desk in (free, held)
    ]
    assert [verdict for verdict, _, _ in said] == ["auto", "suggested"]


def test_a_learned_account_says_who_paid_and_money_in_another_currency_finds_nothing() -> None:
    desk, acme = book()
    desk.alias("account", "DE02120300000000202051", acme)
    receipt = desk.receipt("1234.56", payer="XQ TRADING", account="DE02 1203 0000 0000 2020 51")
    other = desk.receipt("1234.56", payer="XQ TRADING", account="DE02120300000000202051", currency="USD")
    matched = desk.match()
    assert desk.told(receipt, matched)[:2] == ("auto", {NUMBER: "1234.56"})
    assert desk.told(other, matched)[0] == "none"


def test_what_is_more_than_the_limit_waits_for_a_person() -> None:
    desk, _ = book()
    receipt = desk.receipt("1234.56", NUMBER, payer=ACME)
    assert desk.told(receipt, desk.match(MatchingDocument(auto_limit=Decimal("1234.55"))))[0] == "suggested"
    assert desk.told(receipt, desk.match(MatchingDocument(auto_limit=Decimal("1234.56"))))[0] == "auto"


def test_points_of_a_creditors_own_count() -> None:
    desk, _ = book()
    receipt = desk.receipt("1234.56", NUMBER, payer=ACME)
    assert desk.told(receipt, desk.match(document_of({"points": {"named.full": -20}})))[0] == "suggested"
