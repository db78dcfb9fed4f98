"""From the book's tables to the evidence of every waiting receipt, on any engine; no model is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from dunwell.cash.evidence.rules import Instruction, Item, Named, Waiting
from dunwell.cash.matching import tables
from dunwell.cash.matching.rules import UNIT
from dunwell.cash.payers.rules import Alias, Asked, Known, Payers
from dunwell.cash.references.rules import Tokens, calls_a_number, core_key, digits_of, figures_of, full_key, tokens_of
from dunwell.cash.references.tables import ITEM_NUMBERS
from dunwell.cash.rounds.rules import Book

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from dunwell.base.sets import TableShape

SHAPES = (*tables.SHAPES, ITEM_NUMBERS)
LONG_CORE, LONG_FULL = 6, 8
MOST_SHARED = 3
EPOCH = 719163
"""The ordinal of 1970-01-01, from which Arrow counts days."""


class Engine(Protocol):
    """What the matcher asks of an engine (`platform.engines`)."""

    def table(self, shape: TableShape) -> ir.Table:
        """Return a shape's rows."""

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        """Bring rows from outside under a name."""

    def to_arrow(self, rows: ir.Table) -> pa.Table:
        """Return rows as an Arrow table."""


class OpenItems:
    """The open documents of one currency's customers, made into `Item`s when a customer is first asked for."""

    def __init__(self, rows: pa.Table, parts: Mapping[int, tuple[int, ...]]) -> None:
        self._rows, self._parts = rows, parts
        customers = rows["customer_id"].to_numpy()
        names, starts = np.unique(customers, return_index=True)
        ends = np.append(starts, len(customers))[1:]
        self._span = dict(zip(names.tolist(), zip(starts.tolist(), ends.tolist(), strict=True), strict=True))
        self._kept: dict[tuple[int, str], list[Item]] = {}

    def of(self, customer_id: int, currency: str) -> Sequence[Item]:
        """Return a customer's open documents in a currency, oldest due first."""
        key = (customer_id, currency)
        if key not in self._kept:
            made = self._made(customer_id)
            self._kept |= {(customer_id, each): items for each, items in made.items()}
            self._kept.setdefault(key, [])
        return self._kept[key]

    def _made(self, customer_id: int) -> dict[str, list[Item]]:
        start, end = self._span.get(customer_id, (0, 0))
        made: dict[str, list[Item]] = defaultdict(list)
        if end > start:
            rows = self._rows.slice(start, end - start).to_pydict()
            for row in zip(*(rows[name] for name in _ITEM_COLUMNS), strict=True):
                made[row[-1]].append(self._item(row, customer_id))
        return made

    def _item(self, row: tuple[Any, ...], customer_id: int) -> Item:
        item_id, number, digits, opened, original, issued, due, discount, discount_day, is_held, _ = row
        # The terms grant a discount on the whole document; what is left of one partly paid has none.
        left, last = (discount, discount_day + EPOCH) if opened == original and discount_day else (0, 0)
        parts = self._parts.get(item_id, ())
        return Item(
            item_id, customer_id, number, digits, opened, issued + EPOCH, due + EPOCH, left, last, is_held, parts
        )


