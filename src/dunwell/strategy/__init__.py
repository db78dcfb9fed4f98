"""What to do next, and why: facts about every customer, the policy for its segment, and the day's decision."""
