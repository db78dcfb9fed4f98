"""Statements go in by one command: they tie or wait, and one movement is one line whichever file brings it."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from bank_files import Line, mt940, mt942

from dunwell.base.refusals import Refusal
from dunwell.cash.accounts.commands import change_account, open_account
from dunwell.cash.models import BankAccount, BankStatement, ConfirmedLine, Receipt, ReceiptMovement, StatementLine
from dunwell.cash.receipts.commands import identify_receipt
from dunwell.cash.statements.commands import post_statement, release_statement, withdraw_statement
from dunwell.cash.statements.queries import account_lines_after, lines_after, statements_after, waiting_lines
from dunwell.exchange.models import Delivery
from dunwell.exchange.reading.statements import LineKind, Statement, StatementKind
from dunwell.exchange.reading.statements import StatementLine as StatementLineRow
from dunwell.receivables.periods.commands import lock_period
from dunwell.runs.cash.commands import roll_back_intake

TWO = [Line("100.00", "A1//BANK1", "INV-1"), Line("250.50", "A2//BANK2", "INV-2"), Line("-12.00", "FEE//BANK3", "FEE")]


def one(result: Any) -> Any:
    (made,) = result.statements
    return made


def test_a_statement_that_ties_is_posted_with_its_lines_and_receipts(desk: Any, account: Any, take: Any) -> None:
    made = one(take(mt940(TWO)))
    assert (made.state, made.lines, made.receipts, made.duplicates) == ("posted", 3, 2, 0)
    assert (made.opening, made.closing, made.difference) == (Decimal("1000.00"), Decimal("1338.50"), 0)
    amounts = Receipt.objects.order_by("amount").values_list("amount", "suspense_amount", "state", "bank_account_id")
    assert list(amounts) == [
        (Decimal("100.00"), Decimal("100.00"), "unidentified", account.pk),
        (Decimal("250.50"), Decimal("250.50"), "unidentified", account.pk),
    ]
    assert ReceiptMovement.objects.filter(kind="received").count() == 2
    (row,) = statements_after(desk.viewer, desk.creditor.pk).rows
    assert (row.account, row.state, row.booked_amount) == ("HBUS0012345678", "posted", Decimal("338.50"))
    lines = lines_after(desk.viewer, row.id).rows
    assert [line.receipt_id is not None for line in lines] == [True, True, False]


def test_the_same_file_twice_changes_nothing(account: Any, take: Any) -> None:
    first = take(mt940(TWO))
    again = take(mt940(TWO))
    assert again.is_repeated
    assert again.delivery_id == first.delivery_id
    assert (one(again).state, one(again).receipts, one(again).duplicates) == ("repeated", 0, 3)
    assert (StatementLine.objects.count(), Receipt.objects.count(), BankStatement.objects.count()) == (3, 2, 1)


def test_the_same_statement_in_other_bytes_is_none_either(account: Any, take: Any) -> None:
    take(mt940(TWO))
    again = take(mt940(TWO, name="STMT-COPY"))
    assert not again.is_repeated
    assert (one(again).state, one(again).duplicates) == ("repeated", 3)
    assert (StatementLine.objects.count(), BankStatement.objects.count()) == (3, 1)


def test_two_equal_payments_on_one_day_are_two(account: Any, take: Any) -> None:
    same = [Line("75.00", "NONREF", "MONTHLY FEE"), Line("75.00", "NONREF", "MONTHLY FEE")]
    assert one(take(mt940(same))).receipts == 2
    assert one(take(mt940(same, name="AGAIN"))).state == "repeated"
    assert Receipt.objects.count() == 2


def test_two_equal_payments_on_two_pages_of_one_day_are_two(account: Any, take: Any) -> None:
    page = [Line("75.00", "NONREF", "MONTHLY FEE")]
    take(mt940(page, number="90/1"))
    second = take(mt940(page, number="90/2", opening="1075.00"))
    assert (one(second).state, one(second).receipts, one(second).duplicates) == ("posted", 1, 0)
    assert Receipt.objects.count() == 2
    third = take(mt940(page, number="90/3", opening="1150.00"))
    assert one(third).receipts == 1
    assert one(take(mt940(page, number="90/1", name="SENT AGAIN"))).state == "repeated"


def test_intraday_and_end_of_day_bring_one_movement(account: Any, take: Any) -> None:
    early = one(take(mt942(TWO[:2]), "intraday.sta"))
    assert (early.kind, early.state, early.receipts) == ("intraday", "posted", 2)
    late = one(take(mt940(TWO)))
    assert (late.state, late.lines, late.receipts, late.duplicates) == ("posted", 3, 0, 2)
    assert (StatementLine.objects.count(), Receipt.objects.count(), ConfirmedLine.objects.count()) == (3, 2, 2)


def test_an_early_report_with_other_references_is_confirmed_by_amount_and_day(account: Any, take: Any) -> None:
    take(mt942([Line("100.00", "NONREF", "incoming wire")]), "intraday.sta")
    late = one(take(mt940([Line("100.00", "A1//BANK1", "INV-1 OF HARBOR")])))
    assert (late.receipts, late.duplicates) == (0, 1)
    assert Receipt.objects.count() == 1


def test_equal_amounts_with_different_references_are_two(account: Any, take: Any) -> None:
    take(mt942([Line("100.00", "A1//BANK1", "INV-1")]), "intraday.sta")
    late = one(take(mt940([Line("100.00", "A9//BANK9", "INV-9"), Line("100.00", "A1//BANK1", "INV-1")])))
    assert (late.receipts, late.duplicates) == (1, 1)


def test_a_statement_that_does_not_tie_waits_with_the_difference_and_is_released(
    desk: Any, account: Any, take: Any
) -> None:
    made = one(take(mt940(TWO, closing="1500.00")))
    assert (made.state, made.receipts, made.difference) == ("waiting", 0, Decimal("161.50"))
    assert made.reason.code == "cash.statement.does_not_tie"
    assert "161.50" in made.reason.sentence()
    assert not StatementLine.objects.exists()
    assert len(waiting_lines(desk.viewer, made.statement_id)) == 3
    with pytest.raises(Refusal, match=r"cash.statement.reason_missing"):
        release_statement(viewer=desk.viewer, statement_id=made.statement_id)
    assert not Receipt.objects.exists()
    freed = release_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="the bank confirmed by phone")
    assert (freed.state, freed.receipts) == ("posted", 2)
    (row,) = statements_after(desk.viewer, desk.creditor.pk).rows
    assert (row.state, row.release_note, row.released_by) == ("posted", "the bank confirmed by phone", "test")
    with pytest.raises(Refusal, match=r"cash.statement.not_allowed"):
        release_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="again")


def test_a_statement_of_an_unknown_account_waits_until_it_is_opened(desk: Any, take: Any) -> None:
    made = one(take(mt940(TWO)))
    assert (made.state, made.reason.code) == ("waiting", "cash.statement.account_unknown")
    with pytest.raises(Refusal, match=r"cash.statement.account_unknown"):
        release_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="whatever")
    open_account(viewer=desk.viewer, creditor_id=desk.creditor.pk, number="0012345678", currency="USD")
    (row,) = statements_after(desk.viewer, desk.creditor.pk).rows
    assert row.bank_account_id is None
    with pytest.raises(Refusal, match=r"cash.statement.account_unknown"):
        release_statement(viewer=desk.viewer, statement_id=made.statement_id)
    open_account(viewer=desk.viewer, creditor_id=desk.creditor.pk, number="HBUS0012345678", currency="USD")
    assert release_statement(viewer=desk.viewer, statement_id=made.statement_id).receipts == 2


def test_only_a_creditors_first_account_is_opened_on_the_way(desk: Any, take: Any) -> None:
    assert one(take(mt940(TWO), opens_account=True)).state == "posted"
    assert BankAccount.objects.get().number == "HBUS0012345678"
    other = one(take(mt940(TWO, account="HBUS/999"), opens_account=True))
    assert (other.state, other.reason.code) == ("waiting", "cash.statement.account_unknown")
    assert BankAccount.objects.count() == 1


def test_a_closed_account_lets_its_statements_wait(desk: Any, account: Any, take: Any) -> None:
    change_account(viewer=desk.viewer, account_id=account.pk, is_active=False)
    made = one(take(mt940(TWO)))
    assert made.reason.code == "cash.statement.account_closed"
    change_account(viewer=desk.viewer, account_id=account.pk, is_active=True)
    assert release_statement(viewer=desk.viewer, statement_id=made.statement_id).state == "posted"


def test_a_locked_period_lets_a_statement_wait(desk: Any, account: Any, take: Any) -> None:
    lock_period(viewer=desk.viewer, creditor_id=desk.creditor.pk, through_date=date(2026, 3, 31), reason="closed")
    made = one(take(mt940(TWO)))
    assert (made.state, made.reason.code) == ("waiting", "cash.statement.period_locked")
    assert not Receipt.objects.exists()


def test_a_statement_is_withdrawn_and_can_be_taken_in_anew(desk: Any, account: Any, take: Any) -> None:
    made = one(take(mt940(TWO)))
    with pytest.raises(Refusal, match=r"cash.statement.reason_missing"):
        withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason=" ")
    withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="wrong creditor")
    assert set(Receipt.objects.values_list("state", "suspense_amount")) == {("returned", Decimal(0))}
    assert account_lines_after(desk.viewer, desk.creditor.pk).rows == ()
    again = one(take(mt940(TWO, name="ANEW")))
    assert (again.state, again.receipts, again.duplicates) == ("posted", 2, 0)
    assert Receipt.objects.filter(state="unidentified").count() == 2


def test_a_statement_whose_money_is_in_use_is_not_withdrawn(desk: Any, account: Any, take: Any) -> None:
    made = one(take(mt940(TWO)))
    receipt = Receipt.objects.earliest("pk")
    Receipt.objects.filter(pk=receipt.pk).update(suspense_amount=0, applied_amount=receipt.amount, state="applied")
    with pytest.raises(Refusal, match=r"cash.statement.receipts_used"):
        withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="too late")
    assert BankStatement.objects.get().state == "posted"
    assert ReceiptMovement.objects.exclude(kind="received").count() == 0


def test_money_on_account_is_taken_back_with_its_statement(desk: Any, cash: Any, account: Any, take: Any) -> None:
    made = one(take(mt940(TWO)))
    receipt = Receipt.objects.earliest("pk")
    identify_receipt(
        viewer=desk.viewer, receipt_id=receipt.pk, customer_id=desk.customer.pk, effective_date=date(2026, 4, 2)
    )
    withdraw_statement(viewer=desk.viewer, statement_id=made.statement_id, reason="wrong account")
    assert cash.places(receipt) == ("returned", "0.00", "0.00", "0.00", "0.00", "100.00")
    assert cash.at(date(2026, 4, 1)) == {}
    assert cash.at(date(2026, 4, 3)) == {}


def test_a_deposit_and_its_line_on_the_statement_are_one(desk: Any, account: Any, take: Any) -> None:
    early = [HeldPart("60.00", "C1"), HeldPart("40.00", "C2")]
    post = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk, "position": 1}
    box = take(mt942([Line("1.00", "X1")]), "any.sta")
    deposit = Statement(
        "HBUS0012345678", "USD", StatementKind.LOCKBOX, opening=Decimal(0), closing=Decimal(100), lines=lines_of(early)
    )
    made = post_statement(delivery_id=box.delivery_id, found=deposit, **post)
    assert (made.state, made.receipts) == ("posted", 2)
    late = one(take(mt940([Line("1.00", "X1"), Line("100.00", "DEP")])))
    assert (late.receipts, late.duplicates) == (0, 2)
    assert ConfirmedLine.objects.filter(statement_id=late.statement_id).count() == 3


def test_a_deposit_after_its_line_on_the_statement_waits(desk: Any, account: Any, take: Any) -> None:
    first = take(mt940([Line("100.00", "DEP")]))
    deposit = Statement(
        "HBUS0012345678", "USD", StatementKind.LOCKBOX, opening=Decimal(0), closing=Decimal(100),
        lines=lines_of([HeldPart("60.00", "C1"), HeldPart("40.00", "C2")]),
    )  # fmt: skip
    made = post_statement(
        viewer=desk.viewer, creditor_id=desk.creditor.pk, delivery_id=first.delivery_id, position=2, found=deposit
    )
    assert (made.state, made.reason.code) == ("waiting", "cash.statement.maybe_received")
    assert Receipt.objects.count() == 1


class HeldPart(NamedTuple):
    """One check of a deposit."""

    amount: str
    number: str


def lines_of(parts: list[HeldPart]) -> tuple[StatementLineRow, ...]:
    day = date(2026, 3, 31)
    return tuple(
        StatementLineRow(day, day, Decimal(part.amount), "USD", LineKind.CHECK, check_number=part.number)
        for part in parts
    )


def test_lines_that_a_later_statement_confirms_survive_a_withdrawal(desk: Any, account: Any, take: Any) -> None:
    early = one(take(mt942(TWO[:2]), "intraday.sta"))
    take(mt940(TWO))
    withdraw_statement(viewer=desk.viewer, statement_id=early.statement_id, reason="not needed")
    assert Receipt.objects.filter(state="unidentified").count() == 2
    assert len(account_lines_after(desk.viewer, desk.creditor.pk).rows) == 3


def test_a_preview_tells_everything_and_writes_nothing(account: Any, take: Any) -> None:
    shown = take(mt940(TWO), dry_run=True)
    assert (one(shown).state, one(shown).receipts, shown.is_dry_run) == ("posted", 2, True)
    assert not BankStatement.objects.exists()
    assert not Receipt.objects.exists()
    assert Delivery.objects.get().state == "previewed"
    assert one(take(mt940(TWO))).receipts == 2
    assert Delivery.objects.get().state == "posted"


def test_an_intake_is_rolled_back_whole_and_taken_in_again(desk: Any, account: Any, take: Any) -> None:
    content = mt940(TWO) + mt940(TWO[:1], day=date(2026, 4, 1), opening="1338.50", number="91/1")
    made = take(content)
    assert [each.state for each in made.statements] == ["posted", "posted"]
    assert roll_back_intake(viewer=desk.viewer, delivery_id=made.delivery_id, reason="wrong creditor") == 2
    assert Delivery.objects.get().state == "received"
    assert Receipt.objects.exclude(state="returned").count() == 0
    assert [each.receipts for each in take(content).statements] == [2, 1]


def test_a_gap_and_an_overlap_are_named(account: Any, take: Any) -> None:
    take(mt940(TWO))
    gap = one(take(mt940(TWO[:1], day=date(2026, 4, 2), opening="1400.00", number="92/1")))
    assert [(note.code, note.facts["amount"]) for note in gap.notes] == [("cash.statement.gap", "61.50")]
    assert gap.state == "posted"
    goes_on = one(take(mt940(TWO[:1], day=date(2026, 4, 3), opening="1500.00", number="93/1")))
    assert goes_on.notes == ()
    more = one(take(mt940([*TWO[:1], Line("5.00", "A7//BANK7")], day=date(2026, 4, 3), opening="1500.00")))
    assert [(note.code, note.facts["amount"]) for note in more.notes] == [("cash.statement.overlap", "100.00")]
    assert (more.receipts, more.duplicates) == (1, 1)


def test_a_statement_that_cannot_be_read_stops_no_other(account: Any, take: Any) -> None:
    broken = mt940(TWO[:1], number="89/1").replace(b"100,00NTRF", b"1x0,00NTRF")
    result = take(broken + mt940(TWO, number="90/1"))
    assert result.problem_count > 0
    assert "posted" in [each.state for each in result.statements]
    assert Receipt.objects.filter(amount=Decimal("250.50")).count() == 1
