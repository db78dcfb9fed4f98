"""The conditions that policies are written in."""
