"""What a clause says, in words and as plain values."""
