"""Cells as plain data, so that a failed row can be kept and given back exactly as it came."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dunwell.exchange.reading.grids import Cell, CellError


def cells_as_data(cells: Sequence[Cell]) -> list[Any]:
    """Return cells as JSON can hold them: text and booleans as they are, others as `{"number"|"day"|"error": text}`."""
    return [_as_data(cell) for cell in cells]


def _as_data(cell: Cell) -> Any:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, CellError):
        return {"error": str(cell)}
    if isinstance(cell, Decimal):
        return {"number": str(cell)}
    # PostgreSQL's JSON holds no zero byte.
    return {"day": cell.isoformat()[:10]} if isinstance(cell, date) else str(cell).replace("\x00", "")


def cells_of_data(data: Sequence[Any]) -> tuple[Cell, ...]:
    """Return the cells that `cells_as_data` kept."""
    return tuple(_of_data(value) for value in data)


def _of_data(value: Any) -> Cell:
    if not isinstance(value, dict):
        return value if isinstance(value, bool) else str(value)
    if "number" in value:
        return Decimal(value["number"])
    return CellError(value["error"]) if "error" in value else date.fromisoformat(value["day"])
