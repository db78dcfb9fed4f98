"""Whose desks these are."""
