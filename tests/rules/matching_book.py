"""A small book for the matcher, in tables as the engine gives them, so that a test is a few literal rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa

from dunwell.cash.matching import tables
from dunwell.cash.matching.rules import UNIT, MatchingDocument
from dunwell.cash.references.tables import ITEM_NUMBERS
from dunwell.cash.rounds.queries import match_with
from dunwell.cash.rounds.rules import Matched

DAY = date(2026, 3, 31)


class MemoryEngine:
    """DuckDB over tables in memory."""

    def __init__(self, given: dict[str, list[dict[str, Any]]]) -> None:
        self.backend = ibis.duckdb.connect()
        self.given = given

    def table(self, shape: Any) -> Any:
        if shape.name not in self.backend.list_tables():
            self.put(
                shape.name, pa.Table.from_pylist(self.given.get(shape.name, []), schema=shape.schema().to_pyarrow())
            )
        return self.backend.table(shape.name)

    def put(self, name: str, rows: pa.Table) -> Any:
        # Not Ibis's create_table: with these versions it writes SQL that DuckDB refuses.
        self.backend.con.register(f"{name}_arrow", rows)
        self.backend.con.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "{name}_arrow"')
        return self.backend.table(name)

    def to_arrow(self, rows: Any) -> pa.Table:
        return self.backend.to_pyarrow(rows)


@dataclass
class Desk:
    """Rows by table; every verb adds one and gives its id."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    count: int = 0

    def _add(self, table: str, **row: Any) -> int:
        self.count += 1
        self.rows.setdefault(table, []).append(row)
        return self.count

    def customer(self, number: str, name: str, *, parent: int | None = None, other_name: str = "") -> int:
        self.count += 1
        self._add(
            "paying_customers",
            customer_id=self.count,
            number=number,
            name=name,
            other_name=other_name,
            parent_id=parent,
        )
        return self.rows["paying_customers"][-1]["customer_id"]

    def item(
        self,
        customer: int,
        number: str,
        amount: str,
        *,
        due: date = DAY,
        issued: date = date(2026, 2, 1),
        discount: tuple[str, date] | None = None,
        order: str = "",
        reference: str = "",
        parts: Sequence[str] = (),
        held: bool = False,
        opened: str = "",
        currency: str = "EUR",
    ) -> int:
        self.count += 1
        item_id = self.count
        kind = "credit_memo" if amount.startswith("-") else "invoice"
        self._add(
            "matchable",
            item_id=item_id,
            customer_id=customer,
            item_number=number,
            kind=kind,
            currency=currency,
            document_date=issued,
            due_date=due,
            open_amount=Decimal(opened or amount),
            original_amount=Decimal(amount),
            discount_date=discount[1] if discount else None,
            discount_amount=Decimal(discount[0]) if discount else None,
            is_held=held,
        )
        for kind_of, value in (("number", number), ("reference", reference), ("order", order)):
            if value:
                self._add("item_numbers", item_id=item_id, customer_id=customer, field=kind_of, number=value)
        for sequence, part in enumerate(parts):
            self._add("open_parts", item_id=item_id, sequence=sequence, amount=Decimal(part))
        return item_id

    def settled(self, customer: int, number: str, amount: str) -> int:
        self.count += 1
        self._add(
            "settled_numbers", item_id=self.count, customer_id=customer, number=number, original_amount=Decimal(amount)
        )
        return self.count

    def alias(self, kind: str, value: str, customer: int, *, seen: int = 3, confirmed: bool = False) -> None:
        self._add(
            "payer_aliases", kind=kind, value=value, customer_id=customer, seen_count=seen, is_confirmed=confirmed
        )

    def receipt(
        self,
        amount: str,
        text: str = "",
        *,
        payer: str = "",
        account: str = "",
        day: date = DAY,
        customer: int | None = None,
        numbers: Sequence[str] = (),
        currency: str = "EUR",
    ) -> int:
        self.count += 1
        receipt_id = self.count
        self._add(
            "receipts_waiting",
            receipt_id=receipt_id,
            number=f"R-{receipt_id}",
            customer_id=customer,
            currency=currency,
            amount=Decimal(amount),
            whole_amount=Decimal(amount),
            value_date=day,
            payer_name=payer,
            payer_account=account,
            reference="",
            creditor_reference="",
            text=text,
            named_numbers="\n".join(numbers),
        )
        return receipt_id

    def remitted(
        self, receipt: int, number: str, paid: str, discount: str = "", deduction: str = "", code: str = ""
    ) -> None:
        row = next(one for one in self.rows["receipts_waiting"] if one["receipt_id"] == receipt)
        row["named_numbers"] = "\n".join(filter(None, [row["named_numbers"], number]))
        self._add(
            "remitted",
            receipt_id=receipt,
            remittance_id=receipt,
            sequence=self.count,
            number=number,
            gross_amount=None,
            discount_amount=Decimal(discount) if discount else None,
            paid_amount=Decimal(paid),
            deduction_amount=Decimal(deduction) if deduction else None,
            deduction_code=code,
        )

    def match(self, document: MatchingDocument | None = None) -> dict[int, Matched]:
        given = {shape.name: self.rows.get(shape.name, []) for shape in (*tables.SHAPES, ITEM_NUMBERS)}
        return match_with(MemoryEngine(given), document or MatchingDocument())

    def number_of(self, item_id: int) -> str:
        return next(one["item_number"] for one in self.rows["matchable"] if one["item_id"] == item_id)

    def told(self, receipt_id: int, matched: dict[int, Matched]) -> tuple[str, dict[str, str], str]:
        """Return the best answer's verdict, amounts by document number, and kind."""
        found = matched[receipt_id]
        if not found.weighed:
            return "none", {}, ""
        best = found.weighed[0]
        amounts = {self.number_of(part.item_id): str(Decimal(part.amount) / UNIT) for part in best.answer.parts}
        return best.verdict.value, amounts, best.answer.kind


__all__ = ["DAY", "ITEM_NUMBERS", "Desk", "MemoryEngine"]
