"""Examples that hold on every engine: what changes against the ordinary customer, the step, the exclusions."""

from dunwell.strategy.shipped.rules import Example

EXAMPLES = (
    Example(
        "before the date",
        {
            "oldest_days_past_due": -2,
            "past_due_amount": "0",
            "collectable_amount": "0",
            "current_amount": "5000",
            "average_days_late": "16.00",
        },
        "before_due",
    ),
    Example("within its habit", {"oldest_days_past_due": 14, "average_days_late": "16.00"}, "reminder_1"),
    Example("past its habit", {"oldest_days_past_due": 17, "average_days_late": "16.00"}, "call_1"),
    Example("well past its habit", {"oldest_days_past_due": 34, "average_days_late": "16.00"}, "credit_hold"),
    Example("no habit known", {"oldest_days_past_due": 14, "average_days_late": None}, "reminder_1"),
)
