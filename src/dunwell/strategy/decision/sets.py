"""The day's decision for every customer: one pass over the facts, no joins, the same on every engine.

Order of thought: which segment, so which policy; which step of its ladder (see `policy/rules.py`); what speaks against
doing anything today; how many points; what cash the action may bring per collector minute; who comes first.

**Priority** is expected cash per collector minute. While a desk has no results of its own to learn the likelihoods from
(cold start), points decide: value 40, risk 25, days past due 20, broken promises 10, days since last touch 5; whole
numbers, added up, at most 100. Equal points: the larger expected cash per minute first, then the customer number
(text in code-point order; on PostgreSQL the column must carry COLLATE "C").
"""

from collections.abc import Mapping
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from dunwell.base.money import minor_digits
from dunwell.base.sets import amount, as_decimal, converted, floor_ratio, positive
from dunwell.strategy.decision.rules import CAPS, WEIGHTS
from dunwell.strategy.decision.tables import DECISION_COLUMNS, EXCLUSIONS, FACTORS
from dunwell.strategy.expression.sets import holds
from dunwell.strategy.policy.rules import (
    AGE_BANDS,
    CONTACTS,
    LEAD,
    OWNER,
    QUEUE,
    SERVICE_TONE,
    Policy,
    Segments,
    Step,
)  # fmt: skip


def decide(facts: ir.Table, segments: Segments, policies: Mapping[str, Policy], *, currency: str) -> ir.Table:
    """Return the facts with the columns of DECISION_COLUMNS added: one row per row of facts.

    `policies` holds every policy that a segment names; `currency` is the base currency, for rounding. Excluded
    customers keep their step and points, so that the reasons can be told, but have no rank.
    """
    used = [policies[key] for key in dict.fromkeys(segment.policy for segment in segments.segments)]
    table = _with_segment(facts, segments, used)
    table = _settled(_with_step(table, used))
    table = _with_terms(table, used)
    table = _settled(_with_stake(table, used, currency))
    table = _with_exclusions(table)
    table = _with_points(table)
    return _ranked(table, tuple(facts.columns))


def _settled(table: ir.Table) -> ir.Table:
    """Return the table with its columns settled, so that later expressions read them instead of repeating them.

    PostgreSQL unfolds nested selects into one and then computes a step of 40 branches again wherever it is mentioned;
    it does not unfold a select with a window function. Nobody reads the column.
    """
    return table.mutate(settled=ibis.row_number().over())


def answers(facts: ir.Table, segments: Segments, policies: Mapping[str, Policy]) -> ir.Table:
    """Return every condition's answer: one row per row of facts by customer_id, one boolean column per condition.

    Columns: `segment__KEY`; `pause__POLICY__N`; `when__POLICY__STEP`; `stop__POLICY__STEP__N`.
    """
    table = with_segment(facts, segments)
    columns: dict[str, Any] = {f"segment__{one.key}": holds(one.when, facts) for one in segments.segments}
    asked = table.mutate(**columns)
    found: dict[str, Any] = {}
    for key, policy in policies.items():
        found |= {f"pause__{key}__{n}": holds(stop.when, asked) for n, stop in enumerate(policy.pauses)}
        for step in policy.steps:
            found[f"when__{key}__{step.code}"] = holds(step.when, asked)
            found |= {f"stop__{key}__{step.code}__{n}": holds(stop.when, asked) for n, stop in enumerate(step.stops)}
    return asked.select("customer_id", "segment", *columns, **found)


def with_segment(facts: ir.Table, segments: Segments) -> ir.Table:
    """Return the facts with the column `segment` added: the first segment whose condition holds."""
    return facts.mutate(
        segment=ibis.cases(*((holds(one.when, facts), ibis.literal(one.key)) for one in segments.segments), else_="")
    )


def _with_segment(facts: ir.Table, segments: Segments, used: list[Policy]) -> ir.Table:
    table = with_segment(facts, segments)
    numbers = {policy.key: number for number, policy in enumerate(used)}
    by_segment = [(one.key, numbers[one.policy]) for one in segments.segments]
    return table.mutate(
        policy_index=ibis.cases(*((table.segment == key, whole(number)) for key, number in by_segment), else_=whole(0))
    )


def whole(value: int) -> ir.IntegerValue:
    """Return a whole number as a 64-bit literal, so that every engine counts in the same width."""
    return ibis.literal(value, "int64")


