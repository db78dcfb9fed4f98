"""Bank statements: what banks said, whether it ties, and what became of each line."""
