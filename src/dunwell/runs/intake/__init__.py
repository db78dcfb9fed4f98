"""Intake: from a file somebody sends to rows on the books."""
