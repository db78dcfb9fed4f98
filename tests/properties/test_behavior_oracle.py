"""Payment behavior by set against a child's for loop, on random books (of one day: its months are in the SQL)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sets.bench import Row, bench, entry, issued, item

from dunwell.base.days import add_months
from dunwell.exposure.behavior.sets import payment_behavior, settled_rows
from dunwell.receivables.entries.sets import open_balances

DAY = date(2026, 6, 30)
ZERO = Decimal(0)
days = st.integers(-500, 20).map(lambda offset: DAY + timedelta(days=offset))
cents = st.integers(1, 30_000).map(lambda count: Decimal(count) / 100)


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Invoices and credits of two customers; payments, credits, full settlements and some reversals."""
    items, moved = [], []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        amount = draw(cents) * draw(st.sampled_from([1, 1, 1, -1]))
        row = item(number, str(amount), draw(days), customer=draw(st.integers(1, 2)), document=draw(days))
        items.append(row)
        left = amount
        for _ in range(draw(st.integers(0, 3))):
            part = left if draw(st.booleans()) else min(left, draw(cents))
            kind = draw(st.sampled_from(["payment", "payment", "cleared_at_source", "credit"]))
            paid = draw(days)
            moved.append(entry(len(moved) + 1, row, str(-part), paid, kind))
            if draw(st.sampled_from([False, False, True])):
                back = paid + timedelta(days=draw(st.integers(0, 30)))
                moved.append(entry(len(moved) + 1, row, str(part), back, "reversal", reverses_id=len(moved)))
            else:
                left -= part
    return {"items": items, "entries": [*issued(items), *(one for one in moved if one["amount"])]}


def rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def weighed(rows: list[tuple[Row, int]]) -> Decimal | None:
    total = sum((-one["amount"] for one, _ in rows), ZERO)
    return rounded(sum((-one["amount"] * count for one, count in rows), ZERO) / total, "0.01") if rows else None


def documents(known: list[Row], paid: list[tuple[Row, Row]], year: date) -> tuple[int, int]:
    """Count the documents paid in full within the year, and those of them that were late."""
    full, were_late = 0, 0
    for number in {row["item_id"] for row, _ in paid}:
        own = [(row, one) for row, one in paid if row["item_id"] == number]
        if sum(one["amount"] for one in known if one["item_id"] == number):
            continue
        if max(one["effective_date"] for _, one in own) > year:
            full += 1
            were_late += any(one["effective_date"] > row["due_date"] for row, one in own)
    return full, were_late


def oracle(book: dict[str, list[Row]], customer: int) -> dict[str, Any] | None:
    """Look at each payment of a customer, one after another."""
    year, quarter = add_months(DAY, -12), add_months(DAY, -3)
    known = [one for one in book["entries"] if one["effective_date"] <= DAY]
    undone = {one["reverses_id"] for one in known}
    to_pay, late, late_now, paid = [], [], [], []
    for row in book["items"]:
        if row["customer_id"] != customer or row["kind"] != "invoice":
            continue
        for one in known:
            settles = one["kind"] in ("payment", "cleared_at_source") and one["amount"] < 0
            if one["item_id"] != row["item_id"] or not settles or one["entry_id"] in undone:
                continue
            paid.append((row, one))
            if one["effective_date"] > year:
                to_pay.append((one, (one["effective_date"] - row["document_date"]).days))
                late.append((one, (one["effective_date"] - row["due_date"]).days))
            if one["effective_date"] > quarter:
                late_now.append((one, (one["effective_date"] - row["due_date"]).days))
    if not paid:
        return None
    full, were_late = documents(known, paid, year)
    last = max(one["effective_date"] for _, one in paid)
    mean, mean_now = weighed(late), weighed(late_now)
    return {
        "customer_id": customer,
        "average_days_to_pay": weighed(to_pay),
        "average_days_late": mean,
        "late_share": rounded(Decimal(were_late) / full, "0.0001") if full else None,
        "late_trend": None if mean is None or mean_now is None else mean_now - mean,
        "paid_item_count": full,
        "last_payment_date": last,
        "last_payment_amount": sum(-one["amount"] for _, one in paid if one["effective_date"] == last),
    }


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=books())
def test_behavior_agrees_with_the_oracle(book: dict[str, list[Row]]) -> None:
    def build(t: Any, _: Any) -> Any:
        settled = settled_rows(t["items"], t["entries"], t["due_parts"], DAY)
        return payment_behavior(settled, open_balances(t["items"], t["entries"], DAY), t["rates"], DAY, "USD", 2)

    rows = {row["customer_id"]: row for row in bench("duckdb").rows("behavior-oracle", build, book, DAY)}
    assert rows == {key: row for key in (1, 2) if (row := oracle(book, key)) is not None}
