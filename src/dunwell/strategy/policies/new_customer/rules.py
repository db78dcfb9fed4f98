"""Examples that hold on every engine: what changes against the ordinary customer, the step, the exclusions."""

from dunwell.strategy.shipped.rules import Example

EXAMPLES = (
    Example(
        "before the first date",
        {"oldest_days_past_due": -3, "past_due_amount": "0", "collectable_amount": "0", "current_amount": "800"},
        "welcome",
    ),
    Example("two days late", {"oldest_days_past_due": 2}, "call_1"),
    Example("a month", {"oldest_days_past_due": 30}, "credit_hold"),
    Example("a month, disputed in part", {"oldest_days_past_due": 30, "disputed_amount": "1"}, "call_2"),
)
