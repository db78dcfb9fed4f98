"""Periods that law counts in days: validation, notices, debt respites, opt-outs."""
