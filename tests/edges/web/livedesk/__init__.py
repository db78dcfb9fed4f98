"""A small real desk: a creditor with a book, a published list and people; for clients in tests and for a live server."""
