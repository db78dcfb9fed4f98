"""Examples that hold on every engine: what changes against the ordinary customer, the step, the exclusions."""

from dunwell.strategy.shipped.rules import Example

EXAMPLES = (
    Example("three days late", {"oldest_days_past_due": 3}, None, ("no_step",)),
    Example("five days late", {"oldest_days_past_due": 5}, "reminder_1"),
    Example(
        "written to this week",
        {
            "oldest_days_past_due": 15,
            "contacts_last_7_days": 1,
            "days_since_last_contact": 6,
            "days_since_last_touch": 6,
            "last_step": "reminder_1",
            "days_since_last_step": 6,
        },
        "reminder_2",
        ("attempts_used",),
    ),
    Example("more than three weeks late", {"oldest_days_past_due": 24}, "call_1"),
    Example("three months late", {"oldest_days_past_due": 90}, "decide"),
    Example(
        "hardship",
        {"oldest_days_past_due": 60, "on_hold": True, "hold_reason": "hardship"},
        "formal_demand",
        ("on_hold", "paused"),
    ),
    Example("disputed in part", {"oldest_days_past_due": 60, "disputed_amount": "10"}, "reminder_1"),
)
