"""Examples that hold on every engine: what changes against the ordinary customer, the step, the exclusions."""

from dunwell.strategy.shipped.rules import Example

EXAMPLES = (
    Example(
        "a week before the date",
        {"oldest_days_past_due": -7, "past_due_amount": "0", "collectable_amount": "0", "current_amount": "90000"},
        "courtesy",
    ),
    Example(
        "on the date",
        {"oldest_days_past_due": 0, "past_due_amount": "0", "collectable_amount": "0"},
        None,
        ("nothing_past_due",),
    ),
    Example("two days late", {"oldest_days_past_due": 2}, "call_1"),
    Example("three weeks and a day", {"oldest_days_past_due": 22}, "lead_call"),
    Example("hold is reviewed, not set", {"oldest_days_past_due": 38}, "hold_review"),
    Example(
        "called twice, written once this week",
        {
            "oldest_days_past_due": 22,
            "contacts_last_7_days": 3,
            "days_since_last_contact": 2,
            "days_since_last_touch": 2,
            "last_step": "call_2",
            "days_since_last_step": 2,
        },
        "lead_call",
        ("attempts_used",),
    ),
)
