"""From the book's tables to the evidence of every waiting receipt, on any engine; no model is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from dunwell.base.processes import PROCESSES, pieces
from dunwell.cash.codes.rules import claimed_code
from dunwell.cash.columns.rules import OpenItems
from dunwell.cash.evidence.rules import Instruction, Item, Named, Waiting
from dunwell.cash.matching import tables
from dunwell.cash.matching.rules import UNIT
from dunwell.cash.payers.rules import Alias, Asked, Known, Payers
from dunwell.cash.references.rules import (
    HOWS,
    LONG_CORE,
    calls_a_number,
    core_key,
    digits_of,
    figures_of,
    full_key,
    tokens_of,
)
from dunwell.cash.references.tables import ITEM_NUMBERS
from dunwell.cash.rounds.rules import Book, Head, Pile

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from dunwell.base.sets import TableShape

SHAPES = (*tables.SHAPES, ITEM_NUMBERS)
MOST_SHARED = 3
PIECE = 2_000
WORTH_A_PROCESS = 5_000


def processes_for(receipts: int) -> int:
    """Return in how many processes so many receipts are best read and matched."""
    return PROCESSES if receipts >= WORTH_A_PROCESS else 1


class Engine(Protocol):
    """What the matcher asks of an engine (`platform.engines`)."""

    def table(self, shape: TableShape) -> ir.Table:
        """Return a shape's rows."""

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        """Bring rows from outside under a name."""

    def to_arrow(self, rows: ir.Table) -> pa.Table:
        """Return rows as an Arrow table."""


@dataclass(frozen=True)
class Read:
    """The tables of one matching, read: receipts to match and the book to match them with, by currency."""

    receipts: Mapping[str, Sequence[Waiting]]
    items: OpenItems

    def book(self, currency: str) -> Book:
        """Return the book of one currency."""
        return Book(lambda customer_id: self.items.of(customer_id, currency))


def read_tables(engine: Engine) -> Read:
    """Return receipts with their evidence, and the book, from an engine's tables."""
    from dunwell.cash.matching.sets import counted_items, counted_receipts

    items = OpenItems(engine.to_arrow(counted_items(engine.table(tables.MATCHABLE))), _parts(engine))
    told = Columns(engine.to_arrow(counted_receipts(engine.table(tables.RECEIPTS_WAITING))))
    said = _said(told)
    tokens = engine.put("tokens_said", said.tokens)
    named = Namings(told.receipt_id, items, _named(engine, tokens))
    paid_already, remitted = _paid_already(engine, tokens), _remitted(engine)
    evidence = Evidence(told, said, named, paid_already, remitted, _payers(engine, told, named), items)
    places: dict[str, list[int]] = defaultdict(list)
    # Receipts of one customer stand together, so that its documents are made into rows once.
    for place in sorted(range(len(told.receipt_id)), key=lambda place: (named.owner(place), told.payer_name[place])):
        places[told.currency[place]].append(place)
    return Read({currency: Unread(evidence, each) for currency, each in places.items()}, items)


class Columns:
    """Waiting receipts by column, in order of receipt: amounts in ten-thousandths, days as ordinals."""

    def __init__(self, rows: pa.Table) -> None:
        self.receipt_id: list[int] = rows["receipt_id"].to_pylist()
        self.units: list[int] = rows["units"].to_pylist()
        self.value_day: list[int] = [day.toordinal() for day in rows["value_date"].to_pylist()]
        self.currency: list[str] = rows["currency"].to_pylist()
        self.customer_id: list[int | None] = rows["customer_id"].to_pylist()
        self.payer_name: list[str] = rows["payer_name"].to_pylist()
        self.payer_account: list[str] = rows["payer_account"].to_pylist()
        self.text: list[str] = rows["text"].to_pylist()
        self.reference: list[str] = rows["reference"].to_pylist()
        self.creditor_reference: list[str] = rows["creditor_reference"].to_pylist()
        self.named_numbers: list[str] = rows["named_numbers"].to_pylist()


