"""The template words of the desk."""
