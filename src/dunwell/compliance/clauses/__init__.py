"""What a law says, one value at a time, with its citation and dates."""
