"""No cent is lost in aging, on any basis and day: sets against a slow oracle (a child's for loop), by Hypothesis."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sets.bench import Row, bench, entry, hold, issued, item, money

from dunwell.exposure.aging.rules import UNAPPLIED, Basis, Credits, buckets_of
from dunwell.exposure.aging.sets import aged_parts, aging_cells
from dunwell.receivables.entries.sets import open_balances, open_balances_from_cache
from dunwell.receivables.holds.sets import blocked_parts
from dunwell.receivables.open_items.sets import open_parts

START = date(2026, 1, 1)
EDGES = (30, 60, 90, 120)
DATES = {Basis.DUE: "due_date", Basis.DOCUMENT: "document_date", Basis.POSTING: "posting_date"}
ZERO = Decimal(0)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.integers(0, 300).map(lambda offset: START + timedelta(days=offset))
cents = st.integers(1, 50_000).map(lambda count: Decimal(count) / 100)


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Items of three customers in two currencies, some in installments, moved about, held and disputed."""
    items, moved, parts, holds = [], [], [], []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        sign = draw(st.sampled_from([1, 1, 1, -1]))
        amount = sign * draw(cents)
        row = item(number, str(amount), draw(days), customer=draw(st.integers(1, 3)), document=draw(days))
        row |= {"posting_date": draw(days), "currency": draw(st.sampled_from(["USD", "EUR"]))}
        row["is_disputed"] = draw(st.sampled_from([False, False, False, True]))
        if draw(st.booleans()):
            pieces = [draw(cents) for _ in range(draw(st.integers(1, 4)))]
            row["original_amount"] = money(str(sign * sum(pieces)))
            parts += [
                {"item_id": number, "sequence": place + 1, "due_date": draw(days), "amount": money(str(sign * piece))}
                for place, piece in enumerate(pieces)
            ]
        for _ in range(draw(st.integers(0, 3))):
            moved.append(entry(len(moved) + 1, row, str(draw(cents) * draw(st.sampled_from([1, -1]))), draw(days)))
        if draw(st.booleans()):
            limit = draw(st.none() | cents.map(str))
            reason = draw(st.sampled_from(["dispute", "promise"]))
            until = draw(st.none() | days)
            whole = draw(st.sampled_from([False, False, True]))
            more = {"item_id": None if whole else number, "amount": money(limit) if limit and not whole else None}
            holds.append(hold(number, row["customer_id"], reason, draw(days), until_date=until, **more))
        items.append(row)
    entries = issued(items) + moved
    for row in items:
        row["cached_amount"] = sum((one["amount"] for one in entries if one["item_id"] == row["item_id"]), money(0))
    return {"items": items, "entries": entries, "due_parts": parts, "holds": holds}


def balance(book: dict[str, list[Row]], item_id: int, as_of: date) -> Decimal:
    """Add up an item's entries, one by one."""
    total = ZERO
    for one in book["entries"]:
        if one["item_id"] == item_id and one["effective_date"] <= as_of:
            total += one["amount"]
    return total


def open_pieces(book: dict[str, list[Row]], row: Row, as_of: date) -> list[tuple[int, date, Decimal]]:
    """Pay an item's installments one after another, earliest first; what is left over stays with the first."""
    balance_now = balance(book, row["item_id"], as_of)
    parts = [part for part in book["due_parts"] if part["item_id"] == row["item_id"]]
    if not parts:
        return [(1, row["due_date"], balance_now)] if balance_now else []
    parts.sort(key=lambda part: (part["due_date"], part["sequence"]))
    rising = sum(part["amount"] for part in parts) > 0
    left, pieces = balance_now, []
    for part in reversed(parts[1:]):
        here = max(ZERO, min(left, part["amount"])) if rising else min(ZERO, max(left, part["amount"]))
        left -= here
        pieces.append((part["sequence"], part["due_date"], here))
    pieces.append((parts[0]["sequence"], parts[0]["due_date"], left))
    return [piece for piece in pieces if piece[2]]


def counts(one: Row, as_of: date) -> bool:
    """Tell whether a hold counts on a day."""
    return one["placed_date"] <= as_of and (one["until_date"] is None or one["until_date"] >= as_of)


def disputed_total(book: dict[str, list[Row]], as_of: date) -> Decimal:
    """Add up what is disputed, item by item."""
    total = ZERO
    for row in book["items"]:
        open_debit = sum((max(ZERO, piece[2]) for piece in open_pieces(book, row, as_of)), ZERO)
        own = [one for one in book["holds"] if counts(one, as_of) and one["reason"] == "dispute"]
        own = [one for one in own if one["item_id"] in (None, row["item_id"])]
        own = [one for one in own if one["item_id"] or one["customer_id"] == row["customer_id"]]
        if row["is_disputed"] or any(one["amount"] is None for one in own):
            total += open_debit
        else:
            total += min(open_debit, sum((one["amount"] for one in own), ZERO))
    return total


