"""Aging by the set expressions against SQL written by hand, both on DuckDB over the same Parquet files."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import book
from measure import median

BY_HAND = """
    WITH balances AS (
        SELECT item_id, sum(amount) AS balance FROM read_parquet('{folder}/entries.parquet')
        WHERE effective_date <= DATE '{as_of}' GROUP BY item_id HAVING sum(amount) <> 0
    ), schedule AS (
        SELECT item_id, due_date, amount,
               sum(amount) OVER (PARTITION BY item_id ORDER BY due_date DESC, sequence DESC) AS from_amount,
               row_number() OVER (PARTITION BY item_id ORDER BY due_date, sequence) = 1 AS is_first
        FROM read_parquet('{folder}/due_parts.parquet')
    ), portions AS (
        SELECT i.item_id, i.customer_id, i.currency, i.is_disputed, b.balance,
               COALESCE(s.due_date, i.due_date) AS due_date,
               CASE WHEN s.item_id IS NULL OR s.is_first THEN b.balance
                    ELSE greatest(least(b.balance, greatest(s.from_amount, 0)), least(s.from_amount, 0)) END AS upto,
               CASE WHEN s.item_id IS NULL THEN 0
                    ELSE greatest(least(b.balance, greatest(s.from_amount - s.amount, 0)),
                                  least(s.from_amount - s.amount, 0)) END AS beyond
        FROM read_parquet('{folder}/items.parquet') i JOIN balances b USING (item_id)
        LEFT JOIN schedule s ON s.item_id = i.item_id
    ), active AS (
        SELECT * FROM read_parquet('{folder}/holds.parquet')
        WHERE placed_date <= DATE '{as_of}' AND (until_date IS NULL OR until_date >= DATE '{as_of}')
          AND (lifted_date IS NULL OR lifted_date > DATE '{as_of}')
    ), blocks AS (
        SELECT item_id, bool_or(reason = 'dispute' AND amount IS NULL) AS all_disputed,
               bool_or(reason <> 'dispute' AND amount IS NULL) AS all_held,
               COALESCE(sum(amount) FILTER (reason = 'dispute'), 0) AS disputed_limit,
               COALESCE(sum(amount) FILTER (reason <> 'dispute'), 0) AS held_limit
        FROM active WHERE item_id IS NOT NULL GROUP BY item_id
    ), disputing AS (
        SELECT DISTINCT customer_id FROM active WHERE item_id IS NULL AND reason = 'dispute'
    ), disputes AS (
        SELECT p.currency, p.due_date, p.upto - p.beyond AS open_amount, greatest(p.upto - p.beyond, 0) AS debit,
               p.balance - p.upto AS before, b.all_held, b.held_limit,
               CASE WHEN p.is_disputed OR b.all_disputed OR d.customer_id IS NOT NULL
                    THEN greatest(p.upto - p.beyond, 0)
                    ELSE greatest(least(COALESCE(b.disputed_limit, 0) - (p.balance - p.upto),
                                        greatest(p.upto - p.beyond, 0)), 0) END AS disputed
        FROM portions p LEFT JOIN blocks b ON b.item_id = p.item_id LEFT JOIN disputing d USING (customer_id)
        WHERE p.upto <> p.beyond
    ), closing AS (
        SELECT currency, arg_max(rate, rate_date) AS rate FROM read_parquet('{folder}/rates.parquet')
        WHERE rate_date <= DATE '{as_of}' GROUP BY currency
    ), restated AS (
        SELECT due_date,
               CASE WHEN o.currency = '{base}' THEN 1 ELSE COALESCE(r.rate, 1) END AS rate,
               open_amount, disputed,
               least(CASE WHEN all_held THEN debit
                          ELSE greatest(least(COALESCE(held_limit, 0) - before, debit), 0) END,
                     debit - disputed) AS held
        FROM disputes o LEFT JOIN closing r USING (currency)
    )
    SELECT CASE WHEN open_amount < 0 THEN -1
                WHEN due_date >= DATE '{as_of}' THEN 0
                WHEN date_diff('day', due_date, DATE '{as_of}') <= 30 THEN 1
                WHEN date_diff('day', due_date, DATE '{as_of}') <= 60 THEN 2
                WHEN date_diff('day', due_date, DATE '{as_of}') <= 90 THEN 3
                WHEN date_diff('day', due_date, DATE '{as_of}') <= 120 THEN 4
                ELSE 5 END AS bucket,
           count(*) AS n,
           sum(CASE WHEN rate = 1 THEN open_amount ELSE round(open_amount * rate, 2) END) AS aged,
           sum(CASE WHEN rate = 1 THEN disputed ELSE round(disputed * rate, 2) END) AS disputed,
           sum(CASE WHEN rate = 1 THEN held ELSE round(held * rate, 2) END) AS held
    FROM restated GROUP BY 1 ORDER BY 1
