"""Where the desk opens, and a person's own preferences."""
