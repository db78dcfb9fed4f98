"""A million open documents by column: a row becomes a Python object when it is first asked for.

Columns are numpy's and Arrow's, so a forked process reads them without copying a page of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from dunwell.cash.evidence.rules import Item

if TYPE_CHECKING:
    import pyarrow as pa

    Numbers = np.ndarray[tuple[int], np.dtype[Any]]

EPOCH = 719163
"""The ordinal of 1970-01-01, from which Arrow counts days."""


class Texts:
    """A column of texts, none of them null."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        import pyarrow as pa

        whole = column.cast(pa.large_string()).combine_chunks()
        whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
        _, offsets, data = whole.buffers()
        self._offsets = np.frombuffer(offsets, dtype=np.int64)[whole.offset : whole.offset + len(whole) + 1]
        self._data = memoryview(data) if data is not None else memoryview(b"")

    def at(self, place: int) -> str:
        """Return the text of one row."""
        return bytes(self._data[self._offsets[place] : self._offsets[place + 1]]).decode()

    def between(self, start: int, end: int) -> list[str]:
        """Return the texts of the rows from start to end."""
        if end <= start:
            return []
        offsets = self._offsets[start : end + 1].tolist()
        base = offsets[0]
        written = bytes(self._data[base : offsets[-1]])
        if written.isascii():
            text = written.decode("ascii")
            return [text[one - base : other - base] for one, other in pairwise(offsets)]
        return [written[one - base : other - base].decode() for one, other in pairwise(offsets)]


class OpenItems:
    """The open documents, ordered by customer and due day, as `matching.sets.counted_items` gives them.

    Documents are made into `Item`s when they, or their customers, are first asked for.
    """

    def __init__(self, rows: pa.Table, parts: Mapping[int, tuple[int, ...]]) -> None:
        self._parts = parts
        self.ids = _whole(rows, "item_id")
        self._currencies: list[str]
        self._currencies, self._currency = _coded(rows["currency"])
        self._texts = (Texts(rows["number"]), Texts(rows["digits"]))
        self._columns = self._counted(rows)
        customers = _whole(rows, "customer_id")
        self._customers = customers
        names, starts = np.unique(customers, return_index=True)
        ends = np.append(starts, len(customers))[1:]
        self._span = dict(zip(names.tolist(), zip(starts.tolist(), ends.tolist(), strict=True), strict=True))
        self._kept: dict[int, dict[str, list[Item]]] = {}
        self._order = np.argsort(self.ids, kind="stable")

    def _counted(self, rows: pa.Table) -> tuple[Numbers, ...]:
        opened, days = _whole(rows, "open_amount"), _whole(rows, "discount_date")
        # The terms grant a discount on the whole document; what is left of one partly paid has none.
        has_discount = (opened == _whole(rows, "original_amount")) & (days != 0)
        return (
            opened,
            _whole(rows, "issued_date") + EPOCH,
            _whole(rows, "due_date") + EPOCH,
            np.where(has_discount, _whole(rows, "discount"), 0),
            np.where(has_discount, days + EPOCH, 0),
            rows["is_held"].to_numpy(),
        )

    def of(self, customer_id: int, currency: str) -> Sequence[Item]:
        """Return a customer's open documents in a currency, oldest due first."""
        made = self._kept.get(customer_id)
        if made is None:
            made = self._kept[customer_id] = self._made(customer_id)
        return made.get(currency, ())

    def _made(self, customer_id: int) -> dict[str, list[Item]]:
        start, end = self._span.get(customer_id, (0, 0))
        if start == end:
            return {}
        codes = self._currency[start:end].tolist()
        items = self._items(start, end)
        if codes.count(codes[0]) == len(codes):
            return {self._currencies[codes[0]]: items}
        made: dict[str, list[Item]] = defaultdict(list)
        for code, item in zip(codes, items, strict=True):
            made[self._currencies[code]].append(item)
        return made

    def _items(self, start: int, end: int) -> list[Item]:
        ids = self.ids[start:end].tolist()
        rows = zip(
            ids,
            self._customers[start:end].tolist(),
            *(texts.between(start, end) for texts in self._texts),
            *(column[start:end].tolist() for column in self._columns),
            [self._parts.get(item_id, ()) for item_id in ids] if self._parts else [()] * len(ids),
            strict=True,
        )
        return [Item(*row) for row in rows]

    def at(self, place: int) -> Item:
        """Return the document at a place."""
        item_id = int(self.ids[place])
        number, digits = (texts.at(place) for texts in self._texts)
        opened, issued, due, discount, last, is_held = (column[place].item() for column in self._columns)
        return Item(
            item_id, int(self._customers[place]), number, digits, opened, issued, due, discount, last, is_held,
            self._parts.get(item_id, ()),
        )  # fmt: skip

    def places_of(self, item_ids: Numbers) -> Numbers:
        """Return the places of documents, -1 where one is not open."""
        if not len(self.ids):
            return np.full(len(item_ids), -1)
        found = self._order[np.minimum(np.searchsorted(self.ids, item_ids, sorter=self._order), len(self.ids) - 1)]
        return np.where(self.ids[found] == item_ids, found, -1)

    def currency_at(self, place: int) -> str:
        """Return the currency of the document at a place."""
        return self._currencies[int(self._currency[place])]


def _whole(rows: pa.Table, name: str) -> Numbers:
    """Return a column as whole numbers, days as those since 1970; what is null is 0."""
    import pyarrow as pa

    column = rows[name]
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    counted: Numbers = column.cast(pa.int64()).fill_null(0).to_numpy()
    return counted


def _coded(column: pa.ChunkedArray) -> tuple[list[str], Numbers]:
    """Return the different texts of a column, and for each row which of them it is."""
    import pyarrow as pa

    coded = column.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0)
    return coded.dictionary.to_pylist(), coded.indices.to_numpy()
