"""The house's own checks, as functions over inputs: each returns complaints, so each can be shown a bad input."""
