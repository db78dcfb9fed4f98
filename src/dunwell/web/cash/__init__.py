"""The cash desk: what came in, and what it paid."""