def _with_step(table: ir.Table, used: list[Policy]) -> ir.Table:
    """Find the furthest step that holds and is not stopped, counted over all policies; -1 for none."""
    step_cases, pause_cases, first = [], [], 0
    for number, policy in enumerate(used):
        mine = table.policy_index == whole(number)
        rungs = [(_due(step, table), whole(first + place)) for place, step in enumerate(policy.steps)]
        step_cases.append((mine, ibis.cases(*reversed(rungs), else_=whole(-1))))
        pauses = [(holds(stop.when, table), whole(place)) for place, stop in enumerate(policy.pauses)]
        if pauses:
            pause_cases.append((mine, ibis.cases(*pauses, else_=whole(-1))))
        first += len(policy.steps)
    return table.mutate(
        step_number=ibis.cases(*step_cases, else_=whole(-1)),
        pause_index=ibis.cases(*pause_cases, else_=whole(-1)) if pause_cases else whole(-1),
    )


def _due(step: Step, table: ir.Table) -> ir.BooleanValue:
    return reduce(lambda due, stop: due & ~holds(stop.when, table), step.stops, holds(step.when, table))


def _with_terms(table: ir.Table, used: list[Policy]) -> ir.Table:
    """Look up what the chosen step and its policy say; small tables as CASE, so that nothing is joined."""
    steps = [step for policy in used for step in policy.steps]
    places = [place for policy in used for place in range(len(policy.steps))]
    by_step, by_policy = table.step_number, table.policy_index
    text = ibis.null("string")
    return table.mutate(
        policy_key=_lookup(by_policy, [policy.key for policy in used], text),
        policy_version=_lookup(by_policy, [policy.version for policy in used], ibis.null("int64")),
        min_gap_days=_lookup(by_policy, [policy.defaults.min_gap_days for policy in used], whole(0)),
        max_attempts_per_week=_lookup(by_policy, [policy.defaults.max_attempts_per_week for policy in used], whole(7)),
        touch_every_days=_lookup(by_policy, [policy.defaults.touch_every_days for policy in used], whole(21)),
        minimum_amount=_lookup(by_policy, [policy.defaults.minimum_amount for policy in used], amount(0)),
        smallest_amount=_lookup(by_policy, [policy.defaults.smallest_amount for policy in used], amount(0)),
        step_index=_lookup(by_step, places, ibis.null("int64")),
        step=_lookup(by_step, [step.code for step in steps], text),
        action=_lookup(by_step, [step.action for step in steps], text),
        tone=_lookup(by_step, [step.tone for step in steps], text),
        owner_rule=_lookup(by_step, [step.owner for step in steps], text),
        minutes=_lookup(by_step, [step.minutes for step in steps], ibis.null("int64")),
        wait_days=_lookup(by_step, [step.wait_days for step in steps], ibis.null("int64")),
    )


def _lookup(index: ir.IntegerValue, values: list[Any], otherwise: ir.Value) -> ir.Value:
    """Return values[index], or `otherwise` for an index that is not there; equal values share a branch."""
    places: dict[Any, list[int]] = {}
    for place, value in enumerate(values):
        places.setdefault(value, []).append(place)
    branches = [(index.isin(where), _literal(value)) for value, where in places.items()]
    return ibis.cases(*branches, else_=otherwise)


def _literal(value: Any) -> ir.Value:
    if isinstance(value, int):
        return whole(value)
    return ibis.literal(value) if isinstance(value, str) else amount(value)


def _with_stake(table: ir.Table, used: list[Policy], currency: str) -> ir.Table:
    """Add the amount at stake, the likelihood, the cash to expect, and whether the exploration floor applies."""
    service = ibis.coalesce(table.tone == SERVICE_TONE, ibis.literal(False))
    stake = ibis.ifelse(service, positive(table.current_amount), table.collectable_amount)
    idle = table.days_since_last_touch.isnull() | (table.days_since_last_touch >= table.touch_every_days)
    old = ibis.coalesce(table.oldest_days_past_due, whole(0)) >= table.touch_every_days
    table = table.mutate(
        is_service=service,
        stake_amount=ibis.coalesce(stake, amount(0)),
        likelihood_percent=_likelihood(table, used),
        floor_due=ibis.coalesce(idle & old, ibis.literal(False)),
    )
    table = table.mutate(likelihood=as_decimal(table.likelihood_percent, 2, "decimal(19,10)"))
    expected = converted(table.stake_amount, table.likelihood, minor_digits(currency))
    table = table.mutate(expected_amount=expected)
    minor = (table.expected_amount * ibis.literal(10 ** minor_digits(currency), "int64")).round(0).cast("int64")
    return table.mutate(expected_per_minute=ibis.coalesce(floor_ratio(minor, table.minutes), whole(0)))


