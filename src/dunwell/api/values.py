"""How values look to programs: amounts are decimal strings, days and instants ISO 8601, reasons are said in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, create_model

from dunwell.base.money import plain
from dunwell.base.problems import Problem
from dunwell.base.reasons import Reason
from dunwell.platform.words import say

NOT_MONEY = ("rate", "_days", "_share", "_trend", "days_late", "_to_pay")
DecimalText = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", examples=["1234.50"])]


class ReasonShape(BaseModel):
    """Why something is as it is: a stable code, words, points where it is scored, a citation where it is law."""

    code: str
    text: str
    points: int | None
    citation: str


class ProblemShape(BaseModel):
    """What is wrong with a row that arrived, and where: `Sheet1, row 12, column Due date`."""

    code: str
    address: str
    text: str


def as_data(value: Any, currency: str = "") -> Any:
    """Return a value as JSON holds it; amounts with the digits of the currency beside them, or of the row around."""
    for kind, shown in _SHOWN:
        if isinstance(value, kind):
            return shown(value, currency)
    if is_dataclass(value):
        inner = _currency_of(value) or currency
        return {each.name: _field(each.name, getattr(value, each.name), inner) for each in fields(value)}
    return str(value)


def _reason(value: Reason, _: str) -> dict[str, Any]:
    return {"code": value.code, "text": say(value), "points": value.points, "citation": value.citation}


def _problem(value: Problem, _: str) -> dict[str, Any]:
    return {"code": value.code, "address": value.address, "text": say(value)}


def _map(value: Mapping[Any, Any], currency: str) -> dict[str, Any]:
    return {str(key): as_data(each, _currency_key(key) or currency) for key, each in value.items()}


def _list(value: Iterable[Any], currency: str) -> list[Any]:
    return [as_data(each, currency) for each in value]


def _currency_key(key: Any) -> str:
    """Return a key that is a currency code itself: sums by currency have that currency's digits."""
    return key if isinstance(key, str) and len(key) == 3 and key.isupper() else ""


def _currency_of(row: Any) -> str:
    return str(getattr(row, "currency", "") or getattr(row, "base_currency", "") or "")


def _field(name: str, value: Any, currency: str) -> Any:
    """Rates, averages and shares are no amounts and keep their digits."""
    return as_data(value, "" if name.endswith(NOT_MONEY) else currency)


def _decimal(value: Decimal, currency: str) -> str:
    if not currency or not currency.isalpha():
        return f"{value:f}"
    # An amount that has more digits than its currency is shown whole: nothing is rounded away on the way out.
    usual = plain(value, currency)
    return usual if Decimal(usual) == value else f"{value.normalize():f}"


_SHOWN: tuple[tuple[Any, Callable[[Any, str], Any]], ...] = (
    (Enum, lambda value, _: value.value),
    ((NoneType, bool, str, int), lambda value, _: value),
    (Decimal, _decimal),
    (date, lambda value, _: value.isoformat()),
    (time, lambda value, _: value.isoformat("minutes")),
    (Reason, _reason),
    (Problem, _problem),
    (Mapping, _map),
    ((list, tuple, set, frozenset), _list),
)
"""What a value is, and how it is shown; asked from the top (an instant is a date too)."""


@cache
def shape_of(row: type, *, title: str = "", without: tuple[str, ...] = ()) -> type[BaseModel]:
    """Return the shape in which a row is shown, for the description of the API: all of its fields, always."""
    hints = get_type_hints(row, include_extras=False)
    shown: dict[str, Any] = {
        each.name: (_type(hints[each.name]), ...) for each in fields(row) if each.name not in without
    }
    name = title or row.__name__.removesuffix("Row").removesuffix("Line")
    return create_model(name, __doc__=(row.__doc__ or "").strip().split("\n")[0], **shown)


def _type(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        kinds = [_type(each) for each in get_args(hint) if each is not NoneType]
        whole: Any = Union[tuple(kinds)]  # noqa: UP007 - made at run time
        return whole | None if NoneType in get_args(hint) else whole
    if origin in (list, tuple) or (isinstance(origin, type) and origin.__name__ in ("Sequence", "Iterable")):
        return GenericAlias(list, (_type(get_args(hint)[0]),))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return GenericAlias(dict, (str, _type(get_args(hint)[1])))
    known = {Decimal: DecimalText, Reason: ReasonShape, Problem: ProblemShape}
    if hint in known:
        return known[hint]
    return shape_of(hint) if isinstance(hint, type) and is_dataclass(hint) else hint


@cache
def page_of(shape: type[BaseModel]) -> type[BaseModel]:
    """Return the shape of a page: some of the list, and the cursor of the next page, null at the end."""
    return create_model(
        f"{shape.__name__}Page",
        __doc__="Some of the list, and the cursor of what follows; null at the end.",
        items=(list[shape], ...),  # type: ignore[valid-type]
        next=(str | None, Field(..., description="Send it as `cursor` to go on.")),
    )


@cache
def list_of(shape: type[BaseModel]) -> type[BaseModel]:
    """Return the shape of a list that is short enough to come whole."""
    return create_model(f"{shape.__name__}List", __doc__="The whole list.", items=(list[shape], ...))  # type: ignore[valid-type]
