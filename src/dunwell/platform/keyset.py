"""Pages by key: the next page begins after a row, not after a count, so rows that come and go meanwhile shift nothing.

PostgreSQL puts empty values last in rising order and first in falling order; so does this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

ModelT = TypeVar("ModelT", bound=Model)
RowT = TypeVar("RowT")
Position = tuple[Any, ...]
"""Where a row stands: its value of each column of the order, plain values (text, whole numbers, None)."""


@dataclass(frozen=True)
class Slice(Generic[RowT]):
    """Some rows in order, and where the next ones begin; None at the end."""

    rows: tuple[RowT, ...]
    next: Position | None


def slice_after(
    rows: QuerySet[ModelT], order: Sequence[str], after: Position | None, limit: int
) -> tuple[list[ModelT], Position | None]:
    """Return at most `limit` rows after a position, in an order that ends in a unique column, and the next position."""
    if after is not None:
        rows = rows.filter(_beyond(order, after))
    found = list(rows.order_by(*order)[: limit + 1])
    if len(found) <= limit:
        return found, None
    return found[:limit], position_of(found[limit - 1], order)


def position_of(row: object, order: Sequence[str]) -> Position:
    """Return where a row stands in an order."""
    return tuple(_plain(_value(row, name.lstrip("-"))) for name in order)


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _beyond(order: Sequence[str], after: Position) -> Q:
    """Return the condition of standing further on: beyond in one column, and equal in all columns before it."""
    beyond, equal = Q(pk__in=[]), Q()
    for column, value in zip(order, after, strict=True):
        name = column.lstrip("-")
        further = _further(name, value, falls=column.startswith("-"))
        if further is not None:
            beyond |= equal & further
        equal &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return beyond


def _further(name: str, value: Any, *, falls: bool) -> Q | None:
    if falls:
        return Q(**{f"{name}__isnull": False}) if value is None else Q(**{f"{name}__lt": value})
    return None if value is None else Q(**{f"{name}__gt": value}) | Q(**{f"{name}__isnull": True})