_ITEM_COLUMNS = (
    "item_id", "number", "digits", "open_amount", "original_amount", "issued_date", "due_date", "discount",
    "discount_date", "is_held", "currency",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """The tables of one matching, read: receipts to match and the book to match them with, by currency."""

    receipts: Mapping[str, list[Waiting]]
    items: OpenItems

    def book(self, currency: str) -> Book:
        """Return the book of one currency."""
        return Book(lambda customer_id: self.items.of(customer_id, currency))


def read_tables(engine: Engine) -> Read:
    """Return receipts with their evidence, and the book, from an engine's tables."""
    from dunwell.cash.matching.sets import counted_items, counted_receipts

    rows = _days_as_numbers(engine.to_arrow(counted_items(engine.table(tables.MATCHABLE))))
    items = OpenItems(rows, _parts(engine))
    receipts = engine.to_arrow(counted_receipts(engine.table(tables.RECEIPTS_WAITING))).to_pylist()
    tokens = {row["receipt_id"]: _tokens(row) for row in receipts}
    named, paid_already = _named(engine, tokens)
    remitted = _remitted(engine)
    payers = _payers(engine, (_asked(row, named.get(row["receipt_id"], {})) for row in receipts))
    made: dict[str, list[Waiting]] = defaultdict(list)
    for row in receipts:
        number = row["receipt_id"]
        made[row["currency"]].append(
            _waiting(row, tokens[number], named.get(number, {}), remitted.get(number, ()), payers, items)._replace(
                paid_already=tuple(paid_already.get(number, ()))
            )
        )
    return Read(made, items)


def _days_as_numbers(rows: pa.Table) -> pa.Table:
    """Return rows with days as whole numbers since 1970, which are read ten times as fast."""
    import pyarrow as pa

    for place, field in enumerate(rows.schema):
        if pa.types.is_date32(field.type):
            rows = rows.set_column(place, field.name, rows[field.name].cast(pa.int32()))
    return rows.combine_chunks()


def _asked(row: Mapping[str, Any], named: Mapping[int, tuple[int, str]]) -> Asked:
    likely = frozenset(customer for customer, how in named.values() if how != "short_core")
    return Asked(row["payer_name"], row["payer_account"], likely)


def _payers(engine: Engine, asked: Iterable[Asked]) -> Payers:
    known = engine.to_arrow(engine.table(tables.PAYING_CUSTOMERS).order_by("customer_id")).to_pydict()
    learned = engine.to_arrow(engine.table(tables.ALIASES).order_by("kind", "value", "customer_id")).to_pydict()
    return Payers(
        (Known(*row) for row in zip(*known.values(), strict=True)),
        (Alias(*row) for row in zip(*learned.values(), strict=True)),
        asked,
    )


def _parts(engine: Engine) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    shape = engine.table(tables.OPEN_PARTS)
    for row in engine.to_arrow(shape.order_by("item_id", "sequence")).to_pylist():
        found[row["item_id"]].append(int(row["amount"] * UNIT))
    return {item_id: tuple(amounts) for item_id, amounts in found.items()}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a payer wrote: possible numbers of the free text, and of the structured fields."""

    text: Tokens
    structured: Tokens


def _tokens(row: Mapping[str, Any]) -> _Said:
    fields = [number for number in (*row["named_numbers"].split("\n"), row["creditor_reference"]) if number]
    full = frozenset(key for number in fields if (key := full_key(number)))
    cores = frozenset(key for number in fields if (key := core_key(number)))
    return _Said(tokens_of(f"{row['text']}\n{row['reference']}"), Tokens(full, cores))


def _token_table(tokens: Mapping[int, _Said]) -> pa.Table:
    import pyarrow as pa

    numbers: list[int] = []
    keys: list[str] = []
    kinds: list[str] = []
    structured: list[bool] = []
    for number, said in tokens.items():
        for found, is_structured in ((said.structured, True), (said.text, False)):
            for kind, values in (("full", found.full), ("core", found.cores)):
                numbers += [number] * len(values)
                keys += values
                kinds += [kind] * len(values)
                structured += [is_structured] * len(values)
    types = {"receipt_id": pa.int64(), "key": pa.string(), "kind": pa.string(), "is_structured": pa.bool_()}
    return pa.table([numbers, keys, kinds, structured], schema=pa.schema(types))


def _named(
    engine: Engine, tokens: Mapping[int, _Said]
) -> tuple[dict[int, dict[int, tuple[int, str]]], dict[int, list[str]]]:
    """Return by receipt the documents named (customer, and how), and the numbers named that are paid already."""
    from dunwell.cash.references.sets import named_items, number_keys

    said = engine.put("tokens_said", _token_table(tokens))
    keys = number_keys(engine.table(ITEM_NUMBERS))
    named: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    found = engine.to_arrow(named_items(said, keys, MOST_SHARED)).to_pydict()
    columns = ("receipt_id", "item_id", "customer_id", "field", "kind", "key", "is_structured")
    for number, item_id, customer, field, kind, key, is_structured in zip(
        *(found[one] for one in columns), strict=True
    ):
        how = _how(field, kind, key, is_structured=is_structured)
        known = named[number].get(item_id)
        if known is None or _HOWS.index(how) < _HOWS.index(known[1]):
            named[number][item_id] = (customer, how)
    settled = engine.table(tables.SETTLED_NUMBERS)
    gone = number_keys(settled.select("item_id", "customer_id", "number").mutate(field=settled.number.substr(0, 0)))
    paid: dict[int, list[str]] = defaultdict(list)
    strong = named_items(said, gone.filter(gone.key.length() >= LONG_CORE), MOST_SHARED)
    for row in engine.to_arrow(strong.select("receipt_id", "key").distinct()).to_pylist():
        paid[row["receipt_id"]].append(row["key"])
    return named, paid


_HOWS = ("structured", "full", "core", "reference", "order", "short_core")


def _how(field: str, kind: str, key: str, *, is_structured: bool) -> str:
    """Return the code of evidence for a key that was found in one of a document's numbers."""
    is_long = (not key.isdigit() or len(key) >= LONG_FULL) if kind == "full" else len(key) >= LONG_CORE
    if field != "number":
        return field if is_long or kind == "full" else "short_core"
    if is_structured:
        return "structured"
    if kind == "full" and is_long:
        return "full"
    return "core" if len(key) >= LONG_CORE else "short_core"


def _remitted(engine: Engine) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    shape = engine.table(tables.REMITTED)
    for row in engine.to_arrow(shape.order_by("receipt_id", "remittance_id", "sequence")).to_pylist():
        found[row["receipt_id"]].append(row)
    return found


def _waiting(
    row: Mapping[str, Any],
    said: _Said,
    named: Mapping[int, tuple[int, str]],
    remitted: Sequence[Mapping[str, Any]],
    payers: Payers,
    items: OpenItems,
) -> Waiting:
    currency = row["currency"]
    found = []
    for item_id, (customer_id, how) in sorted(named.items()):
        item = next((one for one in items.of(customer_id, currency) if one.item_id == item_id), None)
        if item is not None:
            found.append(Named(item, how))
    instructions, unresolved = _instructions(remitted, found)
    written = frozenset(
        digits_of(key) for said_of in (said.text, said.structured) for key in said_of.full | said_of.cores
    )
    return Waiting(
        row["receipt_id"],
        row["units"],
        row["value_date"].toordinal(),
        tuple(_best_named(found)),
        payers.of(row["payer_name"], row["payer_account"], row["customer_id"]),
        frozenset(key for key in written if key),
        figures=figures_of(row["text"]),
        instructions=instructions,
        unresolved=unresolved,
        has_name=bool(row["payer_name"]),
        calls_a_number=not found and calls_a_number(row["text"]),
    )


def _best_named(found: list[Named]) -> list[Named]:
    """Return what is named: a short or shared number counts only where nothing better was written."""
    strong = [one for one in found if one.how != "short_core"]
    return strong or found


def _instructions(remitted: Sequence[Mapping[str, Any]], named: Sequence[Named]) -> tuple[tuple[Instruction, ...], int]:
    """Return the remittance's lines that the book holds, and what it pays of documents that it does not."""
    by_key: dict[str, list[Item]] = defaultdict(list)
    for one in named:
        by_key[full_key(one.item.number)].append(one.item)
        if core := core_key(one.item.number):
            by_key[core].append(one.item)
    found, unresolved = [], 0
    for line in remitted:
        fitting = by_key.get(full_key(line["number"])) or by_key.get(core_key(line["number"]) or "-") or []
        paid = line["paid_amount"]
        if paid is None:
            return (), 0
        if len(fitting) != 1:
            unresolved += int(paid * UNIT)
            continue
        found.append(
            Instruction(
                fitting[0],
                int(paid * UNIT),
                int((line["discount_amount"] or 0) * UNIT),
                int((line["deduction_amount"] or 0) * UNIT),
                line["deduction_code"],
            )
        )
    return tuple(found), max(unresolved, 0)
