"""Every fact gives balanced double-entry lines by the templates of handbook §1.5, once, and AR ties to the ledger."""

import csv
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from tests.chapters.cash.conftest import JUNE, MAY

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import undo_allocation
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.receipts.commands import forfeit_receipt, identify_receipt, return_receipt
from dunwell.cash.refunds.commands import approve_refund, pay_refund, request_refund
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import apply_credit, reverse_entry, settle_item
from dunwell.receivables.journal.commands import save_templates
from dunwell.receivables.journal.queries import FORMATS, batches_of, exported, unequal_controls
from dunwell.receivables.models import JournalLine, OpenItem
from dunwell.receivables.rates.commands import record_rate
from dunwell.runs.checking import check_books
from dunwell.runs.journal import post_day_journal

LATER = date(2026, 6, 8)


def post(cash, day=LATER):
    return post_day_journal(viewer=cash.viewer, creditor_id=cash.creditor.pk, journal_date=day)


def told(cash, day=LATER, side="amount") -> dict[str, Decimal]:
    """Post the journal and return account number -> net amount of the batch, accounts at zero left out."""
    batch, sums = post(cash, day), defaultdict(Decimal)
    assert batch is not None
    for line in JournalLine.objects.filter(batch=batch):
        sums[line.account_number] += getattr(line, side)
    assert sum(line.base_amount for line in JournalLine.objects.filter(batch=batch)) == 0
    for currency in set(JournalLine.objects.filter(batch=batch).values_list("currency", flat=True)):
        assert sum(line.amount for line in JournalLine.objects.filter(batch=batch, currency=currency)) == 0
    assert unequal_controls(cash.creditor.pk) == []
    return {number: amount for number, amount in sorted(sums.items()) if amount}


def lines(**where) -> list[tuple[str, Decimal]]:
    return sorted(JournalLine.objects.filter(**where).values_list("account_number", "amount"))


def test_documents_receipts_and_their_application_read_as_the_handbook_says(cash) -> None:
    """Templates 1 (without tax), 3, 4, 5, 6."""
    item = cash.issue("INV-1", "500.00")
    assert told(cash, MAY) == {"1200": 500, "4000": -500}
    known, unknown = cash.receive("500.00", customer=cash.customer), cash.receive("700.00")
    assert told(cash, JUNE) == {"1100": 1200, "1205": -500, "2100": -700}
    assert lines(posting_key=f"receipt-{known.pk}") == [("1100", 500), ("1205", -500)]
    made = cash.pay(known, item, "500.00")
    identify_receipt(viewer=cash.viewer, receipt_id=unknown.pk, customer_id=cash.customer.pk, effective_date=LATER)
    assert told(cash) == {"1200": -500, "1205": 500 - 700, "2100": 700}
    assert lines(posting_key=made.posting_key) == [("1200", -500), ("1205", 500)]
    assert post(cash) is None


def test_a_difference_a_fee_a_tax_and_a_deduction_have_their_accounts(cash) -> None:
    """Template 8 and its kin: 99.63 + 0.37; a fee and withheld tax; a deduction stays in AR."""
    cash.pay(
        cash.receive("399.63", customer=cash.customer), cash.issue("INV-1", "400.00"), "399.63", tolerance_amount="0.37"
    )
    cash.pay(
        cash.receive("880.00", customer=cash.customer), cash.issue("INV-2"), "880.00", fee_amount="20.00",
        withholding_amount="60.00", deduction_amount="40.00", deduction_code="06",
    )  # fmt: skip
    assert told(cash) == {
        "1100": Decimal("1279.63"), "1200": 40, "1300": 60, "4000": -1400, "6110": Decimal("0.37"), "6200": 20,
    }  # fmt: skip


