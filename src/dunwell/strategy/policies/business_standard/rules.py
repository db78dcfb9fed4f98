"""Examples that hold on every engine: what changes against the ordinary customer, the step, the exclusions."""

from dunwell.strategy.shipped.rules import Example

EXAMPLES = (
    Example("three days late", {"oldest_days_past_due": 3}, "reminder_1"),
    Example("two days late", {"oldest_days_past_due": 2}, None, ("no_step",)),
    Example("two days late and risky", {"oldest_days_past_due": 2, "risk_score": 60}, "reminder_1"),
    Example("a week and a day", {"oldest_days_past_due": 8}, "call_1"),
    Example("half disputed falls back", {"oldest_days_past_due": 8, "disputed_amount": "2500"}, "reminder_1"),
    Example(
        "a broken promise, three days late", {"oldest_days_past_due": 3, "broken_promise_count": 1}, "promise_call"
    ),
    Example("two broken promises", {"oldest_days_past_due": 9, "broken_promise_count": 2}, "broken_twice"),
    Example(
        "two broken promises, part disputed",
        {"oldest_days_past_due": 9, "broken_promise_count": 2, "disputed_amount": "100"},
        "call_1",
    ),
    Example("two broken promises, long ago due", {"oldest_days_past_due": 180, "broken_promise_count": 2}, "decide"),
    Example("a month", {"oldest_days_past_due": 30}, "firm_letter"),
    Example("a month, part disputed", {"oldest_days_past_due": 30, "disputed_amount": "100"}, "call_2"),
    Example(
        "called yesterday",
        {"oldest_days_past_due": 22, "days_since_last_contact": 1},
        "call_2",
        ("step_waiting", "contacted_recently"),
    ),
    Example(
        "same call a week ago",
        {
            "oldest_days_past_due": 24,
            "last_step": "call_2",
            "days_since_last_step": 7,
            "days_since_last_contact": 7,
            "days_since_last_touch": 7,
        },
        "call_2",
    ),
    Example(
        "same call four days ago",
        {
            "oldest_days_past_due": 26,
            "last_step": "call_2",
            "days_since_last_step": 4,
            "days_since_last_contact": 4,
            "days_since_last_touch": 4,
        },
        "call_2",
        ("step_waiting",),
    ),
    Example(
        "a milder step four days ago",
        {
            "oldest_days_past_due": 22,
            "last_step": "reminder_2",
            "days_since_last_step": 4,
            "days_since_last_contact": 4,
            "days_since_last_touch": 4,
        },
        "call_2",
    ),
    Example(
        "paid yesterday",
        {"oldest_days_past_due": 22, "days_since_last_payment": 1, "last_payment_amount": "5000"},
        "call_2",
        ("paused",),
    ),
    Example(
        "a receipt is waiting",
        {"oldest_days_past_due": 22, "has_waiting_receipt": True, "waiting_receipt_amount": "5000"},
        "call_2",
        ("paused",),
    ),
    Example(
        "a receipt is waiting that pays next to nothing",
        {"oldest_days_past_due": 22, "has_waiting_receipt": True, "waiting_receipt_amount": "12"},
        "call_2",
    ),
    Example("half a year", {"oldest_days_past_due": 180}, "decide"),
    Example("on hold", {"oldest_days_past_due": 9, "on_hold": True, "hold_reason": "promise"}, "call_1", ("on_hold",)),
    Example(
        "small",
        {"oldest_days_past_due": 9, "past_due_amount": "20", "collectable_amount": "20"},
        "call_1",
        ("below_minimum",),
    ),
    Example(
        "small, old and never touched",
        {"oldest_days_past_due": 40, "past_due_amount": "20", "collectable_amount": "20"},
        "credit_hold",
    ),
)