class Said(NamedTuple):
    """What payers wrote: every possible number as a table of tokens, and by receipt the digits in them."""

    tokens: pa.Table
    digits: list[str]


def _said(told: Columns) -> Said:
    import pyarrow as pa

    starts = range(0, len(told.receipt_id), PIECE)
    read = pieces(lambda number: _said_in(told, starts[number]), len(starts), processes_for(len(told.receipt_id)))
    whole = pa.concat_tables([each.tokens for each in read]) if read else _token_table([], [], [], [])
    return Said(whole, [digits for each in read for digits in each.digits])


def _said_in(told: Columns, start: int) -> Said:
    """Return the possible numbers of a piece of the receipts: of their free text, and of their structured fields."""
    numbers: list[int] = []
    keys: list[str] = []
    kinds: list[str] = []
    structured: list[bool] = []
    digits: list[str] = []
    for place in range(start, min(start + PIECE, len(told.receipt_id))):
        written = [*told.named_numbers[place].split("\n"), told.creditor_reference[place]]
        fields = [number for number in written if number]
        full = frozenset(key for number in fields if (key := full_key(number)))
        cores = frozenset(key for number in fields if (key := core_key(number)))
        text = tokens_of(f"{told.text[place]}\n{told.reference[place]}")
        sets = ((full, "full", True), (cores, "core", True), (text.full, "full", False), (text.cores, "core", False))
        for values, kind, is_structured in sets:
            size = len(values)
            keys += values
            kinds += [kind] * size
            structured += [is_structured] * size
            numbers += [told.receipt_id[place]] * size
        digits.append(" ".join({digits_of(key) for key in full | cores | text.full | text.cores}))
    return Said(_token_table(numbers, keys, kinds, structured), digits)


def _token_table(numbers: list[int], keys: list[str], kinds: list[str], structured: list[bool]) -> pa.Table:
    import pyarrow as pa

    types = {"receipt_id": pa.int64(), "key": pa.string(), "kind": pa.string(), "is_structured": pa.bool_()}
    return pa.table([numbers, keys, kinds, structured], schema=pa.schema(types))


def _named(engine: Engine, tokens: ir.Table) -> pa.Table:
    """Return the documents that receipts name, each once with how (`references.sets.best_named`)."""
    from dunwell.cash.references.sets import best_named, keys_said, named_items, number_keys

    keys = engine.put("keys_said", engine.to_arrow(keys_said(tokens, number_keys(engine.table(ITEM_NUMBERS)))))
    return engine.to_arrow(best_named(named_items(tokens, keys, MOST_SHARED)))


def _paid_already(engine: Engine, tokens: ir.Table) -> dict[int, list[str]]:
    """Return by receipt the numbers named that are paid already."""
    from dunwell.cash.references.sets import named_items, number_keys

    settled = engine.table(tables.SETTLED_NUMBERS)
    gone = number_keys(settled.select("item_id", "customer_id", "number").mutate(field=settled.number.substr(0, 0)))
    strong = named_items(tokens, gone.filter(gone.key.length() >= LONG_CORE), MOST_SHARED)
    paid: dict[int, list[str]] = defaultdict(list)
    rows = engine.to_arrow(strong.select("receipt_id", "key").distinct()).to_pydict()
    for number, key in sorted(zip(rows["receipt_id"], rows["key"], strict=True)):
        paid[number].append(key)
    return paid


def _payers(engine: Engine, told: Columns, named: Namings) -> Payers:
    known = engine.to_arrow(engine.table(tables.PAYING_CUSTOMERS).order_by("customer_id"))
    learned = engine.to_arrow(engine.table(tables.ALIASES).order_by("kind", "value", "customer_id"))
    return Payers(
        (Known(*row) for row in zip(*(known[name].to_pylist() for name in Known._fields), strict=True)),
        (Alias(*row) for row in zip(*(learned[name].to_pylist() for name in Alias._fields), strict=True)),
        (
            Asked(name, account, named.likely(place))
            for place, (name, account) in enumerate(zip(told.payer_name, told.payer_account, strict=True))
        ),
        processes=processes_for(len(told.receipt_id)),
    )


