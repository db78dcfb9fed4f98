"""What is known of a contact that somebody wants to make."""
