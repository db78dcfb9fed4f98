"""One wide row per customer with anything open: what policies may ask about (strategy adds its own memory of steps)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import amount, as_count, day, days_since, floor_ratio, half_up_ratio, positive, total
from dunwell.exposure.aging.sets import MONEY_COLUMNS
from dunwell.exposure.facts import rules
from dunwell.receivables.holds.sets import customer_holds
from dunwell.receivables.rates.sets import in_base

_CONTACT_KINDS = ("call", "email", "letter", "sms")


@dataclass(frozen=True, slots=True)
class Day:
    """The day that facts are of, and the currency they are told in with its digits."""

    as_of: date
    base_currency: str
    digits: int


def exposures(parts: ir.Table, rates: ir.Table, of: Day) -> ir.Table:
    """Return what each customer owes, in base currency at the day's closing rates.

    Grain: one row per customer with an open part. `parts` are blocked parts in document currency. Parts whose currency
    has no rate count as documents and days but bring no amount; `rates.sets.missing_rates` reports them.
    """
    rows = in_base(parts, rates, of.as_of, of.base_currency, of.digits, MONEY_COLUMNS)
    rows = rows.mutate(days=days_since(rows.due_date, of.as_of))
    zero = amount(0)
    debit, late = rows.open_amount > zero, rows.days > 0
    rated = rows.currency == of.base_currency
    free = rows.open_amount - rows.disputed_amount - rows.held_amount > zero
    leads = rows.open_before_amount == zero
    sums = rows.group_by("customer_id").aggregate(
        open_amount=total(rows.open_amount, where=rated),
        gross_open_amount=total(rows.open_amount, where=rated & debit),
        unapplied_amount=total(-rows.open_amount, where=rated & ~debit),
        current_amount=total(rows.open_amount, where=rated & debit & ~late),
        past_due_amount=total(rows.open_amount, where=rated & debit & late),
        disputed_amount=total(rows.disputed_amount, where=rated & late),
        held_amount=total(rows.held_amount, where=rated & late),
        oldest_days_past_due=rows.days.max(where=debit & free),
        max_days_past_due=rows.days.max(where=debit),
        item_count=rows.count(where=leads),
        past_due_item_count=rows.count(where=leads & debit & late),
        largest_item_amount=ibis.coalesce(rows.item_open_amount.max(where=rated & debit), zero),
    )
    owed = sums.past_due_amount - sums.disputed_amount - sums.held_amount - sums.unapplied_amount
    return sums.mutate(collectable_amount=positive(owed))


def touches(activities: ir.Table, as_of: date) -> ir.Table:
    """Return when each customer was last contacted (we called or wrote) and last touched (anything was done).

    Grain: one row per customer with any activity by the day: last_contact_date, last_touch_date, contacts_last_7_days.
    """
    rows = activities.filter(activities.occurred_date <= day(as_of))
    ours = rows.kind.isin(_CONTACT_KINDS) & (rows.direction == "out")
    recent = rows.occurred_date > day(as_of - timedelta(days=rules.CONTACT_DAYS))
    return rows.group_by("customer_id").aggregate(
        last_contact_date=rows.occurred_date.max(where=ours),
        last_touch_date=rows.occurred_date.max(),
        contacts_last_7_days=rows.count(where=ours & recent),
    )


def snoozed(snoozes: ir.Table, as_of: date) -> ir.Table:
    """Return the day on which each snoozed customer comes back: customer_id, snoozed_until (after the day)."""
    kept = snoozes.filter(snoozes.placed_date <= day(as_of), snoozes.until_date > day(as_of))
    return kept.group_by("customer_id").aggregate(snoozed_until=kept.until_date.max())


def with_waiting_receipts(facts: ir.Table, waiting: ir.Table, rates: ir.Table, of: Day) -> ir.Table:
    """Add what came in during the last 30 days, waits, and may pay what a customer owes.

    Grain: one row per row of facts. `waiting` is cash's `WAITING_RECEIPTS`; `waiting_receipt_amount` is in base
    currency, 0 where nothing waits or where its currency has no rate, `has_waiting_receipt` counts those too.
    """
    since = day(of.as_of - timedelta(days=rules.WAITING_DAYS))
    recent = waiting.filter(waiting.value_date <= day(of.as_of), waiting.value_date > since)
    rated = in_base(recent, rates, of.as_of, of.base_currency, of.digits, ("amount",))
    sums = rated.group_by("customer_id").aggregate(
        waiting_receipt_amount=total(rated.amount, where=rated.currency == of.base_currency),
        waiting_count=rated.count(),
    )
    rows = facts.left_join(sums, "customer_id").drop("customer_id_right")
    return rows.mutate(
        waiting_receipt_amount=ibis.coalesce(rows.waiting_receipt_amount, amount(0)),
        has_waiting_receipt=ibis.coalesce(rows.waiting_count, 0) > 0,
    )


def with_broken_promises(facts: ir.Table, broken: ir.Table) -> ir.Table:
    """Add how many promises a customer broke lately; 0 where none.

    Grain: one row per row of facts. `broken` is outcomes' `broken_promises`: customer_id, broken_promise_count.
    """
    counted = broken.select(broken_customer_id="customer_id", broken_count="broken_promise_count")
    rows = facts.left_join(counted, facts.customer_id == counted.broken_customer_id)
    rows = rows.mutate(broken_promise_count=ibis.coalesce(rows.broken_count, ibis.literal(0, type="int64")))
    return rows.drop("broken_customer_id", "broken_count")


def customer_facts(
    customers: ir.Table, owed: ir.Table, behavior: ir.Table, firsts: ir.Table, holds: ir.Table, of: Day
) -> ir.Table:
    """Join what is known of every customer with anything open; contact memory is added by `with_touches`.

    Grain: one row per row of `owed` (`exposures`). `behavior` is `payment_behavior`, `firsts` is `first_documents`.
    """
    held = customer_holds(holds, of.as_of).drop("is_dispute").rename(hold_customer_id="customer_id")
    rows = owed.join(customers, "customer_id")
    rows = rows.left_join(behavior, "customer_id").drop("customer_id_right")
    rows = rows.left_join(firsts, "customer_id").drop("customer_id_right")
    rows = rows.left_join(held, rows.customer_id == held.hold_customer_id)
    tenure = ibis.coalesce(days_since(rows.first_document_date, of.as_of), 0)
    rows = rows.mutate(
        is_consumer=rows.kind == "consumer",
        currency=ibis.literal(of.base_currency),
        paid_item_count=ibis.coalesce(rows.paid_item_count, 0),
        days_since_last_payment=days_since(rows.last_payment_date, of.as_of),
        broken_promise_count=ibis.literal(0, type="int64"),
        is_new=tenure < rules.NEW_DAYS,
        tenure_days=tenure,
        on_hold=rows.hold_customer_id.notnull(),
    )
    return rows.mutate(value_percentile=_percentile(rows.open_amount), risk_score=_risk(rows))


def with_touches(
    facts: ir.Table, activities: ir.Table, snoozes: ir.Table, as_of: date, names: tuple[str, ...]
) -> ir.Table:
    """Add contact memory and snoozes to facts and keep the named columns, in their order."""
    seen, asleep = touches(activities, as_of), snoozed(snoozes, as_of)
    rows = facts.left_join(seen, "customer_id").drop("customer_id_right")
    rows = rows.left_join(asleep, "customer_id").drop("customer_id_right")
    rows = rows.mutate(
        days_since_last_contact=days_since(rows.last_contact_date, as_of),
        days_since_last_touch=days_since(rows.last_touch_date, as_of),
        contacts_last_7_days=ibis.coalesce(rows.contacts_last_7_days, 0),
    )
    return rows.select(*names)


def _percentile(value: ir.DecimalValue) -> ir.IntegerValue:
    """Return the share of the other rows that are smaller, 0 to 100, rounded down; ties share the lower place."""
    smaller = ibis.rank().over(ibis.window(order_by=value))
    others = value.count().over(ibis.window()) - 1
    return ibis.coalesce(floor_ratio(smaller * 100, others), 100)


def _risk(rows: ir.Table) -> ir.IntegerValue:
    """The set form of `rules.risk_score`."""
    whole = ibis.literal(rules.WHOLE, type="int64")
    late_share, trend_days = as_count(rows.late_share, 4), as_count(rows.late_trend, 2)
    trend = _held(ibis.coalesce(trend_days, 0), rules.FULL_TREND_HUNDREDTHS)
    oldest = _held(ibis.coalesce(rows.max_days_past_due, 0), rules.FULL_DAYS_PAST_DUE)
    past_due = ibis.coalesce(half_up_ratio(rows.past_due_amount, rows.gross_open_amount, 4), 0)
    points = (
        ibis.coalesce(late_share, rules.UNKNOWN_SHARE) * rules.LATE_SHARE_WEIGHT
        + floor_ratio(trend * whole, ibis.literal(rules.FULL_TREND_HUNDREDTHS)) * rules.TREND_WEIGHT
        + floor_ratio(oldest * whole, ibis.literal(rules.FULL_DAYS_PAST_DUE)) * rules.DAYS_PAST_DUE_WEIGHT
        + past_due * rules.PAST_DUE_SHARE_WEIGHT
    )
    score = floor_ratio(points + rules.WHOLE // 2, whole)
    return ibis.cases((rows.is_new, rules.NEW_CUSTOMER_SCORE), else_=score).cast("int64")


def _held(value: ir.IntegerValue, most: int) -> ir.IntegerValue:
    return ibis.greatest(ibis.least(value, ibis.literal(most, type="int64")), ibis.literal(0, type="int64"))
