"""A feed moves the ledger to what its source says, once, and leaves a dated trail of entries."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats.open_items.rules import OpenItemRow
from dunwell.parties.models import Customer
from dunwell.receivables.feeds.commands import Feed, post_staged, stage_rows
from dunwell.receivables.models import Entry, Hold, OpenItem
from dunwell.receivables.open_items.queries import balances_at, unequal_balances

TODAY = date(2026, 3, 31)


def row(number="INV-1", amount="100.00", **more) -> OpenItemRow:
    values = {
        "row": 2,
        "sheet": "",
        "customer_number": "C-9",
        "customer_name": "Redwood Brokerage",
        "item_number": number,
        "item_kind": "invoice",
        "document_date": date(2026, 2, 1),
        "posting_date": date(2026, 2, 1),
        "due_date": date(2026, 3, 3),
        "amount": Decimal(amount),
        "currency": "USD",
        "open_amount": None,
        "paid_amount": None,
        "paid_date": None,
        "settled_date": None,
        "reference": "",
        "purchase_order": "",
        "terms": "",
        "disputed": False,
        "flag_words": "",
    }
    return OpenItemRow(**(values | more))


def send(desk, *rows, **more):
    feed = Feed(desk.creditor.pk, "open_items", more.pop("effective_date", TODAY), **more)
    with transaction.atomic():
        count = stage_rows(viewer=desk.viewer, feed=feed, batches=[list(rows)])
        return post_staged(viewer=desk.viewer, feed=feed, row_count=count)


def counted(result):
    return result.new, result.changed, result.unchanged, result.closed


def test_new_rows_become_customers_items_and_entries(desk) -> None:
    assert counted(send(desk, row(), row("INV-2", "50.00"))) == (2, 0, 0, 0)
    assert Customer.objects.filter(number="C-9", name="Redwood Brokerage").count() == 1
    assert balances_at(desk.viewer, desk.creditor.pk, TODAY) == {"INV-1": Decimal("100"), "INV-2": Decimal("50")}
    assert unequal_balances() == []


def test_the_same_rows_twice_change_nothing(desk) -> None:
    rows = (row(), row("INV-2", "50.00", open_amount=Decimal("20.00")), row("INV-3", settled_date=date(2026, 3, 1)))
    send(desk, *rows)
    entries = Entry.objects.count()
    assert counted(send(desk, *rows)) == (0, 0, 3, 0)
    assert Entry.objects.count() == entries


def test_a_settled_date_brings_history_in(desk) -> None:
    send(desk, row(settled_date=date(2026, 3, 10)))
    at = lambda day: balances_at(desk.viewer, desk.creditor.pk, day)  # noqa: E731
    assert at(date(2026, 3, 9)) == {"INV-1": Decimal("100")}
    assert at(date(2026, 3, 10)) == {}
    assert OpenItem.objects.get().settled_date == date(2026, 3, 10)


def test_a_part_paid_and_reopened_at_source_leaves_a_trail(desk) -> None:
    send(desk, row(paid_amount=Decimal("40.00"), paid_date=date(2026, 3, 5)))
    send(desk, row(open_amount=Decimal("75.00")))
    trail = list(Entry.objects.order_by("pk").values_list("kind", "amount", "effective_date", "reason"))
    assert trail == [
        ("issued", Decimal("100"), date(2026, 2, 1), ""),
        ("payment", Decimal("-40"), date(2026, 3, 5), "paid at source"),
        ("adjustment", Decimal("15"), TODAY, "reopened at source"),
    ]
    assert unequal_balances() == []


def test_a_changed_amount_is_an_adjustment_and_payments_stay(desk) -> None:
    send(desk, row(paid_amount=Decimal("40.00"), paid_date=date(2026, 3, 5)))
    send(desk, row(amount="90.00"))
    item = OpenItem.objects.get()
    assert (item.original_amount, item.open_amount) == (Decimal("90"), Decimal("50"))
    assert unequal_balances() == []


def test_a_snapshot_closes_what_is_gone_but_never_what_could_not_be_read(desk) -> None:
    send(desk, row(), row("INV-2"), row("INV-3"))
    result = send(desk, row(), is_snapshot=True, set_aside=("C-9", "INV-3", "12x.00"))
    assert counted(result) == (0, 0, 1, 1)
    closed = Entry.objects.get(kind="cleared_at_source")
    assert (closed.open_item.item_number, closed.amount, closed.reason) == (
        "INV-2",
        Decimal("-100"),
        "cleared at source",
    )
    assert balances_at(desk.viewer, desk.creditor.pk, TODAY) == {"INV-1": Decimal("100"), "INV-3": Decimal("100")}


def test_a_control_total_that_differs_refuses_the_whole_feed(desk) -> None:
    with pytest.raises(Refusal) as refusal:
        send(desk, row(), is_snapshot=True, control_total=Decimal("100.01"))
    assert refusal.value.code == "receivables.feed.control_total_differs"
    assert "-0.01" in refusal.value.sentence()
    assert not OpenItem.objects.exists()
    assert counted(send(desk, row(), is_snapshot=True, control_total=Decimal("100.00"))) == (1, 0, 0, 0)


def test_due_dates_come_from_terms_where_the_source_gives_none(desk) -> None:
    result = send(desk, row(due_date=None, terms="Net 45"), row("INV-2", due_date=None))
    dates = dict(OpenItem.objects.values_list("item_number", "due_date"))
    assert dates == {"INV-1": date(2026, 3, 18), "INV-2": date(2026, 3, 3)}
    assert any("2 due dates" in note for note in result.notes)


def test_a_disputed_row_is_held_until_the_source_says_otherwise(desk) -> None:
    send(desk, row(disputed=True), knows_disputed=True)
    assert Hold.objects.get().lifted_date is None
    assert counted(send(desk, row())) == (0, 0, 1, 0)
    assert counted(send(desk, row(), knows_disputed=True)) == (0, 1, 0, 0)
    assert Hold.objects.get().lifted_date == TODAY


def test_an_item_kept_in_another_currency_is_a_problem_and_stays(desk) -> None:
    send(desk, row())
    result = send(desk, row(currency="EUR"))
    assert [problem.code for problem in result.problems] == ["receivables.feed.currency_changed"]
    assert OpenItem.objects.get().currency == "USD"


def test_credits_move_towards_zero_from_below(desk) -> None:
    send(desk, row("CM-1", "-30.00", item_kind="credit_memo", open_amount=Decimal("-10.00")))
    assert list(Entry.objects.order_by("pk").values_list("kind", "amount")) == [
        ("issued", Decimal("-30")),
        ("credit", Decimal("20")),
    ]
    assert unequal_balances() == []
