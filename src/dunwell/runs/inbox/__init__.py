"""Mail that comes in, and what follows from it in other rooms."""