def _likelihood(table: ir.Table, used: list[Policy]) -> ir.IntegerValue:
    steps = [step for policy in used for step in policy.steps]
    age = ibis.coalesce(table.oldest_days_past_due, whole(0))
    bands = [
        _lookup(table.step_number, [step.likelihood[band] for step in steps], whole(0))
        for band in range(len(AGE_BANDS) + 1)
    ]
    edges = [(age <= whole(edge), value) for edge, value in zip(AGE_BANDS, bands, strict=False)]
    return ibis.cases(*edges, else_=bands[-1])


def _with_exclusions(table: ir.Table) -> ir.Table:
    """Add one boolean per reason to leave the customer alone, never null; every row without a rank has one."""
    zero, chased = amount(0), ~table.is_service
    past_due, disputed, held = (
        ibis.coalesce(column, zero) for column in (table.past_due_amount, table.disputed_amount, table.held_amount)
    )
    undisputed, workable = past_due - disputed, past_due - disputed - held
    contact = ibis.coalesce(table.action.isin(CONTACTS), ibis.literal(False))
    small = (table.stake_amount < table.smallest_amount) | (
        (table.stake_amount < table.minimum_amount) & ~table.floor_due
    )
    has_stake = table.stake_amount > zero
    found = {
        "on_hold": table.on_hold,
        "snoozed": table.snoozed_until.notnull(),
        "credit_balance": table.open_amount <= zero,
        "nothing_past_due": chased & (past_due <= zero),
        "disputed_only": chased & (past_due > zero) & (disputed > zero) & (undisputed <= zero),
        "held_only": chased & (undisputed > zero) & (held > zero) & (workable <= zero),
        "covered_by_credit": chased & (workable > zero) & ~has_stake,
        "below_minimum": small & (has_stake | table.is_service),
        "paused": table.pause_index >= whole(0),
        "no_step": table.step.isnull() & has_stake,
        "step_waiting": _waiting(table, contact),
        "contacted_recently": contact & (table.days_since_last_contact < table.min_gap_days),
        "attempts_used": contact & (table.contacts_last_7_days >= table.max_attempts_per_week),
    }
    return table.mutate(**{f"excluded_{code}": ibis.coalesce(found[code], ibis.literal(False)) for code in EXCLUSIONS})


def _waiting(table: ir.Table, contact: ir.BooleanValue) -> ir.BooleanValue:
    since = ibis.ifelse(contact, table.days_since_last_contact, table.days_since_last_touch)
    same = (table.last_step == table.step) & (table.days_since_last_step < table.wait_days)
    return ibis.ifelse(table.last_step.isnull(), since < table.wait_days, same)


def _with_points(table: ir.Table) -> ir.Table:
    """Add the points of each factor, half rounded up, and their sum."""
    never = ibis.coalesce(table.days_since_last_touch, whole(CAPS["touch"]))
    shares = {
        "value": table.value_percentile,
        "risk": table.risk_score,
        "days": table.oldest_days_past_due,
        "promises": table.broken_promise_count,
        "touch": never,
    }
    points = {f"points_{factor}": _points(shares[factor], WEIGHTS[factor], CAPS[factor]) for factor in FACTORS}
    table = table.mutate(**points)
    return table.mutate(points=reduce(lambda left, right: left + right, (table[name] for name in points)))


def _points(value: ir.IntegerValue, weight: int, cap: int) -> ir.IntegerValue:
    """Return weight × value/cap, value held within 0 and cap, half rounded up: whole numbers only."""
    held = ibis.least(ibis.greatest(ibis.coalesce(value.cast("int64"), whole(0)), whole(0)), whole(cap))
    return floor_ratio(held * whole(2 * weight) + whole(cap), whole(2 * cap))


def _ranked(table: ir.Table, fact_columns: tuple[str, ...]) -> ir.Table:
    out = reduce(lambda left, right: left | right, (table[f"excluded_{code}"] for code in EXCLUSIONS))
    by_owner = table.owner_rule == OWNER
    queue = table.owner_rule.substr(len(QUEUE))
    table = table.mutate(
        is_ranked=table.step.notnull() & ~out,
        decision_owner_id=ibis.ifelse(by_owner, table.owner_id, ibis.null("int64")),
        decision_queue=ibis.cases(
            (table.owner_rule == LEAD, ibis.literal(LEAD)),
            (table.owner_rule.startswith(QUEUE), queue),
            else_=ibis.ifelse(table.owner_id.isnull(), ibis.coalesce(table.queue, ibis.literal("")), ibis.literal("")),
        ),
    )
    order = [table.points.desc(), table.expected_per_minute.desc(), table.customer_number.asc()]
    place = ibis.row_number().over(group_by=table.is_ranked, order_by=order)
    table = table.mutate(rank=ibis.ifelse(table.is_ranked, place.cast("int64") + whole(1), ibis.null("int64")))
    return table.select(*fact_columns, *DECISION_COLUMNS)
