"""The aging of the book, and the items behind every number."""