"""
"""The question of `aged_cells` as somebody who knows DuckDB would write it: installments, holds, rates and all."""

BARE = """
    WITH balances AS (
        SELECT item_id, sum(amount) AS balance FROM read_parquet('{folder}/entries.parquet')
        WHERE effective_date <= DATE '{as_of}' GROUP BY item_id HAVING sum(amount) <> 0
    )
    SELECT CASE WHEN b.balance < 0 THEN -1
                WHEN i.due_date >= DATE '{as_of}' THEN 0
                ELSE least((date_diff('day', i.due_date, DATE '{as_of}') - 1) // 30 + 1, 5) END AS bucket,
           count(*) AS n, sum(b.balance) AS aged
    FROM read_parquet('{folder}/items.parquet') i JOIN balances b USING (item_id) GROUP BY 1 ORDER BY 1
"""
"""The smaller question: no installments, no holds, one currency. What the others cost can be read from it."""


def run(repeats: int) -> dict[str, Any]:
    """Age the book that is there by hand and by sets, one after the other, as often as asked; the answers are equal."""
    with book.at_the_desk() as viewer, tempfile.TemporaryDirectory(prefix="dunwell-bench-") as place:
        from dunwell.platform.snapshot import take_snapshot
        from dunwell.runs.day.thinking import day_shapes

        snapshot = take_snapshot(day_shapes(), book.open_bench_creditor(viewer), Path(place))
        return compared(snapshot, repeats)


def compared(snapshot: Any, repeats: int) -> dict[str, Any]:
    """Ask a snapshot all three ways in turn; the first round warms up and is not counted."""
    import duckdb

    from dunwell.platform.engines import open_engine

    facts = {"folder": snapshot.folder, "as_of": book.AS_OF, "base": book.CURRENCY}
    hand = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "preserve_insertion_order": False})
    bare, by_hand, by_sets, built = [], [], [], []
    with open_engine("duckdb", snapshot) as engine:
        for _ in range(repeats + 1):
            bare.append(seconds_of(lambda: hand.execute(BARE.format(**facts)).fetchall())[0])
            seconds, wanted = seconds_of(lambda: hand.execute(BY_HAND.format(**facts)).fetchall())
            by_hand.append(seconds)
            seconds, cells = seconds_of(lambda: aged_cells(engine))
            built.append(seconds)
            seconds, found = seconds_of(lambda cells=cells: rows_of(engine, cells))
            by_sets.append(seconds + built[-1])
            assert wanted == found, f"the two ways differ: {wanted} and {found}"
    hand.close()
    ratios = [left / right for left, right in zip(by_sets, by_hand, strict=True)]
    return {
        "items": snapshot.counts()["items"],
        "entries": snapshot.counts()["entries"],
        "by_hand_seconds": round(median(by_hand[1:]), 3),
        "by_sets_seconds": round(median(by_sets[1:]), 3),
        "of_it_building": round(median(built[1:]), 3),
        "ratio": round(median(ratios[1:]), 2),
        "bare_seconds": round(median(bare[1:]), 3),
        "ratio_to_bare": round(median([left / right for left, right in zip(by_sets, bare, strict=True)][1:]), 2),
        "buckets": [[row[0], row[1], *map(str, row[2:])] for row in wanted],
    }


def seconds_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long a piece of work took, and its result."""
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


def aged_cells(engine: Any) -> Any:
    """Build the expressions of the day: bucket, documents, amount, of it disputed and held."""
    from dunwell.exposure.aging.rules import Basis, buckets_of
    from dunwell.exposure.aging.sets import MONEY_COLUMNS, aged_parts
    from dunwell.receivables.entries.sets import open_balances
    from dunwell.receivables.entries.tables import ENTRIES
    from dunwell.receivables.holds.sets import blocked_parts
    from dunwell.receivables.holds.tables import HOLDS
    from dunwell.receivables.open_items.sets import open_parts
    from dunwell.receivables.open_items.tables import DUE_PARTS, ITEMS
    from dunwell.receivables.rates.sets import in_base
    from dunwell.receivables.rates.tables import RATES

    items, entries, parts, holds, rates = (engine.table(one) for one in (ITEMS, ENTRIES, DUE_PARTS, HOLDS, RATES))
    opened = blocked_parts(open_parts(open_balances(items, entries, book.AS_OF), parts), holds, book.AS_OF)
    rated = in_base(opened, rates, book.AS_OF, book.CURRENCY, 2, MONEY_COLUMNS)
    aged = aged_parts(rated, book.AS_OF, Basis.DUE, buckets_of())
    return aged.group_by("bucket").aggregate(
        n=aged.count(), aged=aged.aged_amount.sum(), disputed=aged.disputed_amount.sum(), held=aged.held_amount.sum()
    )


def rows_of(engine: Any, cells: Any) -> list[tuple[Any, ...]]:
    """Compile and run; returns the rows in the order of the buckets."""
    return sorted(tuple(row.values()) for row in engine.to_arrow(cells).to_pylist())
