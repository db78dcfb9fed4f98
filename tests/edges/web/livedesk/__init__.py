"""A small real desk: a creditor with a book, a published list and people, for test clients and a live server."""