def test_a_returned_receipt_debits_receivables_and_credits_the_bank(cash) -> None:
    """Template 9."""
    item, receipt = cash.issue("INV-1", "500.00"), cash.receive("500.00", customer=cash.customer)
    cash.pay(receipt, item, "500.00")
    post(cash, JUNE)
    return_receipt(viewer=cash.viewer, receipt_id=receipt.pk, return_code="NSF", effective_date=LATER)
    batch = post(cash)
    assert lines(batch=batch) == [("1100", -500), ("1200", 500)]


def test_a_refund_and_forfeited_money_leave_the_account(cash) -> None:
    """Template 15; unclaimed money becomes a liability of its own."""
    receipt = cash.receive("300.00", customer=cash.customer)
    post(cash, JUNE)
    item = OpenItem.objects.get(item_number=receipt.number)
    refund = request_refund(viewer=cash.viewer, credit_item_id=item.pk, amount=Decimal(250), reason="paid twice")
    checker = Viewer("person", name="checker", user_id=7, roles={cash.creditor.pk: Role.MANAGER})
    approve_refund(viewer=checker, refund_id=refund.pk)
    assert post(cash) is None
    pay_refund(viewer=cash.viewer, refund_id=refund.pk, paid_date=LATER)
    forfeit_receipt(
        viewer=cash.viewer, receipt_id=receipt.pk, amount=Decimal(50), effective_date=LATER, reason="escheat"
    )
    assert told(cash) == {"1100": -250, "1205": 300, "2150": -50}


def test_a_realized_loss_stands_beside_what_was_cleared_in_base_currency(cash) -> None:
    """Template 17: EUR 10,000 booked at 1.10, paid at 1.08; and undone again."""
    for day, rate in ((MAY, "1.10"), (JUNE, "1.08")):
        record_rate(viewer=cash.viewer, creditor_id=cash.creditor.pk, currency="EUR", rate_date=day, rate=Decimal(rate))
    item = cash.issue("INV-1", "10000.00", currency="EUR")
    made = cash.pay(cash.receive("10000.00", currency="EUR", customer=cash.customer), item, "10000.00")
    assert told(cash, side="base_amount") == {"1100": 10800, "4000": -11000, "7100": 200}
    undo_allocation(viewer=cash.viewer, allocation_id=made.pk, effective_date=LATER, reason="wrong invoice")
    assert told(cash, side="base_amount") == {"1200": 11000, "1205": -10800, "7100": -200}


def test_a_payment_in_another_currency_balances_in_both_and_in_base(cash) -> None:
    record_rate(viewer=cash.viewer, creditor_id=cash.creditor.pk, currency="EUR", rate_date=MAY, rate=Decimal("1.10"))
    item = cash.issue("INV-1", "10000.00", currency="EUR")
    cash.pay(cash.receive("10800.00", customer=cash.customer), item, "10800.00", rate="0.9259259259")
    assert told(cash, side="base_amount") == {"1100": 10800, "4000": -11000, "7100": 200}


def test_an_entry_without_a_rate_waits_for_one(cash) -> None:
    cash.issue("INV-1", "100.00", currency="EUR")
    assert post(cash) is None
    record_rate(viewer=cash.viewer, creditor_id=cash.creditor.pk, currency="EUR", rate_date=MAY, rate=Decimal("1.10"))
    assert told(cash, side="base_amount") == {"1200": 110, "4000": -110}


def test_a_late_fact_is_in_the_next_batch_with_its_own_day(cash) -> None:
    cash.issue("INV-1", "100.00")
    first = post(cash)
    cash.issue("INV-2", "60.00")
    second = post(cash, date(2026, 6, 9))
    assert (first.number, second.number) == (1, 2)
    assert set(JournalLine.objects.filter(batch=second).values_list("effective_date", flat=True)) == {MAY}
    assert [(row.number, row.debit_amount) for row in batches_of(cash.viewer, cash.creditor.pk)] == [(2, 60), (1, 100)]


