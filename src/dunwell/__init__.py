"""Dunwell: the open-source desk of a receivables team."""

__version__ = "0.1.0"
