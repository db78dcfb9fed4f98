"""Money that is here and pays nothing yet: how old it is, whose, and every receipt behind a number."""
