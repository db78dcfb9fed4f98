"""What may stand in a condition, word by word."""
