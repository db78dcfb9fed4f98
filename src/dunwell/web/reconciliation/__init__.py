"""A bank account beside the books, day by day."""
