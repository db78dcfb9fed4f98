"""A sample of what the matcher posted by itself, looked at by a clerk."""
