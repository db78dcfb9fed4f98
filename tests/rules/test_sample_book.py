"""The sample book is the same every time, ends the day before, and keeps every cent."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dunwell.base.money import has_currency_digits
from dunwell.runs.sample import open_item_rows, sample_book, write_open_items_csv, write_open_items_xlsx
from dunwell.runs.sample.files import with_flaws
from dunwell.runs.sample.shapes import SampleBook, SampleCreditor

AS_OF = date(2026, 3, 31)
LAST = date(2026, 3, 30)
KEYS = ("northline", "wingcheong", "amihan")


@pytest.fixture(scope="module")
def book() -> SampleBook:
    return sample_book(AS_OF)


@pytest.fixture(params=KEYS)
def creditor(request: pytest.FixtureRequest, book: SampleBook) -> SampleCreditor:
    return book.creditor(request.param)


def test_the_same_day_and_seed_give_the_same_book(book: SampleBook) -> None:
    assert repr(sample_book(AS_OF)) == repr(book)
    assert repr(sample_book(AS_OF, seed=8)) != repr(book)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 11, 22), date(2028, 8, 31)])
def test_it_can_be_written_on_any_day(day: date) -> None:
    written = sample_book(day)
    assert 380 <= sum(len(c.customers) for c in written.creditors) <= 420
    assert 5_500 <= sum(len(c.items) for c in written.creditors) <= 7_500


def test_nothing_is_dated_on_or_after_the_day(creditor: SampleCreditor) -> None:
    for item in creditor.items:
        assert item.document_date <= LAST
        assert all(item.document_date <= entry.effective_date <= LAST for entry in item.entries)
    assert all(activity.day <= LAST for activity in creditor.activities)
    assert all(hold.placed_date <= LAST for hold in creditor.holds)


def test_no_movement_takes_an_item_past_zero(creditor: SampleCreditor) -> None:
    for item in creditor.items:
        running = item.amount
        for entry in item.entries:
            running += entry.amount
            assert running >= 0 if item.amount > 0 else running <= 0, item
            assert has_currency_digits(entry.amount, item.currency)


def test_applied_credits_are_two_entries_that_sum_to_zero(creditor: SampleCreditor) -> None:
    memos = {item.item_number: item for item in creditor.items if item.amount < 0}
    taken = sum((e.amount for item in memos.values() for e in item.entries), Decimal(0))
    given = sum(
        (e.amount for item in creditor.items for e in item.entries if e.reason.removeprefix("from ") in memos),
        Decimal(0),
    )
    assert taken + given == 0


def test_a_reversal_is_the_opposite_of_what_it_undoes(creditor: SampleCreditor) -> None:
    for item in creditor.items:
        for entry in item.entries:
            if entry.reverses is not None:
                assert item.entries[entry.reverses].amount == -entry.amount


def test_numbers_and_names_are_distinct(creditor: SampleCreditor) -> None:
    for values in (
        [c.number for c in creditor.customers],
        [c.name for c in creditor.customers],
        [i.item_number for i in creditor.items],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_every_reference_leads_somewhere(creditor: SampleCreditor) -> None:
    customers = {c.number for c in creditor.customers}
    items = {i.item_number for i in creditor.items}
    terms = {t.code for t in creditor.terms}
    assert {i.customer_number for i in creditor.items} <= customers
    assert {h.customer_number for h in creditor.holds} <= customers
    assert {h.item_number for h in creditor.holds if h.item_number} <= items
    assert {c.parent_number for c in creditor.customers if c.parent_number} <= customers
    assert {c.terms_code for c in creditor.customers} <= terms
    assert {i.terms_code for i in creditor.items if i.terms_code} - terms <= {"NET7"}


def test_the_cast_plays_its_parts(book: SampleBook) -> None:
    cast = {c.cast: (creditor, c) for creditor in book.creditors for c in creditor.customers if c.cast}
    assert set(cast) == {
        "always_late",
        "breaks_promises",
        "disputes",
        "hardship",
        "parent_with_sites",
        "foreign_currency",
        "credit_only",
    }
    creditor, debtor = cast["credit_only"]
    assert sum(i.open_amount(LAST) for i in creditor.items if i.customer_number == debtor.number) < 0
    creditor, parent = cast["parent_with_sites"]
    assert sum(c.parent_number == parent.number for c in creditor.customers) >= 10
    creditor, breaker = cast["breaks_promises"]
    broken = [
        a for a in creditor.activities if a.customer_number == breaker.number and a.note.startswith("Nothing came in")
    ]
    assert len(broken) == 4


def test_addresses_and_phones_can_reach_nobody(creditor: SampleCreditor) -> None:
    for contact in creditor.contacts:
        assert contact.email.endswith(".example")
        assert "5550" in contact.phone or contact.phone.startswith(("+8520", "+6320"))


def test_the_files_hold_the_open_items_of_the_day(creditor: SampleCreditor, tmp_path: Path) -> None:
    rows = list(open_item_rows(creditor, LAST))
    assert write_open_items_csv(rows, tmp_path / "a.csv") == len(rows)
    write_open_items_csv(rows, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").count("\n") == len(rows) + 1
    assert write_open_items_xlsx(rows, tmp_path / "a.xlsx", as_of=LAST) == len(rows)
    opened = sum((item.open_amount(LAST) for item in creditor.items), Decimal(0))
    assert sum((row[8] for row in rows), Decimal(0)) == opened


def test_flawed_rows_stand_beside_the_good_ones(creditor: SampleCreditor) -> None:
    rows = list(open_item_rows(creditor, LAST))
    assert [row for row in with_flaws(iter(rows), every=50) if not str(row[2]).endswith("-X")] == rows
