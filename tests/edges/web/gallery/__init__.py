"""The gallery: every screen with sample data, served without a database."""
