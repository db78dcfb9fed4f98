"""Who belongs to which segment, and what the policy for it does when."""
