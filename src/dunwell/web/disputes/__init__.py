"""The dispute board, one dispute, and the answer of somebody without an account."""
