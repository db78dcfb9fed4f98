"""The books of cash through HTTP: refunds by two people, unapplied cash by age, the sample, reconciliation, periods."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from dunwell.cash.allocations.commands import allocate_receipt
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.models import MatchingRules, PostingReview, Refund
from dunwell.platform.models import User
from dunwell.platform.people.commands import add_member

Read = Callable[..., str]
PAID = date(2026, 6, 3)
ZERO = Decimal(0)


@pytest.fixture
def mara(desk: Any) -> Client:
    """Return a manager, who may check what a clerk asks for."""
    add_member(
        viewer=desk.operator, creditor_id=desk.creditor.pk, email="mara@northline-freight.example", full_name="Mara",
        role="manager", password="a-long-enough-secret",
    )  # fmt: skip
    client = Client()
    client.force_login(User.objects.get(email="mara@northline-freight.example"), backend=BACKEND)
    return client


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_a_refund_takes_two_people(desk: Any, text_of: Read, mara: Client) -> None:
    cleo, receipt = desk.clients["cleo"], desk.receipts["unknown"]
    ask = f"{desk.at('refunds/ask/')}?receipt={receipt.pk}"
    assert "775.00" in text_of(cleo.get(ask))
    said = {"what": f"receipt-{receipt.pk}", "reason": "sent by mistake", "pay_to": "their account"}
    assert "more than the" in text_of(cleo.post(ask, {**said, "amount": "775.01"}), 422)
    assert not Refund.objects.exists()
    assert cleo.post(ask, {**said, "amount": "775.00"}).status_code == 302
    found = Refund.objects.get()
    acts = {act: desk.at(f"refunds/{found.pk}/{act}/") for act in ("approve", "refuse", "pay", "cancel")}
    assert cleo.get(acts["approve"]).status_code == 403
    assert "1 refund awaits a checker" in text_of(mara.get(desk.at("refunds/")))
    assert mara.post(acts["approve"], {"note": "seen"}).status_code == 302
    assert desk.places("unknown")[0] == Decimal(775), "only paying moves money"
    assert "1 refund to pay" in text_of(cleo.get(desk.at("refunds/"), {"view": "pay"}))
    assert cleo.post(acts["pay"], {"paid_date": "2026-06-20", "payment_reference": "W-1"}).status_code == 302
    assert desk.places("unknown") == (ZERO, ZERO, ZERO)
    assert "paid 2026-06-20 W-1" in text_of(cleo.get(desk.at("refunds/"), {"view": "done"}))
    text_of(cleo.post(acts["cancel"], {"note": ""}), 422)


def test_whoever_asks_never_checks(desk: Any, text_of: Read) -> None:
    ada, receipt = desk.clients["ada"], desk.receipts["unknown"]
    ask = f"{desk.at('refunds/ask/')}?receipt={receipt.pk}"
    ada.post(ask, {"what": f"receipt-{receipt.pk}", "amount": "5", "reason": "x", "pay_to": ""})
    found = Refund.objects.get()
    assert "You asked for it" in text_of(ada.get(desk.at("refunds/")))
    text_of(ada.post(desk.at(f"refunds/{found.pk}/approve/"), {"note": ""}), 422)
    found.refresh_from_db()
    assert found.state == "requested"
    theirs = f"{desk.at('refunds/ask/')}?receipt={desk.receipts['theirs'].pk}"
    assert ada.get(theirs).status_code == 404


def test_credits_that_nobody_uses_are_listed_and_exported(desk: Any, text_of: Read) -> None:
    ada = desk.clients["ada"]
    text = text_of(ada.get(desk.at("unclaimed/"), {"days": "1"}))
    assert "Harbor Logistics" in text
    assert "775.00 USD" in text
    assert b"775.00" in ada.get(desk.at("unclaimed/csv"), {"days": "1"}).content
    assert "0 credits unused for 9999 days" in text_of(ada.get(desk.at("unclaimed/"), {"days": "9999"}))


def test_unapplied_cash_is_told_by_age_and_every_number_opens(desk: Any, text_of: Read) -> None:
    ada = desk.clients["ada"]
    text = text_of(ada.get(desk.at("unapplied/")))
    assert "7,725.00 USD unapplied" in text
    assert "3 receipts of unknown payers" in text
    text = text_of(ada.get(desk.at("unapplied/"), {"by": "payer"}))
    assert "REDWOOD BRKG" in text
    rows = text_of(ada.get(desk.at("unapplied/rows/"), {"by": "payer", "who": "REDWOOD BRKG", "currency": "USD"}))
    assert "1 receipt" in rows
    assert "1,200.00 USD" in rows
    assert "DEPOSIT 003991" not in rows
    assert b"7625.00" in ada.get(desk.at("unapplied/csv")).content.replace(b"HARBOR", b"")
    assert ada.get(desk.at("unapplied/rows/xlsx"), {"all": "1"}).content.startswith(b"PK")


def posted_by_itself(desk: Any) -> Any:
    """Post the certain receipt as the matcher does, with everything in the sample."""
    MatchingRules.objects.create(
        creditor=desk.creditor, version=1, document={"review_percent": 100}, is_live=True, saved_by="test"
    )
    lines = [AllocationLine(desk.items[number].pk, desk.items[number].open_amount) for number in ("INV-1", "INV-2")]
    return allocate_receipt(
        viewer=desk.operator, receipt_id=desk.receipts["sure"].pk, lines=lines, effective_date=PAID, method="auto"
    )


def test_a_clerk_confirms_the_sample_or_takes_it_back(desk: Any, text_of: Read) -> None:
    cleo, first = desk.clients["cleo"], posted_by_itself(desk)[0]
    text = text_of(cleo.get(desk.at("reviews/")))
    assert "1 posting to look at" in text
    assert "INV-1, INV-2" in text
    undo = desk.at(f"reviews/{first.pk}/undo/")
    text_of(cleo.post(undo, {"reason": ""}), 422)
    assert cleo.post(undo, {"reason": "not theirs"}).status_code == 302
    assert desk.open("INV-1") == Decimal(2500)
    assert PostingReview.objects.get().verdict == "undone"
    assert "0 were right, 1 were taken back" in text_of(cleo.get(desk.at("reviews/")))
    assert cleo.post(desk.at(f"reviews/{first.pk}/confirm/")).status_code == 422


def test_what_was_right_is_not_asked_again(desk: Any, text_of: Read) -> None:
    cleo, first = desk.clients["cleo"], posted_by_itself(desk)[0]
    assert cleo.post(desk.at(f"reviews/{first.pk}/confirm/")).status_code == 302
    assert "The sample is looked at" in text_of(cleo.get(desk.at("reviews/")))
    assert desk.open("INV-1") == ZERO


def test_the_reconciliation_names_what_is_on_no_statement(desk: Any, text_of: Read) -> None:
    from dunwell.cash.accounts.commands import open_account

    account = open_account(viewer=desk.operator, creditor_id=desk.creditor.pk, number="0012345678", currency="USD")
    desk.receive("typed", "40.00", bank_account_id=account.pk, payer_name="OVER THE COUNTER")
    text = text_of(desk.clients["ada"].get(desk.at("reconciliation/"), {"day": "2026-06-30"}))
    assert "Bank and books tie" in text
    assert "Receipts typed in, on no statement" in text
    assert "OVER THE COUNTER" in text
    assert "is no day" in text_of(desk.clients["ada"].get(desk.at("reconciliation/"), {"day": "soon"}))


def test_the_journal_is_posted_exported_and_its_period_locked(desk: Any, text_of: Read) -> None:
    ada, today = desk.clients["ada"], date(2026, 6, 30)
    assert ada.post(desk.at("journal/post/"), {"day": str(today)}).status_code == 302
    text = text_of(ada.get(desk.at("journal/")))
    assert "Control account and sub-ledger tie" in text
    assert "No day is locked" in text
    (number,) = {part.split("/")[0] for part in text.split("/cash/journal/")[1:] if part[0].isdigit()}
    assert "Debits are credits" in text_of(ada.get(desk.at(f"journal/{number}/")))
    assert ada.get(desk.at(f"journal/{number}/csv")).content.startswith(b"journal,line,date")
    assert b"BUKRS" in ada.get(desk.at(f"journal/{number}/sap")).content
    assert ada.get(desk.at(f"journal/{number}/xml")).status_code == 404
    lock, reopen = desk.at("periods/lock/"), desk.at("periods/reopen/")
    assert desk.clients["cleo"].get(lock).status_code == 403
    text_of(ada.post(lock, {"through": str(today), "reason": " "}), 422)
    assert ada.post(lock, {"through": str(today), "reason": "June is closed"}).status_code == 302
    assert "Locked through Jun 30, 2026" in text_of(ada.get(desk.at("journal/")))
    text_of(ada.post(lock, {"through": str(today - timedelta(days=9)), "reason": "again"}), 422)
    assert ada.post(reopen, {"through": "", "reason": "a late statement"}).status_code == 302
    assert "a late statement" in text_of(ada.get(desk.at("journal/")))
