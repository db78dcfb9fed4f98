"""The handbook's aging examples (§1.3, §1.9), and where each edge falls."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.sets.bench import customer, entry, hold, issued, item, money

from dunwell.base.refusals import Refusal
from dunwell.exposure.aging.rules import Basis, Credits, buckets_of, parse_edges
from dunwell.exposure.aging.sets import aged_parts, aging_cells, cell_parts, rolled_up, top_parents
from dunwell.receivables.entries.sets import (
    open_balances,
    open_balances_from_cache,
    unequal_balances,
)
from dunwell.receivables.holds.sets import blocked_parts
from dunwell.receivables.open_items.sets import open_parts
from dunwell.receivables.rates.sets import in_base, missing_rates

DAY = date(2026, 6, 30)
AGING_MONEY = ("open_amount", "disputed_amount", "held_amount", "open_before_amount", "item_open_amount", "amount")


def parts_of(t: dict[str, Any], as_of: Any) -> Any:
    return blocked_parts(open_parts(open_balances(t["items"], t["entries"], as_of), t["due_parts"]), t["holds"], as_of)


def cells(basis: Basis = Basis.DUE, policy: Credits = Credits.SEPARATE_COLUMN) -> Any:
    buckets = buckets_of()
    return lambda t, as_of: aging_cells(aged_parts(parts_of(t, as_of), as_of, basis, buckets, policy), buckets)


def aged(engine: Any, book: Any, basis: Basis = Basis.DUE, policy: Credits = Credits.SEPARATE_COLUMN) -> Any:
    rows = engine.rows(("cells", basis, policy), cells(basis, policy), book, DAY)
    return {(row["customer_id"], row["currency"]): row for row in rows}


def figures(row: Any) -> dict[str, Decimal]:
    return {name: row[name] for name in row if name.startswith("bucket_") and row[name]}


@pytest.fixture
def example() -> dict[str, Any]:
    """Handbook §1.9: five items and 700 of unapplied cash."""
    items = [
        item(1, 1000, date(2026, 7, 10), document=date(2026, 6, 10)),
        item(2, 2000, date(2026, 6, 19), document=date(2026, 5, 20)),
        item(3, 1500, date(2026, 5, 25), document=date(2026, 4, 25)),
        item(4, 800, date(2026, 3, 31), document=date(2026, 3, 1)),
        item(5, 600, date(2026, 6, 30), document=date(2026, 5, 31)),
        item(6, -700, date(2026, 6, 25), document=date(2026, 6, 25), kind="on_account"),
    ]
    return {"customers": [customer(1)], "items": items, "entries": issued(items)}


def test_the_handbook_example_by_due_date(engine: Any, example: Any) -> None:
    row = aged(engine, example)[1, "USD"]
    assert figures(row) == {"bucket_0": 1600, "bucket_1": 2000, "bucket_2": 1500, "bucket_4": 800}
    assert (row["unapplied"], row["total"], row["part_count"]) == (-700, 5200, 6)


def test_the_handbook_example_by_document_date(engine: Any, example: Any) -> None:
    row = aged(engine, example, Basis.DOCUMENT)[1, "USD"]
    assert buckets_of().labels == ("current", "1-30", "31-60", "61-90", "91-120", "over 120")
    assert figures(row) == {"bucket_1": 1600, "bucket_2": 2000, "bucket_3": 1500, "bucket_5": 800}
    assert (row["unapplied"], row["total"]) == (-700, 5200)


def test_credits_net_the_oldest_first(engine: Any, example: Any) -> None:
    row = aged(engine, example, policy=Credits.OLDEST_FIRST_NOTIONAL)[1, "USD"]
    assert figures(row) == {"bucket_0": 1600, "bucket_1": 2000, "bucket_2": 1500, "bucket_4": 100}
    assert (row["unapplied"], row["total"]) == (0, 5200)


def test_credits_by_their_own_date_and_left_out(engine: Any, example: Any) -> None:
    own = aged(engine, example, policy=Credits.BY_OWN_DATE)[1, "USD"]
    assert figures(own)["bucket_1"] == 1300
    assert own["unapplied"] == 0
    assert own["total"] == 5200
    gross = aged(engine, example, policy=Credits.EXCLUDE)[1, "USD"]
    assert gross["total"] == 5900
    assert gross["unapplied"] == 0


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-45, "current"),
        (-5, "current"),
        (0, "current"),
        (1, "1-30"),
        (29, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "91-120"),
        (120, "91-120"),
        (121, "over 120"),
        (4000, "over 120"),
    ],
)
def test_an_item_lands_where_its_age_says(days: int, label: str) -> None:
    items = [item(1, 10, DAY - timedelta(days=days))]
    items[0]["posting_date"] = date(2010, 1, 1)
    from tests.sets.bench import bench

    row = aged(bench("duckdb"), {"items": items, "entries": issued(items)})[1, "USD"]
    buckets = buckets_of()
    assert figures(row) == {f"bucket_{buckets.labels.index(label)}": 10}
    assert buckets.labels[buckets.bucket_of(days)] == label


def test_a_payment_partly_allocated_leaves_two_open_items(engine: Any) -> None:
    items = [item(1, 1000, DAY), item(2, -1000, DAY, kind="on_account")]
    moved = [entry(1, items[0], -600, DAY), entry(2, items[1], 600, DAY)]
    row = aged(engine, {"items": items, "entries": issued(items) + moved})[1, "USD"]
    assert (row["bucket_0"], row["unapplied"], row["total"]) == (400, -400, 0)


def test_a_short_payment_ages_from_the_invoice(engine: Any) -> None:
    due = DAY - timedelta(days=45)
    items = [item(1, 1200, due), item(2, 50, due, document=DAY, kind="deduction")]
    moved = [entry(1, items[0], -1150, DAY), entry(2, items[0], -50, DAY, "transfer")]
    row = aged(engine, {"items": items, "entries": issued(items) + moved})[1, "USD"]
    assert figures(row) == {"bucket_2": 50}


def test_a_returned_check_reopens_the_invoice_from_the_day_it_came_back(engine: Any) -> None:
    items = [item(1, 500, date(2026, 5, 1))]
    moved = [
        entry(1, items[0], -500, date(2026, 6, 3)),
        entry(2, items[0], 500, date(2026, 6, 8), "reversal", reverses_id=1),
    ]
    book = {"items": items, "entries": issued(items) + moved}
    assert engine.rows("cells-due", cells(), book, date(2026, 6, 5)) == []
    assert [row["total"] for row in engine.rows("cells-due", cells(), book, date(2026, 6, 8))] == [500]


def test_what_is_paid_uses_up_the_earliest_installments(engine: Any) -> None:
    items = [item(1, "1000.00", date(2026, 4, 1))]
    dates = [date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15)]
    amounts = ["333.33", "333.33", "333.34"]
    book = {
        "items": items,
        "entries": [*issued(items), entry(1, items[0], -400, DAY)],
        "due_parts": [
            {"item_id": 1, "sequence": n + 1, "due_date": dates[n], "amount": money(amounts[n])} for n in range(3)
        ],
    }
    rows = engine.rows("parts", parts_of, book, DAY)
    assert sorted((row["due_date"], row["open_amount"]) for row in rows) == [
        (dates[1], money("266.66")),
        (dates[2], money("333.34")),
    ]
    assert sum(row["open_amount"] for row in rows) == 600
    assert [row["open_before_amount"] for row in sorted(rows, key=lambda row: row["due_date"])] == [0, money("266.66")]


def test_a_disputed_part_is_told_beside_its_bucket(engine: Any) -> None:
    items = [item(1, 1000, DAY - timedelta(days=10)), item(2, 300, DAY), item(3, 90, DAY, is_disputed=True)]
    book = {
        "items": items,
        "entries": issued(items),
        "holds": [
            hold(1, 1, "dispute", DAY, item_id=1, amount=money(250)),
            hold(2, 1, "promise", DAY, item_id=2, until_date=DAY),
            hold(3, 1, "dispute", DAY, item_id=2, lifted_date=DAY),
            hold(4, 1, "dispute", DAY + timedelta(days=1), item_id=2),
        ],
    }
    row = aged(engine, book)[1, "USD"]
    assert (row["bucket_1"], row["bucket_0"], row["disputed"], row["total"]) == (1000, 390, 340, 1390)
    held = {row["item_id"]: row["held_amount"] for row in engine.rows("parts", parts_of, book, DAY)}
    assert held == {1: 0, 2: 300, 3: 0}


def test_base_currency_is_at_the_newest_rate_by_the_day_and_a_missing_one_is_reported(engine: Any) -> None:
    items = [item(1, "100.005", DAY, currency="EUR"), item(2, 50, DAY), item(3, 7000, DAY, currency="JPY")]
    book = {
        "items": items,
        "entries": issued(items),
        "rates": [
            {"currency": "EUR", "rate_date": DAY - timedelta(days=3), "rate": Decimal("1.1")},
            {"currency": "EUR", "rate_date": DAY - timedelta(days=1), "rate": Decimal("1.09")},
            {"currency": "EUR", "rate_date": DAY + timedelta(days=1), "rate": Decimal("9.99")},
        ],
    }
    buckets = buckets_of()

    def build(t: Any, as_of: Any) -> Any:
        base = in_base(parts_of(t, as_of), t["rates"], as_of, "USD", 2, AGING_MONEY)
        return aging_cells(aged_parts(base, as_of, Basis.DUE, buckets), buckets)

    found = {row["currency"]: row["total"] for row in engine.rows("base", build, book, DAY)}
    assert found == {"USD": Decimal("159.01"), "JPY": Decimal(7000)}
    missing = engine.rows("missing", lambda t, d: missing_rates(parts_of(t, d), t["rates"], d, "USD"), book, DAY)
    assert missing == [{"currency": "JPY", "item_count": 1, "open_amount": Decimal(7000)}]


def test_the_ledger_proof_names_one_wrong_cent(engine: Any) -> None:
    items = [item(1, 100, DAY), item(2, 100, DAY, cached_amount=money("99.99")), item(3, 5, DAY)]
    book = {"items": items, "entries": issued(items[:2])}
    rows = engine.rows("proof", lambda t, _: unequal_balances(t["items"], t["entries"]), book, DAY)
    assert sorted((row["item_id"], row["cached_amount"], row["entries_amount"]) for row in rows) == [
        (2, money("99.99"), money(100)),
        (3, money(5), money(0)),
    ]


def test_going_back_from_the_cache_gives_the_same_balances(engine: Any) -> None:
    items = [item(1, 100, DAY, cached_amount=money(0)), item(2, 100, DAY + timedelta(days=90))]
    book = {"items": items, "entries": [*issued(items), entry(1, items[0], -100, DAY + timedelta(days=1))]}
    rows = engine.rows("back", lambda t, d: open_balances_from_cache(t["items"], t["entries"], d), book, DAY)
    assert [(row["item_id"], row["open_amount"]) for row in rows] == [(1, 100)]


def test_the_top_of_a_hierarchy_is_found_from_any_level(engine: Any) -> None:
    chain = [customer(n, parent_id=n - 1 or None) for n in range(1, 10)]
    rows = engine.rows("tops", lambda t, _: top_parents(t["customers"]), {"customers": chain}, DAY)
    assert {row["customer_id"]: row["top_id"] for row in rows} == dict.fromkeys(range(1, 10), 1)


def test_the_parts_behind_a_cell_sum_to_it(engine: Any, example: Any) -> None:
    buckets = buckets_of()

    def build(t: Any, as_of: Any) -> Any:
        return cell_parts(aged_parts(parts_of(t, as_of), as_of, Basis.DUE, buckets), 0, "USD")

    rows = engine.rows("cell", build, example, DAY)
    assert {row["item_id"]: row["aged_amount"] for row in rows} == {1: 1000, 5: 600}


def test_cells_roll_up_over_currencies(engine: Any) -> None:
    items = [item(1, 10, DAY), item(2, 20, DAY, customer=2), item(3, 5, DAY, currency="EUR")]
    book = {"items": items, "entries": issued(items)}
    rows = engine.rows("rolled", lambda t, d: rolled_up(cells()(t, d), ("currency",)), book, DAY)
    assert {row["currency"]: (row["total"], row["part_count"]) for row in rows} == {"USD": (30, 2), "EUR": (5, 1)}


@pytest.mark.parametrize("text", ["", "30,30", "60,30", "0,30", "-1", "30;60", "1.5", "99999"])
def test_edges_that_do_not_rise_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_edges(text)
    assert refused.value.code == "exposure.aging.bad_edges"
