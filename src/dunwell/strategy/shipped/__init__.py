"""Policies that come with Dunwell, and what each must say about whom."""
