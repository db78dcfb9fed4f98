"""Arithmetic on money and days inside sets: the only place that multiplies, divides or rounds there.

Sets are Ibis expressions that must give equal answers on DuckDB, PostgreSQL and Spark. The traps this file closes:
decimal times decimal keeps the wrong scale in Ibis (DuckDB raises, Spark rounds silently), decimal by decimal is a
float on DuckDB, and a float literal is a decimal on Spark. Everything here is exact: decimals in, decimals or integers
out, rounded half up (away from zero), as `base.money.round_amount` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

MONEY = "decimal(18,4)"
RATE = "decimal(18,10)"
_WIDE = "decimal(38,4)"

Day: TypeAlias = date | ir.DateValue
Instant: TypeAlias = datetime | ir.TimestampValue


@dataclass(frozen=True)
class TableShape:
    """What a noun offers to sets: `columns` are Ibis types by name, `key` names one row, `grain` says what a row is.

    `source` is a PostgreSQL SELECT over one creditor (psycopg parameter `%(creditor_id)s`) that yields exactly these
    columns in this order; it is read by the snapshot, or in place.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    source: str

    def schema(self) -> ibis.Schema:
        """Return the columns as an Ibis schema."""
        return ibis.schema(dict(self.columns))

    def unbound(self) -> ir.Table:
        """Return a table that is tied to no engine, to build expressions on."""
        return ibis.table(self.schema(), name=self.name)


def amount(value: int | Decimal | str) -> ir.DecimalValue:
    """Return an exact amount of money as a literal."""
    return ibis.literal(Decimal(value), type=MONEY)


def day(value: Day) -> ir.DateValue:
    """Return a day as an expression."""
    return value if isinstance(value, ir.Expr) else ibis.literal(value, type="date")


def total(value: ir.DecimalValue, where: ir.BooleanValue | None = None) -> ir.DecimalValue:
    """Sum money exactly; where a condition leaves nothing, the sum is zero."""
    if where is None:
        return value.sum().cast(MONEY)
    return ibis.coalesce(value.sum(where=where), ibis.literal(Decimal(0), type=_WIDE)).cast(MONEY)


def ten_thousandths(value: ir.DecimalValue) -> ir.IntegerValue:
    """Return money as a whole number of ten-thousandths, exactly: for what counts in integers."""
    return (value.cast(_WIDE) * ibis.literal(Decimal(10_000), type="decimal(5,0)")).cast("int64")


def any_of(flag: ir.BooleanValue) -> ir.BooleanValue:
    """Aggregate: whether the flag holds in any row of the group (PostgreSQL casts no boolean to a number)."""
    return ibis.cases((flag, 1), else_=0).max() > 0


def between(value: ir.DecimalValue, low: ir.DecimalValue, high: ir.DecimalValue) -> ir.DecimalValue:
    """Hold a value within two bounds, whichever of them is the smaller."""
    return ibis.greatest(ibis.least(value, ibis.greatest(low, high)), ibis.least(low, high))


def positive(value: ir.DecimalValue) -> ir.DecimalValue:
    """Return the value, or zero where it is negative."""
    return ibis.greatest(value, amount(0))


def converted(value: ir.DecimalValue, rate: ir.DecimalValue, digits: int) -> ir.DecimalValue:
    """Convert money at a rate and round it once, half up, to the target currency's digits (0 to 4).

    The widths are chosen so that the product keeps scale 14 on every engine: 18 by 18 digits overflows DuckDB's 64-bit
    product, and one digit more than 18 by 19 makes Spark drop digits.
    """
    return (value.cast(MONEY) * rate.cast("decimal(19,10)")).round(digits).cast(MONEY)


def rounded(value: ir.DecimalValue, digits: int) -> ir.DecimalValue:
    """Round money once, half up, to so many digits (0 to 4)."""
    return value.cast(MONEY).round(digits).cast(MONEY)


def days_since(earlier: Day, later: Day) -> ir.IntegerValue:
    """Count the days from one day to another: yesterday to today is 1."""
    return day(later).delta(day(earlier), unit="day").cast("int64")


def floor_ratio(numerator: ir.IntegerValue, denominator: ir.IntegerValue) -> ir.IntegerValue:
    """Divide integers and round down, exactly; null where the denominator is 0.

    The exact remainder is taken off first; what is left divides evenly, so the float quotient (far below 2**52) lies
    next to a whole number and no engine's float division shows. The numerator is named but twice, and not in a CASE:
    engines compute what stands in one again at every mention.
    """
    top, bottom = numerator.cast("int64"), denominator.nullif(0).cast("int64")
    rest = (top % bottom + bottom) % bottom
    return ((top - rest).cast("float64") / bottom.cast("float64")).round().cast("int64")


def half_up_ratio(numerator: ir.DecimalValue, denominator: ir.DecimalValue, scale: int) -> ir.IntegerValue:
    """Divide decimals (denominator above 0) to an integer count of 10**-scale, rounded half away from zero, exactly.

    Null where the denominator is 0. `half_up_ratio(1, 3, 2)` is 33, which means 0.33.
    """
    bottom = denominator.cast(_WIDE).nullif(ibis.literal(Decimal(0), type=_WIDE))
    top = numerator.cast(_WIDE).abs()
    guess = ((top.cast("float64") / bottom.cast("float64")) * ibis.literal(10**scale, type="float64")).floor()
    whole = guess.cast("int64")
    twice = ibis.literal(2 * 10**scale, type="int64")
    # top/bottom*10**scale rounds up to whole+1 exactly when top*2*10**scale >= (2*whole+1)*bottom
    scaled = top * twice
    up = ibis.cases(
        (scaled < bottom * (whole * 2 - 1), -1),
        (scaled < bottom * (whole * 2 + 1), 0),
        (scaled < bottom * (whole * 2 + 3), 1),
        else_=2,
    ).cast("int64")
    return (whole + up) * ibis.cases((numerator < 0, -1), else_=1).cast("int64")


def as_count(value: ir.DecimalValue, scale: int) -> ir.IntegerValue:
    """Turn a decimal of at most so many digits into its integer count of 10**-scale, exactly."""
    return (value.cast(MONEY) * ibis.literal(10**scale, type="int64")).round(0).cast("int64")


def as_decimal(count: ir.IntegerValue, scale: int, kind: str) -> ir.DecimalValue:
    """Turn an integer count of 10**-scale into a decimal of the given type, exactly."""
    step = ibis.literal(Decimal(1).scaleb(-scale), type=f"decimal(18,{scale})")
    return (count.cast("decimal(18,0)") * step).cast(kind)
