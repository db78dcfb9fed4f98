"""How customers pay, as a page asks in SQL, against the sets that the day runs on: the same book, the same answers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sets.bench import Row, bench, entry, issued, item, money

from dunwell.exposure.behavior.queries import behavior_of, lateness_of
from dunwell.exposure.behavior.sets import lateness_by_month, payment_behavior, settled_rows
from dunwell.parties.models import Customer
from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.models import Creditor
from dunwell.receivables.entries.sets import open_balances
from dunwell.receivables.models import DuePart, Entry, ExchangeRate, OpenItem

DAY = date(2026, 6, 30)
BASE = "USD"
days = st.integers(-500, 20).map(lambda offset: DAY + timedelta(days=offset))
cents = st.integers(1, 30_000).map(lambda count: Decimal(count) / 100)


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Documents of two customers in three currencies, one without a rate; some in installments, some reversed."""
    items, moved, parts = [], [], []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        sign = draw(st.sampled_from([1, 1, 1, -1]))
        pieces = [sign * draw(cents) for _ in range(draw(st.integers(1, 3)))]
        currency = draw(st.sampled_from([BASE, BASE, "EUR", "CHF"]))
        more = {"customer": draw(st.integers(1, 2)), "document": draw(days), "currency": currency}
        row = item(number, str(sum(pieces)), draw(days), **more)
        items.append(row)
        if len(pieces) > 1:
            dues = sorted(draw(days) for _ in pieces)
            parts += [
                {"item_id": number, "sequence": place, "due_date": due, "amount": money(str(piece))}
                for place, (due, piece) in enumerate(zip(dues, pieces, strict=True), 1)
            ]
        moved += _payments(draw, row, len(moved))
    entries = [*issued(items), *moved]
    for row in items:
        row["cached_amount"] = sum((one["amount"] for one in entries if one["item_id"] == row["item_id"]), money(0))
    rates = [
        {"currency": "EUR", "rate_date": day, "rate": Decimal(rate)}
        for day, rate in ((date(2024, 1, 1), "0.0001"), (date(2026, 1, 1), "1.0837"), (date(2026, 7, 1), "9"))
        if draw(st.booleans())
    ]
    return {"items": items, "entries": entries, "due_parts": parts, "rates": rates}


def _payments(draw: st.DrawFn, row: Row, before: int) -> list[Row]:
    moved: list[Row] = []
    left = row["original_amount"]
    for _ in range(draw(st.integers(0, 3))):
        part = left if draw(st.booleans()) else min(left, draw(cents))
        if not part:
            continue
        kind, paid = draw(st.sampled_from(["payment", "payment", "cleared_at_source", "credit"])), draw(days)
        moved.append(entry(before + len(moved) + 1, row, str(-part), paid, kind))
        if draw(st.sampled_from([False, False, True])):
            back, undone = paid + timedelta(days=draw(st.integers(0, 30))), before + len(moved)
            moved.append(entry(undone + 1, row, str(part), back, "reversal", reverses_id=undone))
        else:
            left -= part
    return moved


def store(book: dict[str, list[Row]]) -> Creditor:
    """Write a book into the tables, its ids as they are told."""
    creditor = Creditor.objects.create(key="sql-oracle", name="O", base_currency=BASE, time_zone="UTC")
    for number in (1, 2):
        Customer.objects.create(pk=number, creditor=creditor, number=f"C-{number}", name=f"Customer {number}")
    same = ("customer_id", "item_number", "kind", "document_date", "posting_date", "due_date", "currency")
    OpenItem.objects.bulk_create(
        OpenItem(
            pk=row["item_id"], creditor=creditor, original_amount=row["original_amount"],
            open_amount=row["cached_amount"], **{name: row[name] for name in same},
        )
        for row in book["items"]
    )  # fmt: skip
    DuePart.objects.bulk_create(
        DuePart(
            creditor=creditor, open_item_id=row["item_id"], sequence=row["sequence"], due_date=row["due_date"],
            amount=row["amount"],
        )
        for row in book["due_parts"]
    )  # fmt: skip
    currency = {row["item_id"]: row["currency"] for row in book["items"]}
    Entry.objects.bulk_create(
        Entry(
            pk=row["entry_id"], creditor=creditor, customer_id=row["customer_id"], open_item_id=row["item_id"],
            kind=row["kind"], amount=row["amount"], currency=currency[row["item_id"]],
            effective_date=row["effective_date"], recorded_at=datetime(2026, 6, 1, tzinfo=UTC),
            reverses_id=row["reverses_id"], posting_key=f"e-{row['entry_id']}",
        )
        for row in book["entries"]
    )  # fmt: skip
    ExchangeRate.objects.bulk_create(ExchangeRate(creditor=creditor, **row) for row in book["rates"])
    return creditor


def by_set(book: dict[str, list[Row]]) -> tuple[dict[int, Row], dict[tuple[int, date], Decimal | None]]:
    """Ask the sets of the day."""

    def behavior(t: Any, _: Any) -> Any:
        settled = settled_rows(t["items"], t["entries"], t["due_parts"], DAY)
        return payment_behavior(settled, open_balances(t["items"], t["entries"], DAY), t["rates"], DAY, BASE, 2)

    def lateness(t: Any, _: Any) -> Any:
        settled = settled_rows(t["items"], t["entries"], t["due_parts"], DAY)
        return lateness_by_month(settled, t["rates"], DAY, BASE, 2)

    duck = bench("duckdb")
    known = {row["customer_id"]: row for row in duck.rows("behavior-sql", behavior, book, DAY)}
    months = duck.rows("lateness-sql", lateness, book, DAY)
    return known, {(row["customer_id"], row["month"]): row["days_late"] for row in months}


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """Compile the sets before a transaction is open: it takes seconds, and the server ends transactions that idle."""
    by_set({"items": [], "entries": [], "due_parts": [], "rates": []})


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=books())
def test_the_page_and_the_day_say_the_same_of_how_somebody_pays(book: dict[str, list[Row]]) -> None:
    known, months = by_set(book)
    with viewing(system_viewer("test")) as viewer, transaction.atomic():
        creditor = store(book)
        asked = {"as_of": DAY, "base_currency": BASE}
        told = {key: behavior_of(viewer, creditor.pk, key, **asked) for key in (1, 2)}
        late = lateness_of(viewer, creditor.pk, (1, 2), **asked)
        transaction.set_rollback(True)
    for key, said in told.items():
        row = known.get(key)
        if row is None:
            assert (said.average_days_to_pay, said.paid_item_count, said.last_payment_date) == (None, 0, None)
            continue
        assert said.average_days_to_pay == row["average_days_to_pay"]
        assert said.average_days_late == row["average_days_late"]
        assert said.late_trend == row["late_trend"]
        assert said.paid_item_count == row["paid_item_count"]
        assert said.last_payment_date == row["last_payment_date"]
        if row["late_share"] is not None:
            assert abs(Decimal(said.late_item_count) / said.paid_item_count - row["late_share"]) < Decimal("0.0001")
    assert {
        (key, each.month): each.days_late for key, row in late.items() for each in row if each.days_late is not None
    } == {place: days_late for place, days_late in months.items() if days_late is not None}
