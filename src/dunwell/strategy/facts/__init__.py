"""What is known about a customer on a day."""
