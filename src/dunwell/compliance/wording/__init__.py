"""What a message may and must say."""
