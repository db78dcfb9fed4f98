"""The ladder for customers without a history."""
