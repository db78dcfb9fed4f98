"""What programs may send: text without zero bytes, amounts as decimal strings, days and instants as ISO 8601."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, WithJsonSchema

_AMOUNT = r"^-?[0-9]{1,14}(\.[0-9]{1,4})?$"
_RATE = r"^[0-9]{1,8}(\.[0-9]{1,10})?$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)


def _no_zero_bytes(text: str) -> str:
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise ValueError("must not hold zero bytes or half characters")
    return text


def _number(pattern: str) -> BeforeValidator:
    shape = re.compile(pattern)

    def read(value: Any) -> Any:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise ValueError('must be a decimal string like "1234.50"')
        return value

    return BeforeValidator(read)


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a day like 2026-03-31")
    return value


def _near(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"must lie from {FIRST_DAY} to {LAST_DAY}")
    return value


def _instant(value: Any) -> Any:
    if not isinstance(value, str | datetime):
        raise ValueError("must be an instant like 2026-03-31T15:00:00Z")  # noqa: TRY004 - pydantic asks for it
    return value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("must name its offset, like 2026-03-31T15:00:00Z")
    _near(value.date())
    return value


def text(most: int, least: int = 0) -> Any:
    """Return the type of a text of so many letters."""
    return Annotated[str, Field(max_length=most, min_length=least), AfterValidator(_no_zero_bytes)]


Word, Line, Note = text(60), text(200), text(10_000)
Name = text(200, 1)
Code = Annotated[str, Field(pattern=r"^[A-Za-z]{3}$", examples=["USD"])]
Email = text(254)
Id = Annotated[StrictInt, Field(ge=1, le=2**63 - 1)]
QueryId = Annotated[int, Field(ge=1, le=2**63 - 1)]
PathId = Annotated[int, Field(ge=1, le=2**63 - 1)]
Minutes = Annotated[StrictInt, Field(ge=0, le=1440)]
Flag = StrictBool
Amount = Annotated[
    Decimal, _number(_AMOUNT), WithJsonSchema({"type": "string", "pattern": _AMOUNT, "examples": ["1234.50"]})
]
Rate = Annotated[Decimal, _number(_RATE), WithJsonSchema({"type": "string", "pattern": _RATE, "examples": ["1.0845"]})]
Day = Annotated[
    date, BeforeValidator(_day), AfterValidator(_near), WithJsonSchema({"type": "string", "format": "date"})
]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    AfterValidator(_aware),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Body(Schema):
    """What a command is given; a field that it does not have is refused."""

    model_config = ConfigDict(extra="forbid")

    def filled(self) -> dict[str, Any]:
        """Return the fields that were sent with something in them: changes leave the others as they are."""
        return {name: value for name, value in self if name in self.model_fields_set and value is not None}


class Paging(Schema):
    """How much of a list, and where it goes on."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
    cursor: Annotated[str, Field(max_length=2000, description="`next` of the page before.")] = ""
