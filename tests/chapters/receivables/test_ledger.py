"""Entries are the ledger: what is owed on any day is their sum, and nothing edits them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, IntegrityError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.parties.models import Customer
from dunwell.platform.models import Creditor
from dunwell.receivables.entries.commands import apply_credit, put_on_account, reverse_entry, settle_item
from dunwell.receivables.models import DuePart, Entry, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import balances_at, unequal_balances
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.terms.commands import save_terms


def issue(desk, number="INV-1", amount="1000.00", kind="invoice", **more):
    return issue_item(
        viewer=desk.viewer,
        customer_id=desk.customer.pk,
        kind=kind,
        item_number=number,
        amount=Decimal(amount),
        currency=more.pop("currency", "USD"),
        document_date=more.pop("document_date", date(2026, 5, 1)),
        **more,
    )


def pay(desk, item, amount, day, **more):
    return settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=Decimal(amount), effective_date=day, **more)


def test_a_returned_cheque_reopens_exactly_what_it_paid_and_old_days_keep_their_answer(desk) -> None:
    item = issue(desk, amount="500.00")
    entry = pay(desk, item, "500.00", date(2026, 6, 3))
    reverse_entry(viewer=desk.viewer, entry_id=entry.pk, effective_date=date(2026, 6, 8), reason="NSF")
    at = lambda day: balances_at(desk.viewer, desk.creditor.pk, day)  # noqa: E731
    assert at(date(2026, 6, 5)) == {}
    assert at(date(2026, 6, 8)) == {"INV-1": Decimal("500.00")}
    item.refresh_from_db()
    assert (item.open_amount, item.due_date, item.settled_date) == (Decimal("500.00"), date(2026, 5, 31), None)
    with pytest.raises(Refusal, match="already_reversed"):
        reverse_entry(viewer=desk.viewer, entry_id=entry.pk, effective_date=date(2026, 6, 9), reason="again")


def test_paying_more_than_is_open_is_refused_and_writes_nothing(desk) -> None:
    item = issue(desk)
    with pytest.raises(Refusal, match=r"receivables\.entry\.exceeds_open_amount"):
        pay(desk, item, "1000.01", date(2026, 5, 9))
    assert Entry.objects.count() == 1


def test_money_on_account_leaves_two_open_items_until_it_is_applied(desk) -> None:
    item = issue(desk)
    parked = put_on_account(
        viewer=desk.viewer,
        customer_id=desk.customer.pk,
        item_number="OA-1",
        amount=Decimal("600.00"),
        currency="USD",
        effective_date=date(2026, 5, 4),
    )
    assert balances_at(desk.viewer, desk.creditor.pk, date(2026, 5, 4)) == {
        "INV-1": Decimal("1000.00"),
        "OA-1": Decimal("-600.00"),
    }
    pair = apply_credit(
        viewer=desk.viewer,
        credit_item_id=parked.pk,
        open_item_id=item.pk,
        amount=Decimal("600.00"),
        effective_date=date(2026, 5, 5),
    )
    assert balances_at(desk.viewer, desk.creditor.pk, date(2026, 5, 5)) == {"INV-1": Decimal("400.00")}
    reverse_entry(viewer=desk.viewer, entry_id=pair[0].pk, effective_date=date(2026, 5, 6), reason="wrong invoice")
    assert balances_at(desk.viewer, desk.creditor.pk, date(2026, 5, 6)) == {
        "INV-1": Decimal("1000.00"),
        "OA-1": Decimal("-600.00"),
    }
    assert unequal_balances() == []


def test_what_was_known_then_is_still_known(desk) -> None:
    item = issue(desk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        known_at = cursor.fetchone()[0].isoformat()
    Entry.objects.create(
        creditor=desk.creditor,
        customer=desk.customer,
        open_item=item,
        kind="payment",
        amount=Decimal("-100"),
        currency="USD",
        effective_date=date(2026, 5, 2),
        recorded_at="2099-01-01T00:00:00Z",
    )
    assert balances_at(desk.viewer, desk.creditor.pk, date(2026, 5, 3), known_at) == {"INV-1": Decimal("1000.00")}
    assert balances_at(desk.viewer, desk.creditor.pk, date(2026, 5, 3)) == {"INV-1": Decimal("900.00")}
    (unequal,) = unequal_balances()
    assert (unequal.item_number, unequal.open_amount - unequal.entries_amount) == ("INV-1", Decimal("100.0000"))


@pytest.mark.parametrize("change", ["UPDATE receivables_entry SET amount = 1", "DELETE FROM receivables_entry"])
def test_entries_cannot_be_changed_in_the_database(desk, change: str) -> None:
    issue(desk)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Entry.objects.get().amount == Decimal("1000.0000")


def test_terms_in_installments_make_due_parts_that_sum(desk) -> None:
    save_terms(
        viewer=desk.viewer,
        creditor_id=desk.creditor.pk,
        code="3X",
        title="Three installments",
        document={"installments": {"count": 3, "every_months": 1, "first": {"name": "net_days", "days": 30}}},
    )
    item = issue(desk, terms_code="3X", document_date=date(2026, 1, 31))
    parts = list(DuePart.objects.order_by("sequence").values_list("due_date", "amount"))
    assert parts == [
        (date(2026, 3, 2), Decimal("333.3300")),
        (date(2026, 4, 2), Decimal("333.3300")),
        (date(2026, 5, 2), Decimal("333.3400")),
    ]
    assert item.due_date == date(2026, 5, 2)


def test_early_payment_terms_give_the_discount_day_and_amount(desk) -> None:
    item = issue(desk, terms_code="2/10N30", document_date=date(2026, 3, 5))
    assert (item.due_date, item.discount_date, item.discount_amount) == (
        date(2026, 4, 4),
        date(2026, 3, 15),
        Decimal("20.00"),
    )


def test_settling_a_foreign_item_realizes_the_difference_at_its_booking_rate(desk) -> None:
    for day, rate in ((date(2026, 5, 1), "1.10"), (date(2026, 6, 1), "1.12")):
        record_rate(viewer=desk.viewer, creditor_id=desk.creditor.pk, currency="EUR", rate_date=day, rate=Decimal(rate))
    item = issue(desk, amount="10000.00", currency="EUR")
    entry = pay(desk, item, "4000.00", date(2026, 6, 1))
    assert entry.realized_fx_amount == Decimal("80.00")


def test_a_number_is_used_once_per_customer_and_kind(desk) -> None:
    issue(desk)
    with pytest.raises(Refusal, match=r"receivables\.item\.number_taken"):
        issue(desk)
    assert OpenItem.objects.count() == 1


@pytest.mark.parametrize("wrong", ["customer", "creditor"])
def test_an_entry_belongs_to_its_items_own_customer_and_creditor(desk, wrong: str) -> None:
    item = issue(desk)
    other = Customer.objects.create(creditor=desk.creditor, number="other", name="Other")
    stranger = Creditor.objects.create(name="Elsewhere", key="elsewhere", base_currency="USD", country="US")
    given = {"customer": other, "creditor": desk.creditor} if wrong == "customer" else {"creditor": stranger}
    whose = {"customer": desk.customer, "creditor": desk.creditor, **given, "open_item": item}
    with transaction.atomic():
        Entry.objects.create(
            **whose, kind="payment", amount=Decimal(-1), currency="USD", effective_date=date(2026, 5, 2)
        )
        with pytest.raises(IntegrityError, match="entry_open_item_fk"):
            connection.check_constraints()
        transaction.set_rollback(True)
