"""Jurisdictions as written documents, read so that every fault has its line."""
