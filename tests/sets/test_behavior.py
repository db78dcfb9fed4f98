"""Days to pay, lateness and the facts row (handbook §2.10, §3.2, appendix V)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.sets.bench import customer, entry, hold, issued, item, money

from dunwell.exposure.behavior.sets import first_documents, lateness_by_month, payment_behavior, settled_rows
from dunwell.exposure.facts.rules import risk_score
from dunwell.exposure.facts.sets import (
    Day,
    customer_facts,
    exposures,
    with_broken_promises,
    with_touches,
    with_waiting_receipts,
)
from dunwell.outcomes.promises.sets import broken_promises
from dunwell.receivables.entries.sets import open_balances
from dunwell.receivables.holds.sets import blocked_parts
from dunwell.receivables.open_items.sets import open_parts
from dunwell.strategy.facts.tables import FACT_TYPES, STEP_MEMORY

DAY = date(2026, 6, 30)
OF = Day(as_of=DAY, base_currency="USD", digits=2)
NAMES = tuple(name for name in FACT_TYPES if name not in STEP_MEMORY)


def behavior(t: Any, _: Any) -> Any:
    settled = settled_rows(t["items"], t["entries"], t["due_parts"], DAY)
    balances = open_balances(t["items"], t["entries"], DAY)
    return payment_behavior(settled, balances, t["rates"], DAY, "USD", 2)


def facts(t: Any, asked: Any) -> Any:
    balances = open_balances(t["items"], t["entries"], DAY)
    parts = blocked_parts(open_parts(balances, t["due_parts"]), t["holds"], DAY)
    firsts = first_documents(t["items"], t["entries"], DAY)
    rows = customer_facts(t["customers"], exposures(parts, t["rates"], OF), behavior(t, asked), firsts, t["holds"], OF)
    rows = with_waiting_receipts(rows, t["waiting_receipts"], t["rates"], OF)
    rows = with_broken_promises(rows, broken_promises(t["promises"], DAY))
    return with_touches(rows, t["activities"], t["snoozes"], DAY, NAMES)


def paid(rows: list[tuple[int, int]], *, terms: int = 30) -> dict[str, Any]:
    """Return a book of documents dated 120 days before the day, each (amount, days until it was paid)."""
    start = DAY - timedelta(days=120)
    items = [item(n + 1, amount, start + timedelta(days=terms), document=start) for n, (amount, _) in enumerate(rows)]
    moved = [entry(n + 1, items[n], -amount, start + timedelta(days=days)) for n, (amount, days) in enumerate(rows)]
    return {"customers": [customer(1)], "items": items, "entries": issued(items) + moved}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [([(1000, 30), (4000, 45), (500, 80)], "45.45"), ([(6000, 20), (4000, 50)], "32.00"), ([(1, 1), (2, 0)], "0.33")],
)
def test_days_to_pay_are_weighed_by_amount(engine: Any, rows: Any, expected: str) -> None:
    row = engine.rows("behavior", behavior, paid(rows), DAY)[0]
    assert row["average_days_to_pay"] == Decimal(expected)


def test_a_document_paid_in_two_parts_weighs_each(engine: Any) -> None:
    start = DAY - timedelta(days=100)
    items = [item(1, 10_000, start + timedelta(days=30), document=start)]
    moved = [
        entry(1, items[0], -6000, start + timedelta(days=20)),
        entry(2, items[0], -4000, start + timedelta(days=50)),
        entry(3, items[0], -1, start + timedelta(days=55), "credit"),
        entry(4, items[0], 1, start + timedelta(days=55), "adjustment"),
        entry(5, items[0], -9, start + timedelta(days=56)),
        entry(6, items[0], 9, start + timedelta(days=57), "reversal", reverses_id=5),
    ]
    row = engine.rows("behavior", behavior, {"items": items, "entries": issued(items) + moved}, DAY)[0]
    assert row["average_days_to_pay"] == Decimal("32.00")
    assert row["average_days_late"] == Decimal("2.00")
    assert (row["late_share"], row["paid_item_count"]) == (Decimal("1.0000"), 1)
    assert row["last_payment_date"] == start + timedelta(days=50)
    assert row["last_payment_amount"] == 4000


def test_the_trend_is_the_last_quarter_less_the_year(engine: Any) -> None:
    old, new = date(2025, 9, 1), date(2026, 5, 1)
    items = [item(1, 100, old), item(2, 100, new)]
    moved = [entry(1, items[0], -100, old), entry(2, items[1], -100, new + timedelta(days=21))]
    row = engine.rows("behavior", behavior, {"items": items, "entries": issued(items) + moved}, DAY)[0]
    assert (row["average_days_late"], row["late_trend"]) == (Decimal("10.50"), Decimal("10.50"))
    assert row["late_share"] == Decimal("0.5000")


def test_an_installment_is_late_by_its_own_due_date(engine: Any) -> None:
    due = [date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)]
    items = [item(1, 300, due[2], document=date(2026, 2, 1))]
    parts = [{"item_id": 1, "sequence": n + 1, "due_date": due[n], "amount": money(100)} for n in range(3)]
    moved = [entry(n + 1, items[0], -100, due[n] + timedelta(days=n)) for n in range(3)]
    book = {"items": items, "entries": issued(items) + moved, "due_parts": parts}
    row = engine.rows("behavior", behavior, book, DAY)[0]
    assert row["average_days_late"] == Decimal("1.00")


def test_lateness_by_month_is_the_sparkline(engine: Any) -> None:
    book = paid([(100, 30), (100, 50), (300, 34)])

    def build(t: Any, _: Any) -> Any:
        settled = settled_rows(t["items"], t["entries"], t["due_parts"], DAY)
        return lateness_by_month(settled, t["rates"], DAY, "USD", 2)

    rows = {row["month"]: (row["days_late"], row["paid_amount"]) for row in engine.rows("months", build, book, DAY)}
    assert rows == {date(2026, 4, 1): (Decimal("6.40"), 500)}


def test_the_facts_row_holds_every_fact(engine: Any) -> None:
    items = [
        item(1, 1000, DAY - timedelta(days=40), document=DAY - timedelta(days=400)),
        item(2, 500, DAY - timedelta(days=10)),
        item(3, 200, DAY + timedelta(days=10)),
        item(4, -150, DAY, kind="on_account"),
        item(5, 80, DAY - timedelta(days=100)),
        item(6, 400, DAY - timedelta(days=200)),
        item(7, 50, DAY, customer=2),
    ]
    book = {
        "customers": [customer(1, kind="consumer", owner_id=7), customer(2), customer(3)],
        "items": items,
        "entries": [*issued(items), entry(1, items[5], -400, DAY - timedelta(days=190))],
        "holds": [
            hold(1, 1, "dispute", DAY, item_id=1, amount=money(300)),
            hold(2, 1, "promise", DAY, item_id=5),
            hold(3, 2, "hardship", DAY, until_date=DAY + timedelta(days=5)),
        ],
        "activities": [
            {"activity_id": 1, "customer_id": 1, "kind": "call", "direction": "out", "occurred_date": DAY},
            {
                "activity_id": 2,
                "customer_id": 1,
                "kind": "email",
                "direction": "out",
                "occurred_date": DAY - timedelta(days=7),
            },
            {"activity_id": 3, "customer_id": 1, "kind": "call", "direction": "in", "occurred_date": DAY},
            {"activity_id": 4, "customer_id": 2, "kind": "note", "direction": "out", "occurred_date": DAY},
        ],
        "snoozes": [
            {"snooze_id": 1, "customer_id": 2, "placed_date": DAY, "until_date": DAY + timedelta(days=1)},
            {"snooze_id": 2, "customer_id": 1, "placed_date": date(2026, 1, 1), "until_date": DAY},
            {"snooze_id": 3, "customer_id": 1, "placed_date": DAY + timedelta(days=1), "until_date": date(2027, 1, 1)},
        ],
    }
    rows = {row["customer_id"]: row for row in engine.rows("facts", facts, book, DAY)}
    first, second = rows[1], rows[2]
    assert set(rows) == {1, 2}
    assert tuple(first) == NAMES
    assert {name: first[name] for name in first if name.endswith("_amount")} == {
        "open_amount": 1630,
        "gross_open_amount": 1780,
        "unapplied_amount": 150,
        "current_amount": 200,
        "past_due_amount": 1580,
        "disputed_amount": 300,
        "held_amount": 80,
        "collectable_amount": 1050,
        "largest_item_amount": 1000,
        "last_payment_amount": 400,
        "waiting_receipt_amount": 0,
    }
    assert (first["item_count"], first["past_due_item_count"]) == (5, 3)
    assert (first["oldest_days_past_due"], first["max_days_past_due"]) == (40, 100)
    assert (first["days_since_last_contact"], first["contacts_last_7_days"]) == (0, 1)
    assert (first["is_consumer"], first["is_new"], first["tenure_days"], first["owner_id"]) == (True, False, 400, 7)
    assert (first["value_percentile"], second["value_percentile"]) == (100, 0)
    assert (first["on_hold"], first["snoozed_until"]) == (False, None)
    assert (second["on_hold"], second["hold_reason"]) == (True, "hardship")
    assert second["hold_until"] == DAY + timedelta(days=5)
    assert second["snoozed_until"] == DAY + timedelta(days=1)
    assert (second["days_since_last_contact"], second["days_since_last_touch"]) == (None, 0)
    assert (second["is_new"], second["risk_score"]) == (True, 50)
    assert (second["days_since_last_payment"], second["late_share"]) == (None, None)
    share = int(Decimal(1580) / Decimal(1780) * 10_000 + Decimal("0.5"))
    expected = risk_score(is_new=False, late_share=10_000, late_trend=None, days_past_due=100, past_due_share=share)
    assert first["risk_score"] == expected == 78


def test_money_that_waits_is_told_in_base_currency_for_thirty_days(engine: Any) -> None:
    rows = [
        {"customer_id": 1, "receipt_id": 1, "currency": "USD", "amount": money("40.50"), "value_date": DAY},
        {"customer_id": 1, "receipt_id": 2, "currency": "EUR", "amount": money("10.00"), "value_date": DAY},
        {"customer_id": 1, "receipt_id": 3, "currency": "USD", "amount": money("9.00"),
         "value_date": DAY - timedelta(days=30)},
        {"customer_id": 1, "receipt_id": 4, "currency": "USD", "amount": money("8.00"),
         "value_date": DAY + timedelta(days=1)},
        {"customer_id": 2, "receipt_id": 5, "currency": "JPY", "amount": money("700"), "value_date": DAY},
    ]  # fmt: skip
    items = [item(1, 100, DAY, customer_id=1), item(2, 100, DAY, customer=2), item(3, 100, DAY, customer=3)]
    book = {
        "customers": [customer(1), customer(2), customer(3)],
        "items": items,
        "entries": issued(items),
        "rates": [{"currency": "EUR", "rate_date": DAY, "rate": Decimal("1.10")}],
        "waiting_receipts": rows,
    }
    told = {row["customer_id"]: row for row in engine.rows("waiting", facts, book, DAY)}
    found = {key: (row["waiting_receipt_amount"], row["has_waiting_receipt"]) for key, row in told.items()}
    assert found == {1: (Decimal("51.50"), True), 2: (Decimal(0), True), 3: (Decimal(0), False)}


def promise(number: int, customer_id: int, state: str, decided: date | None) -> dict[str, Any]:
    return {"promise_id": number, "customer_id": customer_id, "state": state, "decided_date": decided}


def test_promises_broken_in_the_last_six_months_are_counted(engine: Any) -> None:
    book = {
        "customers": [customer(1), customer(2), customer(3)],
        "items": (items := [item(n, 100, DAY, customer_id=n) for n in (1, 2, 3)]),
        "entries": issued(items),
        "promises": [
            promise(1, 1, "broken", DAY),
            promise(2, 1, "broken", date(2025, 12, 31)),
            promise(3, 1, "broken", date(2025, 12, 30)),
            promise(4, 1, "broken", DAY + timedelta(days=1)),
            promise(5, 1, "partially_kept", DAY),
            promise(6, 2, "kept", DAY),
            promise(7, 2, "pending", None),
        ],
    }
    found = {row["customer_id"]: row["broken_promise_count"] for row in engine.rows("facts", facts, book, DAY)}
    assert found == {1: 2, 2: 0, 3: 0}
