"""Amounts in the creditor's base currency at a stated closing rate (handbook §1.6)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import RATE, Day, converted, day, rounded, total


def closing_rates(rates: ir.Table, as_of: Day) -> ir.Table:
    """Return the rate of each currency at the end of a day: the newest on or before it.

    Grain: one row per currency that has one: rate_currency, closing_rate, closing_rate_date.
    """
    known = rates.filter(rates.rate_date <= day(as_of))
    newest = ibis.window(group_by="currency", order_by=known.rate_date.desc())
    ranked = known.mutate(place=ibis.row_number().over(newest))
    first = ranked.filter(ranked.place == 0)
    return first.select(rate_currency="currency", closing_rate="rate", closing_rate_date="rate_date")


def with_rate(rows: ir.Table, rates: ir.Table, as_of: Day, base_currency: str) -> ir.Table:
    """Add `closing_rate` to rows by their `currency`: 1 for the base currency, null where there is none."""
    closing = closing_rates(rates, as_of).drop("closing_rate_date")
    joined = rows.left_join(closing, rows.currency == closing.rate_currency).drop("rate_currency")
    one = ibis.literal(1, type=RATE)
    return joined.mutate(closing_rate=ibis.cases((joined.currency == base_currency, one), else_=joined.closing_rate))


def in_base(
    rows: ir.Table, rates: ir.Table, as_of: Day, base_currency: str, digits: int, columns: tuple[str, ...]
) -> ir.Table:
    """Restate money columns in the base currency, each row rounded once, half up, to the base currency's digits.

    Sums of restated rows therefore tie out to the cent at every level. Rows without a rate keep their currency and
    amounts, so nothing is dropped: they show under their own currency and in `missing_rates`.
    """
    rated = with_rate(rows, rates, as_of, base_currency)
    rate, is_base = rated.closing_rate, rated.currency == base_currency
    restated = {
        # Most of a book is in its base currency: rounding is what a rate of 1 comes to, without the wide product.
        name: ibis.cases(
            (is_base, rounded(rated[name], digits)),
            (rate.isnull(), rated[name]),
            else_=converted(rated[name], rate, digits),
        )
        for name in columns
    }
    base = ibis.cases((rate.isnull(), rated.currency), else_=ibis.literal(base_currency))
    return rated.mutate(**restated, currency=base).drop("closing_rate")


def missing_rates(parts: ir.Table, rates: ir.Table, as_of: Day, base_currency: str) -> ir.Table:
    """Return the currencies that cannot be restated on a day: currency, item_count, open_amount (in that currency)."""
    rated = with_rate(parts, rates, as_of, base_currency)
    bare = rated.filter(rated.closing_rate.isnull())
    return bare.group_by("currency").aggregate(item_count=bare.item_id.nunique(), open_amount=total(bare.open_amount))
