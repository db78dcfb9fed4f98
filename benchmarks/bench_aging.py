"""Aging by the set expressions against SQL written by hand, both on DuckDB over the same Parquet files."""

import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import book
from measure import median

BY_HAND = """
    WITH balances AS (
        SELECT item_id, sum(amount) AS open_amount FROM read_parquet('{folder}/entries.parquet')
        WHERE effective_date <= DATE '{as_of}' GROUP BY item_id HAVING sum(amount) <> 0
    )
    SELECT CASE WHEN i.kind IN ('credit_memo', 'on_account') THEN -1
                WHEN i.due_date >= DATE '{as_of}' THEN 0
                WHEN date_diff('day', i.due_date, DATE '{as_of}') <= 30 THEN 1
                WHEN date_diff('day', i.due_date, DATE '{as_of}') <= 60 THEN 2
                WHEN date_diff('day', i.due_date, DATE '{as_of}') <= 90 THEN 3
                ELSE 4 END AS bucket, count(*) AS n, sum(b.open_amount) AS held
    FROM read_parquet('{folder}/items.parquet') i JOIN balances b USING (item_id) GROUP BY 1 ORDER BY 1
"""


def run(repeats: int) -> dict[str, Any]:
    """Age the book that is there both ways, one after the other, as often as asked."""
    with book.at_the_desk() as viewer, tempfile.TemporaryDirectory(prefix="dunwell-bench-") as place:
        import duckdb

        from dunwell.platform.engines import open_engine
        from dunwell.platform.snapshot import take_snapshot
        from dunwell.runs.day.thinking import day_shapes

        folder = Path(place)
        snapshot = take_snapshot(day_shapes(), book.open_bench_creditor(viewer), folder)
        by_hand, by_sets, ratios = [], [], []
        hand = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
        with open_engine("duckdb", snapshot) as engine:
            for _ in range(repeats + 1):
                began = perf_counter()
                wanted = hand.execute(BY_HAND.format(folder=folder, as_of=book.AS_OF)).fetchall()
                by_hand.append(perf_counter() - began)
                began = perf_counter()
                found = aged_by_sets(engine)
                by_sets.append(perf_counter() - began)
                ratios.append(by_sets[-1] / by_hand[-1])
        hand.close()
    assert sum(row[2] for row in wanted) == sum(row[2] for row in found), "the two ways differ in money"
    return {
        "items": snapshot.counts()["items"],
        "entries": snapshot.counts()["entries"],
        "by_hand_seconds": round(median(by_hand[1:]), 3),
        "by_sets_seconds": round(median(by_sets[1:]), 3),
        "ratio": round(median(ratios[1:]), 2),
        "buckets": [[row[0], row[1], str(row[2])] for row in wanted],
    }


def aged_by_sets(engine: Any) -> list[tuple[int, int, Any]]:
    """Return bucket, documents and amount by the expressions of the day."""
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
    cells = aged.group_by("bucket").aggregate(n=aged.count(), held=aged.aged_amount.sum())
    rows = engine.to_arrow(cells).to_pylist()
    return sorted((row["bucket"], row["n"], row["held"]) for row in rows)