def _parts(engine: Engine) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    shape = engine.table(tables.OPEN_PARTS)
    for row in engine.to_arrow(shape.order_by("item_id", "sequence")).to_pylist():
        found[row["item_id"]].append(int(row["amount"] * UNIT))
    return {item_id: tuple(amounts) for item_id, amounts in found.items()}


def _remitted(engine: Engine) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    shape = engine.table(tables.REMITTED)
    for row in engine.to_arrow(shape.order_by("receipt_id", "remittance_id", "sequence")).to_pylist():
        found[row["receipt_id"]].append(row)
    return found


class Namings:
    """The documents that receipts name, by place of the receipt."""

    def __init__(self, receipt_ids: Sequence[int], items: OpenItems, rows: pa.Table) -> None:
        item_ids = rows["item_id"].to_numpy()
        self._items = items.places_of(item_ids).tolist()
        self._customers: list[int] = rows["customer_id"].to_pylist()
        self._hows: list[int] = rows["how"].to_pylist()
        of_receipts = rows["receipt_id"].to_numpy()
        self._starts = np.searchsorted(of_receipts, np.asarray(receipt_ids, dtype=np.int64)).tolist()
        self._starts.append(len(item_ids))

    def of(self, place: int) -> list[tuple[int, int]]:
        """Return the documents that a receipt names: the place of each, -1 if it is not open, and how in `HOWS`."""
        start, end = self._starts[place], self._starts[place + 1]
        return list(zip(self._items[start:end], self._hows[start:end], strict=True))

    def likely(self, place: int) -> frozenset[int]:
        """Return the customers whose documents a receipt names by more than a short number."""
        start, end = self._starts[place], self._starts[place + 1]
        if start == end:
            return _NOBODY
        return frozenset(
            customer
            for customer, how in zip(self._customers[start:end], self._hows[start:end], strict=True)
            if how != _SHORT
        )

    def owner(self, place: int) -> int:
        """Return the customer of the first document named, 0 where none is."""
        start = self._starts[place]
        return self._customers[start] if start < self._starts[place + 1] else 0


_NOBODY: frozenset[int] = frozenset()
_SHORT = HOWS.index("short_core")


@dataclass(frozen=True)
class Evidence:
    """All that is known of the waiting receipts, from which one is made up when it is asked for."""

    told: Columns
    said: Said
    named: Namings
    paid_already: Mapping[int, list[str]]
    remitted: Mapping[int, list[dict[str, Any]]]
    payers: Payers
    items: OpenItems

    def of(self, place: int) -> Waiting:
        """Return the receipt at a place with what speaks for who paid what."""
        told, currency = self.told, self.told.currency[place]
        receipt_id, text = told.receipt_id[place], told.text[place]
        found = []
        for item_place, how in self.named.of(place):
            if item_place >= 0 and self.items.currency_at(item_place) == currency:
                found.append(Named(self.items.at(item_place), HOWS[how]))
        remitted = self.remitted.get(receipt_id)
        instructions, unresolved = _instructions(remitted, found) if remitted else ((), 0)
        name = told.payer_name[place]
        return Waiting(
            receipt_id,
            told.units[place],
            told.value_day[place],
            tuple(_best_named(found)),
            self.payers.of(name, told.payer_account[place], told.customer_id[place]),
            frozenset(self.said.digits[place].split()),
            figures_of(text),
            instructions,
            unresolved,
            tuple(self.paid_already.get(receipt_id, ())),
            bool(name),
            not found and calls_a_number(text),
            claimed_code(text),
        )


class Unread(Pile):
    """Receipts of one currency, each made up when it is asked for."""

    def __init__(self, evidence: Evidence, places: Sequence[int]) -> None:
        self._evidence, self._places = evidence, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return Unread(self._evidence, self._places[at])
        return self._evidence.of(self._places[at])

    def heads(self) -> list[Head]:
        """Return what the receipts are told apart by, without making them up."""
        told = self._evidence.told
        return [Head(told.receipt_id[at], told.units[at], told.value_day[at]) for at in self._places]


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
