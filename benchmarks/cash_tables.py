"""The cash benchmark's files as the matcher's tables, in DuckDB in this process.

`engine_of(folder)` reads what `make_cash.py` wrote (never its truth) and offers it under the names and columns of
`dunwell.cash.matching.tables`, as a snapshot of a creditor's book would.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from dunwell.cash.aliases.rules import account_value, name_value
from dunwell.cash.matching.tables import ALIASES

TABLES = {
    "receipts_waiting": """
        SELECT receipt_id, 'R-' || receipt_id AS number, NULL::BIGINT AS customer_id, currency, amount,
               amount AS whole_amount, value_date, payer_name, payer_account, '' AS reference,
               '' AS creditor_reference, text, array_to_string("references", chr(10)) ||
               coalesce(chr(10) || (SELECT string_agg(m.reference, chr(10)) FROM '{at}/remittance_lines.parquet' m
                                    WHERE m.receipt_id = r.receipt_id), '') AS named_numbers
        FROM '{at}/receipts.parquet' r""",
    "remitted": """
        SELECT receipt_id, receipt_id AS remittance_id,
               row_number() OVER (PARTITION BY receipt_id ORDER BY reference)::BIGINT AS sequence, reference AS number,
               NULL::DECIMAL(18, 4) AS gross_amount, discount_amount, paid_amount,
               NULL::DECIMAL(18, 4) AS deduction_amount, '' AS deduction_code
        FROM '{at}/remittance_lines.parquet'""",
    "matchable": """
        SELECT item_id, customer_id, item_number, kind, currency, document_date, due_date, open_amount,
               open_amount AS original_amount, CASE WHEN discount_percent > 0 THEN discount_until END AS discount_date,
               round(open_amount * discount_percent / 100, 2)::DECIMAL(18, 4) AS discount_amount, false AS is_held
        FROM '{at}/items.parquet'""",
    "item_numbers": """
        SELECT item_id, customer_id, field, number FROM (
            SELECT item_id, customer_id, 'number' AS field, item_number AS number FROM '{at}/items.parquet'
            UNION ALL SELECT item_id, customer_id, 'order', purchase_order FROM '{at}/items.parquet'
            UNION ALL SELECT item_id, customer_id, 'reference', load_number FROM '{at}/items.parquet'
            UNION ALL SELECT item_id, customer_id, 'reference', waybill_number FROM '{at}/items.parquet'
        ) WHERE number <> ''""",
    "settled_numbers": """
        SELECT 0::BIGINT AS item_id, 0::BIGINT AS customer_id, '' AS number, 0::DECIMAL(18, 4) AS original_amount
        WHERE false""",
    "open_parts": "SELECT item_id, sequence, amount FROM '{at}/installments.parquet'",
    "paying_customers": """
        SELECT customer_id, customer_number AS number, name, other_name, parent_id FROM '{at}/customers.parquet'""",
}  # fmt: skip


class MemoryEngine:
    """Tables by name in DuckDB, with what the matcher asks of an engine."""

    def __init__(self, threads: int = 2, memory_limit: str = "2GB") -> None:
        self.backend = ibis.duckdb.connect(threads=threads, memory_limit=memory_limit)

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """Return DuckDB's own connection."""
        return self.backend.con

    def table(self, shape: Any) -> Any:
        """Return a shape's rows."""
        return self.backend.table(shape.name)

    def put(self, name: str, rows: pa.Table) -> Any:
        """Bring rows from outside under a name."""
        self.con.register(f"{name}_arrow", rows)
        self.con.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM "{name}_arrow"')
        self.con.unregister(f"{name}_arrow")
        return self.backend.table(name)

    def to_arrow(self, rows: Any) -> pa.Table:
        """Return rows as an Arrow table."""
        return self.backend.to_pyarrow(rows)


def engine_of(folder: Path, aliases: pa.Table | None = None) -> MemoryEngine:
    """Return an engine that holds a benchmark folder's tables, with the aliases if they are known already."""
    engine = MemoryEngine()
    for name, sql in TABLES.items():
        engine.con.execute(f'CREATE TABLE "{name}" AS {sql.format(at=folder)}')
    engine.put(ALIASES.name, aliases_of(folder) if aliases is None else aliases)
    return engine


def aliases_of(folder: Path) -> pa.Table:
    """Return what past receipts taught, as posting would have learned it."""
    past = duckdb.sql(f"SELECT payer_name, payer_account, customer_id FROM '{folder}/past_receipts.parquet'").fetchall()
    seen: Counter[tuple[str, str, int]] = Counter()
    for name, account, customer in past:
        for kind, value in (("account", account_value(account)), ("name", name_value(name))):
            if value:
                seen[kind, value, customer] += 1
    rows = [
        {"kind": kind, "value": value, "customer_id": customer, "seen_count": count, "is_confirmed": False}
        for (kind, value, customer), count in sorted(seen.items())
    ]
    return pa.Table.from_pylist(rows, schema=ALIASES.schema().to_pyarrow())