def test_credits_and_write_offs_by_hand_balance_and_reverse(cash) -> None:
    item, memo = cash.issue("INV-1", "120.00"), cash.issue("CM-1", "20.00", kind="credit_memo")
    facts = {"viewer": cash.viewer, "effective_date": LATER}
    down, _ = apply_credit(credit_item_id=memo.pk, open_item_id=item.pk, amount=Decimal(20), **facts)
    settle_item(open_item_id=item.pk, amount=Decimal(80), kind="write_off", reason="insolvent", **facts)
    assert told(cash) == {"1200": 20, "1290": 80, "4000": -120, "4090": 20}
    reverse_entry(entry_id=down.pk, reason="not theirs", **facts)
    batch = post(cash)
    assert lines(batch=batch) == [("1200", -20), ("1200", 20)]


def test_templates_are_the_creditors_own_in_versions(cash) -> None:
    save_templates(
        viewer=cash.viewer, creditor_id=cash.creditor.pk, note="own chart",
        document={"accounts": {"revenue": ["8400", "Erlöse"], "deductions": ["1210", "Deductions"]},
                  "control": {"deduction": "deductions"}},
    )  # fmt: skip
    cash.pay(
        cash.receive("950.00", customer=cash.customer), cash.issue(), "950.00", deduction_amount="50.00",
        deduction_code="06",
    )  # fmt: skip
    assert told(cash) == {"1100": 950, "1210": 50, "8400": -1000}
    for document, where in (
        ({"control": {"invoice": "nowhere"}}, "control.invoice"), ({"moved": {"gift": "bank"}}, "moved.gift"),
        ({"chart": {}}, "chart"), ({"accounts": {"bank": "1000"}}, "accounts.bank"), ({"places": []}, "places"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=r"receivables\.journal\.templates_unsound") as told_:
            save_templates(viewer=cash.viewer, creditor_id=cash.creditor.pk, document=document)
        assert told_.value.facts["where"] == where
    clerk = Viewer("person", name="clerk", roles={cash.creditor.pk: Role.CASH_CLERK})
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        save_templates(viewer=clerk, creditor_id=cash.creditor.pk, document={})


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_exports_are_balanced_document_by_document(cash, form) -> None:
    cash.pay(cash.receive("999.50", customer=cash.customer), cash.issue(), "999.50", tolerance_amount="0.50")
    batch = post(cash)
    rows = list(csv.DictReader(io.StringIO(exported(cash.viewer, batch.pk, form))))
    assert len(rows) == batch.line_count
    sums = defaultdict(Decimal)
    for row in rows:
        if form == "sap":
            sums[row["BELNR_EXT"]] += Decimal(row["WRBTR"]) * (1 if row["BSCHL"] == "40" else -1)
            sums[row["BELNR_EXT"], "local"] += Decimal(row["DMBTR"]) * (1 if row["BSCHL"] == "40" else -1)
        else:
            sums[row["act"]] += Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
    assert sums
    assert set(sums.values()) == {Decimal(0)}
    with pytest.raises(Refusal, match=r"receivables\.journal\.format_unknown"):
        exported(cash.viewer, batch.pk, "punched cards")


def test_checking_names_a_control_account_and_a_receipt_that_are_off(cash) -> None:
    item, receipt = cash.issue(), cash.receive(customer=cash.customer)
    cash.allocate(receipt, AllocationLine(item.pk, Decimal(400)))
    post(cash)
    assert check_books(viewer=cash.viewer).faults == ()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE receivables_journal_line DISABLE TRIGGER USER")
        cursor.execute("UPDATE receivables_journal_line SET amount = amount + 1 WHERE account = 'unapplied'")
        cursor.execute(
            "UPDATE cash_receipt SET on_account_amount = on_account_amount - 1, applied_amount = applied_amount + 1"
        )
    found = {(fault.item, fault.what) for fault in check_books(viewer=cash.viewer).faults}
    assert found == {
        ("USD", "journal's control account"), (receipt.number, "on account and its movements"),
        (receipt.number, "on account and its open items"), (receipt.number, "applied and its movements"),
        (receipt.number, "applied and its allocations"),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cash_receipt SET on_account_amount = on_account_amount + 1, applied_amount = applied_amount - 1"
        )
