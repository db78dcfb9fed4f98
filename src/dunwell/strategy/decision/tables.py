"""The columns that a decision adds to a customer's facts, and what strategy remembers of earlier days.

Grain: one row per row of facts, so one per customer with any open item.
"""

from dunwell.base.sets import TableShape

EXCLUSIONS = (
    "on_hold",
    "snoozed",
    "credit_balance",
    "nothing_past_due",
    "disputed_only",
    "held_only",
    "covered_by_credit",
    "below_minimum",
    "paused",
    "no_step",
    "step_waiting",
    "contacted_recently",
    "attempts_used",
)
"""Why a customer is left alone today, in the order of telling; each is a column `excluded_<code>`."""

FACTORS = ("value", "risk", "days", "promises", "touch")
"""What points are given for; each is a column `points_<factor>` and `points` is their sum."""

DECISION_COLUMNS: dict[str, str] = {
    "segment": "string",
    "policy_key": "string",
    "policy_version": "int64",
    "pause_index": "int64",
    "step_index": "int64",
    "step": "string",
    "action": "string",
    "tone": "string",
    "owner_rule": "string",
    "decision_owner_id": "int64",
    "decision_queue": "string",
    "minutes": "int64",
    "wait_days": "int64",
    "min_gap_days": "int64",
    "max_attempts_per_week": "int64",
    "minimum_amount": "decimal(18,4)",
    "stake_amount": "decimal(18,4)",
    "likelihood": "decimal(19,10)",
    "expected_amount": "decimal(18,4)",
    "expected_per_minute": "int64",
    "floor_due": "boolean",
    **{f"excluded_{code}": "boolean" for code in EXCLUSIONS},
    **{f"points_{factor}": "int64" for factor in FACTORS},
    "points": "int64",
    "rank": "int64",
}
"""Column -> Ibis type. Amounts are base currency; `expected_per_minute` is whole minor units (cents) per collector
minute; `likelihood` is a share of 1; `rank` counts from 1 and is null where the customer is left alone."""

WORKED_STEPS = TableShape(
    name="worked_steps",
    grain="one row per customer and day on which a step stood on a published list, last 60 days of lists",
    key=("customer_id", "decided_date"),
    columns={"customer_id": "int64", "decided_date": "date", "step": "string"},
    source="""
        SELECT DISTINCT ON (d.customer_id, r.as_of_date)
            d.customer_id::bigint AS customer_id, r.as_of_date AS decided_date, d.step AS step
        FROM strategy_decision d
        JOIN platform_run r ON r.id = d.run_id
        WHERE d.creditor_id = %(creditor_id)s AND d.rank IS NOT NULL
          AND r.as_of_date > (SELECT max(as_of_date) FROM platform_run WHERE creditor_id = %(creditor_id)s) - 60
        ORDER BY d.customer_id, r.as_of_date, r.id DESC
    """,
)
"""What was asked for on earlier days; `facts/sets.py` sets it against the last touch to learn which step was worked."""
