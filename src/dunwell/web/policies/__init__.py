"""Policies as documents, and what a change would do today."""