def oracle(book: dict[str, list[Row]], as_of: date, basis: Basis) -> dict[tuple[int, str, int], Decimal]:
    """Return (customer, currency, bucket) -> amount, by looking at every part by itself."""
    cells: dict[tuple[int, str, int], Decimal] = {}
    for row in book["items"]:
        for _, due, piece in open_pieces(book, row, as_of):
            age = (as_of - (due if basis is Basis.DUE else row[DATES[basis]])).days
            bucket = 0
            for bound in (0, *EDGES):
                if age > bound:
                    bucket += 1
            key = (row["customer_id"], row["currency"], UNAPPLIED if piece < 0 else bucket)
            cells[key] = cells.get(key, ZERO) + piece
    return {key: amount for key, amount in cells.items() if amount}


def ask(engine: Any, book: Any, as_of: date, basis: Basis, policy: Credits, from_cache: bool = False) -> list[Row]:
    buckets = buckets_of(EDGES)

    def build(t: Any, day: Any) -> Any:
        balances = open_balances_from_cache if from_cache else open_balances
        parts = open_parts(balances(t["items"], t["entries"], day), t["due_parts"])
        return aging_cells(aged_parts(blocked_parts(parts, t["holds"], day), day, basis, buckets, policy), buckets)

    return engine.rows((basis, policy, from_cache), build, book, as_of)


def told(rows: list[Row]) -> dict[tuple[int, str, int], Decimal]:
    cells = {}
    for row in rows:
        for name, amount in row.items():
            if amount and (name.startswith("bucket_") or name == "unapplied"):
                place = UNAPPLIED if name == "unapplied" else int(name.removeprefix("bucket_"))
                cells[row["customer_id"], row["currency"], place] = amount
    return cells


@RELAXED
@given(book=books(), as_of=days, basis=st.sampled_from(list(Basis)), from_cache=st.booleans())
def test_the_sets_agree_with_the_oracle(book: Any, as_of: date, basis: Basis, from_cache: bool) -> None:
    rows = ask(bench("duckdb"), book, as_of, basis, Credits.SEPARATE_COLUMN, from_cache)
    assert told(rows) == oracle(book, as_of, basis)
    assert sum(row["disputed"] for row in rows) == disputed_total(book, as_of)


@RELAXED
@given(book=books(), as_of=days, basis=st.sampled_from(list(Basis)), policy=st.sampled_from(list(Credits)))
def test_buckets_and_unapplied_sum_to_the_ledger(book: Any, as_of: date, basis: Basis, policy: Credits) -> None:
    rows = ask(bench("duckdb"), book, as_of, basis, policy)
    pieces = [piece for row in book["items"] for _, _, piece in open_pieces(book, row, as_of)]
    ledger = sum((piece for piece in pieces if policy is not Credits.EXCLUDE or piece > 0), ZERO)
    assert sum((amount for amount in told(rows).values()), ZERO) == ledger
    assert sum((row["total"] for row in rows), ZERO) == ledger
    if policy is Credits.OLDEST_FIRST_NOTIONAL:
        for row in rows:
            in_buckets = sum(amount for name, amount in row.items() if name.startswith("bucket_"))
            assert in_buckets == 0 or row["unapplied"] == 0
            assert in_buckets >= 0 >= row["unapplied"]


@RELAXED
@given(book=books(), as_of=days, later=days, seed=st.randoms(use_true_random=False))
def test_order_and_later_postings_never_change_an_old_answer(book: Any, as_of: date, later: date, seed: Any) -> None:
    before = told(ask(bench("duckdb"), book, as_of, Basis.DUE, Credits.SEPARATE_COLUMN))
    effective = max(later, as_of + timedelta(days=1))
    more = [entry(9000 + n, row, "-1.00", effective) for n, row in enumerate(book["items"])]
    entries = book["entries"] + more
    seed.shuffle(entries)
    after = told(ask(bench("duckdb"), book | {"entries": entries}, as_of, Basis.DUE, Credits.SEPARATE_COLUMN))
    assert after == before


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=days, basis=st.sampled_from(list(Basis)), policy=st.sampled_from(list(Credits)))
def test_postgres_gives_what_duckdb_gives(book: Any, as_of: date, basis: Basis, policy: Credits) -> None:
    def ordered(rows: list[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: (row["customer_id"], row["currency"]))

    here = ask(bench("duckdb"), book, as_of, basis, policy)
    there = ask(bench("postgres"), book, as_of, basis, policy)
    assert ordered(here) == ordered(there)


def test_a_report_as_it_was_known_counts_only_what_was_recorded_by_then() -> None:
    row = item(1, 100, START)
    late = entry(1, row, -40, START, recorded_at=datetime(2026, 2, 1, tzinfo=UTC))
    book = {"items": [row], "entries": [*issued([row]), late]}

    def known(t: Any, day: Any) -> Any:
        return open_balances(t["items"], t["entries"], day, datetime(2026, 1, 31, tzinfo=UTC))

    assert [one["open_amount"] for one in bench("duckdb").rows("known", known, book, START)] == [100]
    assert told(ask(bench("duckdb"), book, START, Basis.DUE, Credits.SEPARATE_COLUMN)) == {(1, "USD", 0): money(60)}
