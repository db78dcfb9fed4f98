"""What stops a contact whatever the hour."""
